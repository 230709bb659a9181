"""What is told by folders' names is what their metadata say."""

from __future__ import annotations

import sys
from importlib.metadata import distributions

from hakusho.tools import distributions as ours


def test_every_distribution_has_the_version_of_its_metadata():
    first = {}
    for each in distributions():
        first.setdefault(ours._normal(each.name), each.version)
    assert first
    assert {name: ours.version_of(name) for name in first} == first


def test_what_is_not_installed_has_none():
    assert ours.version_of("no-such-distribution") == ""


def test_the_first_on_the_path_counts(tmp_path, monkeypatch):
    for folder, version in (("a", "2.0"), ("b", "1.0")):
        (tmp_path / folder / f"Some_Thing-{version}.dist-info").mkdir(parents=True)
    monkeypatch.setattr(
        sys, "path", [str(tmp_path / "a"), str(tmp_path / "b"), str(tmp_path / "no")]
    )
    ours._installed.cache_clear()
    ours.version_of.cache_clear()
    try:
        assert ours.version_of("some-thing") == "2.0"
    finally:
        ours._installed.cache_clear()
        ours.version_of.cache_clear()
