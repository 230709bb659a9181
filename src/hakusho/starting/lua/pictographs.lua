-- Letters that no edition prints. Emoji, which no font of a paper has: those that say yes or no are
-- signs, others are left out. Controls of direction (U+202A to 202E, 2066 to 2069), which Word
-- writes around Arabic and Hebrew, and which editions do not need, are left out; ends of lines and
-- of paragraphs (U+2028, 2029) are spaces.
local pictographs = {}
local SIGNS = {
  ['✅'] = '✓', ['☑'] = '✓', ['✔'] = '✓', ['❌'] = '×', ['❎'] = '×', ['✖'] = '×', ['✗'] = '×',
  ['✘'] = '×', ['⭕'] = '○',
}
-- Of the plane below, those that Unicode shows as pictures (Emoji_Presentation).
local LOWER = {}
for _, code in utf8.codes('⌚⌛⏩⏪⏫⏬⏰⏳☔☕♿⚡⛄⛅⛔⛪⛲⛳⛵⛺⛽✊✋✨❓❔❕❗➕➖➗➰➿⬛⬜⭐') do
  LOWER[code] = true
end
local SELECTOR, JOINER = 0xFE0F, 0x200D

-- A text without them; each that is left out is told.
function pictographs.without(text, tell)
  if not text:match('[\226\239\240]') then return text end
  local kept, gone = {}, {}
  local function ended()
    if #gone > 0 then tell(table.concat(gone)) end
    gone = {}
  end
  for _, code in utf8.codes(text) do
    local letter = utf8.char(code)
    local is_control = code >= 0x202A and code <= 0x202E or code >= 0x2066 and code <= 0x2069
    if code == 0x2028 or code == 0x2029 then
      ended()
      kept[#kept + 1] = ' '
    elseif is_control then
      ended()
    elseif code >= 0x1F000 and code <= 0x1FAFF or LOWER[code] then
      gone[#gone + 1] = letter
    elseif not (code == SELECTOR or code == JOINER and #gone > 0) then
      ended()
      kept[#kept + 1] = SIGNS[letter] or letter
    end
  end
  ended()
  return table.concat(kept)
end

return pictographs
