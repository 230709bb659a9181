-- What the HTML and the EPUB edition share: notes as links with their number, tables with scope,
-- headings as entries of a contents list. Nothing here changes the document that it gets.
local letters = require('letters')
local texts = require('texts')
local ruby = require('ruby')
local hypertext = {}
local JOINER = pandoc.Str('\u{2060}')

-- A note as running text names it: 注3, Note 3.
function hypertext.note_name(metadata, number)
  local gap = metadata.language == 'ja' and '' or ' '
  return metadata.labels.note .. gap .. number
end

-- Puts a link in place of every note.
-- Returns the blocks and the notes {number, content} in order of their numbers. `extra` are
-- further attributes of the links, as a list of pairs: a table by names has another order in
-- every run.
function hypertext.take_notes(blocks, metadata, extra)
  local notes = pandoc.List()
  local linked = blocks:walk {
    traverse = 'topdown',
    Span = function(span)
      local note = span.content[1]
      if not (span.classes:includes('note') and note and note.t == 'Note') then return nil end
      local number = span.attributes.number
      notes:insert { number = tonumber(number), content = note.content }
      local name = hypertext.note_name(metadata, number)
      local attributes = pandoc.List { { 'role', 'doc-noteref' }, { 'aria-label', name } }
      attributes:extend(extra or {})
      local attr = pandoc.Attr('fnref-' .. number, { 'noteref' }, attributes)
      local digits = pandoc.Span({ pandoc.Str(number) }, pandoc.Attr('', { 'note-number' }))
      -- The word joiner keeps the mark from beginning a line (JLREQ 3.1.7 on note marks).
      return { JOINER, pandoc.Link({ digits }, '#fn-' .. number, '', attr) }, false
    end,
  }
  notes:sort(function(a, b) return a.number < b.number end)
  return linked, notes
end

-- Gives header cells their scope (WCAG technique H63).
local function scoped(rows, columns, scope)
  for _, row in ipairs(rows) do
    for index, cell in ipairs(row.cells) do
      local group = cell.col_span > 1 and scope == 'col'
      if index <= columns then cell.attributes.scope = group and 'colgroup' or scope end
    end
  end
  return rows
end

local function scope_table(element)
  element.head.rows = scoped(element.head.rows, math.huge, 'col')
  for _, body in ipairs(element.bodies) do
    body.head = scoped(body.head, math.huge, 'col')
    body.body = scoped(body.body, body.row_head_columns, 'row')
  end
  return element
end

-- A link that shows its own address needs no address beside it in print.
local function mark_address(link)
  if pandoc.utils.stringify(link.content) == link.target then link.classes:insert('uri') end
  return link
end

-- Emphasis is set in Gothic in Japanese and in italics in Latin letters: a title in a Japanese
-- note has no lang of its own, so that its letters must tell.
local function mark_latin(emphasis)
  for _, code in utf8.codes(pandoc.utils.stringify(emphasis)) do
    if letters.is_wide(code) then return nil end
  end
  return pandoc.Span({ emphasis }, pandoc.Attr('', { 'latin' })), false
end

-- A word with letters that Japanese fonts lack, set in one font and not in two.
local function mark_foreign(str)
  local pieces = letters.foreign_words(str.text)
  if not pieces then return nil end
  return pandoc.List(pieces):map(function(piece)
    local words = pandoc.Str(piece.text)
    return piece.foreign and pandoc.Span({ words }, pandoc.Attr('', { 'foreign' })) or words
  end), false
end

-- An address may break between its pieces, but not in the first, which ends behind https://.
local function open_address(span)
  if not texts.is_address(span) then return nil end
  local out = pandoc.Inlines { pandoc.Span({ span.content[1] }, pandoc.Attr('', { 'unbroken' })) }
  for index = 2, #span.content do
    out:insert(pandoc.RawInline('html', '<wbr />'))
    out:insert(span.content[index])
  end
  return pandoc.Span(out, pandoc.Attr('', { 'address' })), false
end

