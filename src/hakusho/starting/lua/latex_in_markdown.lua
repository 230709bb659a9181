-- LaTeX that Markdown of other tools holds, as what it means: \section, figure, tabular, \ref,
-- \citep. What pandoc does not know of it stays raw, and is told.
local latex = {}
local stringify = pandoc.utils.stringify
local FORMULAS = { equation = true, align = true, gather = true }
local REFERRING = { ref = true, autoref = true, cref = true, Cref = true, eqref = true }
-- Environments of packages, as LaTeX's own.
local SAME = {
  FPfigure = 'figure', sidewaysfigure = 'figure', SCfigure = 'figure', sidewaystable = 'table',
  longtable = 'longtable',
}
local KINDS = { Figure = 'fig-', Table = 'tbl-', Header = 'sec-' }
local ids = {} -- of what has a label, by that

local function is_latex(raw)
  return raw.format == 'tex' or raw.format == 'latex'
end

local function read(text)
  local fine, doc = pcall(pandoc.read, text, 'latex+raw_tex')
  return fine and doc or nil
end

local function has_raw(doc)
  local found = false
  doc:walk { RawInline = function() found = true end, RawBlock = function() found = true end }
  return found
end

-- A figure or a table without what only says how it is set; notes below a table stand behind it.
local function plain(text)
  local notes = ''
  text = text:gsub('\\begin{tablenotes}%b[]', '\\begin{tablenotes}')
  text = text:gsub('\\begin{tablenotes}(.-)\\end{tablenotes}', function(inner)
    notes = notes .. inner:gsub('\\item%s*', '\n\n')
    return ''
  end)
  text = text:gsub('(\\[a-z]+){(%a+)(%*?)}', function(command, name, star)
    if not (command == '\\begin' or command == '\\end') then return nil end
    return command .. '{' .. (SAME[name] or name) .. (SAME[name] and '' or star) .. '}'
  end)
  text = text:gsub('\\begin{threeparttable}%b[]', ''):gsub('\\[a-z]+{threeparttable}', '')
  text = text:gsub('\\captionsetup%b{}', ''):gsub('\\sffamily%f[%A]', '')
  text = text:gsub('\\[a-z]*size%f[%A]', '')
  text = text:gsub('(\\begin{tabular})(%b{})', function(head, columns)
    return head .. '{' .. columns:sub(2, -2):gsub('[@!><]%b{}', ''):gsub('%a%b{}', 'l') .. '}'
  end)
  return text .. notes
end

local function known_id(kind, label)
  local own = label:gsub('^%a+:', ''):gsub('[^%w_-]', '-')
  return kind .. own
end

-- Take the label out of words, if they hold one.
local function without_label(inlines)
  local label
  local found = inlines:walk { RawInline = function(raw)
    local own = is_latex(raw) and raw.text:match('^%s*\\label{(.-)}%s*$')
    if own then
      label = own
      return {}
    end
  end }
  while label and #found > 0 and (found[#found].t == 'Space' or found[#found].t == 'SoftBreak') do
    found:remove(#found)
  end
  return found, label
end

-- A place behind a citation follows a comma.
local function with_commas(citations)
  for _, each in ipairs(citations) do
    local suffix = stringify(each.suffix)
    if suffix ~= '' and not suffix:match('^%s*[,;]') then
      each.suffix = pandoc.Inlines { pandoc.Str(','), pandoc.Space() } .. each.suffix
    end
  end
  return citations
end

local function is_formula(raw)
  return FORMULAS[raw.text:match('^%s*\\begin{(%a+)') or '']
end

-- What stands in LaTeX among blocks.
local function block(raw)
  if not is_latex(raw) or is_formula(raw) then return nil end
  local doc = read(plain(raw.text))
  local is_known = doc and #doc.blocks > 0
  local only = is_known and doc.blocks[1]
  if not is_known or #doc.blocks == 1 and (only.t == 'RawBlock' or stringify(only) == ''
    and only.t ~= 'Figure') then return nil end
  return doc.blocks
end

local function inline(raw)
  if not is_latex(raw) or is_formula(raw) then return nil end
  local doc = read(raw.text)
  local is_known = doc and #doc.blocks == 1 and doc.blocks[1].content and not has_raw(doc)
  -- The words of a citation that is read are raw as well.
  local cite = doc and #doc.blocks == 1 and doc.blocks[1].content and doc.blocks[1].content[1]
  if cite and cite.t == 'Cite' then
    return pandoc.Cite({ pandoc.Str('') }, with_commas(cite.citations))
  end
  if not is_known or #doc.blocks[1].content == 0 then return nil end
  return doc.blocks[1].content
end

-- A caption without the label in it, and the id of what has that; an id with a kind is left.
local function labelled(element, own_id)
  local words, label = without_label(pandoc.utils.blocks_to_inlines(element.caption.long))
  label = label or element.identifier
  if label == '' or label:match('^%a+%-') and label == element.identifier then return nil end
  ids[label] = own_id(label) ~= label and own_id(label) or known_id(KINDS[element.t], label)
  element.caption = pandoc.Caption(#words > 0 and { pandoc.Plain(words) } or {})
  element.identifier = ids[label]
  return element
end

-- A text with its LaTeX read.
function latex.read(doc, own_id)
  doc = doc:walk { RawBlock = block }:walk { RawInline = inline, Div = function(div)
    local only = #div.content == 1 and div.content[1]
    if not (only and only.t == 'Table' and div.identifier ~= '') then return nil end
    only.identifier = div.identifier -- pandoc sets the label of a table about it
    return only
  end }
  return doc:walk {
    Figure = function(figure)
      return labelled(figure, own_id) and figure:walk { Image = function(img)
        img.caption = without_label(img.caption)
        img.identifier = ''
        return img
      end }
    end,
    Table = function(tbl) return labelled(tbl, own_id) end,
    Header = function(header)
      local words, label = without_label(header.content)
      if not label then return nil end
      ids[label] = own_id(label) ~= label and own_id(label) or known_id(KINDS.Header, label)
      header.content, header.identifier = words, ids[label]
      return header
    end,
  }
end

-- References to labels, once all of them are known.
function latex.with_references(doc, own_id)
  return doc:walk { Str = function(str) -- Table~\ref{t}
    local words = str.text:match('^(%a+%.?)~$')
    return words and { pandoc.Str(words), pandoc.Space() }
  end, RawInline = function(raw)
    local command, label = raw.text:match('^\\(%a+)%*?{([^{},]+)}%s*$')
    if not (is_latex(raw) and REFERRING[command]) then return nil end
    local id = ids[label] or own_id(label)
    if id == label and not ids[label] then
      id = command == 'eqref' and 'eq-' .. label or nil
    end
    return id and pandoc.Cite({ pandoc.Str('@' .. id) }, { pandoc.Citation(id, 'AuthorInText') })
  end }
end

return latex
