"""What findings say: templates with named values, so that another language is a table."""

from __future__ import annotations

import ast
import pickle
from pathlib import Path

import pytest

from hakusho.findings import NOTHING, Finding, Location, SaidError, Text, said, say, unpacked
from hakusho.findings.sentences import _only_ours, places

SOURCE = Path(__file__).parents[2] / "src" / "hakusho"
GIVEN_TO = {"message", "hint", "problem", "template", "label", "otherwise"}
"""Parameters that take a template or a sentence, of functions that fill templates in."""
SENTENCES = {"message", "hint", "problem"}
"""Attributes that are sentences; mypy knows that they are."""
FILLING = {"did_you_mean", "_review"}
"""Functions without values that take a sentence nevertheless."""
ENTRIES = "citations/entries.py"
MADE_OF_SENTENCES = ("Text", "Finding", "Fault")


def _trees():
    files = sorted(SOURCE.rglob("*.py"))
    return [(f.relative_to(SOURCE).as_posix(), ast.parse(f.read_text("utf-8"))) for f in files]


def _makers(trees):
    """Name of each function that fills in templates, and which of its arguments these are."""
    makers = {"SaidError": {0}}
    for module, tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                bases = [base for base in node.bases if makers.get(getattr(base, "id", ""))]
                own = [each for each in node.body if getattr(each, "name", "") == "__init__"]
                makers.update({node.name: _templates_of(own[0])} if own else {})
                makers.update({} if own or not bases else {node.name: {0}})
            elif isinstance(node, ast.FunctionDef) and node.name != "__init__":
                key = f"{module} {node.name}" if node.name.startswith("_") else node.name
                key = "entry.finding" if key == "finding" and module == ENTRIES else key
                makers.setdefault(key, set()).update(_templates_of(node))
    return {name: indices for name, indices in makers.items() if indices}


def _templates_of(function):
    names = [each.arg for each in function.args.args]
    names = names[1:] if names[:1] in (["self"], ["cls"]) else names
    filled = getattr(function.args.vararg, "arg", "") == "values" or function.name in FILLING
    return {at for at, name in enumerate(names) if name in GIVEN_TO} if filled else set()


class _Module:
    """The templates that a module holds, and what it gives for one and is none."""

    def __init__(self, name, tree, makers, returning):
        self.name, self.makers, self.returning = name, makers, returning
        self.templates, self.faults = [], []
        self.above = {c: n for n in ast.walk(tree) for c in ast.iter_child_nodes(n)}
        for call in ast.walk(tree):
            if isinstance(call, ast.Call):
                for at in self._templates_in(call.func):
                    if len(call.args) > at and not _is_starred(call.args[: at + 1]):
                        self._look_at(call.args[at], set())

    def _templates_in(self, function):
        name = _name_of(function)
        if name == "finding" and ast.unparse(function).endswith("entry.finding"):
            name = "entry.finding"
        if name == "of" and ast.unparse(function) != "Finding.of":
            return ()
        return self.makers.get(f"{self.name} {name}", self.makers.get(name, ()))

    def _look_at(self, value, seen):
        if isinstance(value, ast.Constant):
            self.templates += [value.value] if isinstance(value.value, str) else []
        elif isinstance(value, ast.IfExp | ast.BoolOp):
            parts = value.values if isinstance(value, ast.BoolOp) else (value.body, value.orelse)
            for each in parts:
                self._look_at(each, seen)
        elif isinstance(value, ast.Name):
            self._look_at_name(value, seen)
        elif isinstance(value, ast.Subscript):
            for each in ast.walk(self._constant(value.value)):
                self.templates += [each.value] if isinstance(each, ast.Constant) else []
        elif not self._is_sentence(value):
            self.faults.append(f"{self.name}:{value.lineno}: {ast.unparse(value)}")

    def _is_sentence(self, value):
        if isinstance(value, ast.Call):
            return _name_of(value.func) in self.returning
        return isinstance(value, ast.Attribute) and value.attr in SENTENCES

    def _constant(self, name):
        """What a table of the module holds."""
        return next(_assigned(_root(name, self.above), getattr(name, "id", "")), name)

    def _look_at_name(self, name, seen):
        scope = name
        while scope in self.above:
            scope = self.above[scope]
            if not isinstance(scope, ast.FunctionDef | ast.Module) or (name.id, scope) in seen:
                continue
            seen.add((name.id, scope))
            values = list(_assigned(scope, name.id))
            for value in values:
                self._look_at(value, seen)
            if values:
                return


def _is_starred(arguments):
    return any(isinstance(each, ast.Starred) for each in arguments)


def _root(node, above):
    while node in above:
        node = above[node]
    return node


