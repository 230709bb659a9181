-- The DOCX edition's raw material: pandoc's docx and a list of its images, for
-- hakusho.editions.docx. job.editions.docx: output, reference, images.
--
-- Styles are given by name, as custom-style; the reference document says what they look like. What
-- pandoc cannot write stands in the document as a mark, in private-use characters, which the checks
-- let into no text: U+F8F2 n for the n-th image, U+F8F3 for the contents list, and before the text
-- of each note U+F8F4 and its number, around a reading and behind its words U+F8F5, in a reference
-- to a page U+F8F6 around the id of what it leads to.
local companions = require('companions')
local docx_brief = require('docx_brief')
local docx_divisions = require('docx_divisions')
local docx_styled = require('docx_styled')
local figure_parts = require('figure_parts')
local table_cells = require('table_cells')
local texts = require('texts')
local styled, words = docx_styled.paragraphs, docx_styled.words
local plain, text_of = docx_styled.plain, texts.text_of
local docx = {}

local IMAGE, CONTENTS, NUMBER, RUBY = '\u{f8f2}', '\u{f8f3}', '\u{f8f4}', '\u{f8f5}'
local PAGE_OF = '\u{f8f6}'
local STYLES = {
  ['section-number'] = 'Section Number',
  ['caption-number'] = 'Label',
  ['part-number'] = 'Label',
  ['note-separator'] = 'Footnote Reference',
  ['emphasis-dots'] = 'Emphasis Dots',
  ['list-mark'] = 'List Mark',
}
local ids, images, japanese
local layout -- of a brief's page; nil for the report

local function label(inlines)
  return words('Label', inlines)
end

local function collect(doc)
  ids = {}
  local function add(element)
    if element.identifier ~= '' then ids[element.identifier] = true end
  end
  doc:walk { Header = add, Div = add, Span = add, Figure = add, Table = add }
end

local filter = { traverse = 'topdown' }

-- The size of an image in millimetres, as the file itself says it; 0 where it does not, and of a
-- drawing whose width is settled: its pixels have its proportions.
local function natural_size(path, settled)
  if settled and path:match('%.svg$') then return 0, 0 end
  local known, size = pcall(function()
    return pandoc.image.size(pandoc.system.read_file(path))
  end)
  if not known or not size or (size.dpi_horz or 0) <= 0 or (size.dpi_vert or 0) <= 0 then
    return 0, 0
  end
  return size.width / size.dpi_horz * 25.4, size.height / size.dpi_vert * 25.4
end

