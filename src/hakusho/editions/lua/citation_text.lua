-- The text of rendered citations: joins, separators and full stops by the language around them.
--
-- A style that sets works by their language marks what only the finished text can decide
-- (templates/citations/policy-note-ja.csl):
-- E000 between two works, E001 … E002 around a Japanese one, E003 between two Japanese names, E005
-- before ほか, E006 … E007 around a locator or pages; JOIN ends a Japanese prefix; 2E31 begins a
-- suffix that holds no locator. Items bring marks of their own (hakusho.citations.people, …
-- publication): E004 and E00A tell what E003 is to be in this list, E00B stands for the ・ between a
-- given and a family name, 200E and E00C only keep citeproc from taking a name or number for another.
-- E0A0 … E0A1 … E0A2 hold the Japanese and the English wording of a place that CSL has no label for,
-- with E0A4 to E0A8 for the punctuation in them (hakusho.citations.locators). E0AA closes an English
-- title, taking the comma or full stop after it inside (chicago-note-en.csl), as American usage has it.
local place_labels = require('place_labels')
local upright = require('upright')

local M = {}

M.JOIN = '\u{e009}'

local BETWEEN, JA_START, JA_END = 0xe000, 0xe001, 0xe002
local BETWEEN_NAMES, SEPARATED, JOINED, MIDDLE_DOT = 0xe003, 0xe004, 0xe00a, 0xe00b
local OTHERS, LOCATOR_START, LOCATOR_END, JOIN = 0xe005, 0xe006, 0xe007, 0xe009
local GIVEN_FIRST, WORDED = 0x200e, 0xe00c
local NO_LOCATOR = 0x2e31
local CLOSING_QUOTE, GIVEN_END = 0xe0aa, 0xe0ab
local PLACE, OR, PLACE_END = 0xe0a0, 0xe0a1, 0xe0a2
local HIDDEN = {
  [0xe0a4] = ' ', [0xe0a5] = ',', [0xe0a6] = '–', [0xe0a7] = '-', [0xe0a8] = '、',
}
local STOPS = { ['.'] = true, ['。'] = true, ['?'] = true, ['!'] = true, ['？'] = true, ['！'] = true }

-- Words that keep their full stop where a sentence goes on.
local ABBREVIATED = {
  ['ibid.'] = true, ['id.'] = true, ['al.'] = true, ['n.d.'] = true, ['ff.'] = true, ['ed.'] = true,
}

-- Whether a character belongs to Japanese text: kana, Han, Hangul, full-width forms.
local function is_wide(char)
  if not char or char == '' then return false end
  local code = utf8.codepoint(char)
  return (code >= 0x2e80 and code < 0xe000) or (code >= 0xf900 and code < 0xfb00)
    or (code >= 0xfe30 and code < 0xfe70) or (code >= 0xff00 and code < 0xfff0) or code >= 0x20000
end

local function is_letter(char)
  local code = utf8.codepoint(char)
  return char:find('%a') ~= nil or (code >= 0xc0 and code < 0x2000) or is_wide(char)
end

M.GIVEN_END = utf8.char(GIVEN_END)

function M.is_wide_text(words)
  return is_wide(words:match('^[\1-\127\194-\244][\128-\191]*'))
end

function M.is_space(inline)
  return inline.t == 'Space' or inline.t == 'SoftBreak'
end

local function last_char(words)
  return words:match('[\1-\127\194-\244][\128-\191]*$')
end

-- Whether inlines end in Japanese text; with `skip`, spaces at their end do not count.
function M.ends_wide(inlines, skip)
  for at = #inlines, 1, -1 do
    local inline = inlines[at]
    if inline.t == 'Note' or (skip and M.is_space(inline)) then
      -- look before it
    else
      local words = pandoc.utils.stringify(inline)
      if words ~= '' then return is_wide(last_char(words)) end
    end
  end
  return false
end

function M.begins_wide(inlines)
  local words = pandoc.utils.stringify(pandoc.Inlines(inlines))
  return is_wide(words:match('^[\1-\127\194-\244][\128-\191]*'))
end

-- A name without the marks that it brings for citeproc.
function M.bare(name)
  for _, mark in ipairs { SEPARATED, JOINED, MIDDLE_DOT, GIVEN_FIRST, GIVEN_END } do
    name = name:gsub(utf8.char(mark), '')
  end
  return name
end

-- Japanese names as one text, with the separator that the first one asks for.
function M.joined(names)
  local separated = names[1]:find('\u{e004}', 1, true)
  local bare = {}
  for at, name in ipairs(names) do bare[at] = M.bare(name) end
  return table.concat(bare, separated and '、' or '・')
end

