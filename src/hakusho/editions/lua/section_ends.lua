-- Where the text of a section ends. A figure or a table that stands at a page's foot while the next
-- heading has no room above it is better off elsewhere (templates/typst/floats.typ); to see that,
-- the template compares where the figure stands with where the last paragraph of its section ends.
-- So this paragraph ends with a place that names the figures and tables since the heading before,
-- and the place at which the text after the next heading begins, if openings.lua has given it one.
-- The later sections of a chapter have such places, too: a figure may stand below their text.
-- A section without text keeps its figures and tables below its heading, which would be alone.
local root_lists = require('root_lists')
local texts = require('texts')
local section_ends = {}

local MARK = '#metadata((floats: (%s), opening: %s))#label("hakusho:after")'
local PLACE = '#h(0pt)#[' .. MARK .. ']#h(0pt);' -- without space beside it, it leaves its line
local IS_PLACE = '#label%("hakusho:after"%)'

-- The last inline, taken out, if it is a place where a section ends.
function section_ends.take_place(inlines)
  local last = inlines[#inlines]
  if last and last.t == 'RawInline' and last.text:match(IS_PLACE) then
    return inlines:remove(#inlines)
  end
end

-- The figure or the table that a block is, with its notes or without.
local function exhibit_of(block)
  if block.t == 'Figure' or block.t == 'Table' then return block end
  if block.t == 'Div' and block.classes:includes('noted-table') then return block.content[1] end
end

local LISTS = { BulletList = true, OrderedList = true }

-- The paragraph that blocks end with; nil if they end with something else.
local function last_paragraph(blocks)
  local block = blocks and blocks[#blocks]
  if not block then return nil end
  if LISTS[block.t] then return last_paragraph(block.content[#block.content]) end
  if block.t == 'DefinitionList' then
    local meanings = block.content[#block.content][2]
    return last_paragraph(meanings[#meanings])
  end
  if block.t == 'Div' then
    local holds = block.classes:includes('continued') or root_lists.taken(block)
    return holds and last_paragraph(block.content) or nil
  end
  local ends_in_words = texts.is_text(block) and #block.content > 0 and not texts.lone_image(block)
    and not texts.is_displayed(block.content[#block.content])
  return ends_in_words and block or nil
end

-- Marks blocks. `name_of` is the name by which the template knows a figure or a table, as a Typst
-- string; `is_unseen`
-- whether a block is not printed.
function section_ends.mark(blocks, name_of, is_unseen)
  local names, exhibits, last, is_called = pandoc.List(), pandoc.List(), nil, false
  local is_headed = false
  local function keep_below_heading()
    for _, exhibit in ipairs(is_headed and not last and exhibits or {}) do
      exhibit.attributes.place = exhibit.attributes.place or 'here'
    end
    exhibits = pandoc.List()
  end
  local function mark_end(heading)
    keep_below_heading()
    is_headed = true
    local paragraph = last_paragraph { last }
    if paragraph and is_called then
      local opening = heading and heading.attributes.opening
      local place = PLACE:format(table.concat(names), opening and '"' .. opening .. '"' or 'none')
      paragraph.content:insert(pandoc.RawInline('typst', place))
    end
    names, last = pandoc.List(), nil
  end
  for _, block in ipairs(blocks) do
    local exhibit = exhibit_of(block)
    if block.t == 'Header' then
      mark_end(block)
      is_called = is_called and block.level > 1
    elseif exhibit then
      local name = name_of(exhibit)
      if name then
        names:insert(name .. ', ')
        exhibits:insert(exhibit)
        is_called = true
      end
    elseif not is_unseen(block) then
      last = block
      if block.t == 'Div' then section_ends.mark(block.content, name_of, is_unseen) end
    end
  end
  keep_below_heading()
end

return section_ends
