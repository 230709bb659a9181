-- Parses all chapters in one process. In: JSON [{format, text}, …].
-- Out: a line for each as soon as it is read, JSON {document, said, formulas}: the AST; pandoc's
-- messages about the text; and each formula, as TeX, with what it is in Typst or why pandoc cannot
-- convert it, which is the same for every kind of edition.
-- Each chapter is read by itself, so that notes of the same name in two chapters stay apart.
local here = arg[0]:match('^(.*)/[^/]*$') or '.'
package.path = here .. '/../../editions/lua/?.lua;' .. package.path

local typst_formulas = require('typst_formulas')

local TYPST = { format = 'typst', extensions = { citations = false, smart = false } } -- as pdf.lua
local BORDER = '\u{f8f1}'

-- One call of the writer for all formulas: a call costs more than what it writes.
local function converted(formulas)
  local blocks = pandoc.Blocks {}
  for _, formula in ipairs(formulas) do
    blocks:insert(pandoc.Plain { formula })
    blocks:insert(pandoc.RawBlock('typst', BORDER))
  end
  local said, written = pandoc.log.silence(pandoc.write, pandoc.Pandoc(blocks), TYPST)
  local refused, out = {}, {}
  for _, message in ipairs(said) do
    local about = pandoc.json.decode(pandoc.json.encode(message), false)
    if about.contents then refused[about.contents] = about.message end
  end
  for text in written:gmatch('(.-)' .. BORDER) do
    local formula = formulas[#out + 1]
    out[#out + 1] = {
      tex = formula.text,
      display = formula.mathtype == 'DisplayMath',
      -- Without the label that \label becomes.
      typst = typst_formulas.mended(formula.text, text:match('%S.*%$') or ''),
      refused = refused[formula.text],
    }
  end
  return out
end

local function formulas_of(document)
  local seen, found = {}, {}
  document:walk {
    Math = function(formula)
      local key = formula.mathtype .. formula.text
      if not seen[key] then found[#found + 1] = formula end
      seen[key] = true
    end,
  }
  return #found > 0 and converted(found) or nil
end

for _, chapter in ipairs(pandoc.json.decode(io.read('a'), false)) do
  local said, document = pandoc.log.silence(pandoc.read, chapter.text, chapter.format)
  local formulas = chapter.text:find('$', 1, true) and formulas_of(document) or pandoc.List()
  local answer = ('{"document":%s,"said":[%s],"formulas":%s}'):format(
    pandoc.write(document, 'json'), table.concat(pandoc.List(said):map(pandoc.json.encode), ','),
    pandoc.json.encode(formulas))
  io.write(answer:gsub('\n', ''), '\n')
  io.flush()
end
