-- What the body of the PDF says about its own layout: the page of each id, the number of pages,
-- where the text begins and ends, where a page has its text, how far figures are from what names
-- them, notes from their marks, and which tables are too wide. It is invisible; Hakusho asks Typst
-- for it once the file is set (hakusho.manuscript.page_map). It stands in the body, not in a
-- template, so that it is there
-- whatever a paper's templates are.
--
-- Pages by id are the numbers that are printed. All others are those of the file, whatever page
-- counting begins at.
local M = {}

-- Before the id of a figure or a table: the label inside it, which is where it is printed.
M.EXHIBIT = 'hakusho:exhibit:'

-- Before the id of a figure or a table, and a label where the text refers to it.
M.MENTION = 'hakusho:mention:'

-- Before the text: no figure stands above it (templates/typst/floats.typ).
M.BEGIN = '#anchor("hakusho:begin")\n\n'

local FORM = [[

#place({
  let page-printed(place) = {
    let style = place.page-numbering()
    let count = counter(page).at(place)
    if style == none { str(count.first()) } else { numbering(style, ..count) }
  }
  let margins() = {
    let given = page.margin
    let sides = ("left", "right", "top", "bottom")
    let of(side) = if type(given) != dictionary { given } else {
      given.at(side, default: given.at("rest", default: none))
    }
    let known = sides.map(side => (side, of(side)))
    known = known.filter(((_, margin)) => type(margin) in (length, relative))
    known.map(((side, margin)) => (side, (margin + 0pt).length.to-absolute())).to-dict()
  }
  let place-of(id) = query(label(id)).map(found => found.location()).at(0, default: none)
  context {
    let margins = margins()
    let between = par.leading.to-absolute()
    let pitch = text.size + between
    let lines-above(y) = if "top" not in margins { 0 } else {
      int(calc.round((y - margins.top + between) / pitch))
    }
    let pages = (:)
    for id in (%s) {
      let found = query(label("hakusho:exhibit:" + id)) + query(label(id))
      if found.len() > 0 { pages.insert(id, page-printed(found.first().location())) }
    }
    let floats = (:)
    for id in (%s) {
      let shown = place-of("hakusho:exhibit:" + id)
      let mentions = query(label("hakusho:mention:" + id)).map(found => found.location().page())
      if shown != none {
        let nearest = mentions.sorted(key: page => calc.abs(page - shown.page())).first()
        floats.insert(id, (shown.page(), nearest))
      }
    }
    let strays = ()
    for number in (%s) {
      let (mark, entry) = (place-of("note-mark-" + number), place-of("note-text-" + number))
      if mark != none and entry != none and mark.page() != entry.page() {
        strays.push((number, mark.page(), entry.page()))
      }
    }
    let end = here().position()
    let after = counter(page).final().first() - counter(page).get().first()
    let spot(place) = (page: place.page, left: place.x / 1pt, top: place.y / 1pt)
    let gutter = columns.gutter
    let between-columns = columns.gutter
    [#metadata((
      total: end.page + after,
      pages: pages,
      end: (page: end.page, lines: lines-above(end.y)),
      wide: query(label("hakusho:table")).map(found => found.value)
        .filter(each => each.lacking > 0),
      begin: spot(place-of("hakusho:begin").position()),
      last: spot(end),
      floats: floats,
      strays: strays,
      frame: if margins.len() == 4 {
        (
          left: margins.left / 1pt,
          top: margins.top / 1pt,
          right: (page.width - margins.right) / 1pt,
          bottom: (page.height - margins.bottom) / 1pt,
          pitch: pitch / 1pt,
          columns: page.columns,
          gutter: gutter.length.to-absolute() / 1pt
            + gutter.ratio * (page.width - margins.left - margins.right) / 1pt,
        )
      },
    ))#label("hakusho:pages")]
  }
})
#place.flush()
#anchor("hakusho:end")
]]

local function array_of(strings)
  table.sort(strings)
  for at, each in ipairs(strings) do strings[at] = each .. ', ' end
  return table.concat(strings)
end

-- Typst code for the end of a body: for which ids, for which figures and tables that the text
-- mentions and for which notes it is to say where they are. All are Typst strings.
function M.write(ids, floats, notes)
  return FORM:format(array_of(ids), array_of(floats), array_of(notes))
end

return M
