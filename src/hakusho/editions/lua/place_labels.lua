-- Labels before places that we word ourselves (表1, table 1): taken out again, as often as a style
-- says them. Such places go through citeproc as an opus (hakusho.citations.locators).
local M = {}

local OPUS = { 'op.', 'opp.', 'op', 'opp', 'opus', 'opera', 'p.', 'pp.' }

-- The words, in lower case, by which a style labels an opus: the English locale's and its own.
function M.of_style(xml)
  local labels = {}
  for _, label in ipairs(OPUS) do labels[label] = true end
  for term in xml:gmatch('<term[^>]*name=["\']opus["\'].-</term>') do
    for word in term:gmatch('>([^<>]+)<') do
      word = word:match('^%s*(.-)%s*$'):lower()
      if word ~= '' then labels[word] = true end
    end
  end
  return labels
end

-- A text without the label at its end; nothing if it has none.
local function without_label(words, labels)
  local bare = words:gsub('\u{a0}', ' '):gsub('\u{202f}', ' '):gsub(' +$', '')
  for label in pairs(labels) do
    local before = bare:sub(1, -#label - 1)
    if #bare >= #label and bare:sub(-#label):lower() == label and not before:find('[%a\128-\255]$') then
      return before
    end
  end
end

-- Takes the label out of what is written so far: inlines, and the characters after them. Returns the
-- characters that are left.
function M.drop(out, chars, labels)
  local words = table.concat(chars)
  local left = without_label(words, labels)
  if left and left ~= '' then return { left } end
  if words ~= '' and not left then return chars end
  local at = #out
  while at > 1 and pandoc.utils.stringify(out[at]):find('^%s*$') do at = at - 1 end
  if at == 0 or (at == #out and not left) then return {} end
  left = without_label(pandoc.utils.stringify(out[at]), labels)
  if not left or (left ~= '' and out[at].t ~= 'Str') then return {} end
  for last = #out, at, -1 do out:remove(last) end
  if left == '' then return M.drop(out, {}, labels) end
  out:insert(pandoc.Str(left))
  if left:find('[,;]$') then out:insert(pandoc.Space()) end
  return {}
end

return M
