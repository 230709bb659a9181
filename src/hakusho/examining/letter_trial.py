"""Asking Typst which font it takes a letter from, in each part of a page, and whether any has it.

Typst does not tell. But in an SVG each glyph has an id of its own by font and glyph, so a letter is
set as each part of a page would set it and as each font does by itself: what has the same id is the
same. The paper's own ``settings.typ`` says what the parts are set in.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hakusho.paper.folders import CACHE
from hakusho.paper.templates import folder_files
from hakusho.tools import fonts, sealed, typst
from hakusho.tools.distributions import version_of
from hakusho.tools.interruption import scratch_folder
from hakusho.values.letters import without_selectors
from hakusho.values.typefaces import Role, Seen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

_TRIAL = Path(__file__).with_suffix(".typ")
_INSIDE_TYPST = (
    "Libertinus Serif",
    "New Computer Modern",
    "New Computer Modern Math",
    "DejaVu Sans Mono",
)
_NOBODY = "\U0010fffd"
"""A private character, which no font has."""
_GLYPH = re.compile(r'<use [^>]*?href="#(\w+)"')
_SECONDS = 60.0
_AT_ONCE = 250
"""Letters; one trial of two thousand took more than a gigabyte."""
_STYLES = 3
"""In how many styles the trial sets each font: regular, bold, italic."""


def trial_of(root: Path, language: str) -> partial[Mapping[str, Mapping[Role, Seen]]]:
    """What asks Typst for letters as a paper's pages set them, in a document of a language."""
    return partial(tried, root, language)


def tried(root: Path, language: str, letters: Collection[str]) -> Mapping[str, Mapping[Role, Seen]]:
    """Ask Typst for letters, each with its marks; what was asked before is not asked again.

    Returns:
        For each letter and part of a page what is set. Empty where the paper's own ``settings.typ``
        cannot be used, which another check tells.
    """
    files = folder_files(root, "typst")
    kept = root / CACHE / f"letters-{_state(files['settings.typ'], language)}.json"
    known = _known(kept)
    new = sorted(set(letters) - known.keys())
    if new:
        try:
            for at in range(0, len(new), _AT_ONCE):
                known |= _asked(files, language, new[at : at + _AT_ONCE])
        except typst.TypstError:
            return {}
        sealed.keep_if_possible(kept, json.dumps(known).encode())
    return {
        letter: {Role(part): Seen(*seen) for part, seen in known[letter].items()}
        for letter in letters
    }


def _state(settings: Path, language: str) -> str:
    parts = (
        settings.read_text(encoding="utf-8"),
        language,
        version_of("typst"),
        _TRIAL.read_text(),
    )
    families = (font.family for font in fonts.installed())
    return hashlib.sha256("\0".join((*parts, *families)).encode()).hexdigest()[:16]


def _known(kept: Path) -> dict[str, dict[Role, Seen]]:
    """What was asked before; nothing if that cannot be understood."""
    with suppress(OSError, ValueError, TypeError, AttributeError, KeyError):
        known = json.loads(sealed.load(kept) or b"")
        return {
            letter: {role: Seen(*parts[role]) for role in Role} for letter, parts in known.items()
        }
    return {}


def _asked(
    files: Mapping[str, Path], language: str, letters: Sequence[str]
) -> dict[str, dict[Role, Seen]]:
    families = dict.fromkeys([*(font.family for font in fonts.installed()), *_INSIDE_TYPST])
    asked = [{"whole": letter, "usual": without_selectors(letter)} for letter in letters]
    given = {
        "letters": asked,
        "families": [*families],
        "roles": [*Role],
        "nobody": _NOBODY,
        "language": language,
    }
    metadata = {"language": language, "labels": {}, "typefaces": fonts.families()}
    with scratch_folder() as folder:
        shutil.copyfile(files["settings.typ"], folder / "settings.typ")
        shutil.copyfile(_TRIAL, folder / "trial.typ")
        (folder / "letters.json").write_text(json.dumps(given), encoding="utf-8")
        (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
        target = folder / "trial.svg"
        paths = [font.path for font in fonts.installed()]
        typst.compile(
            folder / "trial.typ", target, root=folder, fonts=paths, epoch=0, seconds=_SECONDS
        )
        return _read(target.read_text(encoding="utf-8"), letters, [*families])


def _read(svg: str, letters: Sequence[str], families: Sequence[str]) -> dict[str, dict[Role, Seen]]:
    """What the trial shows: for nobody's character one sample of each font, then each letter's."""
    samples = _samples(_GLYPH.findall(svg))
    by_themselves = len(families) * _STYLES
    empty = {glyph for sample in samples[:by_themselves] for glyph in sample}
    made: dict[str, dict[Role, Seen]] = {}
    parts = len(Role)
    step = 3 * parts + by_themselves
    for number, letter in enumerate(letters):
        own = samples[by_themselves + number * step :][:step]
        known: dict[tuple[str, ...], str] = {}
        for place, sample in enumerate(own[3 * parts :]):
            known.setdefault(sample, families[place // _STYLES])
        made[letter] = {
            role: Seen(
                known.get(usual, "") if usual else "",
                not empty.isdisjoint(whole),
                letter != without_selectors(letter) and whole == usual,
                usual != named,
            )
            for role, whole, usual, named in zip(
                Role, own[:parts], own[parts:], own[2 * parts :], strict=False
            )
        }
    return made


def _samples(glyphs: Iterable[str]) -> list[tuple[str, ...]]:
    """The glyphs between bars; the first glyph is a bar."""
    bar = ""
    samples: list[list[str]] = []
    for glyph in glyphs:
        bar = bar or glyph
        if glyph == bar:
            samples.append([])
        else:
            samples[-1].append(glyph)
    return [tuple(sample) for sample in samples[1:]]
