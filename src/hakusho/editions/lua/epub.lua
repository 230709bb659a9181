-- The EPUB edition's raw material: pandoc's EPUB 3 with one file per chapter, for
-- hakusho.editions.epub. job.editions.epub: output, template, stylesheet, cover.
--
-- pandoc would number the notes of each chapter from 1 and show them only in pop-ups. So notes
-- become links, and stand with number and back-link at the end of their chapter.
local hypertext = require('hypertext')
local epub = {}

local function read(path)
  local file = assert(io.open(path, 'rb'))
  local text = file:read('a')
  file:close()
  return text
end

-- The notes of a chapter: a section of its own that no contents list names.
local function notes_section(notes, ordinal, metadata)
  local attributes = { { 'role', 'doc-endnotes' }, { 'epub:type', 'endnotes' } }
  local ident = ('notes-%d'):format(ordinal)
  local classes = { 'unnumbered', 'unlisted', 'notes' }
  local header = pandoc.Header(2, metadata.labels.notes, pandoc.Attr(ident, classes, attributes))
  local out = pandoc.Blocks { header }
  for _, note in ipairs(notes) do
    local number = tostring(note.number)
    local name = hypertext.note_name(metadata, number) .. ': ' .. metadata.labels.back_to_text
    local attr = pandoc.Attr('', { 'back' }, { { 'role', 'doc-backlink' }, { 'aria-label', name } })
    local back = pandoc.Plain { pandoc.Link(number, '#fnref-' .. number, '', attr) }
    local content = hypertext.prepare(pandoc.Blocks(note.content), metadata.language)
    local body = pandoc.Div(content, pandoc.Attr('', { 'note-text' }))
    out:insert(pandoc.Div({ back, body }, pandoc.Attr('fn-' .. number, { 'note' }, {
      { 'epub:type', 'footnote' },
      { 'role', 'doc-footnote' },
    })))
  end
  return out
end

-- The document's blocks, cut before each heading of the first level.
local function chapters(blocks)
  local out = pandoc.List { pandoc.Blocks {} }
  for _, block in ipairs(blocks) do
    if block.t == 'Header' and block.level == 1 and #out[#out] > 0 then
      out:insert(pandoc.Blocks {})
    end
    out[#out]:insert(block)
  end
  return out
end

local function with_notes(blocks, metadata)
  local out = pandoc.Blocks {}
  for ordinal, chapter in ipairs(chapters(blocks)) do
    local linked, notes = hypertext.take_notes(chapter, metadata, { { 'epub:type', 'noteref' } })
    out:extend(hypertext.prepare(linked, metadata.language))
    if #notes > 0 then out:extend(notes_section(notes, ordinal, metadata)) end
  end
  return out
end

local function mark_bibliography(header)
  if header.identifier ~= 'bibliography' then return nil end
  header.attributes['epub:type'] = 'bibliography'
  header.attributes.role = 'doc-bibliography'
  return header
end

-- pandoc leads links into other chapters right for divisions, but not for figures.
local function move_id(figure)
  if figure.identifier == '' then return nil end
  local attr = pandoc.Attr(figure.identifier, { 'figure' })
  figure.identifier = ''
  return pandoc.Div({ figure }, attr)
end

-- A book holds no data files, so that a link to one would lead nowhere.
local function without_data_file(div)
  if not div.classes:includes('figure-companion') then return nil end
  div.content = div.content:filter(function(block) return block.t ~= 'Para' end)
  return div
end

local function plain_image(image)
  image.attributes['width-mm'] = nil
  return image
end

local function holds(blocks, kind)
  local found = false
  blocks:walk { [kind] = function() found = true end }
  return found
end

-- What a reader who cannot see, or sees only a little, may expect of the book
-- (EPUB Accessibility 1.1, section 2; schema.org vocabulary).
local function accessibility(blocks, labels)
  local features = pandoc.List { 'readingOrder', 'structuralNavigation', 'tableOfContents' }
  if holds(blocks, 'Math') then features:insert('MathML') end
  if not holds(blocks, 'Image') then
    return {
      modes = { 'textual' },
      sufficient = { 'textual' },
      features = features,
      summary = labels.accessibility,
    }
  end
  features:insert('alternativeText')
  return {
    modes = { 'textual', 'visual' },
    sufficient = { 'textual,visual', 'textual' },
    features = features,
    summary = labels.accessibility_with_figures,
  }
end

-- JSON's null is no string, but it is not false either.
local function text_of(value)
  return type(value) == 'string' and value or ''
end

local function title_of(given)
  local titles = pandoc.List { { type = 'main', text = given.title } }
  if text_of(given.subtitle) ~= '' then
    titles:insert { type = 'subtitle', text = given.subtitle }
  end
  return titles
end

local function paragraphs(text)
  local out = pandoc.List {}
  for paragraph in (text .. '\n\n'):gmatch('(.-)\n%s*\n') do
    if paragraph:match('%S') then out:insert(paragraph) end
  end
  return out
end

-- What the package document says, and below it what the page template prints.
local function meta_of(blocks, job)
  local given, settings = job.metadata, job.editions.epub
  local access = accessibility(blocks, given.labels)
  local authors = pandoc.List(given.authors)
  local abstract = text_of(given.abstract)
  local licence = type(given.licence) == 'table' and given.licence or {}
  return {
    title = title_of(given),
    lang = given.lang,
    date = given.date,
    identifier = given.identifier,
    creator = authors:map(function(author) return { role = 'author', text = author.name } end),
    subject = given.keywords,
    description = abstract ~= '' and abstract or nil,
    rights = licence.name,
    accessModes = access.modes,
    accessModeSufficient = access.sufficient,
    accessibilityFeatures = access.features,
    accessibilityHazards = { 'none' },
    accessibilitySummary = access.summary,
    ['toc-title'] = given.labels.contents,
    ['cover-image'] = settings.cover,
    css = settings.stylesheet,

    ['book-title'] = given.title,
    ['book-subtitle'] = text_of(given.subtitle),
    ['book-date'] = given.date_text,
    ['book-authors'] = authors:map(function(author)
      return { name = author.name, affiliation = text_of(author.affiliation) }
    end),
    ['book-abstract'] = paragraphs(abstract),
    ['licence-url'] = text_of(licence.url),
    ['cover-label'] = given.labels.cover,
  }
end

function epub.write(doc, job)
  local settings = job.editions.epub
  local blocks = with_notes(doc.blocks, job.metadata):walk {
    Header = mark_bibliography,
    Figure = move_id,
    Image = plain_image,
    Div = without_data_file,
  }
  local options = pandoc.WriterOptions {
    template = pandoc.template.compile(read(settings.template)),
    table_of_contents = true,
    toc_depth = job.metadata.contents_depth,
    split_level = 1,
    section_divs = true,
    html_math_method = 'mathml',
    wrap_text = 'none',
  }
  local book = pandoc.Pandoc(blocks, pandoc.Meta(meta_of(doc.blocks, job)))
  local file = assert(io.open(settings.output, 'wb'))
  file:write(pandoc.write(book, 'epub3', options))
  file:close()
end

return epub