def _name_of(function):
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _assigned(scope, name):
    """What a scope assigns to a name, where that can be told."""
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if getattr(target, "id", "") == name:
                    yield node.value
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = zip(target.elts, node.value.elts, strict=False)
                    yield from (each for at, each in pairs if getattr(at, "id", "") == name)
        elif isinstance(node, ast.AugAssign) and getattr(node.target, "id", "") == name:
            yield ast.copy_location(ast.JoinedStr([]), node)  # no sentence is made piece by piece


def _modules():
    trees = _trees()
    returning = {"Text", "hint_for"}
    for _, tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.returns is not None:
                kinds = ast.unparse(node.returns)
                returning |= {node.name} if any(k in kinds for k in MADE_OF_SENTENCES) else set()
    makers = _makers(trees)
    return [_Module(name, tree, makers, returning) for name, tree in trees]


MODULES = _modules()
TEMPLATES = sorted({each for module in MODULES for each in module.templates})


def test_what_is_read_back_prints_values_as_our_templates_do_and_in_no_other_way():
    for template in TEMPLATES:
        _only_ours(template)
    assert say("{code:04X}", 12).packed() == ["{code:04X}", {"code": 12}]
    for template in ("{x:999999999}", "{x.__class__}", "{x[0]}", "{x:{x}}", "{0}", "{"):
        with pytest.raises((ValueError, KeyError)):
            unpacked([template, {"x": 1, "0": 1}])
    for values in ({"x": [1]}, {"x": None}, {"x": {}}, []):
        with pytest.raises((ValueError, TypeError, AttributeError)):
            unpacked(["{x}", values])


def test_what_findings_say_is_no_f_string_and_nothing_put_together():
    assert [fault for module in MODULES for fault in module.faults] == []
    assert len(TEMPLATES) > 500


def test_templates_name_their_places_and_format():
    for template in TEMPLATES:
        names = places(template)
        assert all(name.isidentifier() for name in names), template
        for number in (7, 7.0, "7"):
            try:
                assert str(Text(template, dict.fromkeys(names, number))) or not template
                break
            except ValueError:  # {over:.0f} is for numbers
                continue
        else:
            pytest.fail(template)


def test_nobody_reads_what_a_finding_says():
    read = []
    for name, tree in _trees():
        for node in ast.walk(tree):
            parts = [node.left, *node.comparators] if isinstance(node, ast.Compare) else []
            parts += [node.func.value] if _is_method(node) else []
            read += [f"{name}:{p.lineno}" for p in parts if getattr(p, "attr", "") in SENTENCES]
    # A date is read or not, and pydantic speaks of a type: neither is a sentence of ours.
    assert [
        each for each in read if not each.startswith(("checks/bibliography/date", "citat"))
    ] == []


def _is_method(node):
    called = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    return called and node.func.attr not in {"packed", "through"}


def test_another_language_is_a_table():
    table = {
        "{path}: {problem}": "{path}では、{problem}",
        "there is no list '{way}'": "「{way}」という一覧はない",
        "Did you mean '{name}'?": "「{name}」のことか。",
    }
    problem = say("there is no list '{way}'", "ships")
    finding = Finding.of(
        *("PAP002", Location("a.md"), "{path}: {problem}", "Did you mean '{name}'?"),
        *("a.md", problem, "vessels"),
    )
    assert (finding.message, finding.hint) == (
        "a.md: there is no list 'ships'",
        "Did you mean 'vessels'?",
    )
    assert finding.message.through(table) == "a.mdでは、「ships」という一覧はない"
    assert finding.hint.through(table) == "「vessels」のことか。"
    assert finding.hint.through({}) == finding.hint


def test_a_sentence_survives_another_process_and_the_disk():
    sentence = say("{problem}: {count:,}", say("too long by {over:.0f} mm", 1.4), 1200)
    assert sentence == "too long by 1 mm: 1,200"
    for again in (pickle.loads(pickle.dumps(sentence)), unpacked(sentence.packed())):  # noqa: S301
        assert (again, again.template, again.values) == (
            sentence,
            sentence.template,
            sentence.values,
        )
        assert again.through({"too long by {over:.0f} mm": "{over:.1f} mm"}) == "1.4 mm: 1,200"


def test_exceptions_say_what_they_were_raised_with():
    error = SaidError("there is no list '{way}'", "ships")
    assert said(error).template == "there is no list '{way}'"
    assert say("{column}: {error}", "value", error).values["error"].template == said(error).template
    assert said(ValueError("plain {text}\n")) == "plain {text}"
    assert not NOTHING


def test_too_few_and_too_many_values_are_a_defect():
    for values in ((), ("a", "b")):
        with pytest.raises(ValueError, match="zip"):
            say("{one}", *values)
