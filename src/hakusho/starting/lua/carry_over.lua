-- Reads documents of other tools and writes each as a chapter of Hakusho.
-- In: JSON {documents: [{name, format, path, text, loose}], media, targets}; a document without a
-- text is read from its file, a loose one may have lists and headings directly below a paragraph;
-- media is the folder into which embedded pictures are written; targets are formats of
-- bibliographies, [{format, text}], to be made .bib; cites: whether there is any.
-- Out: a line for each document, JSON {text, title, …, left, images, references}; then one for
-- each bibliography, {bib, count}.
local here = arg[0]:match('^(.*)/[^/]*$') or '.'
package.path = here .. '/?.lua;' .. package.path
local formulas = require('formulas')
local html = require('html_in_markdown')
local latex = require('latex_in_markdown')
local numbers = require('typed_numbers')
local pictographs = require('pictographs')
local with_plain_keys = require('work_keys')
local saved = require('word_processors')
local EXTENSIONS = {
  'pipe_tables', 'grid_tables', 'footnotes', 'citations', 'tex_math_dollars', 'header_attributes',
  'link_attributes', 'bracketed_spans', 'fenced_divs', 'fenced_code_attributes', 'table_captions',
  'superscript', 'subscript', 'strikeout', 'definition_lists', 'startnum',
  'fancy_lists', 'table_attributes', 'line_blocks', 'escaped_line_breaks',
  'backtick_code_blocks', 'all_symbols_escapable', 'intraword_underscores', 'space_in_atx_header',
  'blank_before_header', 'blank_before_blockquote', 'raw_tex', -- else \\Users would be a command
}
-- Of a PDF its first page is shown.
local SHOWN = { png = true, jpg = true, jpeg = true, gif = true, svg = true, pdf = true }
local MILLIMETRES = { mm = 1, cm = 10, ['in'] = 25.4 }
local WIDEST = 130 -- millimetres of a picture that stands beside nothing: it takes the whole line
local ELSEWHERE = 'code-cells/' -- a folder that is nowhere: a grey field stands for its pictures
local KEPT = { box = true, smallcaps = true, underline = true, mark = true }
-- Headings of what is made anew: the list of works.
local LISTS = {
  ['references'] = true, ['reference list'] = true, ['bibliography'] = true, ['works cited'] = true,
  ['literature'] = true, ['list of references'] = true, ['literature cited'] = true,
  ['cited works'] = true, ['参考文献'] = true, ['引用文献'] = true, ['文献'] = true, ['文献一覧'] = true,
  ['参考文献一覧'] = true, ['引用・参考文献'] = true, ['参考・引用文献'] = true, ['主要参考文献'] = true,
  ['参考资料'] = true, ['參考文獻'] = true, ['참고문헌'] = true, ['literatur'] = true,
  ['literaturverzeichnis'] = true, ['bibliographie'] = true, ['références'] = true,
  ['bibliografía'] = true, ['referencias'] = true, ['bibliografia'] = true, ['referências'] = true,
  ['riferimenti'] = true, ['literatuur'] = true, ['irodalomjegyzék'] = true, ['referenser'] = true,
  ['литература'] = true, ['список литературы'] = true,
}
local cited, ids = {}, {} -- that are cited anywhere, and that anything has
local stringify = pandoc.utils.stringify
local job = pandoc.json.decode(io.read('a'), false)

local function target() -- what the writer of chapters may use
  local format = 'markdown_strict'
  for _, name in ipairs(EXTENSIONS) do
    format = format .. '+' .. name
  end
  return format
end

-- `fig:a` of pandoc-crossref is `fig-a` here.
local function own_id(ident)
  local kind, rest = ident:match("^(%a+):(.+)$")
  local known = { fig = "fig", tbl = "tbl", tab = "tbl", sec = "sec", eq = "eq", lst = "lst" }
  return known[kind] and known[kind] .. '-' .. rest:gsub(':', '-') or ident
end

local function is_reference(ident)
  return ident:match('^fig%-') or ident:match('^tbl%-') or ident:match('^sec%-')
    or ident:match('^eq%-') or ident:match('^lst%-')
end

-- Commands of LaTeX about words: what they hold is text. Of others all is told and nothing taken.
local OF_WORDS = {}
for name in ([[textit textbf emph textsl textsc texttt textrm textsf textup textnormal underline
  mbox text enquote uppercase lowercase textsuperscript textsubscript LaTeX TeX LaTeXe noindent
  ldots dots textquoteright textquoteleft]]):gmatch('%a+') do OF_WORDS[name] = true end

