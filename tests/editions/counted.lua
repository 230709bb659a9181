-- luacheck: globals pandoc.write
-- Runs finished.lua and counts its calls of pandoc's writer.
-- usage: pandoc lua counted.lua WRITERS JOB.json FINISHED.lua
local write, calls = pandoc.write, 0
pandoc.write = function(...)
  calls = calls + 1
  return write(...)
end
dofile(arg[3])
print(calls)
