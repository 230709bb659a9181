-- For luacheck (Debian's lua-check), which `nox -s lint` runs on what pandoc's Lua runs.
std = 'lua54'
read_globals = { 'pandoc', 'PANDOC_VERSION' }
max_line_length = 100
