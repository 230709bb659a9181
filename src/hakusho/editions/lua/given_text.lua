-- Texts of the metadata, as the EPUB and the DOCX edition print them.
local given_text = {}

-- A text; empty where there is none. JSON's null is no string, but it is not false either.
function given_text.text_of(value)
  return type(value) == 'string' and value or ''
end

-- The paragraphs of a plain text, which empty lines divide.
function given_text.paragraphs(text)
  local out = pandoc.List {}
  for paragraph in (text .. '\n\n'):gmatch('(.-)\n%s*\n') do
    if paragraph:match('%S') then out:insert(paragraph) end
  end
  return out
end

return given_text
