-- Cites finished documents. usage: pandoc lua render.lua MODULES JOB.json
-- In: [{ast, csl, items, choices}]. Out: JSON [{body, notes, numbers, references, raw}].
package.path = arg[1] .. '/?.lua;' .. package.path
local citations = require('citations')
local file = assert(io.open(arg[2]))
local jobs = pandoc.json.decode(file:read('a'), false)
file:close()

local function printed(inlines)
  local marked = pandoc.Inlines(inlines):walk {
    Emph = function(emph) return { pandoc.Str('*'), pandoc.Span(emph.content), pandoc.Str('*') } end,
    Cite = function() return pandoc.Str('LEFT-OVER') end,
  }
  return pandoc.utils.stringify(marked)
end

local function render(job)
  local doc, entries = citations.cite(pandoc.read(job.ast, 'json'), job)
  local notes, references = pandoc.List {}, pandoc.List {}
  doc = doc:walk {
    traverse = 'topdown',
    Note = function(note)
      notes[#notes + 1] = printed(pandoc.utils.blocks_to_inlines(note.content, { pandoc.Str('¶') }))
      return pandoc.Str('[' .. #notes .. ']'), false
    end,
  }
  for at, entry in ipairs(entries) do
    references[at] = {
      id = entry.identifier,
      lang = entry.attributes.lang,
      text = printed(pandoc.utils.blocks_to_inlines(entry.content)),
    }
  end
  local body = {}
  for at, block in ipairs(doc.blocks) do body[at] = printed(pandoc.utils.blocks_to_inlines { block }) end
  return { body = table.concat(body, '¶'), notes = notes, references = references }
end

local out = {}
for at, job in ipairs(jobs) do out[at] = render(job) end
print(pandoc.json.encode(out))
