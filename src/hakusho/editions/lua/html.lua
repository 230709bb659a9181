-- The HTML edition's raw material: JSON with fragments of HTML, for hakusho.editions.html.
--
-- body          the chapters as nested sections
-- bibliography  the last section, or ''
-- contents      [{id, level, html}] in document order
-- notes         [{number, html}] in order
-- images        [{src, alt, number, width_mm, in_figure, narrow, details, stated}]; image n stands
--               in body as the comment <!--image:n-->, which no author's text can contain
local companions = require('companions')
local figure_parts = require('figure_parts')
local hypertext = require('hypertext')
local with_units = require('texts').with_units
local html = {}

local OPTIONS = pandoc.WriterOptions {
  section_divs = true,
  wrap_text = 'none',
  html_math_method = 'mathml',
}

local function render(blocks)
  local text = pandoc.write(pandoc.Pandoc(blocks), 'html5', OPTIONS)
  return (text:gsub('%s+$', ''))
end

local function anchor(ident)
  local link = '<a class="anchor" href="#%s" aria-hidden="true" tabindex="-1">#</a>'
  return pandoc.RawInline('html', link:format(ident:gsub('[<>&"]', '')))
end

-- One level lower, since the paper's title is the page's h1. HTML knows six; pandoc makes a
-- paragraph of a seventh.
local DEEPEST = 6

local function lower_headings(blocks, contents)
  return blocks:walk {
    Header = function(header)
      local words = render { pandoc.Plain(hypertext.entry(header.content:clone())) }
      contents:insert { id = header.identifier, level = header.level, html = words }
      header.content:insert(anchor(header.identifier))
      if header.identifier == 'bibliography' then
        header.attributes.role = 'doc-bibliography'
      elseif header.classes:includes('appendix') then
        header.attributes.role = 'doc-appendix'
      end
      header.level = math.min(header.level + 1, DEEPEST)
      return header
    end,
  }
end

-- The description and the values of a figure: folded behind its name.
local function fold_companions(blocks, names)
  local function escaped(text)
    local entities = { ['<'] = '&lt;', ['>'] = '&gt;', ['&'] = '&amp;', ['"'] = '&quot;' }
    return (text:gsub('[<>&"]', entities))
  end
  local start = '<details class="figure-data" id="%s"><summary id="%s">%s</summary>'
  return blocks:walk {
    Div = function(div)
      if not companions.is_one(div) then return nil end
      local figure = div.attributes.figure or ''
      local id, name_id = companions.id(figure), companions.name_id(figure)
      local opening = start:format(escaped(id), escaped(name_id), escaped(names[figure]))
      local out = pandoc.Blocks { pandoc.RawBlock('html', opening) }
      out:extend(companions.content(div, true))
      out:insert(pandoc.RawBlock('html', '</details>'))
      return out
    end,
  }
end

local function drop_empty_caption(figure)
  if figure.content[1] and pandoc.utils.stringify(figure.caption.long) == '' then
    figure.caption.long = {}
  end
  return figure
end

local function take_images(blocks, images)
  return blocks:walk {
    Image = function(image)
      local given = image.attributes
      images:insert {
        src = image.src,
        alt = given.alt or pandoc.utils.stringify(image.caption),
        number = given['caption-number'] or '',
        width_mm = tonumber(given['width-mm']) or 0,
        in_figure = given['caption-number'] ~= nil,
        narrow = given.narrow or '',
        details = given.details or '',
        stated = given.width or '',
      }
      return pandoc.RawInline('html', ('<!--image:%d-->'):format(#images))
    end,
  }
end

-- A wide table scrolls by itself, and with the keyboard.
local function frame_tables(blocks, label)
  local count = 0
  return blocks:walk {
    Table = function(element)
      element = hypertext.keep_short_cells(element)
      count = count + 1
      local name = { 'table-frame' }
      local attributes = pandoc.List { { 'role', 'group' }, { 'tabindex', '0' } }
      local first = element.caption.long[1]
      if first and first.content then
        local ident = ('table-caption-%d'):format(count)
        first.content = { pandoc.Span(first.content, pandoc.Attr(ident, { 'caption' })) }
        attributes:insert { 'aria-labelledby', ident }
      elseif element.attributes['aria-labelledby'] then
        attributes:insert { 'aria-labelledby', element.attributes['aria-labelledby'] }
      else
        attributes:insert { 'aria-label', label }
      end
      return pandoc.Div({ element }, pandoc.Attr('', name, attributes))
    end,
  }
end

-- ::: {.numbers}: each item's number, its unit and what it counts become elements of their own,
-- so that a style sheet can set numbers large, units smaller and labels on one line.
local function unit(inlines)
  return pandoc.Span(inlines, pandoc.Attr('', { 'unit' }))
end

local function mark_number(blocks)
  local first = blocks[1]
  local strong = first and first.content and first.content[1]
  if not (strong and strong.t == 'Strong') then return blocks end
  local content = strong.content
  if pandoc.utils.stringify(content):find('%d') then
    content = content:walk {
      Str = function(str) return with_units(str.text, unit) end,
      Space = function(space) return unit { space } end,
    }
  end
  local label = pandoc.Inlines {}
  for index = 2, #first.content do label:insert(first.content[index]) end
  if label[1] and label[1].t == 'Space' then label:remove(1) end
  local number = pandoc.Span({ pandoc.Strong(content) }, pandoc.Attr('', { 'number' }))
  local labelled = pandoc.Span(label, pandoc.Attr('', { 'label' }))
  blocks[1] = pandoc.Plain { number, pandoc.Space(), labelled }
  return blocks
end

local function mark_numbers(blocks)
  local function mark(list)
    for index, item in ipairs(list.content) do list.content[index] = mark_number(item) end
    return list, false
  end
  return blocks:walk {
    Div = function(div)
      if not div.classes:includes('numbers') then return nil end
      div.content = div.content:walk { traverse = 'topdown', BulletList = mark, OrderedList = mark }
      return div
    end,
  }
end

local function split(blocks)
  local body, rest = pandoc.Blocks {}, pandoc.Blocks {}
  for _, block in ipairs(blocks) do
    local starts = block.t == 'Header' and block.identifier == 'bibliography'
    if starts or #rest > 0 then rest:insert(block) else body:insert(block) end
  end
  return body, rest
end

function html.write(doc, job)
  local labels, language = job.metadata.labels, job.metadata.language
  local names = companions.names(doc.blocks, labels)
  local folded = fold_companions(mark_numbers(doc.blocks), names)
  local blocks, notes = hypertext.take_notes(folded, job.metadata)
  local contents, images = pandoc.List(), pandoc.List()
  blocks = frame_tables(hypertext.prepare(blocks, language), labels.table)
  blocks = companions.mark_images(lower_headings(blocks, contents), names)
  blocks = figure_parts.with_styles(blocks:walk { Figure = drop_empty_caption })
  blocks = take_images(blocks, images)
  local body, bibliography = split(blocks)
  local out = {
    body = render(body),
    bibliography = render(bibliography),
    contents = contents,
    images = images,
    notes = notes:map(function(note)
      local content = hypertext.prepare(pandoc.Blocks(note.content), language)
      return { number = note.number, html = render(take_images(content, images)) }
    end),
  }
  pandoc.system.write_file(job.editions.html.output, pandoc.json.encode(out))
end

return html
