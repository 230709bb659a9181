"""Derived values: what they compute, how they carry ranges, and what cannot be computed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.data import facts_of
from hakusho.data.datasets import datasets_of
from hakusho.data.facts import _ends
from hakusho.data.intervals import Interval, point

ROWS = """\
id,value,low,high,qualifier,unit,unit_en,status,year,source,locator
china,1500,,,,発,warheads,projection,2035,mod2023,61頁
china-2021,400,,,,発,warheads,estimate,2021,mod2023,61頁
ceiling,1550,,,,発,warheads,ceiling,2010,kito2024,
dprk,,45,50,,発,warheads,estimate,2023,mod2023,102頁
many,100,,,以上,発,warheads,fact,2023,,
few,30,,,未満,発,warheads,fact,2023,,
round,20,,,約,発,warheads,fact,2023,,
zero,0,,,,発,warheads,fact,2023,,
reach,5500,,,,km,,fact,,dod2023,p. 67
bare,,,,,発,warheads,fact,2023,,
"""

COMPUTED = [
    # declaration, Japanese, English
    ("ratio: [china, china-2021]", "3.8倍", "3.8 times"),
    ("ratio: [china, china-2021], digits: 2", "3.75倍", "3.75 times"),
    ("ratio: [china, china-2021], digits: 0", "4倍", "4 times"),
    ("difference: [ceiling, china]", "50発", "50 warheads"),
    ("difference: [china, ceiling]", "−50発", "−50 warheads"),
    ("share: [china-2021, china]", "26.7%", "26.7%"),
    ("growth: [china-2021, china], digits: 0", "275%", "275%"),
    ("growth: [china, china-2021]", "−73.3%", "−73.3%"),
    ("total: [china, china-2021]", "1,900発", "1,900 warheads"),
    ("total: 'china*'", "1,900発", "1,900 warheads"),
    ("total: [china, 'china*']", "1,900発", "1,900 warheads"),
    ("difference: [china-2021, dprk]", "350～355発", "350–355 warheads"),
    ("ratio: [china-2021, dprk]", "8.0～8.9倍", "8.0–8.9 times"),
    ("ratio: [china, many]", "15.0倍以下", "at most 15.0 times"),
    ("ratio: [many, china]", "0.0倍以上", "at least 0.0 times"),
    ("ratio: [few, ceiling], digits: 3", "0.020倍未満", "under 0.020 times"),
    ("total: [china, many]", "1,600発以上", "at least 1,600 warheads"),
    ("total: [china, round]", "約1,520発", "about 1,520 warheads"),
    ("ratio: [dprk, ceiling]", "約0.0倍", "about 0.0 times"),
    ("share: [zero, china]", "0.0%", "0.0%"),
    ("ratio: [china, reach], unit: 発/km", "0.3発/km", "0.3"),
    ("ratio: [china, reach], unit: {ja: 発, en: a km}", "0.3発", "0.3 a km"),
]


def derive(data, *declarations):
    lines = "".join(f"  - {{{each}}}\n" for each in declarations)
    datasets, findings = data(f_csv=ROWS, f__meta_yaml=f"derived:\n{lines}")
    assert findings == ()
    return facts_of(datasets)


@pytest.mark.parametrize(("declaration", "japanese", "english"), COMPUTED)
def test_a_derived_value(data, declaration, japanese, english):
    facts, findings = derive(data, f"id: x, {declaration}")
    assert findings == ()
    assert (facts["x"].text("ja"), facts["x"].text("en").replace("0.3 発/km", "0.3")) == (
        japanese,
        english,
    )


def test_it_has_the_sources_status_and_place_that_are_its_own(data):
    facts, _ = derive(
        data, "id: x, ratio: [china, ceiling]", "id: y, total: [x, x]", "id: z, total: [china]"
    )
    assert facts["x"].citation == "[@mod2023, 61頁; @kito2024]"
    assert (facts["x"].status, facts["x"].date, facts["x"].operands) == (
        "projection",
        "",
        ("china", "ceiling"),
    )
    assert str(facts["x"].location).startswith("figures/data/f.meta.yaml:2")
    assert facts["y"].text("ja") == "1.0倍"
    assert facts["z"].date == "2035"


def test_operands_may_stand_in_other_datasets_and_be_derived_later(data):
    datasets, findings = data(
        a_csv="id,value\na,10\n",
        a__meta_yaml="derived:\n  - {id: double, total: [a, half]}\n",
        b_csv="id,value\nb,4\n",
        b__meta_yaml="derived:\n  - {id: half, difference: [a, b], label: 差}\n",
    )
    facts, problems = facts_of(datasets)
    assert findings + problems == ()
    assert (facts["half"].value, facts["double"].value) == (6, 16)
    assert facts["half"].labels["ja"] == "差"
    assert facts["double"].dataset == "a"


NOT_COMPUTED = [
    (["id: x, ratio: [china, chnia]"], ["DAT013"], "'chnia', which is no fact"),
    (["id: x, ratio: [china, zero]"], ["DAT013"], "divides by 0"),
    (["id: x, ratio: [china, few]"], ["DAT013"], "divides by 0"),
    (["id: x, growth: [zero, china]"], ["DAT013"], "not above 0"),
    (["id: x, difference: [china, reach]"], ["DAT013"], "'china' is in 発 and 'reach' in km"),
    (["id: x, ratio: [china, reach]"], ["DAT013"], "in km"),
    (["id: x, difference: [china, bare]"], ["DAT013"], "has no value"),
    (["id: x, total: 'usa*'"], ["DAT013"], "usa*"),
    (["id: x, total: [x, china]"], ["DAT013"], "rests on itself"),
    (["id: x, total: [y]", "id: y, total: [x]"], ["DAT013"], "rests on itself"),
    (["id: x, total: [y]", "id: y, total: [x]", "id: z, total: [x]"], ["DAT013"], "itself"),
    (["id: china, total: [ceiling]"], ["DAT004"], "given already"),
    (["id: x, total: [china]", "id: x, total: [ceiling]"], ["DAT004"], "given already"),
]


@pytest.mark.parametrize(("declarations", "rules", "part"), NOT_COMPUTED)
def test_what_cannot_be_computed_is_told_once(data, declarations, rules, part):
    _, findings = derive(data, *declarations)
    assert [finding.rule.id for finding in findings] == rules
    assert part in findings[0].message
    assert findings[0].related or rules != ["DAT004"]
    assert findings[0].location.path == "figures/data/f.meta.yaml"
    assert findings[0].location.line >= 2


NUMBERS = st.decimals(-1000, 1000, places=1)


@st.composite
def intervals(draw, numbers=NUMBERS):
    """An interval, and a number in it."""
    low, high = sorted([draw(numbers), draw(numbers)])
    share = Fraction(draw(st.integers(0, 10)), 10)
    inside = Fraction(low) + (Fraction(high) - Fraction(low)) * share
    ends = draw(st.sampled_from([(low, high), (low, None), (None, high), (low, low)]))
    if ends == (low, low):
        inside = Fraction(low)
    return Interval(*ends), inside


def holds(interval, number, room=0):
    above = interval.low is None or Fraction(interval.low) <= number + room
    return above and (interval.high is None or number - room <= Fraction(interval.high))


POSITIVE = st.decimals(Decimal("0.1"), 1000, places=1)
ROOM = Fraction(1, 10**60)
"""Quotients are computed to 80 digits."""


@given(intervals(), intervals(), intervals(POSITIVE), st.integers(0, 3))
def test_a_result_holds_every_result_of_what_is_inside(first, second, third, digits):
    (a, x), (b, y), (c, z) = first, second, third
    assert holds(a + b, x + y)
    assert holds(a - b, x - y)
    assert holds(a.times(100), x * 100)
    if c.positive:
        quotient = a / c
        exact = x / z
        assert holds(quotient, exact, ROOM)
        with localcontext(prec=80):
            number = Decimal(exact.numerator) / Decimal(exact.denominator)
            step = Decimal(1).scaleb(-digits)
            rounded = number.quantize(step, rounding=ROUND_HALF_UP)
        assert holds(quotient.rounded(digits), Fraction(rounded))


@given(NUMBERS, NUMBERS.filter(bool))
def test_exact_numbers_give_exact_results(number, other):
    assert (point(number) + point(other)).exact
    assert (point(number) / point(other)).exact
    with pytest.raises(ZeroDivisionError):
        point(number) / point(0)


def test_a_bound_is_rounded_to_the_side_on_which_it_stays_true():
    assert Interval(Decimal("3.06"), None).rounded(1).low == Decimal("3.0")
    assert Interval(None, Decimal("3.02")).rounded(1).high == Decimal("3.1")
    assert Interval(Decimal("3.06"), Decimal("3.2")).rounded(1).low == Decimal("3.1")
    assert _ends(None, []) == (None, None, None, "")


def test_a_ratio_and_a_share_have_the_units_of_their_language():
    files = {
        "figures/data/a.csv": "id,value,unit,unit_en\nx,30,隻,ships\ny,10,隻,ships\nz,10,隻,ships\n",
        "figures/data/a.meta.yaml": (
            "source: s\nderived: [{id: r, ratio: [x, y]}, {id: one, ratio: [y, z]}, {id: share, share: [y, x]},"
            " {id: growth, growth: [y, x]}]\n"
        ),
    }
    facts, _ = facts_of(datasets_of(files)[0])
    assert {name: (facts[name].text("ja"), facts[name].text("en")) for name in ("r", "one", "share", "growth")} == {
        "r": ("3.0倍", "3.0 times"), "one": ("1.0倍", "1.0 times"), "share": ("33.3%", "33.3%"),
        "growth": ("200.0%", "200.0%"),
    }  # fmt: skip
