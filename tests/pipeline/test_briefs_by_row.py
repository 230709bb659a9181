"""Briefs by the row, as an author runs the commands."""

from datetime import date

import pytest
from click.testing import CliRunner

from hakusho.cli import build_command, main
from hakusho.engine.engine import Engine
from hakusho.making.order import Request

PORTS = """\
id,name,pref,opened,note
aoba,青葉港,東京都,1978-11-27,*改修中*
kita,北港,北海道,1981-04,雪が多い
"""
LAMPS = "id,value,unit,source\nlamps-aoba,1200,基,kuni\nlamps-kita,9,基,kuni\n"
BRIEF = """\
---
title: "{{ row.name }}の灯火"
audience: "{{ row.pref }}知事"
for: ports.csv
editions: [html]
budget: {characters: {max: 70}}
---

{{ row.name }}は{{ row.opened | wareki }}に開かれ、灯火は{{ fact("lamps-" ~ row.id) }}ある{{ fact("lamps-" ~ row.id).cite }}。

備考：{{ row.note }}。

::: {.only brief="port-kita"}
北の港だけの文。
:::

::: {.not brief="port"}
どの港にも出ない文。
:::

{{ points("port") }}
"""
CHAPTER = '# 序 {#sec-a}\n\n[港を守る。]{.point for="port"}灯火は{{ fact("lamps-aoba") }}である。\n'
REPORT = """\
slug: trial
title: 港の灯火
authors: [{name: 試作班}]
date: 2026-04-01
editions: [html]
bibliography: [bib/a.bib]
"""
BIB = "@book{kuni, author = {国土, 太郎}, yomi = {こくど, たろう}, title = {灯}, publisher = {社}, date = {2020}}"


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(build_command, "today", lambda: date(2026, 11, 30))


@pytest.fixture
def paper(make_paper):
    files = {
        "report/chapters/01.md": CHAPTER,
        "report/briefs/port.md": BRIEF,
        "figures/data/ports.csv": PORTS,
        "figures/data/lamps.csv": LAMPS,
        "bib/a.bib": BIB,
    }
    return make_paper(files, report=REPORT)


def _run(root, *arguments):
    return CliRunner().invoke(main, [*arguments, "--project", str(root)])


def _edit(root, path, old, new):
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def _html(root, name):
    return (root / f"build/briefs/{name}.html").read_text(encoding="utf-8")


def test_each_row_gets_its_own_brief(paper):
    result = _run(paper, "brief")
    assert result.exit_code == 0, result.output
    assert "report/briefs/port.md: 2 of 2 briefs built" in result.output
    aoba, kita = _html(paper, "port-aoba"), _html(paper, "port-kita")
    assert "<title>青葉港の灯火</title>" in aoba
    assert "東京都知事" in aoba
    assert "1978年(昭和53年)11月27日に開かれ、灯火は1,200基ある" in aoba
    assert "備考：*改修中*。" in aoba
    assert "灯火は9基ある" in kita
    assert ("北の港だけの文" in aoba, "北の港だけの文" in kita) == (False, True)
    assert "どの港にも出ない文" not in aoba + kita
    assert "港を守る。" in aoba


def test_one_of_them_is_built_by_its_name_and_all_by_that_of_the_file(paper):
    assert "port-aoba" not in _run(paper, "brief", "port-kita").output
    assert [each.name for each in (paper / "build/briefs").iterdir()] == ["port-kita.html"]
    assert _run(paper, "brief", "port").exit_code == 0
    assert (paper / "build/briefs/port-aoba.html").is_file()
    assert "Did you mean 'port-kita'?" in _run(paper, "brief", "port-kta").output


def test_what_is_wrong_with_one_row_keeps_no_other_brief_back(paper):
    _edit(paper, "figures/data/ports.csv", "雪が多い", "")
    result = _run(paper, "brief")
    assert result.exit_code == 1
    assert "DAT005 the cell 'note' of this row is empty" in result.output
    assert "(brief port-kita, row figures/data/ports.csv:3)" in result.output
    assert "report/briefs/port.md: 1 of 2 briefs built" in result.output
    assert "not built  port-kita  DAT005" in result.output
    assert (paper / "build/briefs/port-aoba.html").is_file()
    assert not (paper / "build/briefs/port-kita.html").exists()
    assert "\0" not in result.output


