-- A heading must not stand at a page's foot while its text begins on the next page. Typst keeps a
-- heading with the block after it, but not where that moves on because its note has no room. So the
-- template compares the two pages: the first of a chain of headings gets the name of the place at
-- which the paragraph after the chain begins, and the paragraph gets that place, if it has a note:
-- each comparison is made in every layout, and a paper may have thousands of headings.
--
-- A paragraph of one line that leads to something else, a table or a list, goes where that goes: a
-- heading with this line alone would be left at the foot. Such a line is a block of its own to
-- Typst, which indents no paragraph behind one; where only floats stand between, the next paragraph
-- is indented.
local texts = require('texts')
local openings = {}

local INDENT = '#first-line-indent;'
local PLACE, IS_PLACE = '#anchor("opening-%d");', '^#anchor%("opening%-'

-- Whether an inline is the place at which the paragraph after a heading begins.
function openings.is_place(inline)
  return inline and inline.t == 'RawInline' and inline.text:match(IS_PLACE) ~= nil
end

local ONE_LINE = 45 -- in letters of Japanese

-- Whether a paragraph behind a heading is a line that leads to what comes after it, and no section
-- by itself.
local function leads_in(heading, para, next)
  if not next or texts.lone_image(para) then return false end
  if next.t == 'Header' and next.level <= heading.level then return false end
  local is_drawn = texts.lone_image(next) or texts.lone_formula(next)
  if texts.is_text(next) and not is_drawn then return false end
  local whole = true
  para:walk {
    Note = function() whole = false end,
    Math = function(math) whole = whole and math.mathtype == 'InlineMath' end,
  }
  return whole and texts.length_of(para.content) <= ONE_LINE
end

-- Where a block is a figure or a table that may go to another place.
local function may_float(block)
  local noted = block.t == 'Div' and block.classes:includes('noted-table')
  local exhibit = noted and block.content[1] or block
  local is_exhibit = exhibit.t == 'Figure' or exhibit.t == 'Table' and exhibit.identifier ~= ''
  return is_exhibit and exhibit.attributes.place ~= 'here'
end

-- Indents the paragraph behind a line that leads in and the floats that are called for behind that.
local function indent_next(blocks, at)
  local next = at + 1
  while blocks[next] and may_float(blocks[next]) do next = next + 1 end
  local follows = blocks[next]
  if next == at + 1 or not follows or follows.t ~= 'Para' then return end
  if texts.lone_image(follows) or texts.lone_formula(follows) then return end
  follows.content:insert(1, pandoc.RawInline('typst', INDENT))
end

local function mark(blocks, has_notes, count)
  local chain, heading
  for at, block in ipairs(blocks) do
    if block.t == 'Header' then
      chain, heading = chain or block, block
    elseif chain and block.t == 'Para' then
      if leads_in(heading, block, blocks[at + 1]) then
        blocks[at] = pandoc.Div({ block }, pandoc.Attr('', { 'lead-in' }))
        indent_next(blocks, at)
      elseif has_notes(block.content) then
        count = count + 1
        chain.attributes.opening = 'opening-' .. count
        block.content:insert(1, pandoc.RawInline('typst', PLACE:format(count)))
      end
      chain = nil
    else
      chain = nil
      if block.t == 'Div' then count = mark(block.content, has_notes, count) end
    end
  end
  return count
end

-- Marks a document's blocks; each changed heading has the attribute `opening`. `has_notes` says
-- whether there are notes in inlines.
function openings.marked(blocks, has_notes)
  local copy = blocks:clone()
  mark(copy, has_notes, 0)
  return copy
end

-- The table that a block is, with its notes or without, if a page may be turned for it.
local function turnable(block)
  local noted = block and block.t == 'Div' and block.classes:includes('noted-table')
  local exhibit = noted and block.content[1] or block
  local is_table = exhibit and exhibit.t == 'Table' and exhibit.attributes.alone == 'true'
  return is_table and exhibit
end

-- Headings, and a line that leads in, directly before a table are left alone where that turns a
-- page for itself. Together they are a division of class `before-table`, which the table knows by
-- the attribute `behind`.
function openings.before_tables(blocks, has_notes)
  local out, held = pandoc.Blocks {}, pandoc.Blocks {}
  local count = 0
  for _, block in ipairs(blocks) do
    local exhibit = turnable(block)
    if exhibit and #held > 0 then
      count = count + 1
      exhibit.attributes.behind = 'table-' .. count
      local name = pandoc.Attr('', { 'before-table' }, { name = exhibit.attributes.behind })
      out:insert(pandoc.Div(held, name))
      held = pandoc.Blocks {}
    end
    local is_heading = block.t == 'Header' and not has_notes(block.content)
    local leads = block.t == 'Div' and block.classes:includes('lead-in') and #held > 0
    if is_heading or leads then
      held:insert(block)
    else
      out:extend(held)
      held = pandoc.Blocks {}
      out:insert(block)
    end
  end
  out:extend(held)
  return out
end

return openings
