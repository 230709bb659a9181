"""The alliance coordination mechanism, and who is whose counterpart before and after the JJOC."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hakusho.figures import FigureTable, charts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.figure import Figure

    from hakusho.figures import FigureContext

    Names = Callable[[str], str]

DATA = ("coordination",)

WORDS = {
    "ja": {
        "acm": "同盟調整メカニズム(ACM)の構成",
        "before": "統合作戦司令部の新編前",
        "after": "統合作戦司令部の新編後",
        "japan": "日本側",
        "us": "米国側",
        "policy": "政策",
        "operations": "運用",
        "components": "各軍種",
    },
    "en": {
        "acm": "Alliance Coordination Mechanism (ACM)",
        "before": "Before the Joint Operations Command",
        "after": "After the Joint Operations Command",
        "japan": "Japan",
        "us": "United States",
        "policy": "Policy",
        "operations": "Operations",
        "components": "Components",
    },
}


def alt(context: FigureContext) -> str:
    """Name the bodies of the mechanism, and the pairs before and after."""
    data = context.data["coordination"].content
    japanese, say = context.language == "ja", _names(context)
    bodies = [f"{body[context.language]}({body['abbr']})" for body in data["mechanism"]]
    before, after = (
        [_pair(pair, say, japanese=japanese) for pair in data["counterparts"][state]]
        for state in ("before", "after")
    )
    if japanese:
        return (
            f"上段は同盟調整メカニズムの構成: {'、'.join(bodies)}。下段は対応関係の比較。"
            f"統合作戦司令部の新編前は{'、'.join(before)}。新編後は{'、'.join(after)}。"
        )
    listed = "; ".join(bodies).replace("(", " (")
    return (
        f"Above, the Alliance Coordination Mechanism: {listed}. Below, counterparts. Before the "
        f"Joint Operations Command: {'; '.join(before)}. After: {'; '.join(after)}."
    )


def description(context: FigureContext) -> str:
    """Say which body stands where in the mechanism; the table has the counterparts."""
    language, words = context.language, WORDS[context.language]
    japanese, say = language == "ja", _names(context)
    paragraphs = []
    for body in context.data["coordination"].content["mechanism"]:
        name, tier = f"{body[language]}({body['abbr']})", words[body["tier"]]
        levels = [say(level) for level in body.get("levels", ())]
        ends = [say(body[side]) for side in ("japan", "us") if side in body]
        if japanese:
            parts = [f"「{tier}」の層に{name}がある。"]
            parts += [f"{'、'.join(levels)}の各段階で協議する。"] if levels else []
            parts += [f"日本側は{ends[0]}、米国側は{ends[1]}である。"] if ends else []
        else:
            parts = [f"{tier}: {name.replace('(', ' (')}. "]
            parts += [f"It meets at the level of {', '.join(levels)}. "] if levels else []
            parts += [f"Japan: {ends[0]}. United States: {ends[1]}."] if ends else []
        paragraphs.append("".join(parts))
    return "\n\n".join(paragraphs)


def table(context: FigureContext) -> FigureTable:
    """Give the pairs of counterparts, before and after."""
    language, words = context.language, WORDS[context.language]
    counterparts = context.data["coordination"].content["counterparts"]
    say = _names(context)
    unsettled = "位置づけは未定" if language == "ja" else "not settled"
    headings = ("時期", "日本側", "米国側", "事項", "備考")
    return FigureTable(
        headings if language == "ja" else ("When", "Japan", "United States", "On", "Remark"),
        tuple(
            (
                words[state],
                *(say(pair[key]) for key in ("japan", "us", "about")),
                unsettled if pair.get("uncertain") else "",
            )
            for state in ("before", "after")
            for pair in counterparts[state]
        ),
    )


def draw(context: FigureContext) -> Figure:
    """Draw the mechanism above, the counterparts before and after below it."""
    data = context.data["coordination"].content
    words, say = WORDS[context.language], _names(context)
    return charts.coordination(
        [
            _mechanism(data["mechanism"], words, say, context.language),
            _counterparts(data["counterparts"], words, say),
        ],
        language=context.language,
        width_mm=context.width_mm,
        theme=context.theme,
    )


def _names(context: FigureContext) -> Names:
    """Say how a name of the data is said in the figure's language, without its brackets."""
    names = context.data["coordination"].content["names"]
    known = {each["ja"]: each[context.language] for each in names}

    def say(name: str) -> str:
        plain = name.removeprefix("(").removesuffix(")")
        if context.language != "ja" and plain not in known:
            raise charts.ChartError(f"coordination.yaml has no English for {plain} in its names")
        return known.get(plain, plain)

    return say


