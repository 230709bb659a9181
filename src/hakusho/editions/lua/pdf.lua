-- The PDF edition's raw material: body.typ, which calls the functions of templates/typst.
--
-- pandoc writes the ordinary text; what carries numbers, labels, alt text, languages or tables is
-- written here as calls such as `#note("3")[…];`. The semicolon ends a call, since a bracket that
-- follows in the text would otherwise be taken for one more argument.
local companions = require('companions')
local figure_parts = require('figure_parts')
local letters = require('letters')
local openings = require('openings')
local paragraph_ends = require('paragraph_ends')
local page_record = require('page_record')
local root_lists = require('root_lists')
local ruby = require('ruby')
local section_ends = require('section_ends')
local table_cells = require('table_cells')
local texts = require('texts')
local lone_image = texts.lone_image
local typst_formulas = require('typst_formulas')
local pdf = {}

-- `citations` off: else pandoc writes @key again in place of what is set.
-- `smart` off: quotation marks are the author's own.
local FORMAT = { format = 'typst', extensions = { citations = false, smart = false } }
local OPTIONS = pandoc.WriterOptions { wrap_text = 'none' }
-- What formulas call is Typst's own; our settings have these names as well.
local IMPORT = '#import "elements.typ": *\n#import math: accent, mono\n\n'
local TWO_LINES, SHORT_QUOTATION = 80, 160 -- in letters of Japanese
local LONG, UNDIVIDED = 4096, 10000 -- in bytes, in letters
-- What may be too high for a part of a page, if its column is narrow.
local LONG_CELL = { letters = 60, blocks = 4 }
local ALIGN = { AlignLeft = 'left', AlignRight = 'right', AlignCenter = 'center' }

local CALLED = {
  'section-number', 'caption-number', 'part-number', 'paragraph-end', 'note-separator',
}
local FRAMES = { box = 'titled-box', ['box-title'] = 'box-title', listing = 'listing',
  ['listing-caption'] = 'listing-caption', ['lead-in'] = 'lead-in' }

local filter = {}

local function quoted(text)
  local escaped = text:gsub('[\\"]', '\\%0'):gsub('[\r\n\t]+', ' ')
  return '"' .. escaped .. '"'
end

local function tuple(items)
  local out = pandoc.List(items):map(function(item) return item .. ', ' end)
  return '(' .. table.concat(out) .. ')'
end

local function or_none(text)
  return text ~= '' and quoted(text) or 'none'
end

-- A call of pandoc's writer costs more than what it writes, and a paper has hundreds of pieces:
-- notes, cells, numbers. So a piece is put aside and stands in the text around it as a token; at
-- the end one call writes all pieces, and the tokens are replaced. Both marks are private-use
-- characters, which the checks let into no text.
local TOKEN, BORDER = '\u{f8f0}', '\u{f8f1}'
local pieces

-- The text of each of some blocks, which stand before a border each.
local function write_bordered(blocks)
  local written, found = pandoc.write(pandoc.Pandoc(blocks), FORMAT, OPTIONS), pandoc.List()
  for text in written:gmatch('(.-)' .. BORDER) do
    found:insert((text:gsub('^%s+', ''):gsub('%s+$', '')))
  end
  return found
end

