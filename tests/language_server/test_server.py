"""An editor's session: a client of pygls starts ``hakusho lsp`` and asks what editors ask."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from hakusho.language_server.cursor import begun_at, written_at

BIB = "@book{kito2024, author = {木戸, 一}, yomi = {きど}, title = {港の条約}, publisher = {社}, date = {2024}}\n"
REPORT = """\
slug: trial
title: 試しの論文
authors: [{name: 試作班}]
date: 2026-04-01
bibliography: [bib/a.bib]
"""
CHAPTER = """\
# 序 {#sec-intro}

𠮷本文[@kito2024, 3頁]。@sec-intro とACMと{{ fact("ships-2025") }}。
"""
FILES = {
    "bib/a.bib": BIB,
    "report/chapters/01.md": CHAPTER,
    "report/terms.yaml": "abbreviations:\n  - {abbr: ACM, ja: 同盟調整メカニズム, en: Alliance Coordination Mechanism}\n",
    "figures/data/fleet.csv": "id,item,value,unit,source\nships-2025,船,1200,隻,kito2024\n",
    "report/briefs/minister.md": "---\ntitle: 概要\n---\n\n要点。\n",
}
PATIENCE = 40


class _Editor:
    """A client with one chapter open."""

    def __init__(self, client, root):
        self.client, self.uri = client, (root / "report/chapters/01.md").as_uri()
        self.told, self.news = {}, asyncio.Event()
        self.version = 1

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def diagnostics(params):
            self.told[params.uri] = params.diagnostics
            self.news.set()

    async def open(self, text):
        document = types.TextDocumentItem(self.uri, "markdown", 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(document))

    async def type(self, text):
        self.version += 1
        named = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(named, [change]))

    async def codes(self, wanted):
        """Wait until the chapter has these findings."""
        async with asyncio.timeout(PATIENCE):
            while True:
                self.news.clear()
                found = [each.code for each in self.told.get(self.uri, [])]
                if self.uri in self.told and found == wanted:
                    return self.told[self.uri]
                await self.news.wait()

    def at(self, line, character):
        return types.TextDocumentIdentifier(self.uri), types.Position(line, character)


async def _session(root, scene):
    client = LanguageClient("test", "1")
    await client.start_io(sys.executable, "-m", "hakusho", "lsp", "--project", str(root))
    try:
        editor = _Editor(client, root)
        capabilities = types.ClientCapabilities()
        await client.initialize_async(types.InitializeParams(capabilities, root_uri=root.as_uri()))
        client.initialized(types.InitializedParams())
        await scene(editor)
        await client.shutdown_async(None)
        client.exit(None)
        await client._server.wait()
    finally:
        if client._server.returncode is None:  # a scene has failed, and waits for nothing more
            client._server.terminate()
        await client.stop()


@pytest.fixture
def session(make_paper, monkeypatch):
    monkeypatch.setenv("HAKUSHO_LANG", "en")
    root = make_paper(FILES, report=REPORT)
    return lambda scene: asyncio.run(_session(root, scene))


def test_findings_follow_what_is_typed_and_not_saved(session):
    async def scene(editor):
        await editor.open(CHAPTER.replace("kito2024", "kito2042"))
        (finding,) = await editor.codes(["CIT001"])
        assert finding.source == "hakusho"
        assert finding.severity == types.DiagnosticSeverity.Error
        assert finding.message == "kito2042 is not in the bibliography\nDid you mean kito2024?"
        # Two units of UTF-16 stand for the character before the text.
        assert finding.range.start == types.Position(2, 5)
        await editor.type(CHAPTER)
        await editor.codes([])
        await editor.type(f"{CHAPTER}\n[^a]\n")
        (finding,) = await editor.codes(["NTE001"])
        assert finding.range.start.line == 4

    session(scene)


def test_names_are_explained_found_and_completed(session):
    async def scene(editor):
        await editor.open(CHAPTER)
        await editor.codes([])
        client = editor.client
        line = CHAPTER.splitlines()[2]
        for name, says, place in (
            ("kito2024", "**kito2024** 木戸, 一, 港の条約, 社, 2024", "bib/a.bib"),
            ("sec-intro", "**sec-intro** 序", "report/chapters/01.md"),
            (
                "ACM",
                "**ACM** 同盟調整メカニズム / Alliance Coordination Mechanism",
                "report/terms.yaml",
            ),
            ("ships-2025", "**ships-2025** 船, 1,200隻, @kito2024", "figures/data/fleet.csv"),
        ):
            column = len(line[: line.index(name)].encode("utf-16-le")) // 2 + 2
            hover = await client.text_document_hover_async(types.HoverParams(*editor.at(2, column)))
            assert hover.contents.value == says
            (found,) = await client.text_document_definition_async(
                types.DefinitionParams(*editor.at(2, column))
            )
            assert found.uri.endswith(place)
        for typed, offered in (
            ("本文[@ki", {"kito2024", "sec-intro"}),
            ('{{ fact("sh', {"ships-2025"}),
            ('::: {.only brief="', {"minister"}),
            ("[語](#", {"sec-intro"}),
            ("AC", {"ACM"}),
        ):
            await editor.type(f"{CHAPTER}\n{typed}")
            items = await client.text_document_completion_async(
                types.CompletionParams(*editor.at(4, len(typed)))
            )
            assert {item.label for item in items} == offered

    session(scene)


@pytest.mark.parametrize(
    ("line", "column", "text", "kinds"),
    [
        ("本文[@kito2024, 46頁]。", 6, "kito2024", ("work", "part")),
        ("@{kito2024}は", 5, "kito2024", ("work", "part")),
        ('{{ fact("a-b") }}', 10, "a-b", ("fact",)),
        ('{{ section("sec-a", heading=false) }}', 14, "sec-a", ("part",)),
        ('{.only brief="a minister"}', 20, "minister", ("brief",)),
        ("[語](#sec-a)", 6, "sec-a", ("part",)),
        ("![図](map){#fig-map}", 6, "map", ("figure",)),
        ("同盟はACMで", 5, "ACM", ("term",)),
    ],
)
def test_a_name_is_known_by_how_it_is_written(line, column, text, kinds):
    found = written_at(line, column)
    assert (found.text, found.kinds) == (text, kinds)
    assert line[found.start : found.end] == text


@pytest.mark.parametrize(
    ("line", "column"), [("本文である。", 2), ("@kito2024 は述べた", 11), ("", 0)]
)
def test_elsewhere_there_is_no_name(line, column):
    assert written_at(line, column) is None


def test_only_what_is_being_typed_is_completed():
    assert begun_at("[@ki", 4).text == "ki"
    assert begun_at("[@", 2).text == ""
    assert begun_at("[@ki] ", 6) is None


def test_an_editor_that_asks_wrongly_gets_answers_and_no_traceback(make_paper):
    root = make_paper(FILES, report=REPORT)
    os.mkfifo(root / "report/chapters/02.md")  # found by the check, and not waited for
    uri = (root / "report/chapters/01.md").as_uri()
    document = {"uri": uri, "languageId": "markdown", "version": 1}
    broken = {**document, "uri": "http://[::1", "text": "\ud800"}
    asked = [(uri, 99, 3), (uri, 2, 10**9)]
    asked += [(each, 0, 0) for each in ("", "untitled:1", "http://[::1", "file:///a%00b")]
    places = [
        {"textDocument": {"uri": each}, "position": {"line": line, "character": at}}
        for each, line, at in asked
    ]
    below = {"line": -1, "character": 3}
    lacking = [{}, {"textDocument": 5}, None, {"textDocument": {"uri": uri}, "position": below}]
    sent = [
        _request("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 0),
        _request("textDocument/didOpen", {"textDocument": {**document, "text": CHAPTER}}),
        *(_request("textDocument/hover", each, 1 + n) for n, each in enumerate(places + lacking)),
        _request("textDocument/didOpen", {}),
        _request("textDocument/didOpen", {"textDocument": broken}),
        b"{not json",
        b"[]",
        b"\xff\xfe",
        _request("nothing/there", {}, 98),
        _request("shutdown", None, 99),
        _request("exit", None),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "hakusho", "lsp", "--project", root],
        input=b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(each), each) for each in sent),
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode()
    assert done.returncode == 0, said
    assert "Traceback" not in said
    assert "defect" not in said
    assert said.count("the editor's protocol: ") > len(lacking)
    for number in range(1, len(places) + 1):
        assert b'"id": %d, "jsonrpc": "2.0", "result": null' % number in done.stdout
    assert b'"id": 99' in done.stdout


def _request(method, params, number=None):
    asked = {"jsonrpc": "2.0", "method": method, "params": params}
    return json.dumps(asked if number is None else {**asked, "id": number}).encode()
