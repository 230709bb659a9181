-- Ruby: spans of the class `ruby`, each with the reading over its words as an attribute.
local ruby = {}

-- Kana, and what has no ink above it or is half blank.
local LOW = { { 0x3001, 0x3002 }, { 0x300c, 0x300f }, { 0x30fb, 0x30fb }, { 0xff0c, 0xff0c } }
local KANA = { { 0x3041, 0x3096 }, { 0x309d, 0x309f }, { 0x30a1, 0x30fa }, { 0x30fc, 0x30ff } }

local function may_stand_below(text, at)
  local char = text ~= '' and pandoc.text.sub(text, at, at) or ''
  if char == '' then return false end
  local code = utf8.codepoint(char)
  for _, ranges in ipairs { KANA, LOW } do
    for _, range in ipairs(ranges) do
      if code >= range[1] and code <= range[2] then return true end
    end
  end
  return false
end

local function words(inline)
  return inline and inline.t == 'Str' and inline.text or ''
end

-- Says of each reading over which neighbours it may hang: kana and punctuation (JLREQ 3.3.8).
function ruby.beside(inlines)
  for index, span in ipairs(inlines) do
    if span.t == 'Span' and span.attributes.ruby then
      local beside = words(inlines[index - 1])
      local before = may_stand_below(beside, -1)
      local other = inlines[index - 2]
      if other and other.t == 'Span' and other.attributes.ruby and pandoc.text.len(beside) == 1 then
        before = false -- the reading before it hangs there
      end
      local after = may_stand_below(words(inlines[index + 1]), 1)
      span.attributes.over = before and after and 'both' or before and 'start' or after and 'end'
        or ''
    end
  end
  return inlines
end

-- As HTML has it; brackets show where a reading system sets it in the line.
function ruby.html(span)
  local reading = span.attributes.ruby
  if not reading then return nil end
  local entities = { ['<'] = '&lt;', ['>'] = '&gt;', ['&'] = '&amp;' }
  local form = '<rp>（</rp><rt>%s</rt><rp>）</rp></ruby>'
  span.attributes.ruby = nil
  span.content:insert(1, pandoc.RawInline('html', '<ruby>'))
  span.content:insert(pandoc.RawInline('html', form:format((reading:gsub('[<>&]', entities)))))
  return span
end

return ruby
