-- The cells of a table with the columns in which they stand, and what nothing breaks in them: the
-- typeset table must give each column the width of its longest such piece.
local letters = require('letters')
local M = {}

-- Of the pieces of a column as many are measured: letters differ, so the one with the most of them
-- need not be the widest.
local MEASURED = 3

-- Digits and what belongs to them; a letter of Japanese behind them is their unit.
local NUMBER = '^[%d.,△▲−+-]+$'

-- A date is not divided.
local DATES = { '%d+年%d+月%d+日', '%f[%d]%d%d? %a+ %d%d%d%d', '%d%d%d%d%-%d%d%-%d%d' }

-- Divisions in which no page is turned.
local HOLDING = { columns = true, column = true, numbers = true, key = true, box = true }

local function width(text)
  local sum = 0
  for _, code in utf8.codes(text) do sum = sum + (letters.is_wide(code) and 2 or 1) end
  return sum
end

-- The pieces of a line: words, of a hyphenated one the parts, numbers with what is counted, and of
-- Japanese text two letters, since punctuation never stands alone.
local function pieces_of(line)
  local out, word, wide = {}, '', ''
  local function close()
    if word ~= '' then out[#out + 1] = word end
    word = ''
  end
  local codes = {}
  for _, code in utf8.codes(line) do codes[#codes + 1] = code end
  for at, code in ipairs(codes) do
    local char = utf8.char(code)
    if code == 0x20 or code == 0x0a or code == 0x200b then
      close()
    elseif letters.is_wide(code) then
      if word:match(NUMBER) then word = word .. char end
      close()
      if width(wide) < 4 then wide = wide .. char end
    else
      word = word .. char
      local next = codes[at + 1]
      local parts = char == '-' or char == '/' or char == '–'
      if parts and next and utf8.char(next):match('^%a') and #word > 1 then close() end
    end
  end
  close()
  if wide ~= '' then out[#out + 1] = wide end
  for _, form in ipairs(DATES) do
    for date in line:gmatch(form) do out[#out + 1] = date end
  end
  return out
end

-- The text of a cell without its notes.
local function text_of(cell)
  local blocks = cell.contents:walk { Note = function() return {} end }
  return pandoc.utils.stringify(blocks)
end

-- What a cell holds in parts; nil where it is one piece as a whole, to be measured as it stands.
local function parts_of(cell)
  local lines, whole = {}, true
  cell.contents:walk {
    LineBreak = function() whole = false end,
    Image = function() whole = false end,
    Para = function(para) lines[#lines + 1] = para end,
    Plain = function(plain) lines[#lines + 1] = plain end,
    CodeBlock = function(code) lines[#lines + 1] = code end,
  }
  local found = {}
  for _, line in ipairs(lines) do
    local text = text_of { contents = pandoc.Blocks { line } }
    for _, piece in ipairs(pieces_of(text)) do found[#found + 1] = piece end
  end
  if whole and #lines == 1 and #found <= 1 and not (found[1] or ''):match('[\xe3-\xef]') then
    return nil
  end
  return found
end

local function longest(found)
  local out, seen = {}, {}
  table.sort(found, function(a, b)
    local first, second = width(a), width(b)
    if first ~= second then return first > second end
    return a < b
  end)
  for _, piece in ipairs(found) do
    if not seen[piece] and #out < MEASURED then out[#out + 1] = piece end
    seen[piece] = true
  end
  return out
end

-- Rows as lists of {cell, x, whole}, x being the first of the columns, from 0, in which it stands;
-- `add(x, over, pieces)` is told what nothing breaks in them.
function M.placed(rows, add)
  local out, taken = {}, {}
  for at, row in ipairs(rows) do
    local placed, x = {}, 0
    for _, cell in ipairs(row.cells) do
      while taken[at .. ':' .. x] do x = x + 1 end
      for down = 0, cell.row_span - 1 do
        for over = 0, cell.col_span - 1 do taken[(at + down) .. ':' .. (x + over)] = true end
      end
      local parts = parts_of(cell)
      if parts then add(x, cell.col_span, parts) end
      placed[#placed + 1] = { cell = cell, x = x, whole = parts == nil }
      x = x + cell.col_span
    end
    out[#out + 1] = placed
  end
  return out
end

-- What nothing breaks, for each column in its head and below, and for cells over several columns.
function M.gathered(columns)
  local found, spans = {}, {}
  for at = 1, columns do found[at] = { head = {}, body = {} } end
  local function adding(part)
    return function(x, over, pieces)
      if over > 1 then
        spans[#spans + 1] = { x = x, over = over, pieces = longest(pieces) }
        return
      end
      local into = found[x + 1][part]
      for _, piece in ipairs(pieces) do into[#into + 1] = piece end
    end
  end
  local function longest_of()
    return pandoc.List(found):map(function(column)
      return { head = longest(column.head), body = longest(column.body) }
    end), spans
  end
  return adding, longest_of
end

-- Whether a division is set as a block of its own, which no page is turned in.
function M.is_holding(div)
  return div.classes:find_if(function(class) return HOLDING[class] end) ~= nil
end

-- Blocks whose tables are marked if they stand in the text itself, where a page can be turned for
-- them. All editions share the document, so nothing in it is changed.
function M.mark_alone(blocks)
  local out = pandoc.Blocks {}
  for _, block in ipairs(blocks) do
    if block.t == 'Table' then
      block = block:clone()
      block.attributes.alone = 'true'
    elseif block.t == 'Div' and not M.is_holding(block) then
      block = block:clone()
      block.content = M.mark_alone(block.content)
    end
    out:insert(block)
  end
  return out
end

return M
