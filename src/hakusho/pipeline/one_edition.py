"""One edition of one document, made to be looked at: nothing is published.

So one that is over its budget is made as well, and called a draft, by its name and on each page of
its PDF: where it ends is what its author has to see. Whatever else is an error stands in its way as
in that of a build.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hakusho.checks.lengths import RULES
from hakusho.examining.consequences import without_consequences
from hakusho.examining.examine import examine
from hakusho.figures.company import in_company
from hakusho.findings import in_order, is_fatal
from hakusho.making.all_documents import make
from hakusho.making.document import as_they_are
from hakusho.making.order import Request
from hakusho.making.painting import MARKS, BlockMarks
from hakusho.pipeline.building import unknown_briefs
from hakusho.pipeline.elsewhere import sound_briefs
from hakusho.pipeline.result import ALL_SOUND, outside_of_build
from hakusho.tools.interruption import scratch_folder
from hakusho.values.editions import EDITIONS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hakusho.examining.examined import Examined, ExaminedBrief
    from hakusho.findings import Finding
    from hakusho.making.all_documents import Made
    from hakusho.making.painting import PageBlock
    from hakusho.pipeline.result import Sound

_OF_BUDGETS = frozenset(RULES.values())
"""The rules of what is longer or shorter than it is to be."""
_DRAFT = "draft-"


@dataclass(frozen=True, slots=True)
class OneEdition:
    """An edition that was made to be looked at."""

    data: bytes | None = None  # its file's bytes; ``None`` if it cannot be made
    name: str = ""  # the file's name
    findings: tuple[Finding, ...] = ()  # all that was found
    # Of a brief's HTML: the same with a mark before each block of its text, and these.
    marked: str = ""
    blocks: tuple[PageBlock, ...] = ()


def one_edition(
    root: Path,
    edition: str,
    brief: str,
    progress: Callable[[str], None],
    *,
    programs: bool = True,
) -> OneEdition:
    """Make an edition of a paper's report, or of one of its briefs where ``brief`` names one."""
    led_out = outside_of_build(root)
    if led_out:
        return OneEdition(findings=led_out)
    with in_company():
        examined, findings = examine(
            root, progress, programs=programs, briefs=bool(brief), by_row=brief
        )
    if examined is None:
        return OneEdition(findings=findings)
    if brief:
        request = Request(report=False, briefs=(brief,))
        sound = sound_briefs(examined, request, findings)
        findings = in_order(
            without_consequences((*sound.findings, *unknown_briefs(examined.paper, request)))
        )
    else:
        request, sound = Request((edition,), briefs=()), ALL_SOUND
    if sound.stopped or any(map(is_fatal, findings)):
        return OneEdition(findings=findings)
    made = _made(_only(examined, edition), edition, request, sound, progress)
    return replace(made, findings=in_order((*findings, *made.findings)))


def _made(
    examined: Examined,
    edition: str,
    request: Request,
    sound: Sound,
    progress: Callable[[str], None],
) -> OneEdition:
    marks = BlockMarks(examined.manuscript.draft.positions)
    is_page = edition == "html" and not request.report
    marked = marks.put_into if is_page else as_they_are
    suffix = EDITIONS[edition].suffix

    def one(*, drafts: bool) -> tuple[Made, tuple[str, bytes] | None]:
        with scratch_folder() as folder:
            made = make(
                folder, examined, request, progress,
                report_stands=sound.report, marked=marked, any_length=True, drafts=drafts,
            )  # fmt: skip
            files = ((path.name, file) for path, file in made.files.items())
            found = next(((name, file) for name, file in files if name.endswith(suffix)), None)
            return made, (found[0], found[1].read_bytes()) if found else None

    made, file = one(drafts=False)
    errors = [each.rule.id for each in made.findings if is_fatal(each)]
    if errors and edition == "pdf" and _OF_BUDGETS.issuperset(errors):
        file = one(drafts=True)[1]  # whoever gets it on paper does not see its name
    if file is None or not _OF_BUDGETS.issuperset(errors):
        return OneEdition(findings=made.findings)
    name = f"{_DRAFT}{file[0]}" if errors else file[0]
    done = OneEdition(file[1], name, made.findings)
    return _without_marks(done, marks) if is_page else done


def _without_marks(done: OneEdition, marks: BlockMarks) -> OneEdition:
    marked = (done.data or b"").decode("utf-8")
    data = MARKS.sub("", marked).encode()
    return replace(done, data=data, marked=marked, blocks=marks.blocks_of(marked))


def _only(examined: Examined, edition: str) -> Examined:
    """A paper each brief of which has this edition alone, if it has it."""
    return replace(examined, briefs=tuple(_with_only(each, edition) for each in examined.briefs))


def _with_only(brief: ExaminedBrief, edition: str) -> ExaminedBrief:
    settings = brief.source.settings
    editions = tuple(each for each in settings.editions if each == edition)
    alone = settings.model_copy(update={"editions": editions})
    return replace(brief, source=replace(brief.source, settings=alone))
