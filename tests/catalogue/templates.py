"""All that findings and the command line may say: templates that the sources hold as literals.

Functions that fill templates in are told by their parameters' names (``GIVEN_TO``), so that what
is given to them can be followed to its literal, whether it stands there, under a name or in a table.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "hakusho"
GIVEN_TO = {"message", "hint", "problem", "template", "label", "otherwise", "between"}
"""Parameters that take a template or a sentence, of functions that fill templates in."""
SENTENCES = {"message", "hint", "problem", "about_network", "about_numbers"}
"""Attributes that are sentences; mypy knows that they are."""
FILLING = {"did_you_mean", "lacks", "together", "_name_finding", "_review"}
"""Functions without values that take a sentence nevertheless."""
ENTRIES = "citations/entries.py"
MADE_OF_SENTENCES = ("Text", "Finding", "Fault")


@cache
def trees():
    files = sorted(SOURCE.rglob("*.py"))
    return tuple((f.relative_to(SOURCE).as_posix(), ast.parse(f.read_text("utf-8"))) for f in files)


def _makers(trees):
    """Name of each function that fills in templates, and which of its arguments these are."""
    makers = {"SaidError": {0}}
    for module, tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                named = [getattr(base, "id", "") for base in node.bases]
                bases = [base for base in named if {base, f"{module} {base}"} & {*makers}]
                own = [each for each in node.body if getattr(each, "name", "") == "__init__"]
                key = f"{module} {node.name}" if node.name.startswith("_") else node.name
                makers.update({key: _templates_of(own[0])} if own else {})
                fields = _template_fields(node)
                makers.update({key: fields} if fields else {})
                makers.update({} if own or not bases else {key: {0}})
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


def _template_fields(node):
    """Which fields of a dataclass are templates, to be filled in by one of its methods."""
    fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]
    return {
        at
        for at, each in enumerate(fields)
        if each.target.id in SENTENCES and ast.unparse(each.annotation) == "str"
    }


class _Module:
    """The templates that a module holds, and what it gives for one and is none."""

    def __init__(self, name, tree, makers, returning):
        self.name, self.tree, self.makers, self.returning = name, tree, makers, returning
        self.templates, self.faults = [], []
        self.above = {c: n for n in ast.walk(tree) for c in ast.iter_child_nodes(n)}
        for call in ast.walk(tree):
            if isinstance(call, ast.Call):
                places = self._templates_in(call.func)
                for each in call.keywords if places else ():
                    if each.arg in SENTENCES:
                        self._look_at(each.value, set())
                for at in places:
                    for arguments in self._arguments(call):
                        if len(arguments) > at and not _is_starred(arguments[: at + 1]):
                            self._look_at(arguments[at], set())

    def _arguments(self, call):
        """What a call gives by place, also where it is put together first: ``of(*given)``."""
        starred = next((n for n, each in enumerate(call.args) if isinstance(each, ast.Starred)), 0)
        within = getattr(call.args[starred], "value", None) if call.args else None
        if not isinstance(within, ast.Name):
            return [call.args]
        scope = call
        while scope in self.above and not isinstance(scope, ast.FunctionDef):
            scope = self.above[scope]
        before, after = call.args[:starred], call.args[starred + 1 :]
        tuples = (each for each in _assigned(scope, within.id) if isinstance(each, ast.Tuple))
        return [call.args, *([*before, *each.elts, *after] for each in tuples)]

    def literals(self, functions, catalogue):
        """What the module gives, as a literal, to functions that look into a catalogue for it."""
        for call in ast.walk(self.tree):
            if isinstance(call, ast.Call) and functions.get(_name_of(call.func)) == catalogue:
                yield from self._texts_of(call.args[0])

    def _texts_of(self, value):
        if isinstance(value, ast.Constant):
            yield value.value
        elif isinstance(value, ast.Name):
            for each in _assigned(_root(value, self.above), value.id):
                for part in ast.walk(each):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value

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
        elif isinstance(value, ast.Subscript | _Unpacked):
            self.templates += self._texts_in(self._table(value), getattr(value, "at", None))
        elif not self._is_sentence(value):
            self.faults.append(f"{self.name}:{value.lineno}: {ast.unparse(value)}")

    def _is_sentence(self, value):
        if isinstance(value, ast.Call):
            return _name_of(value.func) in self.returning
        return isinstance(value, ast.Attribute) and value.attr in SENTENCES

    def _table(self, name):
        """The table of the module in which something is looked up."""
        while isinstance(name, ast.Subscript):
            name = name.value
        return next(_assigned(_root(name, self.above), getattr(name, "id", "")), name)

    def _texts_in(self, table, at):
        """The texts that a table holds, of tuples only those at a place, if there is one."""
        if isinstance(table, ast.Constant):
            return [table.value] if isinstance(table.value, str) else []
        if isinstance(table, ast.Tuple) and at is not None:
            return self._texts_in(table.elts[at], None)
        if isinstance(table, ast.Dict):
            within = table.values
        elif isinstance(table, ast.Name):
            within = _assigned(_root(table, self.above), table.id)
        else:  # a tuple, a frozenset(…), a MappingProxyType(…)
            within = table.args if isinstance(table, ast.Call) else getattr(table, "elts", ())
        return [text for each in within for text in self._texts_in(each, at)]

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


class _Unpacked(ast.Subscript):
    """One of several things that are looked up together: ``rule, message = TABLE[kind]``."""


def _part(value, at):
    """What a name gets that stands at a place among others."""
    if isinstance(value, ast.Tuple):
        yield value.elts[at]
    elif isinstance(value, ast.Subscript):
        found = ast.copy_location(_Unpacked(value.value, value.slice, value.ctx), value)
        found.at = at
        yield found


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
                elif isinstance(target, ast.Tuple):
                    names = [getattr(each, "id", "") for each in target.elts]
                    yield from _part(node.value, names.index(name)) if name in names else ()
        elif isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple):
            names = [getattr(each, "id", "") for each in getattr(node.target, "elts", ())]
            rows = (each for each in node.iter.elts if isinstance(each, ast.Tuple))
            yield from (row.elts[names.index(name)] for row in rows if name in names)
        elif isinstance(node, ast.AugAssign) and getattr(node.target, "id", "") == name:
            yield ast.copy_location(ast.JoinedStr([]), node)  # no sentence is made piece by piece


@cache
def modules():
    """Every module of Hakusho, with the templates in it."""
    every = trees()
    returning = {"Text", "hint_for"}
    for _, tree in every:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and node.returns is not None:
                kinds = ast.unparse(node.returns)
                returning |= {node.name} if any(k in kinds for k in MADE_OF_SENTENCES) else set()
    makers = _makers(every)
    return tuple(_Module(name, tree, makers, returning) for name, tree in every)
