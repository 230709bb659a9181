-- Formulas as other tools write them.
local formulas = {}
local FORMULAS = { equation = true, align = true, gather = true }
-- Commands of plain TeX that pandoc does not know in formulas, as LaTeX has them.
local OLD_FONTS = {
  bf = 'mathbf', rm = 'mathrm', it = 'mathit', cal = 'mathcal', sf = 'mathsf', tt = 'mathtt',
}

-- A formula's source without its label, and the id that this becomes; nil where it has none.
local function without_label(source, own_id)
  local label = source:match('\\label%s*{(.-)}')
  local bare = source:gsub('%s*\\label%s*{.-}', '')
  return bare, label and own_id(label:match('^eq[:-]') and label or 'eq-' .. label)
end

-- The id of a displayed formula by the label in it, which is taken out.
function formulas.labelled(math, own_id)
  local bare, id = without_label(math.text, own_id)
  if id then math.text = bare:gsub('^%s+', '') end
  return math.mathtype == 'DisplayMath' and id or nil
end

-- An environment of LaTeX that is a formula, with its label as an id.
function formulas.of_environment(raw, own_id, ids)
  local environment = raw.format:match('tex') and raw.text:match('^%s*\\begin{(%a+)%*?}')
  if not (environment and FORMULAS[environment]) then return nil end
  local inner, id = without_label(raw.text, own_id)
  if environment:match('^equation') then
    inner = inner:gsub('\\begin{equation%*?}', ''):gsub('\\end{equation%*?}', '')
  else
    inner = inner:gsub('{%a+%*?}', '{aligned}')
  end
  local formula = pandoc.Inlines { pandoc.Math('DisplayMath', inner) }
  if id then
    ids[id] = true
    formula:extend { pandoc.Space(), pandoc.Str('{#' .. id .. '}') }
  end
  return formula
end

-- The number that Word sets behind a formula, `E = m \#(1)`, in an array of one row: editions count
-- by themselves. It is taken away; empty where there is a place for it alone.
function formulas.without_number(math)
  if math.mathtype ~= 'DisplayMath' then return nil end
  local inner = math.text:match('^%s*\\begin{array}{r}%s*(.-)%s*\\end{array}%s*$')
  local text, number = (inner or math.text):match('^(.-)%s*\\#%s*%(?([%w.]*)%)?%s*$')
  if text then math.text = text:gsub('[\\%s]+$', '') end
  return text and number
end

-- A formula in LaTeX as it is today, in letters that pandoc knows.
function formulas.in_latex(math)
  local text = math.text:gsub('\\cr%f[%A]', '\\\\')
    :gsub('\\mathbbm%f[%A]', '\\mathbb'):gsub('\\mathds%f[%A]', '\\mathbb')
  math.text = text:gsub('{\\(%l+)%s+([^{}]*)}', function(name, inner)
    return OLD_FONTS[name] and '\\' .. OLD_FONTS[name] .. '{' .. inner .. '}'
  end)
  return math
end

return formulas
