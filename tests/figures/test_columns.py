"""What upright bars have no room for is refused, with what to do instead."""

from __future__ import annotations

import pytest

from hakusho.figures.charts import Bar, ChartError, columns

YEARS = [str(year) for year in range(1986, 2026)]
PORTS = [f"Port of {name * 4}" for name in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


@pytest.mark.parametrize(
    ("labels", "kind", "other"), [(YEARS, "line", "balance"), (PORTS, "balance", "line")]
)
@pytest.mark.parametrize("stacked", [False, True])
def test_what_has_no_room_is_shown_as_the_kind_that_has(labels, kind, other, stacked):
    bars = [Bar(label, 5) for label in labels]
    with pytest.raises(ChartError, match=f"the kind '{kind}'") as caught:
        columns(bars, unit="t", stacked=stacked, language="en")
    assert f"'{other}'" not in str(caught.value)