-- The inlines of a rendered citation, out of the note and the spans that pandoc put around it.
local unwrapped
function unwrapped(inlines)
  local out = pandoc.Inlines {}
  for _, inline in ipairs(inlines) do
    if inline.t == 'Cite' then
      out:extend(unwrapped(inline.content))
    elseif inline.t == 'Note' then
      out:extend(unwrapped(pandoc.utils.blocks_to_inlines(inline.content)))
    elseif inline.t == 'Span' and inline.identifier == '' and #inline.attributes == 0
      and (#inline.classes == 0 or inline.classes[1] == 'nocase') then
      out:extend(unwrapped(inline.content))
    else
      out:insert(inline)
    end
  end
  return out
end

-- Whether the last quotation mark that was opened is an inner one.
local function note_quotation(words, state)
  local opened = words:match('.*(\xe2\x80[\x98\x9c])')
  if opened then state.inner = opened == '‘' end
end

-- A Str without the stop that a style of initials puts behind a Japanese given name (甲一., 乙二.),
-- as far as what follows tells it from the stop of a sentence.
local NEXT_NAME = { ['&'] = true, ['and'] = true, et = true, und = true, y = true, e = true, en = true }
local function without_initial_stop(words, space, following)
  local mark = utf8.char(GIVEN_END)
  if not words:find(mark, 1, true) then return words end
  words = words:gsub(mark .. '%.([,;:&%)%]])', '%1')
  if words:find(mark .. '%.$') and space and M.is_space(space) and following then
    local after = pandoc.utils.stringify(following)
    local editors = after:find('^[%(%[]%a') and not after:find('^.n%.')
    if NEXT_NAME[after] or editors then words = words:gsub('%.$', '') end
  end
  return (words:gsub(mark, ''))
end

local Writer = {}
Writer.__index = Writer

-- Closes a quoted title, with the mark that follows it inside both quotation marks: ‘New,’”. A full
-- stop gives way to the title's own ? or stop, a comma only joins it.
function Writer:close_quote(mark)
  local state, chars = self.state, self.chars
  state.closing = false
  if mark == '.' and STOPS[state.last] then mark = '' end
  local inner = state.inner and chars[#chars] == '’' and table.remove(chars) or ''
  if inner ~= '' and mark == '.' and STOPS[chars[#chars]] then mark = '' end
  chars[#chars + 1] = mark .. inner .. '”'
  state.last = mark == '.' and '.' or state.last
end

function Writer:flush()
  if self.state.closing then self:close_quote('') end
  if #self.chars > 0 then
    self.out:insert(pandoc.Str(table.concat(self.chars)))
    self.chars = {}
  end
end

function Writer:drop_space()
  if #self.chars == 0 and #self.out > 0 and M.is_space(self.out[#self.out]) then
    self.out:remove(#self.out)
  end
end

function Writer:space()
  self:flush()
  if self.state.middle_dot then
    self.state.middle_dot = 'due'
  elseif self.state.skip_space then
    self.state.skip_space = false
  else
    self.out:insert(pandoc.Space())
  end
end

function Writer:words(words)
  for _, code in utf8.codes(words) do self:char(code, utf8.char(code)) end
end

-- Prints a place in the wording that fits: inside a Japanese locator at its end, after the unit
-- that the style puts behind its number (46頁注5).
function Writer:worded(japanese, english)
  local state = self.state
  if state.locator and state.japanese then
    state.pending = state.pending .. japanese
    return
  end
  if not self.choices.page_label then
    english = english:gsub('^vol%. (%S+), pp?%. ', '%1:'):gsub('%f[%w]pp?%. ', '')
  end
  self:words(english)
end

function Writer:char(code, char)
  local state = self.state
  if state.closing and code ~= NO_LOCATOR and (code < 0xe000 or code >= 0xf900) then
    local inside = char == ',' or char == '.'
    self:close_quote(inside and char or '')
    if inside then return end
  end
  if code == PLACE then
    if not (state.locator and state.japanese) then
      self.chars = place_labels.drop(self.out, self.chars, self.choices.place_labels)
    end
    state.wording = { '' }
  elseif state.wording and code == OR then
    table.insert(state.wording, '')
  elseif state.wording and code == PLACE_END then
    local japanese, english = state.wording[1], state.wording[2] or ''
    state.wording = nil
    self:worded(japanese, english)
  elseif state.wording then
    local last = #state.wording
    state.wording[last] = state.wording[last] .. (HIDDEN[code] or char)
  elseif code == BETWEEN then
    local marks = self.choices.between_works
    self:words(state.wide and marks.japanese or marks.western)
  elseif code == JA_START then
    if is_wide(state.last) then self:drop_space() end
    state.japanese = true
  elseif code == JA_END then
    state.wide, state.japanese = true, false
  elseif code == CLOSING_QUOTE then
    state.closing = true
  elseif code == OTHERS then
    state.middle_dot = false
    self:drop_space()
  elseif code == LOCATOR_START or code == LOCATOR_END then
    if code == LOCATOR_END and state.pending ~= '' then
      self:words(state.pending)
      state.pending = ''
    end
    state.locator = code == LOCATOR_START
  elseif code == BETWEEN_NAMES then
    self:words(state.separator)
  elseif code == SEPARATED or code == JOINED then
    state.separator = code == SEPARATED and '、' or '・'
  elseif code == MIDDLE_DOT then
    state.middle_dot = true -- where a space and the family name follow
  elseif code == GIVEN_FIRST or code == WORDED then
    return
  elseif code == JOIN then
    state.skip_space = true
  elseif code == 0x20 then
    self:space()
  elseif code ~= NO_LOCATOR then
    if state.middle_dot == 'due' then self.chars[#self.chars + 1] = '・' end
    state.skip_space, state.middle_dot = false, false
    if state.locator and state.japanese and char == ',' then
      char, state.skip_space = '、', true
    elseif state.locator and char == '–' then
      local dash = self.choices.range_dash
      char = state.japanese and dash.japanese or dash.western
    end
    note_quotation(char, state)
    self.chars[#self.chars + 1] = char
    state.last = char
    -- digits and brackets belong to the language before them: 46頁注5 ends in Japanese
    if is_letter(char) then state.wide = is_wide(char) end
  end
end

-- Whether a string holds one of our marks (private use begins with EE, 2E31 is E2 B8 B1).
local function needs_care(words, state)
  return state.locator or state.middle_dot or state.closing or words:find('\xee', 1, true) or words:find('\xe2\xb8\xb1', 1, true)
    or words:find('\u{200e}', 1, true) or words:find(' ', 1, true)
end

-- The last character of a text, and the language of the last letter in it.
local function note_language(words, state)
  local at = #words + 1
  while at > 1 do
    at = utf8.offset(words, -1, at)
    local char = words:match(utf8.charpattern, at)
    if at + #char > #words then state.last = char end
    if is_letter(char) then
      state.wide = is_wide(char)
      return
    end
  end
end

local function process(inlines, state, choices)
  local writer = { out = pandoc.Inlines {}, chars = {}, state = state, choices = choices }
  setmetatable(writer, Writer)
  for at, inline in ipairs(inlines) do
    local tag = inline.t
    if tag == 'Str' and not needs_care(inline.text, state) then
      writer:flush()
      writer.out:insert(inline)
      state.skip_space = false
      note_language(inline.text, state)
      note_quotation(inline.text, state)
    elseif tag == 'Str' then
      writer:words(without_initial_stop(inline.text, inlines[at + 1], inlines[at + 2]))
    elseif tag == 'Space' or tag == 'SoftBreak' then
      writer:space()
    elseif inline.content and tag ~= 'Note' then
      writer:flush()
      local copy = inline:clone()
      copy.content = process(inline.content, state, choices)
      writer.out:extend(tag == 'Emph' and upright(copy.content, is_wide, not choices.by_language) or { copy })
    else
      writer:flush()
      writer.out:insert(inline)
      note_language(pandoc.utils.stringify(inline), state)
    end
  end
  writer:flush()
  return writer.out
end

-- Rendered inlines with all marks acted upon as the style chooses (hakusho.citations.choices), and
-- the state at their end: `wide` if it is Japanese.
function M.finish(inlines, choices)
  local state = {
    last = '', wide = false, japanese = false, locator = false, separator = '・', skip_space = false,
    pending = '',
  }
  return process(unwrapped(inlines), state, choices), state
end

-- The full stop that a note still lacks after a citation.
function M.final_stop(state, choices)
  if STOPS[state.last] or state.last == '' then return '' end
  return state.wide and choices.final_stop.japanese or choices.final_stop.western
end

-- Adds a full stop or a comma; with `in_quotes` (the style's punctuation-in-quote) inside a closing
-- “…”, and no stop after the ? of a title there.
function M.add_stop(inlines, stop, in_quotes)
  local last = inlines[#inlines]
  local words = in_quotes and last and last.t == 'Str' and last.text or ''
  local title, closing = words:match('^(.*)(”)$')
  if not title then
    inlines:insert(pandoc.Str(stop))
    return
  end
  if title:find('’$') and pandoc.utils.stringify(inlines):find('‘') then -- and no apostrophe
    title, closing = title:gsub('’$', ''), '’”'
  end
  local before = inlines[#inlines - 1]
  local ending = title == '' and before and pandoc.utils.stringify(before) or title
  if stop ~= '.' or not STOPS[last_char(ending)] then last.text = title .. stop .. closing end
end

-- Takes the comma or full stop that an author typed after a citation into its closing “…”.
function M.take_into_quotes(inlines, following)
  local last = inlines[#inlines]
  local mark = following and following.t == 'Str' and following.text:match('^[%.,]')
  if not (mark and last and last.t == 'Str' and last.text:find('”$')) then return following end
  M.add_stop(inlines, mark, true)
  return pandoc.Str(following.text:sub(2))
end

-- Takes away a full stop where the author typed one (or 。) after the citation.
function M.drop_doubled_stop(inlines, following)
  local last = inlines[#inlines]
  if not (last and last.t == 'Str' and following and following.t == 'Str') then return end
  if not (following.text:find('^%.') or following.text:find('^。')) then return end
  if last.text == '.' or last.text:find('[^%.]%.$') then last.text = last.text:sub(1, -2) end
  last.text = last.text:gsub('。$', '')
end

-- Takes away a style's own full stop, for citations inside a sentence.
function M.drop_final_stop(inlines)
  local last = inlines[#inlines]
  if not (last and last.t == 'Str') or ABBREVIATED[last.text:lower()] then return end
  last.text = last.text:gsub('%.$', '')
end

return M
