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
local documents = {}
for _, name in ipairs(job.order) do
  local path = job.documents[name]
  documents[path] = documents[path] or figure_parts.as_figures(pandoc.read(read(path), 'json'))
  require(name).write(documents[path], job)
  io.write(name, '\n')
  io.flush()
end
