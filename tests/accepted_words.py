"""What findings say: held against what was accepted last."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache, wraps
from inspect import isfunction

import yaml

from catalogue.catalogues import CATALOGUES
from catalogue.gathering import gathered
from hakusho.findings import Finding
from hakusho.findings.sentences import Text
from read_yaml import read_yaml

_OF_OTHERS = frozenset({"error"})
"""Values of sentences that are the words of a library, which its next version may change."""


def told(finding):
    """A finding as it is told: place, rule, message and hint, and the other places."""
    others = "".join(f" [{each.location} {each.label}]" for each in finding.related)
    message, hint = _ours(finding.message), _ours(finding.hint)
    return f"{finding.location} {finding.rule.id} {message} | {hint}{others}"


def told_whole(finding):
    """The same, with what it is about and what it may follow from."""
    subjects = [finding.subject] if finding.subject else []
    about = "".join(f" about {each.kind} {each.name}" for each in subjects)
    because = "".join(f" because of {each.kind} {each.name}" for each in finding.because)
    return f"{told(finding)}{about}{because}"


def _ours(text):
    if _OF_OTHERS.isdisjoint(text.values):
        return text
    return Text(text.template, {**text.values, **dict.fromkeys(_OF_OTHERS, "…")})


def hold(request, findings):
    """Hold all that one test was told, in order, against ``MODULE_words.yaml`` beside the test.

    Whatever is said can be said in Japanese, too.
    """
    said = [text for each in findings for text in (each.message, each.hint)]
    assert not {each for text in said for each in _untranslated(text)}
    hold_lines(request, [told(each) for each in findings], "words")


def _untranslated(text):
    """The templates of a sentence, and of those in it, that the catalogue does not have."""
    words = re.search("[a-z]{3}", re.sub(r"\{.*?\}", "", text.template))
    if words and text.template not in _templates():
        yield text.template
    for value in text.values.values():
        if isinstance(value, Text):
            yield from _untranslated(value)


@cache
def _templates():
    return {text for name, _ in CATALOGUES for text in gathered(name)}


def hold_lines(request, said, what):
    """Hold lines of one test against those accepted in ``MODULE_WHAT.yaml`` beside it.

    A test without lines has no entry. With ``HAKUSHO_ACCEPT=1`` its entry is written anew; look at
    the difference.
    """
    file = request.path.with_name(f"{request.path.stem.removeprefix('test_')}_{what}.yaml")
    accepted = _accepted(file)
    name = request.node.name
    if os.environ.get("HAKUSHO_ACCEPT") and said != accepted.get(name, []):
        accepted.pop(name, None)
        if said:
            accepted[name] = said
        text = yaml.safe_dump(accepted, allow_unicode=True, width=10_000)
        file.write_text(text, encoding="utf-8")
    assert said == accepted.get(name, [])


def findings_kept(module, patch):
    """Let a test's module keep what Hakusho finds for it: a list that fills as the test runs.

    These are the findings that functions give back which the module calls by their names.
    """
    found = []
    for name, each in [*vars(module).items()]:
        ours = isfunction(each) and each.__module__.startswith("hakusho.")
        if ours and "Finding" in str(each.__annotations__.get("return", "")):
            patch.setattr(module, name, _kept(each, found))
    return found


def _kept(function, found):
    @wraps(function)
    def called(*given, **named):
        result = function(*given, **named)
        if isinstance(result, Iterator):
            several = [*result]
            found.extend(_in(several))
            return iter(several)
        found.extend(_in(result))
        return result

    return called


def _in(result):
    """All findings in what a function gives back."""
    if isinstance(result, Finding):
        yield result
    elif isinstance(result, tuple | list | set | frozenset):
        for each in result if isinstance(result, tuple | list) else sorted(result, key=str):
            yield from _in(each)
    elif isinstance(result, Mapping):
        yield from _in([*result.values()])


@cache
def _accepted(file):
    return read_yaml(file) if file.is_file() else {}