def _pair(pair: Mapping[str, Any], say: Names, *, japanese: bool) -> str:
    ends = [say(pair[side]) for side in ("japan", "us")]
    about = say(pair["about"])
    if japanese:
        unsettled = "、位置づけは未定" if pair.get("uncertain") else ""
        return f"{ends[0]}と{ends[1]}({about}{unsettled})"
    unsettled = ", not settled" if pair.get("uncertain") else ""
    return f"{ends[0]} and {ends[1]} ({about}{unsettled})"


def _mechanism(
    mechanism: Sequence[Mapping[str, Any]], words: Mapping[str, str], say: Names, language: str
) -> charts.Group:
    bodies: list[charts.Body] = []
    links: list[charts.Link] = []
    separator = "・" if language == "ja" else ", "
    for each in mechanism:
        name, tier = f"{each[language]}({each['abbr']})", each["tier"]
        if language == "en":
            name = f"{each['en']} ({each['abbr']})"
        note = separator.join(say(level) for level in each.get("levels", ()))
        bodies.append(charts.Body(each["id"], name, "joint", tier, note))
        for side in ("japan", "us"):
            if side in each:
                end = f"{each['id']}-{side}"
                bodies.append(charts.Body(end, say(each[side]), side, tier))
                links.append(charts.Link(each["id"], end))
    return charts.Group(
        bodies,
        [charts.Panel(links, words["acm"])],
        sides={"japan": words["japan"], "joint": "", "us": words["us"]},
        tiers={tier: words[tier] for tier in ("policy", "operations", "components")},
        joint=("joint",),
    )


def _counterparts(
    counterparts: Mapping[str, Sequence[Mapping[str, Any]]],
    words: Mapping[str, str],
    say: Names,
) -> charts.Group:
    """Place each body in the order in which the pairs name it; new is what was not there."""
    standing: dict[tuple[str, str], charts.Standing] = {}
    known = {(side, pair[side]) for pair in counterparts["before"] for side in ("japan", "us")}
    pairs = [*counterparts["before"], *counterparts["after"]]
    for pair in pairs:
        for side in ("japan", "us"):
            new = (side, pair[side]) not in known
            unsettled = side == "us" and bool(pair.get("uncertain"))
            standing[side, pair[side]] = "uncertain" if unsettled else "new" if new else "existing"
    bodies = []
    for wanted in ("japan", "us"):
        bodies += [
            charts.Body(name, say(name), side, "", standing=how)
            for (side, name), how in standing.items()
            if side == wanted
        ]
    panels = []
    for state in ("before", "after"):
        links = [
            charts.Link(
                pair["japan"],
                pair["us"],
                say(pair["about"]),
                _link_standing(pair, counterparts["before"]),
            )
            for pair in counterparts[state]
        ]
        present = dict.fromkeys(end for link in links for end in (link.start, link.end))
        panels.append(charts.Panel(links, words[state], tuple(present)))
    return charts.Group(
        bodies,
        panels,
        sides={"japan": words["japan"], "us": words["us"]},
        tiers={"": ""},
    )


def _link_standing(pair: Mapping[str, Any], before: Sequence[Mapping[str, Any]]) -> charts.Standing:
    if pair.get("uncertain"):
        return "uncertain"
    same = any((old["japan"], old["us"]) == (pair["japan"], pair["us"]) for old in before)
    return "existing" if same else "new"
