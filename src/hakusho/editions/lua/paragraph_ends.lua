-- The last line of a Japanese paragraph should hold more than 「る。」. The last two characters and
-- what follows them become one piece, which no line break divides; nothing else changes, since a
-- last line is not justified.
local letters = require('letters')
local paragraph_ends = {}
local STOPS = { ['。'] = true, ['）'] = true, ['」'] = true, [')'] = true, ['？'] = true }

-- The byte at which the last `count` ordinary characters of a Str begin; nil if it is shorter or
-- holds other characters there.
local function tail_start(text, count)
  local after, seen = #text + 1, 0
  while after > 1 do
    local at = utf8.offset(text, -1, after)
    local char, code = text:sub(at, after - 1), utf8.codepoint(text, at)
    local punctuation = STOPS[char] or code < 0x3041 and not letters.is_japanese(code)
    if letters.is_wide(code) and not punctuation then
      seen = seen + 1
      if seen == count then return at end
    elseif seen > 0 or not STOPS[char] then
      return nil
    end
    after = at
  end
end

-- Puts the end of a paragraph's inlines in a span of class `paragraph-end`; whether they have such
-- an end. `is_note` tells a note from other inlines.
function paragraph_ends.join(inlines, is_note)
  local first = #inlines
  if first > 2 and is_note(inlines[first - 1]) then
    if STOPS[pandoc.utils.stringify(inlines[first])] then first = first - 2 end
  elseif first > 1 and is_note(inlines[first]) then
    first = first - 1
  end
  local str = inlines[first]
  local at = str and str.tag == 'Str' and tail_start(str.text, 2)
  if not at then return false end
  local tail = pandoc.Inlines { pandoc.Str(str.text:sub(at)) }
  for index = first + 1, #inlines do tail:insert(inlines[index]) end
  for index = #inlines, first, -1 do inlines[index] = nil end
  if at > 1 then inlines:insert(pandoc.Str(str.text:sub(1, at - 1))) end
  inlines:insert(pandoc.Span(tail, pandoc.Attr('', { 'paragraph-end' })))
  return true
end

return paragraph_ends
