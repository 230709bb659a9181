"""What authors get of a chart without saying it, where they write Python: held, as the defaults of keys are."""

from __future__ import annotations

from inspect import Parameter, signature

import pytest

from accepted_words import hold_lines
from hakusho.figures import FigureContext, FigureTable, charts
from hakusho.figures.theme import THEME, Theme

OFFERED = {name: getattr(charts, name) for name in charts.__all__}
OFFERED |= {each.__name__: each for each in (FigureContext, FigureTable, Theme)}


def _told(default):
    return "the theme" if default is THEME else repr(default)


@pytest.mark.parametrize("name", sorted(name for name in OFFERED if callable(OFFERED[name])))
def test_what_need_not_be_said(name, request):
    parameters = signature(OFFERED[name]).parameters.values()
    given = [each for each in parameters if each.default is not Parameter.empty]
    hold_lines(request, [f"{each.name} = {_told(each.default)}" for each in given], "keys")