def test_the_same_mistake_of_all_rows_is_told_once(paper):
    _edit(paper, "report/briefs/port.md", "lamps-", "lamp-")
    output = _run(paper, "check").output
    assert output.count("there is no fact 'lamp-aoba'") == 1  # in two expressions
    assert "see also report/briefs/port.md:9:79 the same here" in output
    assert "the like in 2 briefs: port-aoba, port-kita" in output
    assert "lamp-kita" not in output


def test_a_budget_is_held_by_each(paper):
    _edit(paper, "figures/data/ports.csv", "雪が多い", "雪が多い" * 9)
    output = _run(paper, "brief").output
    assert "(brief port-kita, row figures/data/ports.csv:3)" in output
    assert "BRF002" in output
    assert "port-aoba\n" in output


def test_a_fact_that_a_row_names_is_used_and_its_change_is_told(paper):
    assert "DAT012" not in _run(paper, "check").output
    impact = _run(paper, "impact", "lamps-kita").output
    assert "灯火は9基ある" in impact
    assert "brief port-kita  report/briefs/port.md" in impact
    assert "port-aoba" not in impact
    assert _run(paper, "build").exit_code == 0
    _edit(paper, "figures/data/ports.csv", "雪が多い", "雪が少ない")
    moved = _run(paper, "build").output
    assert "data ports: kita: note  雪が多い → 雪が少ない" in moved
    assert "brief port-kita  report/briefs/port.md" in moved
    assert "brief port-aoba" not in moved


def test_each_is_issued_by_itself(paper):
    assert _run(paper, "brief", "port", "--issue").exit_code == 0
    assert "has changed" not in _run(paper, "brief").output
    _edit(paper, "figures/data/ports.csv", "1981-04", "1982-04")
    output = _run(paper, "brief").output
    assert "brief port-kita has changed since it was issued on 2026-11-30" in output
    assert "row.opened  1981-04 → 1982-04" in output
    assert "brief port-aoba has changed" not in output


def test_a_row_that_is_gone_takes_its_brief_away_and_a_bad_table_none(paper):
    _edit(paper, "report/briefs/port.md", 'brief="port-kita"', 'brief="port"')
    assert _run(paper, "build").exit_code == 0
    _edit(paper, "report/briefs/port.md", "for: ports.csv", "for: port.csv")
    (paper / "report/briefs/other.md").write_text(
        "---\ntitle: 別\neditions: [html]\n---\n\n別の文。\n", encoding="utf-8"
    )
    assert "other.html" in _run(paper, "brief", "other").output
    assert (paper / "build/briefs/port-kita.html").is_file()
    _edit(paper, "report/briefs/port.md", "for: port.csv", "for: {data: ports, where: {id: aoba}}")
    assert _run(paper, "build").exit_code == 0
    assert (paper / "build/briefs/port-aoba.html").is_file()
    assert not (paper / "build/briefs/port-kita.html").exists()


def test_the_same_table_is_told_again_when_nothing_has_changed(paper):
    first, second = _run(paper, "brief").output, _run(paper, "brief").output
    table = first[first.index("report/briefs/port.md: 2 of 2") :]
    assert second.endswith(table)
    assert "characters  state" in table


def test_a_preview_knows_them_and_shows_the_one_that_is_looked_at(paper):
    engine = Engine(paper)
    try:
        assert engine.page().briefs == ("port-aoba", "port-kita")
        shown = engine.finished("html", "port-kita")
        assert shown.name == "port-kita.html"
        assert engine.build(Request(report=False)).outputs
        assert shown.data == (paper / "build/briefs/port-kita.html").read_bytes()
    finally:
        engine.close()


def test_a_slip_in_the_file_is_mended_once(paper):
    _edit(paper, "report/briefs/port.md", "備考：", "備考 :  **太字 **と")
    result = _run(paper, "check", "--fix")
    assert "\0" not in result.output
    assert (paper / "report/briefs/port.md").read_text(encoding="utf-8").count("---\n") == 2


