-- Pieces of the DOCX edition in a style of the reference document, which they name.
local docx_styled = {}

-- Blocks or inlines as paragraphs of a style.
function docx_styled.paragraphs(name, content, identifier)
  local blocks = pandoc.utils.type(content) == 'Inlines' and { pandoc.Para(content) } or content
  return pandoc.Div(blocks, pandoc.Attr(identifier or '', {}, { ['custom-style'] = name }))
end

function docx_styled.words(name, inlines)
  return pandoc.Span(inlines, pandoc.Attr('', {}, { ['custom-style'] = name }))
end

-- A text as it is: pandoc would write two runs about every space.
function docx_styled.plain(text)
  return pandoc.Inlines { pandoc.Str(text) }
end

function docx_styled.tab()
  return pandoc.RawInline('openxml', '<w:r><w:tab/></w:r>')
end

return docx_styled
