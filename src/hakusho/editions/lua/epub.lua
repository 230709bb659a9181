-- The EPUB edition's raw material: pandoc's EPUB 3 with one file per chapter, for
-- hakusho.editions.epub. job.editions.epub: output, template, stylesheet, cover.
--
-- pandoc would number the notes of each chapter from 1 and show them only in pop-ups. So notes
-- become links, and stand with number and back-link at the end of their chapter. The data of
-- figures stand there too: a table in the middle of the text would open of itself wherever a
-- reading system does not know `details`.
local companions = require('companions')
local figure_parts = require('figure_parts')
local hypertext = require('hypertext')
local texts = require('texts')
local text_of = texts.text_of
local epub = {}

-- The notes of a chapter: a section of its own that no contents list names.
local function notes_section(notes, ordinal, metadata, with_latin)
  local attributes = { { 'role', 'doc-endnotes' }, { 'epub:type', 'endnotes' } }
  local ident = ('notes-%d'):format(ordinal)
  local classes = { 'unnumbered', 'unlisted', 'notes' }
  local header = pandoc.Header(2, metadata.labels.notes, pandoc.Attr(ident, classes, attributes))
  local out = pandoc.Blocks { header }
  local bodies = with_latin(pandoc.Blocks(notes:map(function(note)
    return pandoc.Div(note.content, pandoc.Attr('', { 'note-text' }))
  end)))
  for at, note in ipairs(notes) do
    local number = tostring(note.number)
    local name = hypertext.note_name(metadata, number) .. ': ' .. metadata.labels.back_to_text
    local attr = pandoc.Attr('', { 'back' }, { { 'role', 'doc-backlink' }, { 'aria-label', name } })
    local back = pandoc.Plain { pandoc.Link(number, '#fnref-' .. number, '', attr) }
    out:insert(pandoc.Div({ back, bodies[at] }, pandoc.Attr('fn-' .. number, { 'note' }, {
      { 'epub:type', 'footnote' },
      { 'role', 'doc-footnote' },
    })))
  end
  return out
end

-- Puts a link in place of every companion of a figure. Returns the blocks and the companions.
local function take_companions(blocks, names)
  local taken = pandoc.List()
  local linked = blocks:walk {
    Div = function(div)
      if not companions.is_one(div) then return nil end
      local figure = div.attributes.figure or ''
      taken:insert(div)
      local id = companions.id(figure)
      local link = pandoc.Link(names[figure], '#' .. id, '', pandoc.Attr(id .. '-link'))
      return pandoc.Div({ pandoc.Plain { link } }, pandoc.Attr('', { 'figure-data-link' }))
    end,
  }
  return linked, taken
end

-- The data of a chapter's figures: a section of its own that no contents list names.
local function data_section(taken, names, ordinal, metadata, with_latin)
  local labels, quiet = metadata.labels, { 'unnumbered', 'unlisted' }
  local ident = ('figures-data-%d'):format(ordinal)
  local classes = { 'unnumbered', 'unlisted', 'figures-data' }
  local out = pandoc.Blocks { pandoc.Header(2, labels.figures_data, pandoc.Attr(ident, classes)) }
  for _, div in ipairs(taken) do
    local figure = div.attributes.figure or ''
    local id, name_id = companions.id(figure), companions.name_id(figure)
    local back = { { 'aria-label', names[figure] .. ': ' .. labels.back_to_figure } }
    local attr = pandoc.Attr('', { 'back-to-figure' }, back)
    local name = pandoc.Header(3, names[figure], pandoc.Attr(name_id, quiet))
    local content = pandoc.Blocks { name }
    content:extend(with_latin(companions.content(div, false)))
    local link = pandoc.Link(labels.back_to_figure, '#' .. id .. '-link', '', attr)
    content:insert(pandoc.Para { link })
    out:insert(pandoc.Div(content, pandoc.Attr(id, { 'figure-data' })))
  end
  return out
end

-- A table of many columns scrolls by itself, where the reading system lets it.
local function framed_if_wide(element, label)
  if not hypertext.has_many_columns(element) then return nil end
  local caption = pandoc.utils.stringify(element.caption.long)
  local name = caption ~= '' and caption or label
  local attributes = { { 'role', 'group' }, { 'tabindex', '0' }, { 'aria-label', name } }
  local attr = pandoc.Attr('', { 'table-frame' }, attributes)
  return pandoc.Div({ hypertext.keep_short_cells(element) }, attr)
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

local function with_ends(blocks, metadata, names, holds)
  local out = pandoc.Blocks {}
  local function with_latin(part)
    return hypertext.with_latin(part, metadata.language, holds)
  end
  for ordinal, chapter in ipairs(chapters(blocks)) do
    local plain, data = take_companions(chapter, names)
    local linked, notes = hypertext.take_notes(plain, metadata, { { 'epub:type', 'noteref' } })
    out:extend(with_latin(linked))
    if #notes > 0 then out:extend(notes_section(notes, ordinal, metadata, with_latin)) end
    if #data > 0 then out:extend(data_section(data, names, ordinal, metadata, with_latin)) end
  end
  return out
end

local function mark_parts(header)
  if header.classes:includes('appendix') and header.level == 1 then
    header.attributes['epub:type'] = 'appendix'
    header.attributes.role = 'doc-appendix'
    return header
  end
  if header.identifier ~= 'bibliography' then return nil end
  header.attributes['epub:type'] = 'bibliography'
  header.attributes.role = 'doc-bibliography'
  return header
end

