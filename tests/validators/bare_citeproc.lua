-- Cites as pandoc does by itself. In: jobs as JSON, one a line. Out: documents as JSON, one a line.
for line in io.lines() do
  local job = pandoc.json.decode(line, false)
  local doc = pandoc.read(job.text, 'markdown')
  for key, value in pairs(job.metadata) do
    doc.meta[key] = value
  end
  io.write(pandoc.write(pandoc.utils.citeproc(doc), 'json'), '\n')
end
