-- Lists with notes that stand in the text itself. In a list Typst (0.15) leaves a note, or its
-- mark, behind on the page before, as it does not in a paragraph of the text. So the template sets
-- their items as paragraphs of the text, whose lines begin where those of a list would. Only a list
-- that holds nothing but paragraphs and other lists can be set so.
local table_cells = require('table_cells')
local root_lists = {}

local CLASS = 'list-in-text'
local LISTS = { BulletList = true, OrderedList = true, DefinitionList = true }
local STYLES = { LowerAlpha = 'a', UpperAlpha = 'A', LowerRoman = 'i', UpperRoman = 'I' }

-- The list that a block is, with marks of its own or without.
function root_lists.list_in(block)
  local is_marked = block.t == 'Div' and block.classes:includes('marked-list')
  local list = is_marked and block.content[#block.content] or block
  return LISTS[list.t] and list
end

-- The items of a list, and the terms before those of a list of definitions, as lists of blocks.
function root_lists.items(list)
  if list.t ~= 'DefinitionList' then return list.content end
  return list.content:map(function(item)
    local meaning = pandoc.Blocks {}
    for _, blocks in ipairs(item[2]) do meaning:extend(blocks) end
    return meaning
  end)
end

-- Whether a list is made of what can be paragraphs of the text. `is_words` says it of inlines.
local function is_plain(list, is_words)
  for _, item in ipairs(root_lists.items(list)) do
    local first = item:find_if(function(block) return block.t ~= 'RawBlock' end)
    if not first or not is_words(first) then return false end
    for _, block in ipairs(item) do
      local inner = root_lists.list_in(block)
      if inner then
        if not is_plain(inner, is_words) then return false end
      elseif block.t ~= 'RawBlock' and not is_words(block) then
        return false
      end
    end
  end
  return true
end

-- Puts each such list of the text in a division. `has_notes` says whether blocks hold notes,
-- `is_words` whether a block is a paragraph of nothing but words.
function root_lists.marked(blocks, has_notes, is_words)
  return pandoc.Blocks(blocks:map(function(block)
    local list = root_lists.list_in(block)
    if list and has_notes(pandoc.Blocks { list }) and is_plain(list, is_words) then
      return pandoc.Div({ block }, pandoc.Attr('', { CLASS }))
    end
    if list or block.t ~= 'Div' or table_cells.is_holding(block) then return block end
    local copy = block:clone()
    copy.content = root_lists.marked(copy.content, has_notes, is_words)
    return copy
  end))
end

-- The list in such a division; nil if it is none.
function root_lists.taken(div)
  return div.classes:includes(CLASS) and root_lists.list_in(div.content[#div.content]) or nil
end

-- The inlines of an item's first paragraph, and its other blocks.
function root_lists.divided(item)
  local content, rest = nil, pandoc.Blocks {}
  local before = pandoc.Inlines {} -- what tells its place
  for _, block in ipairs(item) do
    local is_text = block.t == 'Para' or block.t == 'Plain'
    if content then
      rest:insert(block.t == 'Plain' and pandoc.Para(block.content) or block)
    elseif is_text then
      content = block.content
    else
      before:insert(pandoc.RawInline(block.format, block.text))
    end
  end
  return before .. content, rest
end

-- The number of an item as Typst's own lists write it: a number for the usual form, else a call.
function root_lists.number(list, at)
  local number, style = list.listAttributes.start + at - 1, STYLES[list.listAttributes.style]
  return style and ('numbering("%s.", %d)'):format(style, number) or tostring(number)
end

return root_lists