local function words_of_latex(raw)
  if raw.format ~= 'tex' and raw.format ~= 'latex' then return nil end
  local text = raw.text:gsub('\\lettrine%s*(%b{})%s*(%b{})', function(initial, rest)
    return initial:sub(2, -2) .. rest:sub(2, -2)
  end)
  for name in text:gmatch('\\(%a+)') do
    if not OF_WORDS[name] then return nil end
  end
  local is_read, doc = pcall(pandoc.read, text, 'latex')
  return is_read and stringify(doc):match('%S') and doc or nil
end

local function left_out(state, kind, words)
  state.left[#state.left + 1] = { kind = kind, words = (words:gsub('%s+', ' '):sub(1, 200)) }
end

-- A caption that only names the file, as editors put it there: quay.png, quay.
local function names_file(caption, src)
  local words, name = stringify(caption), src:match('([^/]+)$') or src
  return words == name or words == name:gsub('%.%w+$', '')
end

-- `alt="…"` of an image in a figure is the image's own caption to pandoc.
local function image(state, img, caption)
  if caption and stringify(img.caption) ~= stringify(caption) then
    img.attributes.alt = stringify(img.caption)
  end
  local words = stringify(caption or img.caption)
  local is_elsewhere = img.src:match('^%a+://') or img.src:match('^//')
  if is_elsewhere and caption and words ~= '' then
    -- A figure stays, with what is said of it, and what refers to it.
    left_out(state, 'elsewhere', img.src)
    img.src = ELSEWHERE .. (img.src:gsub('[?#].*$', ''):match('([^/]+)$') or 'picture')
      :gsub('%.%w+$', ''):gsub('[^%w_.-]', '-') .. '.png'
  end
  local kind = img.src:match('%.(%w+)$')
  is_elsewhere = is_elsewhere and not img.src:find(ELSEWHERE, 1, true)
  if is_elsewhere or img.src:match('^data:') or not (kind and SHOWN[kind:lower()]) then
    left_out(state, is_elsewhere and 'address' or 'image', img.src)
    return nil
  end
  local alt = img.attributes['fig-alt'] or img.attributes.alt or ''
  if alt == '' or alt == words then
    alt = words ~= '' and words or img.src:match('([^/]+)%.%w+$') or img.src
    -- No description: editions need one, and a caption again is none.
    state.alts[#state.alts + 1] = img.src
    alt = (alt:match('[\227-\233]') and '（説明は未記入）' or '(not described yet) ') .. alt
  end
  local width = img.attributes.width
  alt = pictographs.without(alt, function(lost) left_out(state, 'raw', lost) end)
  local attributes = { { 'alt', alt } } -- pairs, which keep their order
  if width and (width:match('^[%d.]+%%$') or width:match('^[%d.]+[mci][mn]$')) then
    local number, unit = width:match('^([%d.]+)([mci][mn])$')
    local is_wide = number and tonumber(number) * MILLIMETRES[unit] > WIDEST
    attributes[2] = { 'width', is_wide and '100%' or (width:gsub('^(%d+%.%d%d)%d+', '%1')) }
  end
  img.attributes = attributes
  img.title = ''
  state.images[#state.images + 1] = img.src
  return img
end

local function of_callout(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match('^callout%-(%a+)$')
    if kind or class == 'admonition' then return kind or 'note' end
  end
end

-- A picture of a figure of several, in a paragraph of its own.
local function as_part(block)
  if block.t ~= 'Figure' then return block end
  local img
  block:walk { Image = function(found) img = found end }
  if not img then return block end
  img.identifier = block.identifier
  return pandoc.Para { img }
end

local function is_part(block)
  local function is_image(inline) return inline.t == 'Image' end
  return block.t == 'Para' and #block.content:filter(is_image) > 0
end

-- What stands around blocks and words and is nothing to chapters. It goes before all else: what a
-- filter puts in the place of an element is not looked at by that filter (topdown).
local DIVISIONS = {
  Span = function(span)
    for _, class in ipairs(span.classes) do
      if KEPT[class] then return nil end
    end
    if span.attributes.ruby then
      return pandoc.Span(span.content, pandoc.Attr('', {}, { ruby = span.attributes.ruby }))
    end
    return span.content
  end,
  Div = function(div)
    local content = div.content
    if of_callout(div) then
      local title = div.attributes.title
      if content[1] and content[1].t == 'Header' then
        title = stringify(content[1].content)
        content:remove(1)
      end
      return pandoc.Div(content, pandoc.Attr('', { 'box' }, title and { title = title } or {}))
    end
    if div.classes:includes('box') then return nil end
    if div.classes:includes('cell') then
      -- Cells of a notebook that its author hides.
      local tags = div.attributes.tags or ''
      if tags:match('remove[-_]cell') or tags:match('hide[-_]cell') then return {} end
      if tags:match('remove[-_]input') or tags:match('hide[-_]input') then content:remove(1) end
    end
    if div.identifier == 'refs' then return {} end
    if div.identifier:match('^fig%-') or div.identifier:match('^tbl%-') then
      local caption = content[#content]
      local inner = content[1]
      if #content == 2 and caption.t == 'Para' and inner.t == 'Table' then
        inner.caption = pandoc.Caption({ pandoc.Plain(caption.content) })
        inner.attr = pandoc.Attr(div.identifier)
        return { inner }
      elseif #content == 2 and caption.t == 'Para' and inner.t == 'Para' and #inner.content == 1
        and inner.content[1].t == 'Image' then
        local img = inner.content[1]
        img.caption = caption.content
        img.identifier = div.identifier
        return { pandoc.Figure({ pandoc.Plain { img } }, { pandoc.Plain(caption.content) }) }
      elseif div.identifier:match('^fig%-') and #content > 2 and caption.t == 'Para' then
        local parts = content:map(as_part)
        if #parts:filter(is_part) == #content - 1 then
          parts[#content] = caption
          return pandoc.Div(parts, pandoc.Attr(div.identifier))
        end
      end
    end
    return content
  end,
}

-- Japanese has no spaces; pandoc needs one before an id.
local function ends_in_japanese(inline)
  return inline.t == 'Str' and utf8.codepoint(inline.text, utf8.offset(inline.text, -1)) > 0x3000
end

local SPACES = { LineBreak = true, SoftBreak = true, Space = true }

local function is_blank(inline)
  return SPACES[inline.t] or inline.t == 'Str' and inline.text:gsub('\u{a0}', '') == ''
    or inline.t == 'RawInline' and inline.text:match('^<[bB][rR]')
end

-- An id that is given twice is that of the first.
local function once(state, id)
  return state.ids[id] and '' or id
end

-- A work that stands in what is said of another one, `[@a, @b]`, which no style would print beside
-- it, is one of its own: `[@a; @b]`. What stands between them is said of the second, unless it is a
-- place in the first.
local function one_by_one(citations)
  local found = pandoc.List()
  for _, each in ipairs(citations) do
    local suffix, between, last = each.suffix, pandoc.Inlines {}, each
    found:insert(each)
    for _, part in ipairs(suffix) do
      if part.t == 'Cite' then
        local words = stringify(between):gsub('[,;%s]+$', '')
        local is_place = words:match('%d') ~= nil
        local before = words:gsub('^[,;%s]+', '')
        last.suffix = is_place and pandoc.Inlines(words) or {}
        last = pandoc.Citation(own_id(part.citations[1].id), 'NormalCitation',
          pandoc.Inlines(is_place and '' or before), {})
        found:insert(last)
        between = pandoc.Inlines {}
      else
        between:insert(part)
      end
    end
    last.suffix = between
  end
  return found
end

local filter

-- A caption as chapters have it: a picture in it is left out.
local function within_caption(state, caption)
  local without_pictures = pandoc.Inlines(caption):walk { Image = function(img)
    left_out(state, 'raw', img.src)
    return img.caption
  end }
  return without_pictures:walk(filter(state))
end

function filter(state)
  local function told(words) left_out(state, 'raw', words) end
  return {
    traverse = 'topdown',
    Figure = function(figure)
      local img
      figure.content:walk { Image = function(each) img = img or each end }
      if img == nil then return figure.content end
      local ident = figure.identifier ~= '' and figure.identifier or img.identifier
      local caption = pandoc.utils.blocks_to_inlines(figure.caption.long)
      if #caption == 0 then caption = img.caption end
      if ident == '' and names_file(caption, img.src) then
        caption, img.caption = pandoc.Inlines {}, {}
      end
      local typed
      img.caption = numbers.without_number(img.caption)
      caption, typed = numbers.without_number(caption)
      local shown = image(state, img, caption)
      if shown == nil then
        return #caption > 0 and pandoc.Para(caption) or {}
      end
      shown.caption = within_caption(state, caption)
      local id = own_id(ident)
      if id ~= '' and not id:match('^fig%-') then id = 'fig-' .. id:gsub('[^%w_-]', '-') end
      if #caption > 0 then id = once(state, numbers.remembered(state, 'fig-', id, typed)) end
      shown.attr = pandoc.Attr(#caption > 0 and id or '', {}, shown.attributes)
      if shown.identifier ~= '' then state.ids[shown.identifier] = true end
      -- A paragraph, as authors write it.
      return pandoc.Para { shown }, false
    end,
    Image = function(img)
      local id = own_id(img.identifier)
      local shown = image(state, img)
      if shown == nil then return img.caption end
      shown.attr = pandoc.Attr(id:match('^fig%-') and once(state, id) or '', {}, shown.attributes)
      if shown.identifier ~= '' then state.ids[shown.identifier] = true end
      return shown
    end,
    Header = function(header)
      if stringify(header.content) == '' then return {} end
      local only = #header.content == 1 and header.content[1]
      if only and (only.t == 'Strong' or only.t == 'Underline') then -- as headings are
        header.content = only.content
      end
      local id = own_id(header.identifier)
      if cited['sec-' .. id] then id = 'sec-' .. id end
      if not (id:match('^sec%-') or state.linked[header.identifier]) then id = '' end
      if id ~= '' and state.ids[id] then
        -- Of another document, or a heading of the same words: links from here lead here.
        local own = id .. '-' .. state.at
        state.renamed[id] = state.renamed[id] or own
        id = once(state, own)
      end
      if id ~= '' then state.ids[id] = true end
      local classes = header.classes:includes('unnumbered') and { 'unnumbered' } or {}
      header.attr = pandoc.Attr(id, classes)
      return header
    end,
    Table = function(tbl)
      -- A line ends within the attributes of a picture in a cell, if there are two.
      tbl = tbl:walk { Str = html.with_breaks, Image = function(img)
        img.attributes.width = nil
        return img
      end }
      local caption = stringify(tbl.caption.long)
      local id = own_id(tbl.identifier)
      local written = caption:match('{#([%w:_-]+)[^}]*}%s*$')
      if written then
        id = own_id(written)
        caption = caption:gsub('%s*{#.-}%s*$', '')
        tbl.caption = pandoc.Caption { pandoc.Plain(pandoc.Str(caption)) }
      end
      local words, typed = numbers.without_number(pandoc.utils.blocks_to_inlines(tbl.caption.long))
      tbl.caption = pandoc.Caption(#words > 0 and { pandoc.Plain(words) } or {})
      if not id:match('^tbl%-') then id = '' end
      id = #words > 0 and numbers.remembered(state, 'tbl-', id, typed) or ''
      id = once(state, id)
      if id ~= '' then state.ids[id] = true end
      tbl.attr = pandoc.Attr(id)
      return tbl
    end,
    CodeBlock = function(code)
      code.text = pictographs.without(code.text, told)
      if code.classes:includes('mermaid') or code.classes:includes('dot') then
        left_out(state, 'code', code.text)
        return {}
      end
      local id = own_id(code.identifier)
      if id:match('^lst%-') then
        state.ids[id] = true
      else
        id = ''
      end
      local class = code.classes[1]
      code.attr = pandoc.Attr(id, class and { class } or {},
        id == '' and {} or { caption = code.attributes.caption or code.attributes['lst-cap'] or id }
      )
      return code
    end,
    Div = function(div)
      if div.identifier:match('^fig%-') then state.ids[div.identifier] = true end
      local title = div.attributes.title
      if title then div.attributes.title = pictographs.without(title, told) end
      return div
    end,
    Str = function(str)
      str.text = pictographs.without(str.text, told)
      return str
    end,
    Code = function(code)
      code.text = pictographs.without(code.text, told)
      code.attr = pandoc.Attr()
      return code
    end,
    Math = function(math)
      local number = formulas.without_number(math)
      local formula = formulas.in_latex(math)
      local id = number and number ~= '' and 'eq-' .. number:gsub('%.', '-')
        or formulas.labelled(formula, own_id)
      if not id or ids[id] then return formula end
      ids[id] = true
      return { formula, pandoc.Space(), pandoc.Str('{#' .. id .. '}') }
    end,
    RawBlock = function(raw)
      local formula = formulas.of_environment(raw, own_id, ids)
      if formula then return pandoc.Para(formula) end
      local words = words_of_latex(raw)
      if words then return words.blocks end
      -- Of an element its beginning is told.
      if not raw.text:match('^%s*<[!/]') and raw.text:match('%S') then
        left_out(state, 'raw', raw.text)
      end
      return {}
    end,
    RawInline = function(raw)
      local formula = formulas.of_environment(raw, own_id, ids)
      if formula then return formula end
      if raw.text:match('^<[bB][rR]') then return pandoc.LineBreak() end
      local words = words_of_latex(raw)
      if words then return pandoc.utils.blocks_to_inlines(words.blocks) end
      if not raw.text:match('^<[!/]') then left_out(state, 'raw', raw.text) end
      return {}
    end,
    Cite = function(cite)
      local first = cite.citations[1]
      if first.mode == 'AuthorInText' and not job.cites and not first.id:match(':')
        and not is_reference(first.id) then
        return cite.content -- @name calls somebody where there is no bibliography
      end
      for _, each in ipairs(cite.citations) do
        each.id = own_id(each.id)
      end
      cite.citations = one_by_one(cite.citations)
      return cite
    end,
    Link = function(link)
      if link.target:sub(1, 1) == '#' then
        local id = own_id(link.target:sub(2))
        -- MyST prints the name of what a link without words leads to.
        if #link.content == 0 and is_reference(id) then return numbers.reference(id) end
        return link
      end
      if not link.target:match('^https?://') and not link.target:match('^mailto:') then
        left_out(state, 'link', link.target)
        return link.content:walk(filter(state)), false
      end
      local held = false
      link.content:walk { Link = function() held = true end }
      -- Of links in each other the inner ones are kept.
      if held then return link.content:walk(filter(state)), false end
      link.content, link.attr = link.content:walk(filter(state)), pandoc.Attr()
      local shows = stringify(link.content):match('%S')
      link.content:walk { Image = function() shows = true end, Math = function() shows = true end }
      -- A link about a picture that is left out would have no words.
      if not shows then return link.content, false end
      return link, false
    end,
    Inlines = function(inlines)
      for at = #inlines - 1, 1, -1 do
        local cite, following = inlines[at], inlines[at + 1] -- or a space and what it stands before
        if cite.t == 'Cite' and cite.citations[1].mode == 'AuthorInText'
          and following.t == 'Str' and numbers.begins_with_letter(following.text) then
          if is_reference(own_id(cite.citations[1].id)) and following.text:match('^%a%f[%W]') then
            cite.citations[1].mode = 'NormalCitation' -- Figure 2a
          else
            inlines:insert(at + 1, pandoc.Space())
          end
        end
        if at > 1 and following.t == 'Cite' and following.citations[1].mode == 'AuthorInText'
          and cite.t == 'Space' and ends_in_japanese(inlines[at - 1]) then
          inlines:remove(at)
        end
      end
      return inlines
    end,
    Para = function(para)
      -- Of spaces alone, as some space their pages, nothing is printed.
      local content = para.content
      while #content > 0 and is_blank(content[#content]) do content:remove(#content) end
      while #content > 0 and is_blank(content[1]) do content:remove(1) end
      if #content == 0 then return {} end
      para.content = content
      return para
    end,
    HorizontalRule = function() return {} end,
  }
end

-- No heading skips a level; the first is of level 1.
local function levels(blocks)
  local last, top = 0, nil
  blocks:walk { Header = function(h) top = math.min(top or h.level, h.level) end }
  return blocks:walk { Header = function(h)
    h.level = math.min(h.level - (top or 1) + 1, last + 1)
    last = h.level
    return h
  end }
end

-- Whether a document says where its list of works stands.
local function has_place_of_works(doc)
  local found = false
  doc.blocks:walk { Div = function(div) found = found or div.identifier == 'refs' end }
  return found
end

-- The list of works is printed by itself: a heading that is left of another one, with nothing below
-- it, goes with it.
local function without_list(blocks, doc)
  if not (next(cited) or has_place_of_works(doc)) then return blocks end
  blocks = blocks:filter(function(block)
    return block.t ~= 'Para' or #block.content:filter(is_blank) < #block.content
  end)
  for at = #blocks, 1, -1 do
    local each, below = blocks[at], blocks[at + 1]
    if each.t == 'Header' and LISTS[pandoc.text.lower(stringify(each))]
      and (not below or below.t == 'Header' and below.level <= each.level) then
      blocks:remove(at)
    end
  end
  return blocks
end

local function linked_ids(blocks)
  local found = {}
  blocks:walk { Link = function(link)
    if link.target:sub(1, 1) == '#' then found[link.target:sub(2)] = true end
  end }
  return found
end

-- A name without the marks that lead to offices, Ann Roe^1,^*, which Word's authors have.
local function plain_name(value)
  if pandoc.utils.type(value) == 'Inlines' then
    value = value:walk {
      Superscript = function() return {} end, Note = function() return {} end,
    }
  end
  return (stringify(value):gsub('^%s+', ''):gsub('[%s,*†‡]+$', ''))
end

local function names_in(meta)
  local found = {}
  local function add(value)
    if type(value) == 'table' and pandoc.utils.type(value) == 'table' then
      local name = value.name or value.literal
      if type(name) == 'table' and pandoc.utils.type(name) == 'table' then
        name = (name.literal and stringify(name.literal))
          or (stringify(name.given or '') .. ' ' .. stringify(name.family or ''))
      end
      if name then found[#found + 1] = (stringify(name):gsub('^%s+', '')) end
    elseif pandoc.utils.type(value) == 'List' then
      for _, each in ipairs(value) do add(each) end
    elseif value ~= nil then
      local text = plain_name(value)
      if text ~= '' then found[#found + 1] = text end
    end
  end
  add(meta.author or meta.authors)
  return found
end

local function in_list(value)
  return pandoc.utils.type(value) == 'List' and value or { value }
end

-- The names of bodies by the number or the word that authors give in their place (JOSS, Quarto).
local function bodies_in(meta, authors)
  local found = {}
  local function add(each)
    if pandoc.utils.type(each) ~= 'table' or not each.name then return end
    local called = each.index or each.id
    if called then found[stringify(called)] = stringify(each.name) end
  end
  for _, each in ipairs(in_list(meta.affiliations or meta.affiliation)) do add(each) end
  for _, author in ipairs(authors) do
    if pandoc.utils.type(author) == 'table' then
      for _, each in ipairs(in_list(author.affiliations or author.affiliation)) do add(each) end
    end
  end
  return found
end

-- Where an author works: what is named by a number, or by ref, by the name of that.
local function where_of(author, bodies)
  local names = {}
  for _, each in ipairs(in_list(author.affiliations or author.affiliation)) do
    if pandoc.utils.type(each) == 'table' then each = each.name or each.ref or '' end
    local said, named = stringify(each), {}
    for part in said:gmatch('[^,%s]+') do named[#named + 1] = bodies[part] or false end
    for _, name in ipairs(named) do
      if not name then named = { said } end
    end
    for _, name in ipairs(named) do names[#names + 1] = name end
  end
  return table.concat(names, '; ')
end

-- What else is said of each author, in the words of report.yaml.
local function about_authors(meta)
  local list = in_list(meta.author or meta.authors)
  local bodies = bodies_in(meta, list)
  local found = {}
  for at, author in ipairs(list) do
    local about = {}
    if type(author) == 'table' and pandoc.utils.type(author) == 'table' then
      local where = where_of(author, bodies)
      local orcid = author.orcid or author.orcid_id or author.ORCID
      for key, value in pairs { affiliation = where, orcid = orcid, email = author.email } do
        local said = stringify(value):match('[^/%s][^\n]*$')
        if key == 'orcid' then
          said = said and said:match('%d%d%d%d%-%d%d%d%d%-%d%d%d%d%-%d%d%d[%dX]$')
        end
        about[key] = said ~= '' and said or nil
      end
    end
    found[at] = about
  end
  return found
end

local function texts(value)
  if value == nil then return {} end
  if pandoc.utils.type(value) ~= 'List' then return { stringify(value) } end
  local found = {}
  for _, each in ipairs(value) do found[#found + 1] = stringify(each) end
  return found
end

local function word(meta, key)
  local value = meta[key]
  return value ~= nil and pandoc.utils.type(value) ~= 'boolean' and stringify(value) or ''
end

-- What MyST says of parts of a paper that stand in its head.
local function parts_in(meta)
  return pandoc.utils.type(meta.parts) == 'table' and meta.parts or meta
end

local function read(document)
  local options = pandoc.ReaderOptions { abbreviations = {} }
  if document.text then
    local format = { format = document.format, extensions = {} }
    if document.format == 'markdown' then
      format.extensions = { east_asian_line_breaks = false, smart = false }
    end
    if document.loose then -- as CommonMark has it
      format.extensions.lists_without_preceding_blankline = true
      format.extensions.blank_before_header = false
      format.extensions.blank_before_blockquote = false
    end
    return pandoc.read(document.text, format, options)
  end
  local file = assert(io.open(document.path, 'rb'))
  local bytes = file:read('a')
  file:close()
  local format = { format = document.format, extensions = {} }
  if document.format == 'docx' then format.extensions.citations = true end
  if not document.included then return pandoc.read(bytes, format, options) end
  -- What these name is read from among the given texts alone.
  local messages, doc =
    pandoc.log.silence(pandoc.read, bytes, format, options, document.included)
  return doc, messages
end

-- Read, or say which document cannot be.
local function read_named(document)
  local fine, doc, messages = pcall(read, document)
  if not fine then error(document.name .. ': ' .. tostring(doc), 0) end
  return doc, messages or {}
end

-- What a document includes and has not got.
local function not_included(messages, state)
  for _, message in ipairs(messages) do
    local said = pandoc.json.decode(pandoc.json.encode(message), false)
    if said.type == 'CouldNotLoadIncludeFile' then left_out(state, 'raw', said.path) end
  end
end

-- A word as several, where a @ within it would be read as a citation: pandoc's writer escapes only
-- one that begins a word, and （@name） is a citation, too.
local function with_signs_apart(str)
  if not str.text:find('[^%w]@[%w\128-\255]') then return nil end
  local words = pandoc.Inlines {}
  local apart = str.text:gsub('([^%w])@%f[%w\128-\255]', '%1\0@')
  for part in apart:gmatch('[^%z]+') do words:insert(pandoc.Str(part)) end
  return words
end

-- The works of a document in BibTeX, their titles as they are: pandoc would give a title that is in
-- English, or in no language that the work names, the capitals of an English one. So none is to it.
local function references_of(document)
  local references = document.meta.references
  if references == nil or #references == 0 then return '' end
  local once_each, seen = {}, {} -- two fields may hold one work, each by a key of its own
  for _, work in ipairs(references) do
    local language, key = stringify(work.language or ''), stringify(work.id)
    work.language = language == '' and 'und' or language:gsub('^en%f[%W]', 'qaa')
    if not seen[key] then once_each[#once_each + 1] = work end
    seen[key] = true
  end
  local written = pandoc.write(pandoc.Pandoc({}, { references = once_each }), 'biblatex')
  return (written:gsub(',%s*langid = {und}', ''):gsub('langid = {qaa', 'langid = {en'))
end

local function resolved(blocks, state)
  -- References to what is not there are words again.
  return blocks:walk { Cite = function(cite)
    for _, each in ipairs(cite.citations) do
      if is_reference(each.id) and not ids[each.id] then
        left_out(state, 'reference', each.id)
        return pandoc.Str(each.id)
      end
    end
  end, Inlines = function(inlines)
    inlines = numbers.without_labels(inlines, is_reference)
    return numbers.with_references(inlines) or inlines
  end, Link = function(link)
    local own = link.target:sub(1, 1) == '#' and state.renamed[link.target:sub(2)]
    if own then
      link.target = '#' .. own
      return link
    end
    if link.target:sub(1, 1) == '#' and not ids[link.target:sub(2)] then return link.content end
  end }
end

-- A heading of level 1 that stands first is the title of a text that has none, if there is no other
-- of its level, or nothing stands between it and the next.
local function title_of(doc)
  local first, count, next_one = doc.blocks[1], 0, doc.blocks[2]
  doc.blocks:walk { Header = function(h) count = count + (h.level == 1 and 1 or 0) end }
  local is_bare = next_one and next_one.t == 'Header' and next_one.level == 1
  if #doc.blocks < 2 or (count ~= 1 and not is_bare) then return end
  if first.t ~= 'Header' or first.level ~= 1 then return end
  local later = is_bare
  doc.blocks:walk { Header = function(h) later = later or h.level > 1 end }
  local said = doc.meta.title and stringify(doc.meta.title)
  if later and (said == nil or said == stringify(first.content)) then
    doc.meta.title = pandoc.MetaInlines(first.content)
    doc.blocks:remove(1)
  end
end

-- Where a link of a document leads among the others: `a.md`, `../b/c.qmd#place`, `c.html`.
local function within(name, address)
  local path, place = address:match('^([^#?]*)#?(.*)$')
  if path == '' or path:match('^%a[%w+.-]*:') then return '' end
  local parts = {}
  for part in ((name:match('^(.*/)') or '') .. path):gmatch('[^/]+') do
    if part == '..' then parts[#parts] = nil elseif part ~= '.' then parts[#parts + 1] = part end
  end
  return (table.concat(parts, '/'):gsub('%.%w+$', '')), place
end

-- The id of the heading at a place of a document, of its first one for none; it is given one.
local function heading_id(each, place)
  local id
  each.doc = each.doc:walk { Header = function(header)
    if id or place ~= '' and header.identifier ~= place then return nil end
    id = header.identifier
    if not id:match('^sec%-') then id = 'sec-' .. each.at .. '-' .. id end
    id = id:gsub('[^%w_-]', ''):gsub('%-+$', '')
    header.identifier = id
    return header
  end }
  return id
end

-- Links from one document to a heading of another one become links within the paper.
local function link_together(all)
  local by_name = {}
  for _, each in ipairs(all) do
    local name = each.name:gsub('%.%w+$', '')
    by_name[name] = by_name[name] or each
  end
  for _, each in ipairs(all) do
    local ids_of = {}
    each.doc.blocks:walk { Link = function(link)
      local name, place = within(each.name, link.target)
      local found = by_name[name]
      if found then ids_of[link.target] = heading_id(found, place) or heading_id(found, '') end
    end }
    each.doc = each.doc:walk { Link = function(link)
      if not ids_of[link.target] then return nil end
      link.target = '#' .. ids_of[link.target]
      return link
    end }
  end
end

local made, docs = {}, {}
for _, document in ipairs(job.documents) do
  local doc, messages = read_named(document)
  doc = with_plain_keys(doc)
  local had_contents = false
  if document.text then
    doc = latex.read(doc:walk { Inlines = html.inlines, Blocks = html.blocks }, own_id)
    doc.blocks, had_contents = saved.without_contents(doc.blocks)
    doc = saved.with_files(saved.plain(doc))
  end
  doc = doc:walk { Blocks = numbers.with_captions }
  if #job.documents == 1 then title_of(doc) end
  doc.blocks:walk { Cite = function(cite)
    for _, each in ipairs(cite.citations) do cited[own_id(each.id)] = true end
  end }
  docs[#docs + 1] = {
    doc = doc, messages = messages, name = document.name, at = #docs + 1,
    had_contents = had_contents,
  }
end
link_together(docs)
for _, each in ipairs(docs) do
  each.doc = latex.with_references(each.doc, own_id)
end
for _, each in ipairs(docs) do
  local doc = each.doc
  local state = {
    left = {}, images = {}, alts = {}, ids = ids, linked = linked_ids(doc.blocks),
    renamed = {}, at = each.at,
  }
  not_included(each.messages, state)
  if each.had_contents then left_out(state, 'contents', '') end
  local blocks = pandoc.Blocks(doc.blocks):walk(DIVISIONS):walk(filter(state))
  -- The formulas of a text may have ids, as pandoc-crossref and Quarto write them.
  made[#made + 1] = { doc = doc, blocks = levels(without_list(blocks, doc)), state = state }
  for ident in pandoc.write(pandoc.Pandoc(doc.blocks), 'plain'):gmatch('{#(eq[:-][%w_-]+)}') do
    ids[own_id(ident)] = true
  end
end
for _, each in ipairs(made) do
  local meta, state = each.doc.meta, each.state
  local blocks = resolved(each.blocks, state)
  local media = {}
  for name, _, contents in pandoc.mediabag.items() do
    -- A formula of OpenDocument is an object that lies at `./`.
    local place = job.media .. '/picture-' .. #media .. '-' .. name:gsub('[^%w.-]', '-')
    local file = assert(io.open(place, 'wb'))
    file:write(contents)
    file:close()
    media[#media + 1] = { name = name, place = place }
  end
  local text = pandoc.write(pandoc.Pandoc(blocks):walk { Str = with_signs_apart }, target(), {
    wrap_text = 'preserve', setext_headers = false, reference_location = 'section', columns = 100,
  })
  print((pandoc.json.encode {
    text = text,
    title = word(meta, 'title'),
    subtitle = word(meta, 'subtitle'),
    abstract = word(meta.abstract and meta or parts_in(meta), 'abstract'),
    date = word(meta, 'date'),
    lang = word(meta, 'lang'),
    authors = names_in(meta),
    about = about_authors(meta),
    keywords = texts(meta.keywords),
    bibliography = texts(meta.bibliography),
    left = state.left,
    images = state.images,
    alts = state.alts,
    media = media,
    references = references_of(each.doc),
  }))
end
for _, each in ipairs(job.bibliographies) do
  local doc = with_plain_keys(pandoc.read(each.text, each.format))
  local bib = references_of(doc)
  print((pandoc.json.encode { bib = bib }))
end
