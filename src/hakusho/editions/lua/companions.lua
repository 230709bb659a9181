-- What accompanies a figure: a long description, its values as a table, the values as a file.
--
-- In the document it stands behind its figure as a Div of class "figure-companion" whose attribute
-- `figure` names the figure's id: a Div "figure-description", a Table without a caption, and a
-- paragraph with a link to figures/NAME.csv. Each edition prints of it what its readers can use.
local hypertext = require('hypertext')
local texts = require('texts')
local companions = {}

local SUFFIX = '-data'

function companions.is_one(block)
  return block.t == 'Div' and block.classes:includes('figure-companion')
end

-- The id of what is printed for a figure, and of its name.
function companions.id(figure)
  return figure .. SUFFIX
end

function companions.name_id(figure)
  return figure .. SUFFIX .. '-name'
end

-- What a figure, or a part of one, is called: 図1, 図1(a).
local function called(figure)
  return figure.attributes.label or hypertext.caption_number(figure.caption)
end

-- Finds all companions: what each figure's is called (図1のデータ) by the figure's id.
function companions.names(blocks, labels)
  local numbers, found, names = {}, pandoc.List(), {}
  blocks:walk {
    Figure = function(figure)
      numbers[figure.identifier] = called(figure)
    end,
    Div = function(div)
      if companions.is_one(div) then found:insert(div.attributes.figure or '') end
    end,
  }
  for _, figure in ipairs(found) do
    local number = numbers[figure] or ''
    if number == '' then number = labels.figure end
    names[figure] = (labels.figure_data:gsub('{}', function() return number end))
  end
  return names
end

-- A figure whose images say what its caption calls them, and where their data are.
function companions.with_images(figure, names)
  figure.content = figure.content:walk {
    Image = function(image)
      if image.attributes['caption-number'] then return nil end -- in a part of the figure
      image.attributes['caption-number'] = called(figure)
      if names[figure.identifier] then
        image.attributes.details = companions.id(figure.identifier)
      end
      return image
    end,
  }
  figure.attributes.label = nil
  return figure
end

local function is_file_link(block)
  if not texts.is_text(block) then return false end
  local link = block.content[1]
  return link and link.t == 'Link' and link.target:match('^figures/[^/]+%.csv$') ~= nil
end

-- The content of a companion. `with_file` off: without the link to the file.
function companions.content(div, with_file)
  local name_id = companions.name_id(div.attributes.figure or '')
  local out = pandoc.Blocks {}
  for _, block in ipairs(div.content) do
    if is_file_link(block) then
      local link = block.content[1]
      link.attributes.download = link.target:match('[^/]+$')
      if with_file then out:insert(pandoc.Div({ block }, pandoc.Attr('', { 'figure-file' }))) end
    else
      out:insert(block)
    end
  end
  return out:walk {
    Table = function(element)
      element.attributes['aria-labelledby'] = name_id
      return element
    end,
  }
end

return companions
