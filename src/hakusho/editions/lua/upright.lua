-- Emphasised inlines with their Japanese words set upright, since Japanese has no italics:
-- *Reading* 防衛白書 *in Washington*.
--
--   upright(inlines, is_wide, always) -> inlines that stand for pandoc.Emph(inlines)
--
-- Without `always`, words that are Japanese throughout and no title are an author's own emphasis.

-- A word in pieces of one script each.
local function pieces_of(word, is_wide)
  local pieces, wide = {}, nil
  for _, code in utf8.codes(word) do
    local char = utf8.char(code)
    local neutral = char:find('^[%d%p]$') -- belongs to what is before it: 令和5年版(
    if #pieces == 0 or (is_wide(char) ~= wide and not neutral) then
      wide = is_wide(char)
      pieces[#pieces + 1] = { wide = wide }
    end
    table.insert(pieces[#pieces], char)
  end
  return pieces
end

local function is_space(inline)
  return inline.t == 'Space' or inline.t == 'SoftBreak'
end

return function(inlines, is_wide, always)
  local words = pandoc.utils.stringify(inlines)
  local title = words:find('%a') or words:find('^『') or always -- else *とくに*
  if not (title and words:find('[\xe3-\xe9]')) then return { pandoc.Emph(inlines) } end
  local out, slanted = pandoc.Inlines {}, pandoc.Inlines {}
  local function close()
    local after = #slanted > 0 and is_space(slanted[#slanted]) and slanted:remove(#slanted)
    local before = #slanted > 0 and is_space(slanted[1]) and slanted:remove(1)
    if before then out:insert(before) end
    if #slanted > 0 then out:insert(pandoc.Emph(slanted)) end
    if after then out:insert(after) end
    slanted = pandoc.Inlines {}
  end
  for _, inline in ipairs(inlines) do
    for _, piece in ipairs(inline.t == 'Str' and pieces_of(inline.text, is_wide) or { {} }) do
      if piece.wide then
        close()
        out:insert(pandoc.Str(table.concat(piece)))
      else
        slanted:insert(#piece > 0 and pandoc.Str(table.concat(piece)) or inline)
      end
    end
  end
  close()
  return out
end