local function put_aside(piece)
  pieces[#pieces + 1] = piece
  return TOKEN .. #pieces .. TOKEN
end

local function render_blocks(blocks)
  local list = blocks.walk and blocks or pandoc.Blocks(blocks)
  return put_aside(list:walk(filter)) -- which puts the pieces inside it aside first
end

-- Typst reads --, ---, -?, ... and a hyphen before a digit as other characters, and a dot before a
-- letter, behind CO~2~, as a field's; pandoc does not escape them. And what begins lists, terms and
-- headings of Typst, as 01. and +, it escapes at the beginning of a paragraph only, and not in
-- items, cells and notes (3.9).
--
-- And for each letter of a text without spaces pandoc 3.9 copies all that stand before it: for
-- 100,000 of them that takes half a minute. A string it does not escape.
local function goes_as_string(text)
  if #text > LONG then return true end
  if not text:find('[-.+/=]') then return false end
  if text:find('^%d+%.$') or text:find('^[-+/]$') or text:find('^=+$') then return true end
  return text:find('--', 1, true) or text:find('...', 1, true) or text:find('-[%d?]')
    or text:find('^%.[%a_\128-\255]')
end

local AS_THEY_ARE = { Space = true, SoftBreak = true, RawInline = true }

-- Whether pandoc writes these inlines as they are: a walk costs more than to look.
local function is_settled(inlines)
  for _, inline in ipairs(inlines) do
    local is_word = inline.tag == 'Str' and not goes_as_string(inline.text)
    if not is_word and not AS_THEY_ARE[inline.tag] then return false end
  end
  return true
end

-- The text of everything put aside, by the number in its token.
local function write_pieces()
  local all = pandoc.Blocks {}
  for _, piece in ipairs(pieces) do
    all:extend(piece)
    all:insert(pandoc.RawBlock('typst', BORDER))
  end
  return write_bordered(all)
end

local function with_pieces(text, written)
  return (text:gsub(TOKEN .. '(%d+)' .. TOKEN, function(number)
    return with_pieces(written[tonumber(number)], written)
  end))
end

local function render(inlines)
  local list = inlines
  if not is_settled(inlines) then
    list = (inlines.walk and inlines or pandoc.Inlines(inlines)):walk(filter)
  end
  return put_aside { pandoc.Plain(list) }
end

local function raw_inline(...)
  return pandoc.RawInline('typst', string.format(...) .. ';'), false
end

local function raw_block(...)
  return pandoc.RawBlock('typst', string.format(...)), false
end

-- Labels. A link to an id that the document does not hold would stop Typst, and so would a link
-- to one that it holds twice.
local ids, placed, mapped, unnamed, mentions, noted
local above -- what stands directly before a table, by the name that this has for it
local groups -- the id of the figure of which one is a part

-- For Typst a float is where it stands in the text (Typst 0.15), so links and page numbers would
-- miss it. What they are after is a label inside it: `exhibits` has that label by the float's id.
local exhibits

local held
local tables -- how many have been written
local formulas -- as pandoc writes them, by mathtype and TeX

local function write_formulas(found)
  local all = pandoc.Blocks {}
  for _, math in ipairs(found) do
    all:extend { pandoc.Plain { math }, pandoc.RawBlock('typst', BORDER) }
  end
  formulas = {}
  for at, written in ipairs(#found > 0 and write_bordered(all) or {}) do
    formulas[found[at].mathtype .. found[at].text] = written
  end
end

local function collect(doc)
  ids, placed, mapped, exhibits, held, unnamed = {}, {}, {}, {}, false, 0
  mentions, noted, groups = {}, pandoc.List(), {}
  local function add(element)
    if element.identifier ~= '' then ids[element.identifier] = true end
  end
  local function add_exhibit(element)
    add(element)
    if figure_parts.is_one(element) then return end
    for _, block in ipairs(element.t == 'Figure' and element.content or {}) do
      if figure_parts.is_one(block) then groups[block.identifier] = element.identifier end
    end
    if element.identifier ~= '' and #element.caption.long > 0 then
      exhibits[element.identifier] = page_record.EXHIBIT .. element.identifier
    end
  end
  local maths = pandoc.List()
  doc:walk {
    Header = add, Div = add, Span = add, Figure = add_exhibit, Table = add_exhibit, Link = add,
    Image = add, CodeBlock = add, Code = add, Math = function(math) maths:insert(math) end,
  }
  write_formulas(maths)
end

local function label(identifier)
  if identifier == '' or placed[identifier] then return 'none' end
  placed[identifier], mapped[identifier] = true, quoted(identifier)
  return quoted(identifier)
end

-- The label inside a figure or a table with a caption; one without an id has a number for it.
local function exhibit_name(element)
  if #element.caption.long == 0 then return nil end
  if element.identifier ~= '' then return page_record.EXHIBIT .. element.identifier end
  unnamed = unnamed + 1
  return page_record.EXHIBIT .. unnamed
end

local function exhibit_anchor(name)
  return name and '#anchor(' .. quoted(name) .. ');' or ''
end

local function anchor(identifier)
  local name = label(identifier)
  return name == 'none' and '' or '#anchor(' .. name .. ');'
end

-- Behind these a line may end (UAX #14).
local DIVIDING = {}
for _, code in utf8.codes('-/?)]}\u{ad}\u{200b}\u{2010}\u{2013}') do DIVIDING[code] = true end

-- A PDF/A has room for some 16,000 letters in one piece, and Typst counts those of a piece in two
-- bytes. What nothing divides for so long is set in boxes; it sticks out of the page all the same.
local function in_boxes(text)
  local boxes, begin, count = pandoc.List(), 1, 0
  for at, code in utf8.codes(text) do
    count = (letters.is_wide(code) or DIVIDING[code]) and 0 or count + 1
    if count > UNDIVIDED then
      boxes:insert('#box[#' .. quoted(text:sub(begin, at - 1)) .. '];')
      begin, count = at, 1
    end
  end
  if #boxes == 0 then return nil end
  boxes:insert('#box[#' .. quoted(text:sub(begin)) .. ']')
  return table.concat(boxes)
end

function filter.Str(str)
  local text = str.text
  local boxes = #text > UNDIVIDED and in_boxes(text)
  if boxes then return raw_inline('%s', boxes) end
  if goes_as_string(text) then return raw_inline('#%s', quoted(text)) end
end

local function is_note(inline)
  if not inline or inline.tag ~= 'Span' or not inline.classes:includes('note') then return false end
  local note = inline.content[1] -- an author may type .note
  return note and note.tag == 'Note'
end

-- The numbers of the notes in blocks.
local function note_numbers(blocks)
  local numbers = pandoc.List()
  blocks:walk {
    traverse = 'topdown',
    Span = function(span)
      if not is_note(span) then return nil end
      numbers:insert(quoted(span.attributes.number))
      return nil, false
    end,
  }
  return numbers
end

local WITHOUT_INLINES = { Str = true, Space = true, SoftBreak = true, LineBreak = true,
  Code = true, Math = true, RawInline = true, Image = true, Note = true }

-- The spans of the notes in inlines, however deep: without a walk, which costs more than to look.
local function notes_of(inlines, found)
  found = found or pandoc.List()
  for _, inline in ipairs(inlines) do
    if is_note(inline) then
      found:insert(inline)
    elseif not WITHOUT_INLINES[inline.tag] then
      notes_of(inline.content, found)
    end
  end
  return found
end

local function has_notes(inlines)
  return #notes_of(inlines) > 0
end

local function number_of(note)
  return quoted(note.attributes.number)
end

-- What stands in a note or a cell cannot move to the head of a page: it would leave them.
local function render_held(blocks)
  local before = held
  held = true
  local piece = render_blocks(blocks)
  held = before
  return piece
end

-- Where a figure or a table goes: none for one that stays; else a label inside it, and what its
-- author wishes. One with a note in a cell stays, so that the note stays among its neighbours, and
-- so do the parts of a table.
local function floats(element, name, notes)
  local place = element.attributes.place or 'auto'
  local part = element.attributes.divided == 'true'
  if held or part or not name or place == 'here' or #notes > 0 then return 'none' end
  return ('(%s, %s)'):format(quoted(name), place == 'auto' and place or quoted(place))
end

local function without_notes(inlines)
  return inlines:walk {
    Link = function(link) return link.content end,
    Image = function() return {} end,
    Span = function(span)
      if is_note(span) or span.classes:includes('note-separator') then return {} end
      if span.attributes.ruby or span.classes:includes('emphasis-dots') then return span.content end
      span.identifier = ''
      return span
    end,
  }
end

-- Whether an inline is the number of a section, and nothing else.
local function is_number(inline)
  if inline.tag ~= 'Span' then return false end
  local classes = inline.classes
  return #classes == 1 and classes[1] == 'section-number' and inline.identifier == ''
    and #inline.attributes == 0
end

-- The inlines of a heading, if these are words alone, with the section's number before them. All
-- others are walked, which costs more than to look.
local function bare(inlines)
  if #inlines == 0 or not is_number(inlines[1]) then return is_settled(inlines) and inlines end
  local words, number = inlines:clone(), inlines[1].content
  words:remove(1)
  if not is_settled(words) or not is_settled(number) then return nil end
  words:insert(1, (raw_inline('#section-number[%s]', render(number))))
  return words
end

-- Content with an element's id before it and in its language.
local function marked(element, body)
  local language = element.attributes.lang or ''
  local call = element.t == 'Span' and 'words-in-language' or 'in-language'
  local start = language ~= '' and ('#%s(%s)'):format(call, quoted(language)) or '#'
  return ('%s%s[%s]'):format(anchor(element.identifier), start, body)
end

-- A formula; one that is referred to has a number.
local function equation(math, number)
  local display = math.mathtype == 'DisplayMath'
  local body = formulas[math.mathtype .. math.text]
  local whole = body:match('^.*%$') or body -- without the label that \label becomes
  local source = typst_formulas.mended(math.text, whole)
  local form = '#equation(%s, %s, %s%s)'
  local numbered = number and (', number: %s'):format(quoted(number)) or ''
  return form:format(quoted(math.text), tostring(display), source, numbered)
end

-- What is asked for behind the content takes longer: pandoc then reads that again each time.
-- pandoc (3.9) writes a backslash, which what closes after it is no end to: a cell, an emphasis.
function filter.LineBreak()
  return raw_inline('#linebreak()')
end

function filter.Header(header)
  local level, id, opening = header.level, header.identifier, header.attributes.opening
  local content = header.content
  local words = bare(content)
  local full = words and put_aside { pandoc.Plain(words) } or render(content)
  local plain = words and full or render(without_notes(content))
  local numbers = words and {} or notes_of(content):map(number_of)
  local settings = #numbers > 0 and (', notes: (%s,)'):format(table.concat(numbers, ', ')) or ''
  if opening then settings = settings .. (', opening: %s'):format(quoted(opening)) end
  return raw_block('#section-heading(%d, %s%s)[%s][%s]', level, label(id), settings, full, plain)
end

-- An address in pieces, each a word of the span, and the sides on which Japanese letters touch it.
local function address(span)
  local parts, touches = pandoc.List(), span.attributes.touches or ''
  for _, piece in ipairs(span.content) do parts:insert(quoted(piece.text)) end
  local sides = ('before: %s, after: %s'):format(touches:find('before') ~= nil,
    touches:find('after') ~= nil)
  return raw_inline('#address((%s,), %s)', table.concat(parts, ', '), sides)
end

function filter.Span(span)
  if texts.is_address(span) then return address(span) end
  local classes = span.classes
  if is_note(span) then
    local number = quoted(span.attributes.number)
    noted:insert(number)
    return raw_inline('#note(%s)[%s]', number, render_held(span.content[1].content))
  end
  if classes:includes('figure-space') then
    return raw_inline('#figure-space(%s)', quoted(pandoc.utils.stringify(span.content)))
  end
  if classes:includes('equation') and span.content[2] then
    local math, at = span.content:find_if(function(inline) return inline.t == 'Math' end)
    local place = at == 2 and span.content[1].text or '' -- typst_places.py
    local number = pandoc.utils.stringify(span.content[at + 1])
    return raw_inline('%s%s%s', anchor(span.identifier), place, equation(math, number))
  end
  if classes:includes('page-reference') then
    local words = span.content:walk {
      Link = function(link)
        local id = link.target:match('^#(.+)$')
        if not id or not ids[id] then return nil end
        mapped[id] = quoted(id)
        return raw_inline('#page-reference(%s)', quoted(exhibits[id] or id))
      end,
    }
    return raw_inline('%s#[%s]', anchor(span.identifier), render(words))
  end
  for _, class in ipairs(CALLED) do
    if classes:includes(class) then
      return raw_inline('#%s[%s]', class, render(span.content))
    end
  end
  local reading, dotted = span.attributes.ruby, classes:includes('emphasis-dots')
  local plain = span.identifier == '' and (span.attributes.lang or '') == ''
  if plain and not reading and not dotted then return nil end
  local body = render(span.content)
  if reading then
    local over, words = span.attributes.over or '', pandoc.utils.stringify(span.content)
    body = ('#ruby(%s, %s, %s)[%s];'):format(quoted(reading), quoted(over), quoted(words), body)
  end
  if dotted then body = ('#emphasis-dots[%s];'):format(body) end
  return raw_inline('%s', marked(span, body))
end

-- pandoc's own columns: ::: {.columns} with ::: {.column width="60%"} inside.
local function side_by_side(div)
  local shares, bodies = pandoc.List(), pandoc.List()
  for _, column in ipairs(div.content) do
    local width = (column.attributes or {}).width or ''
    shares:insert(width:match('^(%d+%.?%d*)%%$') or 'none')
    bodies:insert('[' .. render_blocks { column } .. ']')
  end
  return raw_block('%s#side-by-side((%s,), %s)', anchor(div.identifier),
    table.concat(shares, ', '), table.concat(bodies, ', '))
end

-- The items of ::: {.numbers} begin in line: what begins a paragraph of its own in Typst hides the
-- number from the template.
local function begin_in_line(list)
  for _, item in ipairs(list.content) do
    if item[1] and item[1].t == 'Para' then item[1] = pandoc.Plain(item[1].content) end
  end
  return list
end

-- pandoc would begin each meaning on a new line below its term. `name` is the template's function.
local function definitions(list, name)
  local items = pandoc.List()
  for _, item in ipairs(list.content) do
    local meaning = pandoc.Blocks {}
    for _, blocks in ipairs(item[2]) do meaning:extend(blocks) end
    for index, block in ipairs(meaning) do
      if index > 1 and block.t == 'Plain' then meaning[index] = pandoc.Para(block.content) end
    end
    local opening = meaning[1]
    if opening and opening.t == 'Para' then meaning[1] = pandoc.Plain(opening.content) end
    if meaning[2] and meaning[2].t == 'Para' then
      meaning:insert(2, pandoc.RawBlock('typst', '#parbreak()'))
    end
    items:insert(('  ([%s], [%s]),\n'):format(render(item[1]), render_blocks(meaning)))
  end
  return pandoc.RawBlock('typst', ('#%s((\n%s))'):format(name, table.concat(items)))
end

function filter.DefinitionList(list)
  return definitions(list, 'definitions'), false
end

-- The mark that an item begins with; it is taken out.
local function take_mark(item)
  local content = item[1] and item[1].content or {}
  for at = 1, math.min(2, #content) do -- before it may stand what `enclosing` has put there
    local mark = content[at]
    if mark.t == 'Span' and mark.classes:includes('list-mark') then
      content:remove(at)
      return pandoc.utils.stringify(mark)
    end
  end
  return ''
end

-- What a division is about; before it may stand what `making/typst_places.py` has put there.
local function last_of(blocks)
  return blocks[#blocks]
end

-- Lists whose marks are settled already.
local function marked_list(list)
  local items, tight = pandoc.List(), true
  for _, item in ipairs(list.content) do
    local mark = take_mark(item)
    tight = tight and not (item[1] and item[1].t == 'Para')
    items:insert(('  (%s, [%s]),\n'):format(quoted(mark), render_blocks(item)))
  end
  local counts = list.t == 'OrderedList'
  return raw_block('#marked-list(%s, %s, (\n%s))', counts, tight, table.concat(items))
end

-- Figures or tables by their captions, each with its page.
local function exhibit_list(div)
  local entries = div.content:map(function(entry)
    local link = entry.content[1]
    local id = link.target:sub(2)
    return ('  (%s, [%s]),\n'):format(quoted(exhibits[id] or id), render(link.content))
  end)
  return raw_block('#exhibit-list((\n%s))', table.concat(entries))
end

local noted_table, root_list

function filter.Div(div)
  local list = root_lists.taken(div)
  if list then return root_list(list, 0) end
  if div.classes:includes('noted-table') then return noted_table(div) end
  if div.classes:includes('exhibit-list') then return exhibit_list(div) end
  if div.classes:includes('marked-list') then return marked_list(last_of(div.content)) end
  if div.classes:includes('glossary') then
    div.content = div.content:map(function(block)
      return block.t == 'DefinitionList' and definitions(block, 'glossary') or block
    end)
  end
  if div.classes:includes('before-table') then
    local name = div.attributes.name
    above[name] = render_blocks(div.content)
    return raw_block('#unless-turned(%s)[\n%s\n]', quoted(name), above[name])
  end
  if companions.is_one(div) then return {}, false end -- paper has the figure and its sources
  if div.classes:includes('columns') then return side_by_side(div) end
  if div.classes:includes('numbers') then
    div = div:walk { BulletList = begin_in_line, OrderedList = begin_in_line }
  end
  local boxed = div.classes:includes('box') -- nothing leaves its frame
  local body = boxed and render_held(div.content) or render_blocks(div.content)
  for class, name in pairs(FRAMES) do
    if div.classes:includes(class) then
      return raw_block('%s#%s[\n%s\n]', anchor(div.identifier), name, body)
    end
  end
  if div.classes:includes('continued') then return raw_block('#continued[\n%s\n]', body) end
  if div.classes:includes('csl-entry') then
    local language = or_none(div.attributes.lang or '')
    local name = label(div.identifier)
    mapped[div.identifier] = nil
    return raw_block('#reference(%s, %s)[%s]', name, language, body)
  end
  if div.classes:includes('references') then
    return raw_block('%s#references[\n%s\n]', anchor(div.identifier), body)
  end
  local block = marked(div, '\n' .. body .. '\n')
  for _, class in ipairs(div.classes) do
    block = ('#division(%s)[\n%s\n]'):format(quoted(class), block)
  end
  -- Typst would go on with the last paragraph of the division.
  return raw_block('%s\n#parbreak()', block)
end

-- Before a reference to a figure or a table.
local function mention(id)
  id = groups[id] or id
  if not exhibits[id] then return '' end
  mentions[id] = quoted(id)
  return '#anchor(' .. quoted(page_record.MENTION .. id) .. ');'
end

function filter.Link(link)
  local text = render(link.content)
  local before = anchor(link.identifier)
  local target = link.target
  if target == '' then return raw_inline('%s#[%s]', before, text) end
  if target:sub(1, 1) == '#' then
    local id = target:sub(2)
    if not ids[id] then return raw_inline('%s#[%s]', before, text) end
    return raw_inline('%s#cross-reference(%s)[%s]', before .. mention(id),
      quoted(exhibits[id] or id), text)
  end
  return raw_inline('%s#link(%s)[%s]', before, quoted(target), text)
end

-- Typst takes only letters behind the fence for a language, and prints the rest: python:power.py.
function filter.CodeBlock(block)
  block.classes = block.classes:map(function(class)
    return class:match('^%a[%w_-]*') or 'text'
  end)
  return block
end

function filter.Math(math)
  return raw_inline('%s', equation(math))
end

-- Typst's arguments for an image: its file, its alt text and how wide it is to be.
local function picture_arguments(image, name)
  local alt = image.attributes.alt or pandoc.utils.stringify(image.caption)
  local settings = ''
  local width = tonumber(image.attributes['width-mm'] or '')
  local stated = image.attributes.width or ''
  if width and width > 0 then
    settings = (', width: %gmm'):format(width)
  elseif stated:match('^%d+%.?%d*%%$') then
    settings = (', width: %g * text-width'):format(tonumber(stated:sub(1, -2)) / 100)
  elseif stated:match('^%d+%.?%d*mm$') or stated:match('^%d+%.?%d*cm$') then
    settings = ', width: ' .. stated
  end
  if name == 'picture' and image.classes:includes('wide') then
    settings = settings .. ', wide: true'
  end
  local path = quoted('/' .. image.src) -- from Typst's root, which is the job's folder
  return ('%s, %s%s'):format(path, quoted(alt), settings)
end

local function picture(image, name)
  return ('%s#%s(%s)'):format(anchor(image.identifier), name, picture_arguments(image, name))
end

function filter.Image(image)
  return raw_inline('%s', picture(image, 'inline-picture'))
end

-- What goes on behind a formula on a line of its own is the same paragraph still.
local function continued(inlines)
  if not inlines:find_if(texts.is_displayed) then return inlines end
  local out, piece, behind = pandoc.Inlines {}, pandoc.Inlines {}, false
  local function finish()
    if behind and pandoc.utils.stringify(piece):match('%S') then
      out:insert(pandoc.RawInline('typst', ('#continued[%s];'):format(render(piece))))
    else
      out:extend(piece)
    end
    piece = pandoc.Inlines {}
  end
  for _, inline in ipairs(inlines) do
    if texts.is_displayed(inline) then
      finish()
      out:insert(inline)
      behind = true
    else
      piece:insert(inline)
    end
  end
  finish()
  return out
end

-- The notes of what stands within a list, a quotation or a table say so: it has no page of its own.
local function mark_enclosed(block)
  return block:walk {
    Span = function(span)
      if not is_note(span) then return nil end
      span.attributes.enclosed = 'true'
      return span
    end,
  }, false
end

local enclosing = { traverse = 'topdown' }
function enclosing.Div(div)
  if root_lists.taken(div) then return div, false end
end
for _, kind in ipairs { 'BulletList', 'OrderedList', 'DefinitionList', 'BlockQuote', 'Table' } do
  enclosing[kind] = mark_enclosed
end

-- Whether the mark of a paragraph's first note stands within its first two lines. One after a
-- heading goes where that goes.
local function has_early_note(content)
  if openings.is_place(content[1]) then return false end
  local length = 0
  for _, inline in ipairs(content) do
    if is_note(inline) then return true end
    local text = inline.tag == 'Str' and inline.text or pandoc.utils.stringify(inline)
    for _, code in utf8.codes(text) do
      length = length + (letters.is_wide(code) and 1 or 0.5)
    end
    if length > TWO_LINES then return false end
  end
  return true
end

-- The inlines of a paragraph as it is printed: its last letters together, then a section's end.
local function ended(content)
  local place = section_ends.take_place(content)
  paragraph_ends.join(content, is_note)
  if place then content:insert(place) end
  return content
end

-- A paragraph of the text, with nothing in it that stands on lines of its own.
local function is_of_words(block)
  return texts.is_text(block) and not texts.lone_image(block)
    and not block.content:find_if(texts.is_displayed)
end

-- A list of the text whose items are paragraphs of that. The notes of an item's first one are the
-- item's, since the item's mark goes where that goes.
function root_list(list, depth)
  local out, terms = pandoc.List(), list.t == 'DefinitionList'
  local inner_depth = list.t == 'BulletList' and depth + 1 or depth
  for at, item in ipairs(root_lists.items(list)) do
    local mark = take_mark(item)
    local content, rest = root_lists.divided(item)
    local all = terms and list.content[at][1] .. content or content
    local early = tostring(has_early_note(content))
    rest = rest:map(function(block)
      local inner = root_lists.list_in(block)
      return inner and root_list(inner, inner_depth) or block
    end)
    local shown = terms and '[' .. render(list.content[at][1]) .. ']' or mark ~= '' and quoted(mark)
      or list.t == 'OrderedList' and root_lists.number(list, at) or 'none'
    local notes = tuple(notes_of(all):map(number_of))
    out:insert(('  (%s, %s, %s, [%s], [%s]),\n'):format(shown, notes, early,
      render(ended(content)), #rest > 0 and render_blocks(rest) or ''))
  end
  return raw_block('#root-list("%s", %d, (\n%s))', list.t, depth, table.concat(out))
end

-- A short quotation with a note stays whole, or its note would stand on another page.
function filter.BlockQuote(quote)
  if #note_numbers(quote.content) == 0 or texts.length_of(quote.content) > SHORT_QUOTATION then
    return nil
  end
  return { pandoc.RawBlock('typst', '#unbroken['), quote, pandoc.RawBlock('typst', ']') }
end

-- Its lines begin below each other.
function filter.LineBlock(block)
  return { pandoc.RawBlock('typst', '#continued['), block, pandoc.RawBlock('typst', ']') }
end

function filter.Para(para)
  local image = lone_image(para)
  if image then
    local shown = picture(image, 'picture')
    return raw_block('#align(center, block(spacing: 1.4em)[%s])', shown)
  end
  local notes = notes_of(para.content)
  local content = ended(para.content)
  if #notes == 0 then
    para.content = continued(content)
    return para
  end
  local numbers = notes:map(number_of)
  local enclosed = notes:find_if(function(note) return note.attributes.enclosed end)
  local settings = enclosed and ', enclosed: true' or ''
  if settings == '' and has_early_note(content) then settings = ', early: true' end
  local listed = table.concat(numbers, ', ')
  return raw_block('#annotated((%s,)%s)[%s]', listed, settings, render(continued(content)))
end

local function caption(element, before)
  local long = element.caption.long
  if #long == 0 then return 'none' end
  return '[' .. before .. render_blocks(long) .. ']'
end

-- The images of a figure group, beside each other as far as there is room.
local function parts_of(figure)
  local out = pandoc.List()
  for _, part in ipairs(figure.content:filter(figure_parts.is_one)) do
    local image = last_of(part.content).content[1]
    local shown = ('figure-part(%s)'):format(picture_arguments(image, 'picture'))
    out:insert(('(%s, [%s%s])'):format(shown, anchor(part.identifier),
      render_blocks(part.caption.long)))
  end
  return '#figure-parts(' .. table.concat(out, ', ') .. ')'
end

function filter.Figure(figure)
  local parts = pandoc.List()
  local inside = exhibit_name(figure)
  local grouped = #figure.content > 0 and figure_parts.is_one(last_of(figure.content))
  if grouped then parts:insert(parts_of(figure)) end
  for _, block in ipairs(grouped and {} or figure.content) do
    local image = lone_image(block)
    parts:insert(image and picture(image, 'picture') or render_blocks { block })
  end
  local body = exhibit_anchor(inside) .. table.concat(parts, '\n\n')
  return raw_block('#paper-figure(%s, %s, %s)[%s]', label(figure.identifier), caption(figure, ''),
    floats(figure, inside, note_numbers(figure.content)), body)
end

local function strings(items)
  return tuple(pandoc.List(items):map(quoted))
end

local function cell(at)
  local inner = at.cell
  local form = '(x: %d, over: %d, down: %d, align: %s, whole: %s, long: %s, body: [%s])'
  local long = #inner.contents > LONG_CELL.blocks
    or texts.length_of(inner.contents) > LONG_CELL.letters
  return form:format(at.x, inner.col_span, inner.row_span, ALIGN[inner.alignment] or 'none',
    at.whole, long, render_held(inner.contents))
end

local function rows_of(rows)
  local out = pandoc.List(rows):map(function(row)
    return '    ' .. tuple(pandoc.List(row):map(cell)) .. ',\n'
  end)
  return '(\n' .. table.concat(out) .. '  )'
end

local function columns(colspecs)
  local shares, aligns = pandoc.List(), pandoc.List()
  for _, spec in ipairs(colspecs) do
    local share = spec[2]
    shares:insert(share and share > 0 and ('%.4g'):format(share * 100) or 'none')
    aligns:insert(ALIGN[spec[1]] or 'auto')
  end
  return tuple(shares), tuple(aligns)
end

-- What nothing breaks in the columns, and in cells over several of them.
local function unbroken(found, spans)
  local alone = found:map(function(column)
    return ('(head: %s, body: %s)'):format(strings(column.head), strings(column.body))
  end)
  local wide = pandoc.List(spans):map(function(span)
    return ('(%d, %d, %s)'):format(span.x, span.over, strings(span.pieces))
  end)
  return tuple(alone), tuple(wide)
end

-- The number of a table as its later pages name it.
local function short_name(element)
  local number
  pandoc.Blocks(element.caption.long):walk {
    Span = function(span)
      if span.classes:includes('caption-number') then number = span end
    end,
  }
  return number and '[' .. render { number } .. ']' or 'none'
end

-- The name by which a table's headings know it, and these once more.
local function stands_behind(name)
  return name and (', behind: (%s, [\n%s\n])'):format(quoted(name), above[name]) or ''
end

local function table_call(element, notes)
  local shares, aligns = columns(element.colspecs)
  local rows = pandoc.List()
  for _, body in ipairs(element.bodies) do
    rows:extend(body.head)
    rows:extend(body.body)
  end
  local adding, longest = table_cells.gathered(#element.colspecs)
  local head = table_cells.placed(element.head.rows, adding 'head')
  local body = table_cells.placed(rows, adding 'body')
  local foot = table_cells.placed(element.foot.rows, adding 'body')
  local unbroken_pieces, spans = unbroken(longest())
  tables = tables + 1
  local form = '#paper-table(%s, %s, %s, number: %d, short: %s, shares: %s, align: %s,\n'
    .. '  pieces: %s, spans: %s, fit: %s, alone: %s%s%s, notes: %s,\n'
    .. '  header: %s,\n  body: %s,\n  footer: %s,\n)'
  local inside = exhibit_name(element)
  local title = caption(element, exhibit_anchor(inside))
  local cells_alone = element:clone()
  cells_alone.caption.long = {}
  local place = floats(element, inside, note_numbers(cells_alone))
  return raw_block(form, label(element.identifier), title, place, tables,
    short_name(element), shares, aligns, unbroken_pieces, spans,
    quoted(element.attributes.fit or 'auto'),
    tostring(element.attributes.alone == 'true'), stands_behind(element.attributes.behind),
    element.attributes.divided == 'true' and ', is-part: true' or '',
    notes and '[' .. render_blocks(notes) .. ']' or 'none',
    rows_of(head), rows_of(body), rows_of(foot))
end

function filter.Table(element)
  return table_call(element)
end

-- A table with its notes; of one that is divided they follow the last part.
function noted_table(div)
  local notes = div.content[#div.content]
  local calls = pandoc.Blocks {}
  for at = 1, #div.content - 1 do
    local block, last = div.content[at], at == #div.content - 1
    local is_table = block.t == 'Table' -- before it may stand what tells its place
    calls:insert(is_table and table_call(block, last and notes.content or nil) or block)
  end
  return calls, false
end

function filter.HorizontalRule()
  return raw_block('#horizontal-rule')
end

filter.traverse = 'topdown'

function pdf.write(doc, job, holds)
  collect(doc)
  filter.Inlines = holds('"ruby"') and ruby.beside or nil
  pieces, tables, above = {}, 0, {}
  local blocks = root_lists.marked(doc.blocks, function(list)
    return #note_numbers(list) > 0
  end, is_of_words)
  blocks = table_cells.mark_alone(blocks:walk(enclosing))
  blocks = openings.marked(blocks, has_notes)
  section_ends.mark(blocks, function(exhibit)
    local name = exhibits[exhibit.identifier]
    return name and quoted(name)
  end, companions.is_one)
  local body = render_blocks(openings.before_tables(blocks, has_notes))
  local function values(of)
    local all = {}
    for _, value in pairs(of) do all[#all + 1] = value end
    return all
  end
  local text = with_pieces(body, write_pieces())
  local record = page_record.write(values(mapped), values(mentions), noted)
  local whole = IMPORT .. page_record.BEGIN .. text .. '\n' .. record
  pandoc.system.write_file(job.editions.pdf.output, whole)
end

return pdf