SCRIPT = '''"""Ports, made from lines."""


def rows(context):
    for line in ("aoba 青葉港 1200", "kita 北港 9"):
        key, name, lamps = line.split()
        yield {"key": key, "name": name, "lamps": lamps, "id": f"lamps-{key}", "value": lamps}
'''
OF_A_SCRIPT = """\
---
title: "{{ row.name }}の灯火"
for: {data: towers, name: key}
editions: [html]
---

灯火は{{ fact("lamps-" ~ row.key) }}、{{ cell("towers", "lamps", key=row.key) }}である。

![{{ row.name }}の灯火の数](bar-{{ row.key }}){#fig-own}

{{ figure("fig-of-" ~ row.key) }}
"""
BARS = "{{kind: columns, dataset: 'towers[lamps-{0}]', label: name, value: lamps, unit: 基, source: ''}}\n"
SHOWN = "\n".join(f"![{each}の図](of-{each}){{#fig-of-{each}}}\n" for each in ("aoba", "kita"))


def test_a_script_gives_the_rows_and_each_brief_has_the_figures_of_its_own(paper):
    folder = paper / "figures"
    (folder / "data/towers.py").write_text(SCRIPT, encoding="utf-8")
    for key in ("aoba", "kita"):
        for kind in ("bar", "of"):
            (folder / f"{kind}-{key}.yaml").write_text(BARS.format(key), encoding="utf-8")
    chapter = f"{CHAPTER}\n{SHOWN}"
    (paper / "report/chapters/01.md").write_text(chapter, encoding="utf-8")
    (paper / "figures/data/lamps.csv").unlink()
    _edit(paper, "report/chapters/01.md", 'fact("lamps-aoba")', 'fact("towers.lamps-aoba")')
    (paper / "report/briefs/port.md").write_text(OF_A_SCRIPT, encoding="utf-8")
    built = _run(paper, "brief", "port")
    assert built.exit_code == 0, built.output
    for key, other, lamps in (("aoba", "北港", "1,200"), ("kita", "青葉港", "9")):
        page = (paper / f"build/briefs/port-{key}.html").read_text(encoding="utf-8")
        assert f"灯火は{lamps}、{lamps}である。" in page
        assert f"{key}の図" in page
        assert page.count("<figure") == 2
        assert other not in page
    (folder / "bar-kita.yaml").unlink()
    failed = _run(paper, "brief", "port")
    assert failed.exit_code == 1
    told = [line for line in failed.output.splitlines() if "FIG002" in line]
    assert len([line for line in told if "bar-kita" in line]) == 1
    assert (paper / "build/briefs/port-aoba.html").is_file()


def _with_figure(paper):
    calls = "port,year,value\naoba,2024,12\naoba,2025,15\nkita,2024,7\nkita,2025,6\n"
    (paper / "figures/data/calls.csv").write_text(calls, encoding="utf-8")
    spec = "kind: columns\ndataset: calls\neach: port\nlabel: year\nunit: 隻\nsource: kuni\n"
    (paper / "figures/calls.yaml").write_text(spec, encoding="utf-8")
    image = "![{{ row.name }}の入港](calls-{{ row.id }}){#fig-calls}\n\n@fig-calls を見よ。\n\n"
    _edit(paper, "report/briefs/port.md", "budget: {characters: {max: 70}}\n", "")
    _edit(paper, "report/briefs/port.md", '{{ points("port") }}', image + '{{ points("port") }}')


def test_a_figure_is_drawn_for_the_row(paper):
    _with_figure(paper)
    result = _run(paper, "build")
    assert result.exit_code == 0, result.output
    aoba, kita = _html(paper, "port-aoba"), _html(paper, "port-kita")
    assert ("15隻" in aoba, "15隻" in kita) == (True, False)
    assert ("6隻" in aoba, "6隻" in kita) == (False, True)
    _edit(paper, "figures/data/calls.csv", "kita,2025,6", "kita,2025,8")
    moved = _run(paper, "build").output
    assert "figure calls  figures/calls.yaml" in moved
    assert "brief port-kita  report/briefs/port.md" in moved
    assert "brief port-aoba" not in moved


def test_a_row_without_a_figure_keeps_no_other_brief_back(paper):
    _with_figure(paper)
    _edit(paper, "figures/data/calls.csv", "kita,2024,7\nkita,2025,6\n", "")
    result = _run(paper, "brief")
    assert result.exit_code == 1
    assert "figures/calls.yaml:3:1: FIG030" in result.output
    assert "not built  port-kita  FIG030" in result.output
    assert (paper / "build/briefs/port-aoba.html").is_file()
    assert not (paper / "build/briefs/port-kita.html").exists()
