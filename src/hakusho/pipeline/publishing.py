"""What a command puts in its final place: its outputs and the records of them, all or nothing.

``build/.made.json`` says what builds have made and not taken away, with the digest of each file. So
what somebody has changed, or has put there, is known from Hakusho's own files, and never lost.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from hakusho.findings import Finding, Location, Severity, is_fatal
from hakusho.findings.policy import apply_policy
from hakusho.findings.rules import OF_PUBLISHING
from hakusho.pipeline.state import STATE_FILES
from hakusho.tools import sealed
from hakusho.tools.transaction import Change, file_digest, is_foreign
from hakusho.tools.writes import publish

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from hakusho.findings.policy import Policy
    from hakusho.tools.transaction import Aside

MADE = "build/.made.json"
"""What builds have made and not taken away: sha256 by path from the paper's folder."""
Edited = Literal["keep", "stop"]
"""What to do with a file that is not Hakusho's: move it beside, or publish nothing."""

Known = dict[str, tuple[str, ...]]
"""The digests that Hakusho's own files may have, by path from the paper's folder."""


def made_before(root: Path) -> Known:
    """What the records say that Hakusho has made; one that is damaged or lost says nothing."""
    known: dict[str, list[str]] = defaultdict(list)
    for name in (MADE, *STATE_FILES):
        try:
            file = root / name
            if not file.is_file():
                continue  # a pipe would never end
            kept = json.loads((file.read_bytes() if name == MADE else sealed.load(file)) or b"")
            for path, digest in (kept if name == MADE else kept["outputs"]).items():
                known[str(path)].append(str(digest))
        except (OSError, ValueError, AttributeError, KeyError, TypeError):
            continue
    return {path: tuple(dict.fromkeys(digests)) for path, digests in known.items()}


@dataclass(frozen=True, slots=True)
class Text:
    """A file that is written together with the outputs.

    Attributes:
        path: Where, from the paper's folder.
        text: Its content.
        before: sha256 of what it may replace, ``""`` for none; ``None`` means anything.
    """

    path: str
    text: str
    before: str | None = None

    @property
    def digest(self) -> str:
        """sha256 of the file as it will be."""
        return digest_of_text(self.text)


@dataclass(frozen=True, slots=True)
class Publication:
    """What is to be put in its final place."""

    root: Path  # the paper's folder
    work: Path  # the working folder, in which the finished files lie
    files: Mapping[str, Path]  # the finished file of each output, by path from the paper's folder
    digests: Mapping[str, str]  # of these files
    known: Known
    outdated: tuple[str, ...]  # what is made no more and is deleted
    altered: tuple[str, ...]  # what is made no more, but is not as Hakusho made it: it stays
    policy: Policy

    @classmethod
    def of(
        cls,
        root: Path,
        work: Path,
        files: Mapping[Path, Path],
        policy: Policy,
        outdated: Iterable[str] = (),
    ) -> Publication:
        """Prepare to publish finished files, by final path, and to delete what is outdated.

        Raises:
            OSError: If a file cannot be read.
        """
        known = made_before(root)
        there = {name: file_digest(root / name) for name in outdated}
        named = {path.relative_to(root).as_posix(): file for path, file in files.items()}
        return cls(
            root,
            work,
            named,
            {name: file_digest(file) for name, file in named.items()},
            known,
            tuple(name for name, digest in there.items() if digest in known.get(name, ())),
            tuple(
                name
                for name, digest in there.items()
                if digest not in known.get(name, ()) and os.path.lexists(root / name)
            ),
            policy,
        )

    def in_the_way(self, edited: Edited) -> tuple[Finding, ...]:
        """What keeps it from being published.

        Returns:
            OUT017 for what is no file, and OUT016 if files that are not Hakusho's are to stop it.

        Raises:
            OSError: If what lies there cannot be read.
        """
        found, blocked = [], []
        for name in self.files:
            path = self.root / name
            if path.exists() and not path.is_file():
                blocked.append(_blocked(name, folder=path.is_dir()))
            elif is_foreign(self._change(name), self.digests[name]):
                found.append(_stopped(name, changed=name in self.known))
        found += [_stopped(name, changed=True) for name in self.altered]
        if edited == "stop":
            return (*blocked, *(replace(each, override=Severity.ERROR) for each in found))
        return (*blocked, *filter(is_fatal, self._judged(found)))

    def carry_out(self, texts: Iterable[Text]) -> tuple[Finding, ...]:
        """Publish the files and, together with them, texts.

        Returns:
            OUT016 for what was not Hakusho's: it was moved beside, or stays where it is.

        Raises:
            WriteError: If the disk refuses; then nothing has changed.
        """
        gone = (Change(self.root / name, None, self.known[name]) for name in self.outdated)
        written = (*texts, Text(MADE, self._record()))
        changes = [*map(self._change, self.files), *gone, *self._written(written)]
        moved = publish(self.work, changes)
        stay = (_stays(name) for name in self.altered)
        return self._judged((*kept_beside(self.root, moved, self.known), *stay))

    def _change(self, name: str) -> Change:
        return Change(self.root / name, self.files[name], self.known.get(name, ()))

    def _record(self) -> str:
        kept = {name: digests[0] for name, digests in self.known.items()} | dict(self.digests)
        stays = {name: kept[name] for name in sorted(kept) if name not in self.outdated}
        return json.dumps(stays, ensure_ascii=False, indent=1) + "\n"

    def _written(self, texts: Iterable[Text]) -> Iterator[Change]:
        folder = self.work / "texts"
        folder.mkdir()
        for number, each in enumerate(texts):
            source = folder / str(number)
            source.write_text(each.text, encoding="utf-8", newline="\n")
            before = None if each.before is None else (each.before,)
            target = self.root / each.path
            yield Change(target.resolve() if target.is_symlink() else target, source, before)

    def _judged(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        return apply_policy(findings, self.policy.for_rules(OF_PUBLISHING))


def kept_beside(root: Path, moved: Collection[Aside], known: Known | None = None) -> list[Finding]:
    """OUT016 for each file that was moved beside; ``known`` says which Hakusho had made."""
    known = made_before(root) if moved and known is None else known or {}
    found = []
    for each in moved:
        name = os.path.relpath(each.path, root).replace(os.sep, "/")
        message = "this file was not made by Hakusho: it is kept as {kept}"
        if name in known:
            message = "this file had been changed since Hakusho made it: it is kept as {kept}"
        hint = (
            "Take over into the sources what you need of it, then delete it. "
            "With --edited stop nothing is published instead."
        )
        found.append(Finding.of("OUT016", Location(name), message, hint, each.kept.name))
    return found


def digest_of_text(text: str) -> str:
    """sha256 of a text as it is written."""
    return hashlib.sha256(text.encode()).hexdigest()


def _blocked(name: str, *, folder: bool) -> Finding:
    message = "a folder lies where this output belongs"
    if not folder:
        message = "something that is no file lies where this output belongs"
    return Finding.of("OUT017", Location(name), message, "Move it, or give it another name.")


def _stopped(name: str, *, changed: bool) -> Finding:
    message = "nothing was published, for this file was not made by Hakusho"
    if changed:
        message = "nothing was published, for this file has been changed since Hakusho made it"
    hint = "Move it, or give it another name. With --edited keep it is kept beside."
    return Finding.of("OUT016", Location(name), message, hint)


def _stays(name: str) -> Finding:
    message = "the paper makes this file no more; it stays, for it has been changed"
    hint = "Take over into the sources what you need of it, then delete it."
    return Finding.of("OUT016", Location(name), message, hint)
