-- Formulas as pandoc 3.9 writes them for Typst, mended where it errs.
local typst_formulas = {}

-- The bars of vmatrix and of Vmatrix are both "||" there, which Typst refuses; spaces are rounded
-- to whole ems, so that \; is none and \! goes back over the letter before it. `source` is TeX.
function typst_formulas.mended(source, written)
  local bars = source:gmatch('\\begin{([vV])matrix}')
  local delimited = written:gsub('delim: "||"', function()
    return bars() == 'v' and 'delim: "|"' or 'delim: "‖"'
  end)
  return (delimited:gsub('#h%(0em%)', 'thick'):gsub('#h%(%-1em%)', '#h(-1em / 6)'))
end

return typst_formulas