-- An image that is all of a paragraph and has no caption stands by itself, as large as it is.
local function set_apart(para)
  if not texts.lone_image(para) then return nil end
  return pandoc.Div({ pandoc.Plain(para.content) }, pandoc.Attr('', { 'lone-image' }))
end

-- Any other image that is in no figure, and has no width of its own, is as high as a letter, as it
-- is in the editions that have pages.
local as_letters = {
  traverse = 'topdown',
  Figure = function(figure) return figure, false end,
  Div = function(div) if div.classes:includes('lone-image') then return div, false end end,
  Image = function(image)
    local given = image.attributes
    if (given.width or '') ~= '' or (tonumber(given['width-mm']) or 0) > 0 then return nil end
    return pandoc.Span({ image }, pandoc.Attr('', { 'in-line' })), false
  end,
}

-- The paragraphs of a meaning that follows its term at once are no paragraphs to pandoc (3.9), and
-- two such would be written as one.
local function divide_meanings(list)
  for _, item in ipairs(list.content) do
    for at, meaning in ipairs(item[2]) do
      local is_long = #meaning:filter(texts.is_text) > 1
      if is_long then item[2][at] = meaning:map(function(block)
        return block.t == 'Plain' and pandoc.Para(block.content) or block
      end) end
    end
  end
  return list
end

-- A document's blocks, in which the notes still stand, with what both editions mark; `holds` says
-- whether it has a pattern.
function hypertext.prepare(blocks, language, holds)
  blocks = blocks:walk {
    Table = scope_table, Link = mark_address, Span = holds('"ruby"') and ruby.html or nil,
    Para = set_apart, DefinitionList = divide_meanings,
  }
  if holds('"Image"') then blocks = blocks:walk(as_letters) end
  if holds('"address"') then blocks = blocks:walk { traverse = 'topdown', Span = open_address } end
  local foreign = language == 'ja' and letters.may_be_foreign(holds)
  return foreign and blocks:walk { Str = mark_foreign } or blocks
end

-- Blocks whose emphasis says whether it is in Latin letters; notes are apart, or one within
-- emphasis would not be looked into.
function hypertext.with_latin(blocks, language, holds)
  if language ~= 'ja' or not holds('"Emph"') then return blocks end
  return blocks:walk { traverse = 'topdown', Emph = mark_latin }
end

-- A table of many columns scrolls rather than break its short cells; columns are as wide as they
-- need to be.
local MANY, SHORT = 6, 16

function hypertext.has_many_columns(element)
  return #element.colspecs > MANY
end

function hypertext.keep_short_cells(element)
  if not hypertext.has_many_columns(element) then return element end
  element.colspecs = element.colspecs:map(function(spec) return { spec[1], nil } end)
  local function marked(rows)
    for _, row in ipairs(rows) do
      for _, cell in ipairs(row.cells) do
        local text = pandoc.utils.stringify(cell.contents)
        if pandoc.text.len(text) * (text:find('[\xe3-\xef]') and 2 or 1) <= SHORT then
          cell.classes:insert('short')
        end
      end
    end
    return rows
  end
  element.head.rows = marked(element.head.rows)
  for _, body in ipairs(element.bodies) do body.body = marked(body.body) end
  return element
end

-- The words of headings as entries of a contents list: without notes, links and ids.
function hypertext.entries(blocks)
  return blocks:walk {
    Note = function() return {} end,
    Str = function(str)
      if str.text == JOINER.text then return {} end
    end,
    Link = function(link)
      if link.classes:includes('noteref') then return {} end
      return link.content
    end,
    Image = function() return {} end,
    RawInline = function() return {} end,
    Span = function(span)
      if span.classes:includes('note-separator') then return {} end
      span.identifier = ''
      return span
    end,
  }
end

-- The number that a figure's or table's caption begins with: 図1.
function hypertext.caption_number(caption)
  local found = ''
  pandoc.Blocks(caption.long):walk {
    Span = function(span)
      local numbers = span.classes:includes('caption-number')
      if numbers then found = pandoc.utils.stringify(span.content) end
    end,
  }
  return found
end

return hypertext
