-- What stands around the text of a brief in the DOCX edition: who it is for and how it may be
-- handled, the title, and the lines about its origin. As in templates/typst/brief.typ.
local styled = require('docx_styled')
local text_of = require('texts').text_of
local docx_brief = {}

-- An ideographic space is for Japanese alone: what follows it would be set in the Japanese font.
local function gap(given)
  return given.language == 'ja' and '\u{3000}' or '\u{2003}'
end

-- Who it is for on the left, how it may be handled on the right.
local function handling(given)
  local audience = text_of(given.audience)
  local classification = text_of(given.classification)
  if audience == '' and classification == '' then return nil end
  local line = pandoc.Inlines {}
  if audience ~= '' then
    line:insert(styled.words('Quiet', styled.plain(given.labels.audience .. gap(given))))
    line:insert(styled.words('Label', styled.plain(audience)))
  end
  if classification ~= '' then
    line:insert(styled.tab())
    line:insert(styled.words('Classification', styled.plain(classification)))
  end
  return styled.paragraphs('Handling', line)
end

local function signed(given)
  local japanese, names = given.language == 'ja', pandoc.List {}
  for _, author in ipairs(given.authors) do
    local affiliation = text_of(author.affiliation)
    local form = affiliation == '' and '%s' or japanese and '%s（%s）' or '%s (%s)'
    names:insert(form:format(author.name, affiliation))
  end
  local pieces = pandoc.List { text_of(given.date_text) }
  pieces:insert(table.concat(names, japanese and '、' or ', '))
  return table.concat(pieces:filter(function(piece) return piece ~= '' end), gap(given))
end

function docx_brief.head(given)
  local out = pandoc.Blocks { handling(given) }
  out:insert(styled.paragraphs('Title', styled.plain(given.title)))
  local subtitle = text_of(given.subtitle)
  if subtitle ~= '' then out:insert(styled.paragraphs('Subtitle', styled.plain(subtitle))) end
  out:insert(styled.paragraphs('Author', styled.plain(signed(given))))
  return out
end

-- Who answers questions, and what the brief was cut from; at the right, what made it.
function docx_brief.origin(given)
  local line = pandoc.Inlines {}
  for _, name in ipairs { 'contact', 'lineage' } do
    local value = text_of(given[name])
    if value ~= '' then
      if #line > 0 then line:insert(pandoc.LineBreak()) end
      line:insert(pandoc.Str(given.labels[name] .. gap(given) .. value))
    end
  end
  line:extend { styled.tab(), pandoc.Str(given.produced_with) }
  return pandoc.Blocks { styled.paragraphs('Origin', line) }
end

return docx_brief
