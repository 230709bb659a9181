-- Turns one finished document into every edition's raw material, in one process.
--
-- usage: pandoc lua write.lua JOB.json   (paths in the job are relative to its folder)
-- The job holds the metadata and, for each edition in its order, the document as that shows it and
-- the file that its writer makes. After each edition one line with its name is printed, so that
-- typesetting can begin while the next edition is being written.
local here = arg[0]:match('^(.*)/[^/]*$') or '.'
package.path = here .. '/?.lua;' .. package.path

local figure_parts = require('figure_parts')
local read = pandoc.system.read_file
local job = pandoc.json.decode(read(arg[1]), false)
local documents, holding = {}, {}

-- Whether a document's JSON has a pattern: nobody need look for what it has not.
local function asked_of(text)
  local known = {}
  return function(pattern)
    if known[pattern] == nil then known[pattern] = text:find(pattern) ~= nil end
    return known[pattern]
  end
end

for _, name in ipairs(job.order) do
  local path = job.documents[name]
  if not documents[path] then
    local text = read(path)
    documents[path] = figure_parts.as_figures(pandoc.read(text, 'json'))
    holding[path] = asked_of(text)
  end
  require(name).write(documents[path], job, holding[path])
  io.write(name, '\n')
  io.flush()
end
