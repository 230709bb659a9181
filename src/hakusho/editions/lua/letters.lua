-- The ranges of hakusho/values/letters.py, which a test holds against them.
local letters = {}

local JAPANESE = {
  { 0x2e80, 0x2fd5 }, { 0x3005, 0x3007 }, { 0x303b, 0x303b }, { 0x3041, 0x3096 },
  { 0x3099, 0x309a }, { 0x309d, 0x309f }, { 0x30a1, 0x30fa }, { 0x30fc, 0x30ff },
  { 0x31f0, 0x31ff }, { 0x3400, 0x4dbf }, { 0x4e00, 0x9fff }, { 0xf900, 0xfaff },
  { 0xff66, 0xff9f }, { 0x1b000, 0x1b16f }, { 0x20000, 0x3fffd },
}

local WIDE = {
  { 0x1100, 0x115f }, { 0x2e80, 0x303e }, { 0x3041, 0xa4cf }, { 0xa960, 0xa97c },
  { 0xac00, 0xd7a3 }, { 0xf900, 0xfaff }, { 0xfe30, 0xfe6f }, { 0xff01, 0xffe6 },
  { 0x1b000, 0x1b16f }, { 0x1f200, 0x1f2ff }, { 0x20000, 0x3fffd },
}

-- Letters of Europe, and those of them that Japanese fonts lack.
local EUROPEAN = {
  { 0x27, 0x27 }, { 0x2d, 0x2d }, { 0x41, 0x5a }, { 0x61, 0x7a }, { 0xc0, 0x24f },
  { 0x300, 0x36f }, { 0x370, 0x52f }, { 0x1e00, 0x1eff }, { 0x2019, 0x2019 },
}
local LACKING = { { 0x100, 0x24f }, { 0x300, 0x36f }, { 0x400, 0x52f } }
local HELD = 'ĀāĂăĐđĒēĚěĨĩĪīŃńŇňŌōŎŏŒœŨũŪūŬŭƒƠơƯưǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǸǹ'

local function within(ranges, code)
  for _, range in ipairs(ranges) do
    if code <= range[2] then return code >= range[1] end
  end
  return false
end

-- Asks each code point once: a paper has few, and each thousands of times.
local function asked_once(ranges)
  return setmetatable({}, {
    __index = function(known, code)
      known[code] = within(ranges, code)
      return known[code]
    end,
  })
end

local japanese, wide = asked_once(JAPANESE), asked_once(WIDE)

-- Whether a code point is a letter of Japanese: kana, Han, 々〆〇.
function letters.is_japanese(code)
  return japanese[code]
end

-- Whether it belongs to East Asian text: punctuation, full-width forms and Hangul with them.
function letters.is_wide(code)
  return wide[code]
end

local held = {}
for _, code in utf8.codes(HELD) do held[code] = true end

-- The first bytes of LACKING.
local FOREIGN = '[\xc4-\xd4]'

-- Whether a document, of which `holds` says whether it has a pattern, may have such a word.
function letters.may_be_foreign(holds)
  return holds(FOREIGN)
end

-- Cuts a text before and after each word with a letter that Japanese fonts lack: a list of
-- {text, foreign}. Nil if there is no such word.
function letters.foreign_words(text)
  if not text:find(FOREIGN) then return nil end
  local pieces, word, foreign, found = {}, '', false, false
  local european
  local function close()
    if word ~= '' then table.insert(pieces, { text = word, foreign = foreign }) end
    word, foreign = '', false
  end
  for _, code in utf8.codes(text) do
    local of_europe = within(EUROPEAN, code)
    if of_europe ~= european then close() end
    european = of_europe
    word = word .. utf8.char(code)
    foreign = foreign or (within(LACKING, code) and not held[code])
    found = found or foreign
  end
  close()
  return found and pieces or nil
end

return letters
