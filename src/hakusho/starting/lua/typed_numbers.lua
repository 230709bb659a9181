-- Numbers typed before captions and in the text, 図1, Table 2: they are counted here.
local numbers = {}
local stringify = pandoc.utils.stringify
local counted = {} -- ids by the number that was typed in the caption: 図1, Table 2
-- What stands before a typed number, and how such a number is remembered.
local LABELS = {
  { written = '図', sign = '図' }, { written = '表', sign = '表' },
  { written = 'Figure', sign = 'Figure ' }, { written = 'Fig%.?', sign = 'Figure ' },
  { written = 'Table', sign = 'Table ' },
}
local NARROW = {
  ['０'] = '0', ['１'] = '1', ['２'] = '2', ['３'] = '3', ['４'] = '4', ['５'] = '5', ['６'] = '6',
  ['７'] = '7', ['８'] = '8', ['９'] = '9', ['－'] = '-', ['‐'] = '-', ['–'] = '-', ['．'] = '.',
  ['：'] = ':', ['　'] = ' ', ['\u{A0}'] = ' ',
}
-- What counts in Japanese, so that 表1枚 is no number of a table; what makes another word of 図, 表.
local COUNTED_IN = { '名', '日', '人', '年', '月', '回', '件', '枚', 'つ', '個', '本', '点', '%' }

-- What follows an id directly would be read as a part of it.
function numbers.begins_with_letter(text)
  local code = utf8.codepoint(text)
  return text:match('^%w') or (code > 0x3040 and code < 0xFF00) or (code > 0xFF0F and code < 0xFF1A)
end

local function is_ideograph(letter)
  local code = letter ~= '' and utf8.codepoint(letter) or 0
  return code >= 0x4E00 and code <= 0x9FFF
end

-- The same number of letters, with digits, hyphens, points and spaces as ASCII has them.
local function narrow(text)
  return (text:gsub(utf8.charpattern, NARROW))
end

-- Take so many letters from the beginning of a text.
local function shortened(inlines, count)
  while count > 0 and #inlines > 0 do
    local first = inlines[1]
    if first.t == 'Str' and utf8.len(first.text) > count then
      first.text = first.text:sub(utf8.offset(first.text, count + 1))
      return inlines
    end
    local length = utf8.len(stringify(first))
    if first.content and length > count then
      first.content = shortened(first.content, count)
      return inlines
    end
    count = count - length
    inlines:remove(1)
  end
  return inlines
end

-- Whether a text is a caption with a number; of a table, if that is asked for.
local function is_numbered(inlines, of_table)
  local text = narrow(stringify(inlines))
  for _, label in ipairs(LABELS) do
    local following = text:match('^%s*' .. label.written .. '%s*%d[%d.-]*([.:]?%s*%l?)')
    -- `Table 2 presents a summary` is a sentence.
    if following and following ~= '' and not following:match('^%s*%l$') then
      return not of_table or label.written == '表' or label.written == 'Table'
    end
  end
end

-- Whether a block is a paragraph that was typed as the caption of a table.
local function is_of_table(block)
  return block and block.t == 'Para' and is_numbered(block.content, true)
end

local function is_bare_table(block)
  return block and block.t == 'Table' and #block.caption.long == 0
end

-- A caption that was typed above a table, or below it, is that of the table: 表１　切断件数
local function with_table_captions(blocks)
  local found, at = pandoc.Blocks {}, 1
  while at <= #blocks do
    local each, below = blocks[at], blocks[at + 1]
    local above = is_of_table(each) and is_bare_table(below)
    local beneath = is_bare_table(each) and is_of_table(below)
    if above or (beneath and not is_bare_table(blocks[at + 2])) then
      local tbl, caption = above and below or each, above and each or below
      tbl.caption = pandoc.Caption { pandoc.Plain(caption.content) }
      each, at = tbl, at + 1
    end
    found:insert(each)
    at = at + 1
  end
  return found
end

