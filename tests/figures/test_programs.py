"""What figures' programs try: each is one finding, or none, and the build goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hakusho.figures.figure import Allowance
from read_yaml import read_yaml

pytestmark = pytest.mark.usefixtures("cold_drawing")  # what such a process may do
CASES = read_yaml(Path(__file__).with_name("programs.yaml"))
PROGRAM = """
from matplotlib.figure import Figure
ALT = "x"
def draw(context):
    figure = Figure(figsize=(2, 1))
    {}
    return figure
"""
WAITING = {"waits-for-ever", "stops-itself"}
LONG = {"forks-for-ever"}
FILLING = {"wants-more-and-more-memory"}  # piece by piece, which on a busy machine takes its time
COMPUTING = {"computes-while-the-clock-runs": (60, 0.01), "lets-others-compute": (3, 4 / 3)}


def program(body):
    return PROGRAM.format(body.rstrip("\n").replace("\n", "\n    "))


@pytest.fixture(scope="module")
def measures():
    """What this system can do: the measures that a process of its own has taken."""
    code = """
import os
from hakusho.tools import confinement
apart = confinement.live_apart(())
print(apart and "life apart", confinement.refuse_sockets() and "no sockets",
    confinement.limit_memory(500) and "memory limit",
    os.readlink("/proc/self") == str(os.getpid()) and "own proc",
    confinement.limit_processor(5) or "processor limit", sep="\\n")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return set(done.stdout.splitlines())


@pytest.fixture
def outcomes(write, draw, measures, monkeypatch):
    """Draws cases together and returns what became of each."""
    monkeypatch.setenv("SECRET_TOKEN", "hunter2")

    def outcomes_of(names, allowance):
        able = [name for name in names if CASES[name].get("needs") in {None, *measures}]
        for name in able:
            write(f"figures/{name}.py", program(CASES[name]["body"]))
        figures, findings = draw(*able, allowance=allowance)
        found = {name: [] for name in able}
        for finding in findings:
            if finding.rule.id != "FIG013":  # what it starts may read
                found[finding.location.path.removeprefix("figures/")[:-3]].append(finding)
        return figures, found

    return outcomes_of


@pytest.mark.parametrize(
    ("names", "allowance"),
    [
        (
            sorted(CASES.keys() - WAITING - LONG - FILLING - {*COMPUTING}),
            Allowance(2, 500, patience=200),
        ),
        (sorted(FILLING), Allowance(60, 500, patience=100)),
        (sorted(LONG), Allowance(60, 500, patience=100)),
        (sorted(WAITING), Allowance(0.1, 500)),
        *(([name], Allowance(each, 500, patience)) for name, (each, patience) in COMPUTING.items()),
    ],
)
def test_a_program_harms_nothing_but_its_own_figure(outcomes, names, allowance, what_is_found):
    figures, found = outcomes(names, allowance)
    what_is_found.clear()  # what a system forbids, it says in its own words
    for name, findings in found.items():
        case = CASES[name]
        if case.get("drawn"):
            assert (findings, name in figures) == ([], True), name
            continue
        assert name not in figures
        (finding,) = findings
        assert finding.rule.id == "FIG003"
        assert case["says"] in finding.message, (name, finding)
        assert finding.location.line == case["line"], (name, finding)
        assert case.get("hint", "") in finding.hint, (name, finding)