function filter.Image(image)
  local given = image.attributes
  local width_mm = tonumber(given['width-mm'] or '') or 0
  local width, height = natural_size(image.src, width_mm > 0)
  images:insert {
    src = image.src,
    alt = given.alt or pandoc.utils.stringify(image.caption),
    width_mm = width_mm,
    stated = given.width or '',
    wide = image.classes:includes('wide'),
    alone = given.alone == 'true',
    natural_mm = { width, height },
  }
  return pandoc.Str(IMAGE .. #images .. IMAGE), false
end

local function alone(image)
  image.attributes.alone = 'true'
  return pandoc.Inlines { (filter.Image(image)) }
end

local function is_numbered(inline)
  return inline.tag == 'Span' and inline.classes:includes('equation') and inline.content[2]
end

-- A paragraph cut at its numbered formulas: each stands in the middle of its line, the number at
-- its end, at the tabs of their style.
local function with_equations(para)
  if not para.content:find_if(is_numbered) then return nil end
  local out, line = pandoc.Blocks {}, pandoc.Inlines {}
  local function finish()
    if #line > 0 then out:insert(pandoc.Para(line)) end
    line = pandoc.Inlines {}
  end
  for _, inline in ipairs(para.content) do
    if is_numbered(inline) then
      finish()
      local math, number = inline.content[1], inline.content[2]
      local tab, formula = docx_styled.tab, pandoc.Math('InlineMath', math.text)
      local inlines = pandoc.Inlines { tab(), formula, tab() }
      inlines:extend(number.content)
      out:insert(styled('Equation', inlines, inline.identifier))
    elseif #line > 0 or inline.t ~= 'Space' and inline.t ~= 'SoftBreak' then
      line:insert(inline)
    end
  end
  finish()
  return out:walk(filter), false
end

function filter.Para(para)
  local image = texts.lone_image(para)
  if image then return styled('Figure', alone(image)), false end
  return with_equations(para)
end

-- Blocks with paragraphs for lines: in a list or a table pandoc gives lines a style of its own.
local function paragraphs(blocks)
  return pandoc.Blocks(blocks:map(function(block)
    return block.t == 'Plain' and pandoc.Para(block.content) or block
  end))
end

function filter.Figure(figure)
  local out = pandoc.Blocks {}
  local captioned, parts = #figure.caption.long > 0, pandoc.List {}
  for _, block in ipairs(figure.content) do
    if figure_parts.is_one(block) then
      parts:insert((filter.Figure(block)))
    else
      local image = texts.lone_image(block)
      local content = image and alone(image) or pandoc.Blocks { block }
      out:insert(styled(captioned and 'Captioned Figure' or 'Figure', content))
    end
  end
  if #parts > 0 then out:insert(docx_divisions.figure_group(parts)) end
  local caption = paragraphs(figure.caption.long)
  local style = figure_parts.is_one(figure) and 'Part Caption' or 'Image Caption'
  if captioned then out:insert(styled(style, caption:walk(filter))) end
  return pandoc.Div(out, pandoc.Attr(figure.identifier)), false
end

function filter.Div(div)
  if companions.is_one(div) then return {}, false end -- as on paper: the figure and its sources
  if div.classes:includes('table-notes') then div.attributes['custom-style'] = 'Table Notes' end
  if div.classes:includes('listing-caption') then
    return styled('Listing Caption', paragraphs(div.content):walk(filter)), false
  end
  if div.classes:includes('continued') or div.classes:includes('exhibit-list') then
    div.attributes['custom-style'] = 'Continued' -- without an indent
  end
  if div.classes:includes('csl-entry') then div.attributes['custom-style'] = 'Bibliography' end
  if div.identifier == 'refs' then div.identifier = 'references' end -- pandoc takes it for its own
  return docx_divisions.laid_out(div, layout ~= nil) or div
end

function filter.Table(element)
  element.caption.long = paragraphs(element.caption.long)
  local given = element.attributes
  if not given['custom-style'] then
    local own_page = given.alone == 'true' and 'alone' or ''
    given['custom-style'] = ('Table-%s-%s'):format(given.fit or 'auto', own_page)
  end
  return element
end

-- Its lines begin below each other.
function filter.LineBlock(block)
  return styled('Continued', { block }), false
end

function filter.DefinitionList(list)
  if layout then return docx_divisions.definitions(list, japanese) end
end

function filter.Span(span)
  local note = span.content[1]
  if span.classes:includes('note') and note and note.t == 'Note' then
    local mark = pandoc.Str(NUMBER .. span.attributes.number .. NUMBER)
    local first = note.content[1]
    if first and texts.is_text(first) then
      first.content:insert(1, mark)
    else
      note.content:insert(1, pandoc.Para { mark })
    end
    return note -- what is in it is walked next
  end
  -- Nothing is set in an address that would keep or end a line: it would be copied along.
  if texts.is_address(span) then return pandoc.Str(pandoc.utils.stringify(span.content)), false end
  for _, class in ipairs(span.classes) do
    if STYLES[class] then span.attributes['custom-style'] = STYLES[class] end
  end
  if span.classes:includes('note-separator') then -- no line ends between two marks
    span.content:insert(pandoc.Str '\u{2060}')
  end
  if span.classes:includes('page-reference') then
    span.content = span.content:walk {
      Link = function(link)
        local id = link.target:match('^#(.+)$')
        if not id or not ids[id] then return nil end
        link.content:insert(1, pandoc.Str(PAGE_OF .. id .. PAGE_OF))
        return link
      end,
    }
  end
  if span.attributes.ruby then
    local base = pandoc.utils.stringify(span.content)
    span.content = plain(RUBY .. span.attributes.ruby .. RUBY .. base .. RUBY)
    span.attributes.ruby = nil
  end
  return span
end

function filter.Link(link)
  local target = link.target
  if target:sub(1, 1) == '#' and not ids[target:sub(2)] then return link.content end
end

function filter.HorizontalRule()
  local paragraph = '<w:p><w:pPr><w:pStyle w:val="HorizontalRule"/></w:pPr></w:p>'
  return pandoc.RawBlock('openxml', paragraph), false
end

-- What is said of the publication: small lines, a disclaimer as a paragraph of its own.
local function said(line, name)
  local content = plain(line.text)
  if text_of(line.url) ~= '' then content = pandoc.Inlines { pandoc.Link(content, line.url) } end
  if line.kind == 'mark' then content = pandoc.Inlines { words('Classification', content) } end
  if line.kind == 'disclaimer' then name = 'Abstract' end
  return styled(name or 'Date', content)
end

local function logo(publication)
  local path = text_of(publication.logo)
  if path == '' then return pandoc.Blocks {} end
  local alt = text_of(publication.logo_alt)
  if alt == '' then alt = text_of(((publication.rows or {})[1] or {}).text) end
  local image = pandoc.Image({}, path, '', { alt = alt, width = '40mm' })
  return pandoc.Blocks { styled('Figure', alone(image)) }
end

local function front_matter(given)
  local publication = given.publication or {}
  local out = logo(publication)
  for _, line in ipairs(publication.above or {}) do
    out:insert(said(line, line.kind == 'masthead' and 'Subtitle' or 'Date'))
  end
  out:insert(styled('Title', plain(given.title)))
  local subtitle = text_of(given.subtitle)
  if subtitle ~= '' then
    out:insert(styled('Subtitle', plain(japanese and '――' .. subtitle .. '――' or subtitle)))
  end
  for _, author in ipairs(given.authors) do
    local affiliation = text_of(author.affiliation)
    local gap = affiliation ~= '' and '\u{3000}' or ''
    out:insert(styled('Author', plain(author.name .. gap .. affiliation)))
    for _, contact in ipairs(author.contacts or {}) do out:insert(said(contact)) end
  end
  if text_of(given.date_text) ~= '' then out:insert(styled('Date', plain(given.date_text))) end
  for _, line in ipairs(publication.below or {}) do out:insert(said(line)) end
  local abstract = texts.paragraphs(text_of(given.abstract))
  if #abstract > 0 then out:insert(styled('Abstract Title', plain(given.labels.abstract))) end
  for _, paragraph in ipairs(abstract) do
    out:insert(styled('Abstract', plain(paragraph)))
  end
  if #(given.keywords or {}) > 0 then
    local keywords = table.concat(given.keywords, japanese and '、' or ', ')
    local line = pandoc.Inlines { label(plain(given.labels.keywords)) }
    line:insert(pandoc.Str('\u{3000}' .. keywords))
    out:insert(styled('Keywords', line))
  end
  return out
end

-- Rows of name and value, as in the colophon of the PDF.
local function back_matter(given)
  local rows = pandoc.List {}
  local function row(name, value)
    if text_of(value) ~= '' then rows:insert { given.labels[name], plain(value) } end
  end
  row('title', given.whole_title)
  local authors = pandoc.List(given.authors):map(function(author) return author.name end)
  row('authors', table.concat(authors, japanese and '、' or ', '))
  row('date', given.date_text)
  row('version', given.version)
  local licence = type(given.licence) == 'table' and given.licence or nil
  if licence then
    local name = plain(licence.name)
    local url = text_of(licence.url)
    if url ~= '' then
      name:extend { pandoc.Str(' ('), pandoc.Link(plain(url), url), pandoc.Str(')') }
    end
    rows:insert { given.labels.licence, name }
  end
  for _, line in ipairs((given.publication or {}).rows or {}) do
    local text = plain(line.text)
    if text_of(line.url) ~= '' then text = pandoc.Inlines { pandoc.Link(text, line.url) } end
    rows:insert { line.label, text }
  end
  row('contact', given.contact)
  row('lineage', given.lineage)
  row('produced_with', ('%s / pandoc %s'):format(given.produced_with, PANDOC_VERSION))
  local out = pandoc.Blocks { styled('Colophon Title', plain(given.labels.colophon)) }
  for number, cells in ipairs(rows) do
    local line = pandoc.Inlines { label(plain(cells[1])) }
    line:insert(docx_styled.tab())
    line:extend(cells[2])
    out:insert(styled(number == #rows and 'Colophon End' or 'Colophon', line))
  end
  return out
end

function docx.write(doc, job)
  local settings = job.editions.docx
  images = pandoc.List {}
  collect(doc)
  local given = settings.metadata
  japanese = given.language == 'ja'
  layout = type(given.layout) == 'table' and given.layout or nil
  local blocks = layout and docx_brief.head(given) or front_matter(given)
  if settings.colophon == 'front' then blocks:extend(back_matter(given)) end
  if settings.contents then blocks:insert(styled('TOC Heading', plain(CONTENTS))) end
  blocks:extend(docx_divisions.begun(table_cells.mark_alone(doc.blocks):walk(filter), 1))
  if layout and layout.colophon == 'line' then
    blocks:extend(docx_brief.origin(given))
  elseif settings.colophon == 'end' then
    blocks:extend(back_matter(given))
  end
  local options = pandoc.WriterOptions { reference_doc = settings.reference, wrap_text = 'none' }
  local meta = pandoc.Meta { lang = job.metadata.lang }
  local written = pandoc.write(pandoc.Pandoc(blocks, meta), 'docx', options)
  pandoc.system.write_file(settings.output, written)
  pandoc.system.write_file(settings.images, pandoc.json.encode(images))
end

return docx
