-- What a finished document's text weighs: the running text, captions, cells and notes of each
-- section, as they are printed, for whoever counts characters, words or figures.
--
--   write(doc, entries, path)   writes JSON; see hakusho.manuscript.text_weights
--
-- The document holds no bibliography yet; its entries come apart. What goes with a figure in some
-- editions only (its description and its table of values) is no text of the paper's.
local companions = require('companions')

local M = {}

local function new_section(id, level)
  return {
    id = id, level = level, title = '', body = {}, captions = {}, cells = {}, notes = {},
    figures = 0, tables = 0,
  }
end

-- Only these can hold what is not printed as text in its line.
local HOLDERS = {
  Note = true, Image = true, Math = true, RawInline = true, Span = true, Link = true, Emph = true,
  Strong = true, Quoted = true, SmallCaps = true, Strikeout = true, Subscript = true,
  Superscript = true, Underline = true, Cite = true,
}

-- The text of a line. Notes are handed to `on_note`; images, formulas and raw markup are no text.
local function line_of(inlines, on_note)
  local plain = true
  for _, inline in ipairs(inlines) do
    if HOLDERS[inline.t] then plain = false break end
  end
  if not plain then
    inlines = inlines:walk {
      traverse = 'topdown',
      Span = function(span)
        if not span.classes:includes('note') then return nil end
        on_note(span)
        return {}, false
      end,
      Image = function() return {}, false end,
      Math = function() return {}, false end,
      RawInline = function() return {}, false end,
      LineBreak = function() return pandoc.Space() end,
    }
  end
  return pandoc.utils.stringify(inlines)
end

-- `into` takes lines; `sink` says where headings, captions, cells and notes go.
local add_blocks

local function add_line(inlines, into, sink)
  local line = line_of(inlines, sink.note)
  if line ~= '' then into[#into + 1] = line end
end

local function add_rows(rows, sink)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do add_blocks(cell.contents, sink.cells(), sink) end
  end
end

local function add_table(element, sink)
  sink.count('tables')
  add_blocks(element.caption.long, sink.captions(), sink)
  add_rows(element.head.rows, sink)
  for _, body in ipairs(element.bodies) do
    add_rows(body.head, sink)
    add_rows(body.body, sink)
  end
  add_rows(element.foot.rows, sink)
end

local ADD = {
  Para = function(block, into, sink) add_line(block.content, into, sink) end,
  Header = function(block, into, sink)
    into = sink.heading(block) or into
    add_line(block.content, into, sink)
  end,
  LineBlock = function(block, into, sink)
    for _, line in ipairs(block.content) do add_line(line, into, sink) end
  end,
  CodeBlock = function(block, into) into[#into + 1] = block.text end,
  BlockQuote = function(block, into, sink) add_blocks(block.content, into, sink) end,
  BulletList = function(block, into, sink)
    for _, item in ipairs(block.content) do add_blocks(item, into, sink) end
  end,
  DefinitionList = function(block, into, sink)
    for _, item in ipairs(block.content) do
      add_line(item[1], into, sink)
      for _, definition in ipairs(item[2]) do add_blocks(definition, into, sink) end
    end
  end,
  Div = function(block, into, sink)
    if not companions.is_one(block) then add_blocks(block.content, into, sink) end
  end,
  Figure = function(block, _, sink)
    sink.count('figures')
    add_blocks(block.caption.long, sink.captions(), sink)
    add_blocks(block.content, sink.captions(), sink)
  end,
  Table = function(block, _, sink) add_table(block, sink) end,
}
ADD.Plain, ADD.OrderedList = ADD.Para, ADD.BulletList

function add_blocks(blocks, into, sink)
  for _, block in ipairs(blocks) do
    local add = ADD[block.t]
    if add then add(block, into, sink) end
  end
end

-- Everything in one list, for what has no sections of its own: notes, the bibliography.
local function lines_of(blocks)
  local lines, sink = {}, {}
  local function all() return lines end
  sink.captions, sink.cells = all, all
  sink.count, sink.heading = function() end, function() end
  sink.note = function(span) add_blocks(span.content[1].content, lines, sink) end
  add_blocks(blocks, lines, sink)
  return table.concat(lines, '\n')
end

local function sections_of(blocks)
  local current = new_section('', 0)
  local sections = pandoc.List { current }
  local sink = {
    captions = function() return current.captions end,
    cells = function() return current.cells end,
    count = function(what) current[what] = current[what] + 1 end,
    note = function(span)
      local text = lines_of(span.content[1].content)
      table.insert(current.notes, { number = span.attributes.number, text = text })
    end,
    heading = function(header)
      current = new_section(header.identifier, header.level)
      current.title = line_of(header.content, function() end)
      sections:insert(current)
      return current.body
    end,
  }
  for _, block in ipairs(blocks) do add_blocks({ block }, current.body, sink) end
  return sections
end

function M.write(doc, entries, path)
  local sections = sections_of(doc.blocks)
  for _, section in ipairs(sections) do
    for _, part in ipairs { 'body', 'captions', 'cells' } do
      section[part] = table.concat(section[part], '\n')
    end
    section.notes = pandoc.List(section.notes)
  end
  local file = assert(io.open(path, 'wb'))
  file:write(pandoc.json.encode { sections = sections, bibliography = lines_of(entries) })
  file:close()
end

return M
