-- What programs for writing leave in a text that they save as Markdown: pictures within the text,
-- a table of contents that was typed, headings set bold, lines broken where they end.
local stringify = pandoc.utils.stringify
local CONTENTS = {
  ['目次'] = true, ['もくじ'] = true, ['contents'] = true, ['table of contents'] = true,
  ['toc'] = true, ['目录'] = true, ['차례'] = true, ['목차'] = true,
}
local SUFFIXES = {
  ['image/png'] = 'png', ['image/jpeg'] = 'jpg', ['image/gif'] = 'gif', ['image/svg+xml'] = 'svg',
}
local M = {}

-- Whether a paragraph is a link to a place of the same text, and nothing else.
local function leads_within(block)
  if not block or (block.t ~= 'Para' and block.t ~= 'Plain') or #block.content == 0 then
    return false
  end
  for _, each in ipairs(block.content) do
    local leads = each.t == 'Link' and each.target:sub(1, 1) == '#'
    if not leads and each.t ~= 'Space' and each.t ~= 'SoftBreak' and each.t ~= 'LineBreak' then
      return false
    end
  end
  return true
end

-- Whether a list has such links alone, at any depth.
local function is_list_of_links(block)
  if block.t ~= 'BulletList' and block.t ~= 'OrderedList' then return false end
  for _, item in ipairs(block.content) do
    if not leads_within(item[1]) then return false end
    for at = 2, #item do
      if not leads_within(item[at]) and not is_list_of_links(item[at]) then return false end
    end
  end
  return true
end

local function is_headed(block)
  return block and block.t == 'Header' and CONTENTS[stringify(block.content):lower()] or false
end

-- Whether a paragraph asks for a table of contents: [TOC], [[_TOC_]].
local function asks_for_contents(block)
  local words = block and block.t == 'Para' and stringify(block.content):lower()
  return words and words:match('^%[?%[_?toc_?%]%]?$') ~= nil
end

-- How many blocks from one on are a table of contents; none if they are no such thing.
local function length_of_contents(blocks, at)
  if asks_for_contents(blocks[at]) then return 1 end
  local last = at
  while leads_within(blocks[last]) or (blocks[last] and is_list_of_links(blocks[last])) do
    last = last + 1
  end
  local count = last - at
  return (count > 1 or (count == 1 and #(blocks[at].content) > 1)) and count or 0
end

-- A text without the table of contents at its head, or below a heading of that name, which
-- editions make anew; and whether there was one.
function M.without_contents(blocks)
  local headings, at = 0, 1
  while at <= #blocks do
    local headed = is_headed(blocks[at])
    local count = length_of_contents(blocks, headed and at + 1 or at)
    if count > 0 and (headed or headings < 2) then
      for _ = 1, count + (headed and 1 or 0) do blocks:remove(at) end
      return blocks, true
    end
    headings = headings + (blocks[at].t == 'Header' and 1 or 0)
    at = at + 1
  end
  return blocks, false
end

local function broken_off(inlines)
  while #inlines > 0 and inlines[#inlines].t == 'LineBreak' do inlines:remove(#inlines) end
  return inlines
end

-- Words that programs for writing put where a description of a picture should stand.
local NO_DESCRIPTION = {
  ['untitled'] = true, ['image'] = true, ['picture'] = true, ['alt text'] = true, ['img'] = true,
  ['screenshot'] = true, ['無題'] = true, ['画像'] = true, ['image.png'] = true,
}
local function describes(inlines)
  local words = stringify(inlines)
  return not (NO_DESCRIPTION[words:lower()] or words:match('^[%w _-]+%.[a-zA-Z]+$'))
end

-- Headings that are bold as a whole are bold anyway; a line that ends is not broken; the name of
-- a picture's file is no caption.
function M.plain(doc)
  local function ended(block)
    block.content = broken_off(block.content)
    return block
  end
  return doc:walk { Header = function(header)
    if #header.content == 1 and header.content[1].t == 'Strong' then
      header.content = header.content[1].content
    end
    return ended(header)
  end, Para = ended, Plain = ended, Figure = function(figure)
    local alone = #figure.content == 1 and figure.content[1].t == 'Plain'
    if not alone or figure.identifier ~= '' or describes(figure.caption.long) then return nil end
    return pandoc.Para(figure.content[1].content)
  end, Image = function(img)
    if describes(img.caption) then return nil end
    img.caption = {}
    return img
  end }
end

-- Pictures that stand in the text are files beside it.
function M.with_files(doc)
  local count = 0
  return doc:walk { Image = function(img)
    if not img.src:match('^data:') then return nil end
    local is_read, kind, data = pcall(pandoc.mediabag.fetch, img.src)
    local suffix = is_read and SUFFIXES[kind and kind:match('^[^;]*') or '']
    if suffix then
      count = count + 1
      img.src = 'image-' .. count .. '.' .. suffix
      pandoc.mediabag.insert(img.src, kind, data)
      return img
    end
    img.src = img.src:match('^data:[^;,]*')
    return img
  end }
end

return M
