-- The images of a figure group. In the document each is a Div of class "figure-part", which holds
-- the image and a Div "part-caption"; to the writers it is a figure in a figure.
local M = {}
local GROUP = 'figure-group' -- the class of a figure of several images

local CLASS, CAPTION = 'figure-part', 'part-caption'

function M.is_one(element)
  return element.t == 'Figure' and element.classes:includes(CLASS)
end

-- A document whose parts of figures are figures.
function M.as_figures(doc)
  return doc:walk {
    Figure = function(figure)
      figure.content = figure.content:map(function(block)
        if block.t ~= 'Div' or not block.classes:includes(CLASS) then return block end
        if not figure.classes:includes(GROUP) then figure.classes:insert(GROUP) end
        local caption, content = pandoc.Blocks {}, pandoc.Blocks {}
        for _, inner in ipairs(block.content) do
          local is_caption = inner.t == 'Div' and inner.classes:includes(CAPTION);
          (is_caption and caption or content):extend(is_caption and inner.content or { inner })
        end
        return pandoc.Figure(content, { long = caption }, block.attr)
      end)
      return figure
    end,
  }
end

-- A figure that says how wide the image of a group is, as the style of what holds it and its
-- caption: a share of the text's width would be one of that. Any other is returned as it is.
function M.styled(figure)
  if not M.is_one(figure) then return figure end
  local width = ''
  figure.content = figure.content:walk {
    Image = function(image)
      local drawn = tonumber(image.attributes['width-mm'] or '') or 0
      width = drawn > 0 and ('%gmm'):format(drawn) or image.attributes.width or ''
      if image.attributes.width then image.attributes.width = '100%' end
      return image
    end,
  }
  if width ~= '' then figure.attributes.style = ('width: %s'):format(width) end
  return figure
end

return M
