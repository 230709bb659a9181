"""Issues entered into the record of issues, in which nothing else changes: comments stay."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING

from ruamel.yaml import YAML

from hakusho.briefs.issued import EARLIER, Issue, read_issued

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEAD = """\
# What each brief held when it was issued: written by `hakusho brief NAME --issue`.
"""
_END = re.compile(r"^\.\.\.", re.MULTILINE)
"""YAML's mark for the end of a document, behind which nothing can be entered."""
_BOM = "\ufeff"


def with_issues(text: str, issues: Mapping[str, Issue]) -> str:
    """Enter issues, by the name of the brief, into a record that can be read.

    Nothing else in it changes: comments stay, and an issue that was the last one of its brief
    stands below the new one under its number.
    """
    bom, text = text[: text.startswith(_BOM)], text.removeprefix(_BOM)
    before = read_issued(text)[0]
    for name, issue in sorted(issues.items()):
        if before.get(name) != issue:
            text = _with_issue(text, name, issue)
    return bom + text


def _with_issue(text: str, name: str, issue: Issue) -> str:
    break_ = "\r\n" if "\r\n" in text else "\n"
    entry = _dumped({name: issue.model_dump()}).replace("\n", break_)
    node = YAML().compose(text)
    ended = _END.search(text)
    if node is not None and (node.flow_style or node.start_mark.column or ended):  # by hand
        document = YAML().load(text)
        document.fa.set_block_style()
        text = _dumped(document)
        node = YAML().compose(text)
    keys = {key.value: key for key, _ in node.value} if node is not None else {}
    if name not in keys:
        text = text or _HEAD
        return text + (break_ if text[-1] not in "\r\n" else "") + entry
    earlier = [each for key in keys if (each := EARLIER.fullmatch(key)) and each["name"] == name]
    number = 1 + max((int(each["number"]) for each in earlier), default=0)
    start, end = keys[name].start_mark.index, keys[name].end_mark.index
    renamed = _dumped({f"{name}@{number}": None}).rpartition(":")[0]
    return text[:start] + entry + renamed + text[end:]


def _dumped(value: object) -> str:
    out = StringIO()
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 10_000
    yaml.dump(value, out)
    return out.getvalue()
