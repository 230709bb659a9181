"""Coordination charts of any size are legible, or say why they cannot be."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg

from hakusho.figures import charts
from validators.diagram import Diagram

WIDTHS = (80, 100, 150, 170)
LATIN = ("Joint Staff", "Office", "of the", "Permanent Secretary", "for Maritime Affairs", "and")
KANJI = "統合幕僚監部防衛政策局日米安全保障協議委員会事務局インド太平洋軍司令部・在日米軍"


@st.composite
def _names(draw, most):
    if draw(st.booleans()):
        start = draw(st.integers(0, len(KANJI) - 1))
        return (KANJI * 2)[start : start + draw(st.integers(1, most))]
    words = draw(st.lists(st.sampled_from(LATIN), min_size=1, max_size=max(1, most // 12)))
    return " ".join(words)


@st.composite
def _groups(draw):
    sides = [f"s{number}" for number in range(draw(st.integers(2, 4)))]
    tiers = [f"t{number}" for number in range(draw(st.integers(1, 5)))]
    standing = st.sampled_from(["existing", "existing", "new", "uncertain"])
    count = draw(st.integers(4, 40))
    bodies = [
        charts.Body(
            f"b{number}",
            draw(_names(draw(st.sampled_from([8, 16, 40])))),
            draw(st.sampled_from(sides)),
            draw(st.sampled_from(tiers)),
            draw(st.one_of(st.just(""), _names(12))),
            draw(standing),
        )
        for number in range(count)
    ]
    ends = st.lists(st.integers(0, count - 1), min_size=2, max_size=2, unique=True)
    link = st.builds(
        lambda pair, label, how, directed: charts.Link(
            f"b{pair[0]}", f"b{pair[1]}", label, how, directed
        ),
        ends,
        st.one_of(st.just(""), _names(12)),
        standing,
        st.booleans(),
    )
    panels = [
        charts.Panel(draw(st.lists(link, max_size=count)), draw(st.sampled_from(["", "Panel"])))
        for _ in range(draw(st.integers(1, 2)))
    ]
    joint = draw(st.sampled_from([(), (sides[-1],)]))
    return charts.Group(bodies, panels, dict.fromkeys(sides, "Side"), {t: t for t in tiers}, joint)


@pytest.fixture(autouse=True)
def _unpainted(monkeypatch):
    """Letters and lines are measured; nobody looks at the pixels."""
    monkeypatch.setattr(FigureCanvasAgg, "draw", lambda _self: None)


@given(_groups(), st.sampled_from(WIDTHS))
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
def test_whatever_is_drawn_is_legible_or_refused_with_a_reason(look, group, width):
    try:
        figure = charts.coordination([group], language="en", width_mm=width, most_height_mm=900)
    except charts.ChartError as error:
        assert " mm" in str(error)  # noqa: PT017  both outcomes are right
        return
    Diagram(look(figure)).check()
