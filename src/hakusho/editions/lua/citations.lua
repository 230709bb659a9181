-- Citations of a finished document: citeproc, and what it cannot do in two languages.
--
--   cite(doc, {csl = path, items = CSL JSON, choices = Choices}) -> doc, reference blocks, words
--
-- `words` are the texts of all citations and references, one string each.
--
-- Every citation is taken out of the document, in document order and with the number of the note
-- that it will stand in, and citeproc gets them alone, one paragraph each. So note numbers are
-- ours (pandoc counts otherwise in captions and alt texts), and citeproc neither moves Japanese
-- punctuation nor puts citations in hand-written notes in parentheses. It always runs under an
-- English locale (British where the style asks for that), since its Japanese one sorts kana wrongly
-- and has 前掲 for ibid.; the style words Japanese by itself (see docs/decisions/citations.md).
local place_labels = require('place_labels')
local text = require('citation_text')

local M = {}

-- Whether a style makes notes, whether it ends each with a full stop of its own, whether a full stop
-- goes inside “…”, and whether it prints months as numbers.
local function read_style(path)
  local file = assert(io.open(path, 'rb'))
  local xml = file:read('a')
  file:close()
  local root = xml:match('<style[^>]*>') or ''
  local in_quotes = xml:match('punctuation%-in%-quote%s*=%s*["\'](%a+)["\']')
  local locale = root:match('default%-locale%s*=%s*["\'](en%-%u%u)["\']') or 'en-US'
  local citation = xml:match('<citation[^>]*>.-</citation>') or ''
  return {
    xml = xml,
    notes = root:find('class%s*=%s*["\']note["\']') ~= nil,
    stops = citation:find('<layout[^>]*suffix%s*=%s*["\']%.["\']') ~= nil,
    stop_in_quotes = in_quotes == 'true' or (in_quotes == nil and locale == 'en-US'),
    locale = locale,
    numeric_months = xml:find('<date[^>]*form%s*=%s*["\']numeric') ~= nil,
  }
end

