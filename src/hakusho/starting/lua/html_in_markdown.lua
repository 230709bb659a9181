-- HTML that Markdown of other tools holds, as what it means: x<sup>2</sup>, <table>, <img>.
local html = {}
local WRAPPING = {
  sup = pandoc.Superscript, sub = pandoc.Subscript, b = pandoc.Strong, strong = pandoc.Strong,
  i = pandoc.Emph, em = pandoc.Emph, s = pandoc.Strikeout, del = pandoc.Strikeout,
  u = pandoc.Underline, ins = pandoc.Underline,
}
-- Elements whose meaning is their content.
local PLAIN = { kbd = true, code = true, span = true, font = true, small = true, summary = true,
  details = true, center = true, wbr = true, nobr = true, mark = true, big = true, a = true,
  p = true, section = true, picture = true }
local WHOLE = { table = true, figure = true }

local function is_html(each)
  return (each.t == 'RawInline' or each.t == 'RawBlock') and each.format == 'html'
end

local function tag(each)
  local slash, name = each.text:match('^%s*<(/?)(%a%w*)')
  return name and name:lower(), slash == '/'
end

-- Where what begins at a place ends; nothing if it does not.
local function closing(list, from, name)
  local depth = 0
  for at = from, #list do
    if is_html(list[at]) then
      local own, closes = tag(list[at])
      if own == name and not list[at].text:match('/>%s*$') then
        depth = depth + (closes and -1 or 1)
        if depth == 0 then return at end
      end
    end
  end
end

local function picture(text)
  local read = pandoc.read(text, 'html').blocks[1]
  local img = read and read.content and read.content[1]
  if not img or img.t ~= 'Image' then return nil end
  -- What HTML says of a picture describes it, and is no caption.
  img.attributes.alt = pandoc.utils.stringify(img.caption)
  img.caption = {}
  return img
end

-- `<br>` that is mere letters in a cell breaks its line, as where it is a tag.
function html.with_breaks(str)
  local before, after = str.text:match('^(.-)<[bB][rR] ?/?>(.*)$')
  if before == nil then return nil end
  local found = pandoc.Inlines { pandoc.LineBreak() }
  if before ~= '' then found:insert(1, pandoc.Str(before)) end
  if after ~= '' then found:extend(html.with_breaks(pandoc.Str(after)) or { pandoc.Str(after) }) end
  return found
end

-- Inline elements with the words between their tags.
function html.inlines(inlines)
  local found, at = pandoc.Inlines {}, 1
  while at <= #inlines do
    local each = inlines[at]
    local name, closes = nil, false
    if is_html(each) then name, closes = tag(each) end
    local wrap, ends = name and WRAPPING[name], nil
    if wrap and not closes then ends = closing(inlines, at, name) end
    if ends then
      local inner = pandoc.Inlines {}
      for each_at = at + 1, ends - 1 do inner:insert(inlines[each_at]) end
      found:insert(wrap(html.inlines(inner)))
      at = ends + 1
    else
      local img = name == 'img' and picture(each.text)
      if img then
        found:insert(img)
      else
        local is_mark = name and (PLAIN[name] or WRAPPING[name] and closes)
        if not is_mark or each.text:match('href') then found:insert(each) end
      end
      at = at + 1
    end
  end
  return found
end

-- The blocks between two places.
local function between(blocks, first, last)
  local found = pandoc.Blocks {}
  for at = first + 1, last - 1 do found:insert(blocks[at]) end
  return found
end

-- Tables and figures, tag by tag as pandoc has them, read as HTML; what stands aside is a box.
function html.blocks(blocks)
  local found, at = pandoc.Blocks {}, 1
  while at <= #blocks do
    local each = blocks[at]
    local name = each.t == 'RawBlock' and is_html(each) and tag(each)
    local ends = name and WHOLE[name] and closing(blocks, at, name)
    if ends then
      local texts = {}
      for each_at = at, ends do
        local part = blocks[each_at]
        texts[#texts + 1] = is_html(part) and part.text
          or pandoc.write(pandoc.Pandoc { part }, 'html')
      end
      found:extend(pandoc.read(table.concat(texts, '\n'), 'html').blocks)
      at = ends
    elseif name == 'aside' and closing(blocks, at, name) then
      local last = closing(blocks, at, name)
      found:insert(pandoc.Div(between(blocks, at, last), pandoc.Attr('', { 'box' })))
      at = last
    elseif name == 'img' and picture(each.text) then
      found:insert(pandoc.Para { picture(each.text) })
    elseif not (name and PLAIN[name]) then
      found:insert(each)
    end
    at = at + 1
  end
  return found
end

return html
