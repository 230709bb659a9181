-- Parses all chapters in one process. In: JSON [{format, text}, …].
-- Out: JSON [{document, said}, …]: the AST, and pandoc's messages about the text.
-- Each chapter is read by itself, so that notes of the same name in two chapters stay apart.
local out = {}
for i, chapter in ipairs(pandoc.json.decode(io.read('a'), false)) do
  local said, document = pandoc.log.silence(pandoc.read, chapter.text, chapter.format)
  out[i] = ('{"document":%s,"said":[%s]}'):format(
    pandoc.write(document, 'json'), table.concat(pandoc.List(said):map(pandoc.json.encode), ','))
end
io.write('[', table.concat(out, ','), ']')
