-- Words citations. In: documents as JSON, one a line. Out: the same, as citeproc leaves them.
for line in io.lines() do
  local done = pandoc.utils.citeproc(pandoc.read(line, 'json'))
  io.write(pandoc.write(done, 'json'), '\n')
end