-- Names as the running text prints them for a narrative citation: @smith2020 -> Smith.
-- In a style that does not set works by their language, `among_wide` decides between ほか and et al.
local function author_in_text(item, choices, among_wide)
  local language = (item.language or ''):match('^%a+')
  local in_brackets = language == 'ja' or language == 'zh'
  local japanese = in_brackets and choices.words ~= 'western' and (choices.by_language or among_wide)
  local names = {}
  for _, name in ipairs(item.author or item.editor or {}) do
    local particle = name['non-dropping-particle']
    local family = name.literal or name.family or ''
    names[#names + 1] = particle and particle .. ' ' .. family or family
  end
  local others = names[#names] == 'others'
  if others then names[#names] = nil end
  if #names == 0 then
    local title = item['title-short'] or item.title or item.id
    return in_brackets and '「' .. title .. '」' or '“' .. title .. '”'
  end
  if others or #names > 3 then
    return text.bare(names[1]) .. (japanese and choices.others.japanese or choices.others.western)
  end
  if japanese then return text.joined(names) end
  local last = table.remove(names)
  if #names == 0 then return last end
  return table.concat(names, ', ') .. (#names > 1 and ', and ' or ' and ') .. last
end

-- A copy of a citation for citeproc, in the note `number`.
local function ready(citation, number, note_style)
  local copy = citation:clone()
  copy.note_num = number
  if note_style and copy.mode == 'AuthorInText' then copy.mode = 'NormalCitation' end
  if text.ends_wide(copy.prefix) then
    copy.prefix = copy.prefix .. { pandoc.Str(text.JOIN) }
  end
  return copy
end

-- Replaces each citation by a slot (a Cite that holds its index) and lists what is in the slots.
-- With the choice `restart: chapter`, the first slot of each chapter is marked, so that 同上 and ibid.
-- begin afresh there.
local function take_out(doc, items, note_style, choices)
  local restart = choices.restart == 'chapter'
  local slots, notes, begins = {}, 0, false
  local function slot(cite, number, in_note)
    local narrative = not in_note and cite.citations[1].mode == 'AuthorInText'
    local item = items[cite.citations[1].id] or { id = cite.citations[1].id }
    slots[#slots + 1] = {
      begins_chapter = begins,
      in_note = in_note,
      narrative = narrative and item or nil,
      citations = cite.citations:map(function(c) return ready(c, number, note_style) end),
    }
    begins = false
    return pandoc.Cite({ pandoc.Str(tostring(#slots)) }, {}), false
  end
  local without_citations = { Cite = function() return {} end, Note = function() return {} end }
  local out = doc:walk {
    traverse = 'topdown',
    Header = function(heading)
      begins = begins or (restart and heading.level == 1)
    end,
    Image = function(image)
      image.caption = image.caption:walk(without_citations)
      return image, false
    end,
    Note = function(note)
      notes = notes + 1
      local number = notes
      note = note:walk { Cite = function(cite) return slot(cite, number, true) end }
      return note, false
    end,
    Cite = function(cite)
      if note_style then notes = notes + 1 end
      return slot(cite, notes, false)
    end,
  }
  return out, slots
end

-- A full stop after these ends no sentence: "cf. ibid., p. 3".
local ABBREVIATIONS = { ['cf.'] = true, ['e.g.'] = true, ['i.e.'] = true, ['viz.'] = true }

-- Marks which citations in hand-written notes begin a sentence: "Ibid.", not "ibid.".
local function find_sentence_starts(doc, slots)
  doc:walk {
    Note = function(note)
      local before = ''
      note:walk {
        traverse = 'topdown',
        Str = function(str) before = str.text end,
        Cite = function(cite)
          local stops = before:find('[%.%?!]$') or before:find('。$')
          slots[tonumber(cite.content[1].text)].starts = before == ''
            or (stops ~= nil and not ABBREVIATIONS[before:lower()])
          before = 'x'
          return nil, false
        end,
      }
    end,
  }
end

-- A title with its quotations as such, so that citeproc alternates their marks with its own.
local function with_quotations(title)
  local out, rest = pandoc.Inlines {}, title
  while true do
    local before, inside, after = rest:match('^(.-)“(.-)”(.*)$')
    if not before then return out .. pandoc.Inlines(rest) end
    if before ~= '' then out:extend(pandoc.Inlines(before)) end
    out:insert(pandoc.Quoted('DoubleQuote', pandoc.Inlines(inside)))
    rest = after
  end
end

local TITLES = { 'title', 'title-short', 'container-title', 'collection-title' }

-- What a style needs that was not made for Japanese works: quotations in titles that can be
-- alternated, and Japanese given names marked as no initials.
local function for_any_style(item)
  for _, name in ipairs(TITLES) do
    if (item[name] or ''):find('“', 1, true) then item[name] = with_quotations(item[name]) end
  end
  for _, value in pairs(item) do
    for _, name in ipairs(type(value) == 'table' and value or {}) do
      if type(name) == 'table' and name.given and text.is_wide_text(name.given) then
        name.given = name.given .. text.GIVEN_END
      end
    end
  end
end

-- CSL items as pandoc's metadata: dates in whole numbers, which JSON does not tell from others;
-- and without seasons where these would be printed as numbers (15/2021).
local function as_references(items, style, by_language)
  local function whole(value)
    if type(value) == 'number' then return math.tointeger(value) or value end
    if type(value) ~= 'table' then return value end
    local copy = {}
    for key, inner in pairs(value) do copy[key] = whole(inner) end
    return copy
  end
  local references = {}
  for at, item in ipairs(items) do
    local copy = whole(item)
    if not by_language then for_any_style(copy) end
    if style.numeric_months and not by_language and item.issued then copy.issued.season = nil end
    references[at] = copy
  end
  return references
end

-- Runs citeproc on all slots; returns the inlines of each, and the bibliography's entries.
local function run_citeproc(slots, options, style)
  local blocks, places = {}, {}
  for at, slot in ipairs(slots) do
    if slot.begins_chapter then
      blocks[#blocks + 1] = pandoc.Header(1, {}, pandoc.Attr('', { 'reset-citation-positions' }))
    end
    local cite = pandoc.Cite({}, slot.citations)
    -- A citation that begins a note is not put in parentheses and keeps its lower case.
    local within = slot.in_note and not slot.starts
    blocks[#blocks + 1] = pandoc.Para { within and pandoc.Note { pandoc.Para { cite } } or cite }
    places[at] = #blocks
  end
  local meta = {
    csl = options.csl,
    references = as_references(options.items, style, options.choices.by_language),
    -- All of them are cited, but those in captions under other keys than in the bibliography.
    nocite = pandoc.Inlines { pandoc.Cite({}, { pandoc.Citation('*', 'NormalCitation') }) },
    lang = style.locale,
    ['notes-after-punctuation'] = false,
    ['link-citations'] = false,
    ['link-bibliography'] = false,
  }
  local done = pandoc.utils.citeproc(pandoc.Pandoc(blocks, meta))
  local results = {}
  for at, place in ipairs(places) do
    results[at] = done.blocks[place].content
  end
  local last = done.blocks[#done.blocks]
  local references = last and last.t == 'Div' and last.identifier == 'refs' and last.content
  return results, references or pandoc.Blocks {}
end

local function trim_space(out)
  if #out > 0 and text.is_space(out[#out]) then out:remove(#out) end
end

-- ASCII punctuation after the citation at `at`, which in Western text stands before the note.
local function take_punctuation(list, at, out)
  local nextone = list[at + 1]
  if not (nextone and nextone.t == 'Str') or text.ends_wide(out) then return '' end
  local marks = nextone.text:match('^[%.,;:!%?]+[\'")]*')
  if not marks then return '' end
  list[at + 1] = pandoc.Str(nextone.text:sub(#marks + 1))
  return marks
end

-- What stands before a note or a superscript number: the author's name if the citation is narrative,
-- and Western punctuation.
local function put_before_note(out, list, at, slot, options)
  if slot.narrative then
    local after = list[at + 1]
    if after and text.is_space(after) then after = list[at + 2] end
    local among_wide
    if after then among_wide = text.begins_wide { after } else among_wide = text.ends_wide(out, true) end
    local author = pandoc.Str(author_in_text(slot.narrative, options.choices, among_wide))
    if text.ends_wide(out, true) and text.begins_wide { author } then trim_space(out) end
    out:insert(author)
  else
    trim_space(out)
  end
  local marks = take_punctuation(list, at, out)
  if marks ~= '' then out:insert(pandoc.Str(marks)) end
end

-- A citation that a style sets in the running text; a superscript number goes where a note would.
local function put_in_text(out, list, at, slot, inlines, options)
  local following = list[at + 1]
  if inlines[1] and inlines[1].t == 'Superscript' then
    put_before_note(out, list, at, slot, options)
  end
  if inlines[1] and text.is_space(inlines[1]) then trim_space(out) end
  if options.style_stops and following then text.drop_final_stop(inlines) end
  text.drop_doubled_stop(inlines, following)
  out:extend(inlines)
end

-- A citation in the running text: a note, after the author's name if the citation is narrative.
local function put_note(out, list, at, slot, inlines, finished, options)
  put_before_note(out, list, at, slot, options)
  local stop = text.final_stop(finished, options.choices)
  if stop ~= '' then text.add_stop(inlines, stop, options.stop_in_quotes and not finished.wide) end
  out:insert(pandoc.Note { pandoc.Para(inlines) })
  local space = list[at + 1]
  if space and text.is_space(space) and list[at + 2] and text.begins_wide { list[at + 2] } then
    list:remove(at + 1)
  end
end

-- A citation in a hand-written note: its text. Where it ends the note, it has its full stop.
local function put_inline(out, list, at, inlines, finished, options)
  local following = list[at + 1]
  local ends = not following or (text.is_space(following) and not list[at + 2])
  if options.style_stops and not ends then text.drop_final_stop(inlines) end
  text.drop_doubled_stop(inlines, following)
  if text.ends_wide(out, true) and text.begins_wide(inlines) then trim_space(out) end
  out:extend(inlines)
  if options.stop_in_quotes and not finished.wide then
    list[at + 1] = text.take_into_quotes(out, following)
  end
  local stop = ends and options.ends_note and text.final_stop(finished, options.choices) or ''
  if stop ~= '' then text.add_stop(out, stop, options.stop_in_quotes and not finished.wide) end
  local after = list[at + 2]
  if finished.wide and after and text.is_space(following) and text.begins_wide { after } then
    list:remove(at + 1)
  end
end

local function holds_citation(list)
  for _, inline in ipairs(list) do
    if inline.t == 'Cite' then return true end
  end
  return false
end

-- Puts the finished citations into their slots.
local function put_back(doc, slots, results, style, choices)
  local function fill(list, ends_note)
    if not holds_citation(list) then return nil end
    local options = {
      style_stops = style.stops,
      stop_in_quotes = style.stop_in_quotes,
      ends_note = ends_note,
      choices = choices,
    }
    local out, at = pandoc.Inlines {}, 1
    while at <= #list do
      local inline = list[at]
      local number = inline.t == 'Cite' and tonumber(inline.content[1].text)
      local slot = number and slots[number]
      if not slot then
        out:insert(inline)
      else
        local inlines, finished = text.finish(results[number], choices)
        if not style.notes then
          put_in_text(out, list, at, slot, inlines, options)
        elseif slot.in_note then
          put_inline(out, list, at, inlines, finished, options)
        else
          put_note(out, list, at, slot, inlines, finished, options)
        end
      end
      at = at + 1
    end
    return out:filter(function(inline) return inline.t ~= 'Str' or inline.text ~= '' end)
  end
  return doc:walk {
    traverse = 'topdown',
    Inlines = function(list) return fill(list, false) end,
    Note = function(note)
      local last = note.content[#note.content]
      if last and (last.t == 'Para' or last.t == 'Plain') then
        last.content = fill(last.content, true) or last.content
        note.content[#note.content] = last
      end
      return note
    end,
  }
end

local function with_languages(entries, items, choices)
  return entries:map(function(entry)
    local item = items[entry.identifier:gsub('^ref%-', '')]
    entry.attributes.lang = item and item.language or nil
    return entry:walk {
      Para = function(para) return pandoc.Para((text.finish(para.content, choices))) end,
    }
  end)
end

-- The choices, with the words by which the style labels an opus.
local function with_labels(choices, style)
  local copy = { place_labels = place_labels.of_style(style.xml) }
  for key, value in pairs(choices) do copy[key] = value end
  return copy
end

local function words_of(results, references)
  local words = {}
  local function opened(note) return pandoc.utils.blocks_to_inlines(note.content) end
  for _, inlines in ipairs(results) do
    words[#words + 1] = pandoc.utils.stringify(pandoc.Inlines(inlines):walk { Note = opened })
  end
  for _, entry in ipairs(references) do words[#words + 1] = pandoc.utils.stringify(entry) end
  return words
end

-- See the head of the file. `doc` is not changed.
function M.cite(doc, options)
  local items = {}
  for _, item in ipairs(options.items) do items[item.id] = item end
  local style = read_style(options.csl)
  local choices = with_labels(options.choices, style)
  local emptied, slots = take_out(doc, items, style.notes, choices)
  if #slots == 0 then return doc, pandoc.Blocks {}, {} end
  find_sentence_starts(emptied, slots)
  local results, references = run_citeproc(slots, options, style)
  local words = words_of(results, references)
  local finished = put_back(emptied, slots, results, style, choices)
  return finished, with_languages(references, items, choices), words
end

return M
