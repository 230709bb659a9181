"""``hakusho lsp``: an editor's questions about a paper, answered from what it holds unsaved.

https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/. Columns
of the protocol are units of UTF-16, or what an editor prefers; ours count characters.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from hakusho import __version__
from hakusho.findings import Severity
from hakusho.language_server.cursor import begun_at, written_at
from hakusho.localization.catalogues import worded
from hakusho.paper.reading import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from hakusho.engine.engine import Engine
    from hakusho.findings import Finding, Location
    from hakusho.pipeline.naming import Name

_LOG = logging.getLogger("pygls.hakusho")
"""What listens to the complaints of the protocol's library hears ours too."""
_Asked = types.HoverParams | types.DefinitionParams | types.CompletionParams
_PAUSE = 0.3
"""Seconds without a keystroke after which the paper is looked at."""
_WORD = re.compile(r"[@\w.:/-]+|\S", re.ASCII)
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
}
_COMPLETED = {
    "work": types.CompletionItemKind.Reference,
    "fact": types.CompletionItemKind.Value,
    "dataset": types.CompletionItemKind.Struct,
    "part": types.CompletionItemKind.Module,
    "term": types.CompletionItemKind.Text,
    "brief": types.CompletionItemKind.File,
    "figure": types.CompletionItemKind.File,
}


class PaperServer(LanguageServer):
    """Answers about one paper, which an engine holds open."""

    def __init__(self, root: Path, engine: Engine) -> None:
        """Answer from the engine, of the paper in a folder."""
        super().__init__("hakusho", __version__)
        self._root, self._engine = root.resolve(), engine
        self._names: tuple[Name, ...] = ()
        self._told: set[str] = set()  # files that have findings in the editor
        self._woken = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Look at the paper again: an editor holds another text."""
        self._woken.set()
        if self._looking is None:
            self._looking = asyncio.ensure_future(self._look())

    def names_at(self, at: _Asked) -> list[Name]:
        """What the name at a place may mean."""
        line, column = self._place(at)
        found = written_at(line, column)
        if found is None:
            return []
        return [
            each for each in self._names if each.text == found.text and each.kind in found.kinds
        ]

    def completions(self, at: _Asked) -> list[types.CompletionItem]:
        """The names that may be meant by what has been typed before a place."""
        line, column = self._place(at)
        begun = begun_at(line, column)
        if begun is None:
            return []
        text = self.workspace.get_text_document(at.text_document.uri)
        span = self._range(text.lines, at.position.line, begun.start, begun.end)
        return [
            types.CompletionItem(
                label=each.text,
                kind=_COMPLETED[each.kind],
                detail=each.says or None,
                text_edit=types.TextEdit(range=span, new_text=each.text),
            )
            for each in self._names
            if each.kind in begun.kinds
        ]

    def place_of(self, where: Location) -> types.Location:
        """A place of ours as the protocol has it."""
        lines = self._lines(where.path)
        number, column = max(where.line - 1, 0), max(where.column - 1, 0)
        line = lines[number] if number < len(lines) else ""
        word = _WORD.match(line, column)
        end = word.end() if where.column and word else len(line.rstrip("\r\n"))
        return types.Location(self._uri(where.path), self._range(lines, number, column, end))

    async def _look(self) -> None:
        while True:
            await self._woken.wait()
            self._woken.clear()
            await asyncio.sleep(_PAUSE)
            if self._woken.is_set():
                continue
            self._engine.edited = dict(self._unsaved())
            try:
                findings = await asyncio.to_thread(self._findings)
            except Exception:  # noqa: BLE001  told, and the next state is looked at
                _LOG.exception("the paper could not be looked at")
                continue
            if not self._woken.is_set():  # else they are of an older text
                self._tell(findings)

    def _findings(self) -> tuple[Finding, ...]:
        self._names = self._engine.names()
        return self._engine.check().findings

    def _unsaved(self) -> Iterator[tuple[str, bytes]]:
        for uri, document in self.workspace.text_documents.items():
            path = self._path(uri)
            if path:
                yield path, document.source.encode(errors="surrogatepass")

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        by_file: dict[str, list[types.Diagnostic]] = defaultdict(list)
        for each in findings:
            by_file[each.location.path].append(self._diagnostic(each))
        open_files = {path for path, _ in self._unsaved()}
        for path in self._told | set(by_file) | open_files:
            told = types.PublishDiagnosticsParams(self._uri(path), by_file.get(path, []))
            self.text_document_publish_diagnostics(told)
        self._told = set(by_file)

    def _diagnostic(self, finding: Finding) -> types.Diagnostic:
        severity = _SEVERITIES[finding.severity]
        return types.Diagnostic(
            range=self.place_of(finding.location).range,
            message="\n".join(filter(None, (worded(finding.message), worded(finding.hint)))),
            severity=types.DiagnosticSeverity.Information if finding.accepted else severity,
            code=finding.rule.id,
            source="hakusho",
            related_information=[
                types.DiagnosticRelatedInformation(self.place_of(each.location), worded(each.label))
                for each in finding.related
            ],
        )

    def _place(self, at: _Asked) -> tuple[str, int]:
        """The line at a place, and how many characters stand before it."""
        document = self.workspace.text_documents.get(at.text_document.uri)
        lines, number = (document.lines if document else ()), at.position.line
        if number >= len(lines):
            return "", 0
        codec = self.workspace.position_codec
        return lines[number], codec.position_from_client_units(lines, at.position).character

    def _range(self, lines: Sequence[str], line: int, start: int, end: int) -> types.Range:
        codec = self.workspace.position_codec
        places = (types.Position(line, start), types.Position(line, end))
        return types.Range(*(codec.position_to_client_units(lines, each) for each in places))

    def _lines(self, path: str) -> Sequence[str]:
        document = self.workspace.text_documents.get(self._uri(path))
        if document:
            lines: Sequence[str] = document.lines
            return lines
        text, _ = read_text(self._root, path) if path else (None, ())
        return text.splitlines(keepends=True) if text else ()

    def _uri(self, path: str) -> str:
        return (self._root / path).as_uri()

    def _path(self, uri: str) -> str:
        """An editor's file from the paper's folder; empty if it is none of the paper's."""
        try:
            place = unquote(urlsplit(uri).path)
        except ValueError:  # no address at all
            return ""
        base = unquote(urlsplit(self._root.as_uri()).path)
        return place.removeprefix(f"{base}/") if place.startswith(f"{base}/") else ""


def paper_server(root: Path, engine: Engine) -> PaperServer:
    """A server that answers about a paper; it is started by its ``start_io``."""
    server = PaperServer(root, engine)
    for each in (
        types.TEXT_DOCUMENT_DID_OPEN,
        types.TEXT_DOCUMENT_DID_CHANGE,
        types.TEXT_DOCUMENT_DID_SAVE,
        types.TEXT_DOCUMENT_DID_CLOSE,
    ):
        server.feature(each)(lambda _params: server.wake())

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(at: types.HoverParams) -> types.Hover | None:
        told = [f"**{each.text}** {each.says}".strip() for each in server.names_at(at)]
        value = types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(told))
        return types.Hover(value) if told else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(at: types.DefinitionParams) -> list[types.Location]:
        return [server.place_of(each.location) for each in server.names_at(at)]

    asked = types.CompletionOptions(trigger_characters=["@", '"', "{", "#", "("])

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, asked)
    def completion(at: types.CompletionParams) -> list[types.CompletionItem]:
        return server.completions(at)

    return server