-- Numbers are counted, and not typed: Table 1, 図２. What was typed is told, as `図2`.
function numbers.without_number(caption)
  local text = narrow(stringify(caption))
  for _, label in ipairs(LABELS) do
    local head, digits = text:match('^(%s*' .. label.written .. '%s*)(%d[%d.-]*)')
    if digits then
      digits = digits:gsub('[.-]+$', '')
      local rest = text:match('^[.:%s-]*', #head + #digits + 1)
      return shortened(caption, utf8.len(head .. digits .. rest)), label.sign .. digits
    end
  end
  return caption
end

local BETWEEN = { SoftBreak = true, LineBreak = true, Space = true }

-- A caption that was typed below a picture, or behind it, is that of the picture:
-- **Figure 2.1**: Rain.
function numbers.with_captions(blocks)
  blocks = with_table_captions(blocks)
  local found = pandoc.Blocks {}
  local function figure(img, caption)
    found:insert(pandoc.Figure({ pandoc.Plain { img } }, { pandoc.Plain(caption) }))
  end
  local at = 1
  while at <= #blocks do
    local each, below = blocks[at], blocks[at + 1]
    local img = (each.t == 'Para' or each.t == 'Figure') and numbers.picture_in(each)
    local own = img and each.t == 'Para' and #each.content > 2 and each.content or nil
    local caption = own and pandoc.Inlines { table.unpack(own, 3) }
    if own and BETWEEN[own[2].t] and is_numbered(caption) then
      figure(img, caption)
    elseif img and not own and not (each.t == 'Figure' and is_numbered(img.caption))
      and below and below.t == 'Para' and is_numbered(below.content) then
      figure(img, below.content)
      at = at + 1
    else
      found:insert(each)
    end
    at = at + 1
  end
  return found
end

-- The picture with which a paragraph begins, or that a figure is.
function numbers.picture_in(block)
  local inner = block
  if block.t == 'Figure' then
    inner = #block.content == 1 and block.content[1] or nil
    if inner == nil or not inner.content or #inner.content ~= 1 then return nil end
  end
  local first = inner.content[1]
  return first and first.t == 'Image' and first
end

local NAMES = {
  fig = { Figure = true, Figures = true, Fig = true, ['Fig.'] = true, figure = true },
  tbl = { Table = true, Tables = true, table = true },
  sec = { Section = true, Chapter = true, ['Sec.'] = true, section = true, chapter = true },
  eq = { Equation = true, ['Eq.'] = true, equation = true },
}
local SIGNS = { fig = '図', tbl = '表', eq = '式', sec = '第' }

-- References print what they refer to: of `Figure @fig-a` and `図@fig-a` the word is one too many.
function numbers.without_labels(inlines, is_reference)
  for at = #inlines, 2, -1 do
    local cite = inlines[at] and inlines[at].t == 'Cite' and inlines[at].citations[1]
    local is_whole = cite and (cite.mode == 'AuthorInText' or cite.mode == 'NormalCitation'
      and #inlines[at].citations == 1 and #cite.prefix == 0)
    if is_whole and is_reference(cite.id) then
      local kind = cite.id:match('^(%a+)%-')
      local before, space = inlines[at - 1], inlines[at - 1].t
      local word = inlines[at - 2]
      if (space == 'Space' or space == 'SoftBreak') and word and word.t == 'Str' then
        local opening, name = word.text:match('^([%(%[]?)(%a+%.?)$')
        if name and (NAMES[kind] or {})[name] then
          inlines:remove(at - 1)
          if opening == '' then inlines:remove(at - 2) else word.text = opening end
        end
      elseif space == 'Str' and SIGNS[kind] and before.text:sub(-3) == SIGNS[kind] then
        before.text = before.text:sub(1, -4)
        local after = inlines[at + 1]
        if kind == 'sec' and after and after.t == 'Str' then
          after.text = after.text:gsub('^章', ''):gsub('^節', '')
        end
      end
    end
  end
  return inlines
end

-- The id of what has a typed number, so that what refers to the number can refer to the id.
function numbers.remembered(state, kind, id, typed)
  if typed == nil then return id end
  if id == '' then
    id = kind .. narrow(typed):match('%d.*$'):gsub('%.', '-')
    if state.ids[id] then return '' end
  end
  if counted[typed] == nil then counted[typed] = id end
  return id
end

function numbers.reference(id)
  return pandoc.Cite({ pandoc.Str('@' .. id) }, { pandoc.Citation(id, 'AuthorInText') })
end

local function counts_something(text)
  for _, each in ipairs(COUNTED_IN) do
    if text:sub(1, #each) == each then return true end
  end
end

-- The pieces of a word of Japanese: 図１のとおり refers to 図1, if a caption had that number.
local function pieces_of(text)
  local found, from, before = pandoc.Inlines {}, 1, ''
  for at, code in utf8.codes(text) do
    local sign = utf8.char(code)
    if at >= from and (sign == '図' or sign == '表') and not is_ideograph(before) then
      local digits = narrow(text:sub(at + #sign)):match('^%d[%d.-]*')
      digits = digits and digits:gsub('[.-]+$', '')
      local id = digits and counted[sign .. digits]
      local rest = id and text:sub(utf8.offset(text, #digits + 2, at))
      if id and not counts_something(rest) then
        if at > from then found:insert(pandoc.Str(text:sub(from, at - 1))) end
        found:insert(numbers.reference(id))
        if rest ~= '' and numbers.begins_with_letter(rest) then found:insert(pandoc.Space()) end
        from = #text - #rest + 1
      end
    end
    before = sign
  end
  if from <= #text then found:insert(pandoc.Str(text:sub(from))) end
  return found
end

-- What was typed as a reference to a number that is counted now is one.
function numbers.with_references(inlines)
  if next(counted) == nil then return nil end
  for at = #inlines - 1, 1, -1 do -- Word divides words where fields begin
    if inlines[at].t == 'Str' and inlines[at + 1].t == 'Str' then
      inlines[at].text = inlines[at].text .. inlines[at + 1].text
      inlines:remove(at + 1)
    end
  end
  local found, at = pandoc.Inlines {}, 1
  while at <= #inlines do
    local each, number = inlines[at], inlines[at + 2]
    local digits
    if each.t == 'Str' and number and number.t == 'Str' and inlines[at + 1].t == 'Space' then
      digits = number.text:match('^%d[%d.-]*')
      digits = digits and digits:gsub('[.-]+$', '')
    end
    local sign = digits and (each.text:match('Table$') and 'Table ' or 'Figure ')
    local label = digits and each.text:match('^[%(%[]?(%a+%.?)$')
    local is_label = label == 'Figure' or label == 'Fig.' or label == 'Table'
    local id = is_label and counted[sign .. digits]
    if id and not number.text:sub(#digits + 1):match('^%w') then
      if each.text ~= label then found:insert(pandoc.Str(each.text:sub(1, 1))) end
      found:insert(numbers.reference(id))
      if #number.text > #digits then found:insert(pandoc.Str(number.text:sub(#digits + 1))) end
      at = at + 3
    else
      if each.t == 'Str' then found:extend(pieces_of(each.text)) else found:insert(each) end
      at = at + 1
    end
  end
  return found
end

return numbers
