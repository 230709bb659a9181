-- What works are called by, and the pages that fields of Word cite of them.
local stringify = pandoc.utils.stringify
-- Keys that programs have given by counting (101, 0H0j1EKo/7Soi9POH), or as an address, are none
-- to write by hand: such a work is called by its author and year, 佐藤2019. Works by the key that
-- they have so.
local named_works = {}

local function citekey_of(work)
  local id = stringify(work.id)
  local is_counted = id:match('^%d+$') or id:match('^%a+://') or id:match('^%w+/%w+$') and #id == 17
  if not is_counted then return id end
  local author = work.author and work.author[1] or {}
  local name = author.family or author.literal or work.title or ''
  name = pandoc.text.lower(stringify(name)):match('^%s*([^%s%p　・、，]+)') or 'work'
  name = name .. (stringify(work.issued or ''):match('%d%d%d%d') or '')
  local title, key = stringify(work.title or ''), name
  for code = string.byte('b'), string.byte('z') do
    if (named_works[key] or title) == title then break end
    key = name .. string.char(code)
  end
  named_works[key] = title
  return key
end

-- `, page 12 ` of a field of Word: 12頁 where the work is Japanese, else p. 12.
local function with_plain_page(citation, work)
  local suffix = stringify(citation.suffix)
  -- Without a name a place is a page (CSL 1.0.2): 12, 12–15.
  local page = suffix:match('^,?%s*page%s+(.-)%s*$') or suffix:match('^,?%s*(%d[%d\u{2013}-]*)%s*$')
  if page == nil then return end
  local is_japanese = work and stringify(work.title or ''):match('[\227-\233]')
  local several = page:match('[-,\u{2013}]') and 'pp. ' or 'p. '
  citation.suffix = pandoc.Inlines(', ' .. (is_japanese and page .. '頁' or several .. page))
end

local function with_plain_keys(doc)
  local works = {}
  for _, work in ipairs(doc.meta.references or {}) do
    works[stringify(work.id)] = work
    work.id = citekey_of(work)
  end
  if next(works) == nil then return doc end
  return doc:walk { Cite = function(cite)
    for _, each in ipairs(cite.citations) do
      local work = works[each.id]
      if work then
        with_plain_page(each, work)
        each.id = stringify(work.id)
      end
    end
    return cite
  end }
end

return with_plain_keys
