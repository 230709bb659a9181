-- What one edition shows and another does not: `::: {.only edition="html"}`, `[…]{.not edition="pdf"}`.
-- Taken out (or unwrapped) when everything is numbered, so that numbers are the same in all.
local M = {}

local CLOSING = '^[%.,;:!%?%)%]]'

local function names(element, edition)
  for name in (element.attributes.edition or ''):gmatch('[^%s,]+') do
    if name == edition then return true end
  end
  return false
end

local function is_condition(element)
  local marked = element.classes:includes('only') or element.classes:includes('not')
  return marked and element.attributes.edition ~= nil
end

-- The element's content, or the element itself where it says more than its condition.
local function unwrapped(element)
  element.classes = element.classes:filter(function(name) return name ~= 'only' and name ~= 'not' end)
  element.attributes.edition = nil
  local plain = element.identifier == '' and #element.classes == 0 and #element.attributes == 0
  return plain and element.content or element
end

local function is_space(inline)
  return inline and (inline.t == 'Space' or inline.t == 'SoftBreak')
end

-- What no space stands before: a note's number, a comma.
local function closes(inline)
  local is_note = inline.t == 'Span' and inline.classes:includes('note')
  return is_note or (inline.t == 'Str' and inline.text:find(CLOSING) ~= nil)
end

-- Inlines without what is hidden, and without the space that it leaves.
local function shown_inlines(list, hidden)
  local out, gone = pandoc.Inlines {}, false
  for _, inline in ipairs(list) do
    if inline.t == 'Span' and is_condition(inline) and hidden(inline) then
      gone = true
    elseif gone and is_space(inline) and (#out == 0 or is_space(out[#out])) then
      goto next -- the second of two spaces
    else
      if gone and closes(inline) and is_space(out[#out]) then out:remove(#out) end
      out:insert(inline)
    end
    ::next::
  end
  while gone and is_space(out[#out]) do out:remove(#out) end
  return gone and out or nil
end

local function emptied(block)
  return (block.t == 'Para' or block.t == 'Plain') and #block.content == 0
end

-- Whether a document holds any condition; most hold none, and need no copy.
local function has_conditions(doc)
  local found = false
  local function look(element) found = found or is_condition(element) end
  doc:walk { Div = look, Span = look }
  return found
end

-- The document as one edition shows it; the given one is not changed.
function M.of_edition(doc, edition)
  if not has_conditions(doc) then return doc end
  local function hidden(element)
    return names(element, edition) == element.classes:includes('not')
  end
  local function is_hidden(block)
    return block.t == 'Div' and is_condition(block) and hidden(block)
  end
  local without = doc:walk {
    Inlines = function(list) return shown_inlines(list, hidden) end,
    Blocks = function(list)
      local kept = list:filter(function(block) return not is_hidden(block) end)
      return kept
    end,
  }
  without = without:walk {
    Blocks = function(list)
      return list:filter(function(block) return not emptied(block) end)
    end,
    BulletList = function(list)
      list.content = list.content:filter(function(item) return #item > 0 end)
      return #list.content > 0 and list or {}
    end,
  }
  local function unwrap(element)
    if is_condition(element) then return unwrapped(element) end
  end
  return without:walk { Div = unwrap, Span = unwrap }
end

return M
