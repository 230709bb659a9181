-- Turns one finished document into every edition's raw material, in one process.
--
-- usage: pandoc lua finish.lua JOB.json   (paths in the job are relative to its folder)
-- The job holds the AST, the citation style and items, the metadata, and for each edition the
-- file that its writer makes; `text`, if given, is the file that takes what the text weighs. The
-- words of the citations go to citations.txt, one a line. After each edition one line with its
-- name is printed, so that
-- typesetting can begin while the next edition is being written.
local here = arg[0]:match('^(.*)/[^/]*$') or '.'
package.path = here .. '/?.lua;' .. package.path

local citations = require('citations')
local conditions = require('conditions')
local text_weights = require('text_weights')

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('a')
  file:close()
  return text
end

local function write(path, text)
  local file = assert(io.open(path, 'wb'))
  file:write(text)
  file:close()
end

-- Gives every note its number, in document order, as an attribute: editions print that number
-- and never count by themselves.
local function number_notes(doc)
  local count = 0
  return doc:walk {
    traverse = 'topdown',
    Note = function(note)
      count = count + 1
      return pandoc.Span({ note }, pandoc.Attr('', { 'note' }, { number = tostring(count) })), false
    end,
  }
end

-- What an in-text style puts into brackets, without them: a source line stands in its own.
local function without_brackets(words)
  local first, last = words[1], words[#words]
  if not (first and first.t == 'Str' and last.t == 'Str') then return words end
  for opening, closing in pairs { ['('] = ')', ['（'] = '）', ['['] = ']' } do
    local opens, closes = first.text:sub(1, #opening), last.text:sub(-#closing)
    if opens == opening and closes == closing then
      last.text = last.text:sub(1, -#closing - 1)
      first.text = first.text:sub(#opening + 1)
      return words
    end
  end
  return words
end

-- Puts the source lines back into their captions (see hakusho.manuscript.source_lines): each
-- stands as a note in the last block, worded in full, and is set without its final full stop.
local function restore_source_lines(doc)
  local last = doc.blocks[#doc.blocks]
  if not last or last.t ~= 'Div' or last.identifier ~= 'source-lines' then return doc end
  doc.blocks:remove(#doc.blocks)
  local lines = {}
  for number, paragraph in ipairs(last.content) do
    local words = pandoc.Inlines {}
    paragraph:walk {
      traverse = 'topdown',
      Note = function(note)
        words:extend(pandoc.utils.blocks_to_inlines(note.content))
        return nil, false
      end,
    }
    if #words == 0 then words = without_brackets(paragraph.content) end -- an in-text style
    local final = words[#words]
    if final and final.t == 'Str' then
      final.text = final.text:gsub('。$', ''):gsub('%.$', '')
    end
    lines[tostring(number)] = words
  end
  return doc:walk {
    Span = function(span)
      if span.classes:includes('source-line') then return lines[span.attributes.number] end
    end,
  }
end

local function without_aliases(entries)
  local kept = pandoc.Blocks {}
  for _, entry in ipairs(entries) do
    if not entry.identifier:find('\u{e013}', 1, true) then kept:insert(entry) end
  end
  return kept
end

-- Appends the bibliography; `sections` are its parts, {title, keys} each, or none for one list.
local function bibliography(doc, entries, sections, title)
  if #entries == 0 then return doc end
  doc.blocks:insert(pandoc.Header(1, title, pandoc.Attr('bibliography', { 'unnumbered' })))
  if #sections == 0 then
    doc.blocks:insert(pandoc.Div(entries, pandoc.Attr('refs', { 'references' })))
    return doc
  end
  for number, section in ipairs(sections) do
    local keys = {}
    for _, key in ipairs(section.keys) do keys['ref-' .. key] = true end
    local inside = entries:filter(function(entry) return keys[entry.identifier] end)
    local name = 'bibliography-' .. number
    doc.blocks:insert(pandoc.Header(2, section.title, pandoc.Attr(name, { 'unnumbered' })))
    doc.blocks:insert(pandoc.Div(inside, pandoc.Attr('refs-' .. number, { 'references' })))
  end
  return doc
end

local job = pandoc.json.decode(read(arg[1]), false)
local doc = pandoc.read(read(job.ast), 'json')
local entries = {}
if job.citations then
  local words
  doc, entries, words = citations.cite(doc, job.citations)
  write('citations.txt', table.concat(words, '\n'))
  doc = restore_source_lines(doc)
  entries = without_aliases(entries)
end
doc = number_notes(doc)
if job.text then text_weights.write(doc, entries, job.text) end
local sections = job.citations and job.citations.sections or {}
if job.bibliography then
  doc = bibliography(doc, entries, sections, job.metadata.labels.bibliography)
end
for _, name in ipairs(job.order) do
  require(name).write(conditions.of_edition(doc, name), job)
  io.write(name, '\n')
  io.flush()
end
