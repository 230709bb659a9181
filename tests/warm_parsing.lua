-- Runs parse.lua, whose path is given, once for each line of the input, which is its job: one text.
-- A line comes of each: what parse.lua prints, or nothing where it fails.
local script, places = arg[1], package.path
local parse = assert(loadfile(script))
rawset(arg, 0, script)
for job in io.lines() do
  package.path = places
  rawset(io, 'read', function() return job end)
  if not pcall(parse) then io.write('\n') end
  io.flush()
end
