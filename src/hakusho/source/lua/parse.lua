-- Parses all chapters in one process. In: JSON [{format, text}, …]. Out: JSON [AST, …].
-- Each chapter is read by itself, so that notes of the same name in two chapters stay apart.
local chapters = pandoc.json.decode(io.read('a'), false)
local out = {}
for i, chapter in ipairs(chapters) do
  out[i] = pandoc.write(pandoc.read(chapter.text, chapter.format), 'json')
end
io.write('[', table.concat(out, ','), ']')