-- pandoc leads links into other chapters right for divisions, but not for figures.
local function move_id(figure)
  if figure.identifier == '' then return figure end
  local attr = pandoc.Attr(figure.identifier, { 'figure' })
  if figure_parts.is_one(figure) then
    attr.classes, attr.attributes.style = figure.classes, figure.attributes.style
    figure.classes, figure.attributes = {}, {}
  end
  figure.identifier = ''
  return pandoc.Div({ figure }, attr)
end

local function has_any(blocks, kind)
  local found = false
  blocks:walk { [kind] = function() found = true end }
  return found
end

-- What a reader who cannot see, or sees only a little, may expect of the book
-- (EPUB Accessibility 1.1, section 2; schema.org vocabulary): modes, sufficient ones, features, in
-- words.
local function accessibility(blocks, labels, described)
  local features = pandoc.List { 'readingOrder', 'structuralNavigation', 'tableOfContents' }
  if has_any(blocks, 'Math') then features:insert('MathML') end
  if not has_any(blocks, 'Image') then
    return { 'textual' }, { 'textual' }, features, labels.accessibility
  end
  features:insert('alternativeText')
  if described then features:insert('longDescription') end
  local summary = described and labels.accessibility_with_data or labels.accessibility_with_figures
  return { 'textual', 'visual' }, { 'textual,visual', 'textual' }, features, summary
end

-- pandoc's templates know no attributes: a quotation mark would end one.
local function address(url)
  return (text_of(url):gsub('"', '%%22'))
end

local function line_of(line)
  return { kind = line.kind, label = line.label, text = line.text, url = address(line.url) }
end

local function data_of(given)
  return (given.publication or {}).data or {}
end

-- The book's own identifier comes first; then what the publication is known by.
local function identifiers(given)
  local out, data = pandoc.List { { text = given.identifier } }, data_of(given)
  for _, each in ipairs { { 'DOI', data.doi }, { 'ISBN-13', data.isbn } } do
    if text_of(each[2]) ~= '' then out:insert { scheme = each[1], text = each[2] } end
  end
  if text_of(data.issn) ~= '' then out:insert { text = 'urn:ISSN:' .. data.issn } end
  return #out == 1 and given.identifier or out
end

local function series_of(given)
  local name = text_of(data_of(given).journal)
  return name ~= '' and name or nil
end

local function publisher_of(given)
  for _, line in ipairs((given.publication or {}).above or {}) do
    if line.kind == 'masthead' then return line.text end
  end
end

-- What the package document says, and below it what the page template prints.
local function meta_of(blocks, job, described)
  local given, settings = job.metadata, job.editions.epub
  local modes, sufficient, features, summary = accessibility(blocks, given.labels, described)
  local titles, subtitle = pandoc.List { { type = 'main', text = given.title } }, given.subtitle
  if text_of(subtitle) ~= '' then titles:insert { type = 'subtitle', text = subtitle } end
  local authors = pandoc.List(given.authors)
  local abstract = text_of(given.abstract)
  local publication = given.publication or {}
  local licence = type(given.licence) == 'table' and given.licence or {}
  return {
    title = titles,
    lang = given.lang,
    date = given.date,
    identifier = identifiers(given),
    ['belongs-to-collection'] = series_of(given),
    ['group-position'] = series_of(given) and text_of(data_of(given).volume) or nil,
    publisher = publisher_of(given),
    creator = authors:map(function(author) return { role = 'author', text = author.name } end),
    subject = given.keywords,
    description = abstract ~= '' and abstract or nil,
    rights = licence.name,
    accessModes = modes,
    accessModeSufficient = sufficient,
    accessibilityFeatures = features,
    accessibilityHazards = { 'none' },
    accessibilitySummary = summary,
    ['toc-title'] = given.labels.contents,
    ['cover-image'] = settings.cover,
    css = settings.stylesheet,

    ['book-title'] = given.title,
    ['book-subtitle'] = text_of(given.subtitle),
    ['book-date'] = given.date_text,
    ['book-authors'] = authors:map(function(author)
      return {
        name = author.name,
        affiliation = text_of(author.affiliation),
        contacts = pandoc.List(author.contacts or {}):map(line_of),
      }
    end),
    above = pandoc.List(publication.above or {}):map(line_of),
    below = pandoc.List(publication.below or {}):map(line_of),
    rows = pandoc.List(publication.rows or {}):map(line_of),
    ['book-abstract'] = texts.paragraphs(abstract),
    ['licence-url'] = address(licence.url),
    ['cover-label'] = given.labels.cover:gsub('"', '”'),
  }
end

function epub.write(doc, job, holds)
  local settings = job.editions.epub
  local names = companions.names(doc.blocks, job.metadata.labels)
  local prepared = hypertext.prepare(doc.blocks, job.metadata.language, holds)
  local blocks = with_ends(prepared, job.metadata, names, holds):walk {
    Header = mark_parts,
    Table = function(element) return framed_if_wide(element, job.metadata.labels.table) end,
    Figure = function(figure)
      return move_id(figure_parts.styled(companions.with_images(figure, names)))
    end,
  }
  local options = pandoc.WriterOptions {
    template = pandoc.template.compile(pandoc.system.read_file(settings.template)),
    table_of_contents = true,
    toc_depth = job.metadata.contents_depth,
    split_level = 1,
    section_divs = true,
    html_math_method = 'mathml',
    wrap_text = 'none',
  }
  local book = pandoc.Pandoc(blocks, pandoc.Meta(meta_of(doc.blocks, job, next(names) ~= nil)))
  pandoc.system.write_file(settings.output, pandoc.write(book, 'epub3', options))
end

return epub
