-- What the body of the PDF says about its own layout: the page of each id, the number of pages, and
-- where the text ends. It is invisible; Hakusho asks Typst for it once the file is set
-- (hakusho.manuscript.page_map). It stands in the body, not in a template, so that it is there
-- whatever a paper's templates are.
--
-- Pages by id are the numbers that are printed. The number of pages is that of the file, whatever
-- page counting begins at.
local M = {}

-- Before the id of a figure or a table: the label inside it, which is where it is printed.
M.EXHIBIT = 'hakusho:exhibit:'

-- Before the text: no figure stands above it (templates/typst/floats.typ).
M.BEGIN = '#anchor("hakusho:begin")\n\n'

local FORM = [[

#place.flush()
#anchor("hakusho:end")
#place({
  let page-printed(place) = {
    let style = place.page-numbering()
    let count = counter(page).at(place)
    if style == none { str(count.first()) } else { numbering(style, ..count) }
  }
  let lines-above(y) = {
    let margin = page.margin
    let top = if type(margin) == dictionary { margin.at("top", default: none) } else { margin }
    if type(top) not in (length, relative) { return 0 }
    let between = par.leading.to-absolute()
    int(calc.round((y - (top + 0pt).length.to-absolute() + between) / (text.size + between)))
  }
  context {
    let pages = (:)
    for id in (%s) {
      let found = query(label("hakusho:exhibit:" + id)) + query(label(id))
      if found.len() > 0 { pages.insert(id, page-printed(found.first().location())) }
    }
    let end = here().position()
    let after = counter(page).final().first() - counter(page).get().first()
    [#metadata((
      total: end.page + after,
      pages: pages,
      end: (page: end.page, lines: lines-above(end.y)),
    ))#label("hakusho:pages")]
  }
})
]]

-- Typst code for the end of a body; `ids` are Typst strings.
function M.write(ids)
  table.sort(ids)
  for at, id in ipairs(ids) do ids[at] = id .. ', ' end
  return FORM:format(table.concat(ids))
end

return M
