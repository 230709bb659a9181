-- What a layout does with divisions of the text in the DOCX edition: ::: {.key}, {.numbers},
-- {.columns}, {.glossary}. Tables made here hold no data: hakusho.editions.docx_layout sets them.
local styled = require('docx_styled')
local texts = require('texts')
local is_text = texts.is_text
local docx_divisions = {}

local function is_space(inline)
  return inline and (inline.t == 'Space' or inline.t == 'SoftBreak')
end

local function is_list(block)
  return block.t == 'BulletList' or block.t == 'OrderedList'
end

-- Paragraphs and lists, however deep, in a style for each; other blocks are left as they are.
local function in_key(blocks, style)
  return blocks:map(function(block)
    if is_text(block) then
      local words = block.content:walk {
        Strong = function(strong) return styled.words('Key Strong', strong.content) end,
      }
      return styled.paragraphs(style, words)
    elseif is_list(block) then
      block.content = block.content:map(function(item)
        return in_key(pandoc.Blocks(item), 'Key List')
      end)
    elseif block.t == 'Div' then
      block.content = in_key(block.content, style)
    end
    return block
  end)
end

local function has_digit(text)
  for _, code in utf8.codes(text) do
    if texts.DIGITS:find(utf8.char(code), 1, true) then return true end
  end
  return false
end

local function key_unit(inlines)
  return styled.words('Key Unit', inlines)
end

local function large(inlines)
  if not has_digit(pandoc.utils.stringify(inlines)) then return inlines end
  return inlines:walk {
    traverse = 'topdown',
    Str = function(str) return texts.with_units(str.text, key_unit), false end,
    Span = function(span)
      if span.classes:includes('note') then return span, false end
    end,
  }
end

-- An item of a list of key numbers: its number, then what is counted.
local function number_cell(item)
  local blocks, out = pandoc.Blocks(item):clone(), pandoc.Blocks {}
  local first = blocks[1]
  local strong = first and is_text(first) and first.content[1]
  if strong and strong.t == 'Strong' then
    out:insert(styled.paragraphs('Key Number', large(strong.content)))
    first.content:remove(1)
    while is_space(first.content[1]) do first.content:remove(1) end
    if #first.content == 0 then blocks:remove(1) end
  end
  for _, block in ipairs(blocks) do
    out:insert(is_text(block) and styled.paragraphs('Key Number Text', block.content) or block)
  end
  return pandoc.Cell(out)
end

local function layout_table(style, cells, shares)
  local columns = pandoc.List {}
  for at = 1, #cells do
    columns:insert { pandoc.AlignDefault, shares and shares[at] or 1 / #cells }
  end
  local rows = { pandoc.Row(cells) }
  local body = { attr = pandoc.Attr(), head = {}, body = rows, row_head_columns = 0 }
  return pandoc.Table({ long = {} }, columns, pandoc.TableHead {}, { body }, pandoc.TableFoot {},
    pandoc.Attr('', {}, { ['custom-style'] = style }))
end

-- The images of a figure group, each with its caption, as cells: hakusho.editions.docx_groups sets
-- them in rows.
function docx_divisions.figure_group(parts)
  return layout_table('Figure Group', parts:map(function(part) return pandoc.Cell { part } end))
end

local function numbers(blocks)
  return blocks:map(function(block)
    if is_list(block) then
      return layout_table('Key Numbers', block.content:map(number_cell))
    elseif block.t == 'Div' then
      block.content = numbers(block.content)
    end
    return block
  end)
end

-- Columns that state no width share what the others leave.
local function columns(div)
  local cells, shares, free, open = pandoc.List {}, pandoc.List {}, 1, 0
  for _, column in ipairs(div.content) do
    local inside = column.t == 'Div'
    local stated = inside and (column.attributes.width or ''):match('^(%d+%.?%d*)%%$')
    local share = stated and tonumber(stated) / 100
    cells:insert(pandoc.Cell(inside and column.content or { column }))
    shares:insert(share or 0)
    if share then free = free - share else open = open + 1 end
  end
  if #cells == 0 then return pandoc.Blocks {} end
  for at, share in ipairs(shares) do
    if share == 0 then shares[at] = math.max(free, 0.1 * open) / open end
  end
  return pandoc.Blocks { layout_table('Columns', cells, shares) }
end

-- Abbreviations with what they stand for beside them.
local function glossary(blocks)
  local out = pandoc.Blocks {}
  for _, block in ipairs(blocks) do
    if block.t == 'DefinitionList' then
      for _, item in ipairs(block.content) do
        local line = pandoc.Inlines { pandoc.Strong(item[1]), styled.tab() }
        line:extend(pandoc.utils.blocks_to_inlines(item[2][1] or {}))
        out:insert(styled.paragraphs('Glossary', line))
      end
    else
      out:insert(block)
    end
  end
  return out
end

-- Terms and their definitions in one line each, as in the PDF.
function docx_divisions.definitions(list, japanese)
  local out, gap = pandoc.Blocks {}, japanese and '\u{3000}' or '\u{2003}'
  for _, item in ipairs(list.content) do
    local line = pandoc.Inlines { pandoc.Strong(item[1]), pandoc.Str(gap) }
    local rest = pandoc.Blocks {}
    for _, definition in ipairs(item[2]) do rest:extend(definition) end
    if rest[1] and is_text(rest[1]) then line:extend(rest:remove(1).content) end
    out:insert(styled.paragraphs('Definition Entry', line))
    if #rest > 0 then out:insert(styled.paragraphs('Definition', rest)) end
  end
  return out
end

-- Blocks whose paragraph at `at` follows no other, which pandoc sees only behind a heading.
function docx_divisions.begun(blocks, at)
  if blocks[at] and blocks[at].t == 'Para' then
    blocks[at] = styled.paragraphs('First Paragraph', { blocks[at] })
  end
  return blocks
end

-- The division as the writer of Word's format understands it; nil if it is none of these. `brief`:
-- whether the document has a layout, without which conclusions and numbers are text like any other.
function docx_divisions.laid_out(div, brief)
  local classes, content = div.classes, nil
  if classes:includes('glossary') then
    content = glossary(div.content)
  elseif classes:includes('columns') then
    content = columns(div)
  elseif classes:includes('box') then
    local is_titled = div.content[1] and div.content[1].t == 'Div'
    local inside = docx_divisions.begun(div.content, is_titled and 2 or 1)
    content = pandoc.Blocks { layout_table('Box', { pandoc.Cell(inside) }) }
  elseif classes:includes('box-title') then
    local words = pandoc.utils.blocks_to_inlines(div.content)
    content = pandoc.Blocks { styled.paragraphs('Box Title', words) }
  elseif brief and classes:includes('key') then
    content = in_key(div.content, 'Key')
  elseif brief and classes:includes('numbers') then
    content = numbers(div.content)
  end
  return content and pandoc.Div(content, pandoc.Attr(div.identifier, {}, div.attributes))
end

return docx_divisions
