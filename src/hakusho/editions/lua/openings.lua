-- A heading must not stand at a page's foot while its text begins on the next page. Typst keeps a
-- heading with the block after it, but not where that moves on because its note has no room. So the
-- template compares the two pages: the first of a chain of headings gets the name of the place at
-- which the paragraph after the chain begins, and the paragraph gets that place.
local openings = {}

local PLACE, IS_PLACE = '#anchor("opening-%d");', '^#anchor%("opening%-'

-- Whether an inline is the place at which the paragraph after a heading begins.
function openings.is_place(inline)
  return inline and inline.t == 'RawInline' and inline.text:match(IS_PLACE) ~= nil
end

local function mark(blocks, count)
  local chain
  for _, block in ipairs(blocks) do
    if block.t == 'Header' then
      chain = chain or block
    elseif chain and block.t == 'Para' then
      count = count + 1
      chain.attributes.opening = 'opening-' .. count
      block.content:insert(1, pandoc.RawInline('typst', PLACE:format(count)))
      chain = nil
    else
      chain = nil
      if block.t == 'Div' then count = mark(block.content, count) end
    end
  end
  return count
end

-- Marks a document's blocks; each changed heading has the attribute `opening`.
function openings.marked(blocks)
  local copy = blocks:clone()
  mark(copy, 0)
  return copy
end

return openings
