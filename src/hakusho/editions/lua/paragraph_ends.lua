-- The last line of a Japanese paragraph should hold more than 「る。」. The last two characters and
-- what follows them become one piece, which no line break divides; nothing else changes, since a
-- last line is not justified.
local letters = require('letters')
local paragraph_ends = {}
local STOPS = { ['。'] = true, ['）'] = true, ['」'] = true, [')'] = true, ['？'] = true }

-- The index from which the last `count` ordinary characters of a Str begin; nil if it is shorter
-- or holds other characters there.
local function tail_start(text, count)
  local length, seen = pandoc.text.len(text), 0
  for at = length, 1, -1 do
    local char = pandoc.text.sub(text, at, at)
    local code = utf8.codepoint(char)
    local punctuation = STOPS[char] or code < 0x3041 and not letters.is_japanese(code)
    if letters.is_wide(code) and not punctuation then
      seen = seen + 1
      if seen == count then return at end
    elseif seen > 0 or not STOPS[char] then
      return nil
    end
  end
end

-- The inlines of a paragraph with its end in a span of class `paragraph-end`; nil where it has no
-- such end. `is_note` tells a note from other inlines.
function paragraph_ends.joined(inlines, is_note)
  local first = #inlines
  local last = pandoc.utils.stringify(inlines[first] or {})
  if first > 2 and is_note(inlines[first - 1]) and STOPS[last] then
    first = first - 2
  elseif first > 1 and is_note(inlines[first]) then
    first = first - 1
  end
  local str = inlines[first]
  local at = str and str.t == 'Str' and tail_start(str.text, 2)
  if not at then return nil end
  local start, tail = pandoc.Inlines {}, pandoc.Inlines {}
  for index, inline in ipairs(inlines) do
    if index < first then start:insert(inline) end
    if index > first then tail:insert(inline) end
  end
  if at > 1 then start:insert(pandoc.Str(pandoc.text.sub(str.text, 1, at - 1))) end
  tail:insert(1, pandoc.Str(pandoc.text.sub(str.text, at)))
  start:insert(pandoc.Span(tail, pandoc.Attr('', { 'paragraph-end' })))
  return start
end

return paragraph_ends
