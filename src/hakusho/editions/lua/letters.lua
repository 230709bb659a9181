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

local function within(ranges, code)
  for _, range in ipairs(ranges) do
    if code <= range[2] then return code >= range[1] end
  end
  return false
end

-- Whether a code point is a letter of Japanese: kana, Han, 々〆〇.
function letters.is_japanese(code)
  return within(JAPANESE, code)
end

-- Whether it belongs to East Asian text: punctuation, full-width forms and Hangul with them.
function letters.is_wide(code)
  return within(WIDE, code)
end

return letters
