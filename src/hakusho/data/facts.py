"""Facts: rows that have an ``id``, so that prose can ask for them, and values derived from them.

Ratios, differences, totals, shares and growth are declared beside the data.
"""

from __future__ import annotations

import re
import unicodedata
from collections import ChainMap, Counter
from dataclasses import replace
from fnmatch import translate
from graphlib import CycleError, TopologicalSorter
from itertools import islice
from typing import TYPE_CHECKING, Any

from hakusho.data.dataset import ALL_DATA, Derivation, Row
from hakusho.data.errors import ValueForAuthorError
from hakusho.data.fact import Fact, read_fact
from hakusho.data.frozen import FrozenMapping
from hakusho.data.intervals import Interval, point
from hakusho.findings import Finding, Location, Subject, also, did_you_mean, say
from hakusho.values.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from hakusho.data.dataset import Dataset
    from hakusho.data.quantities import Qualifier
    from hakusho.data.sidecar import Derived

MOST_FACTS = 50_000
"""Of a dataset: more are rows of a table, for which no text asks one by one."""
MOST_RESTED = 300_000
"""Facts on which derived values rest in all, each counted for each: more take minutes."""
_DEFAULT_UNITS = {
    "ratio": {"ja": "倍", "en": "times", "en_one": "times"},
    "share": {"ja": "%", "en": "%"},
    "growth": {"ja": "%", "en": "%"},
}
_DIVIDED_DIGITS = 1
_GUESSES = ("projection", "estimate")


class Facts(FrozenMapping[Fact]):
    """Facts by id; each is found by its dataset's name and its id (``fleet.lamps``) as well.

    An id that rows of several datasets have is none by itself: these facts are called by both.
    """

    __slots__ = ()

    def __getitem__(self, name: str) -> Fact:
        """The fact; raises KeyError."""
        fact: Fact | None = self.get(name)
        if fact is None:
            raise KeyError(name)
        return fact

    def get(self, key: str, default: Any = None) -> Any:
        """The fact, or ``default``."""
        fact = self._items.get(key)
        if fact is None and "." in key:
            dataset, _, own = key.partition(".")
            fact = self._items.get(own)
            if fact is not None and fact.dataset != dataset:
                fact = None
        return default if fact is None else fact

    def called(self, key: str) -> Fact | None:
        """The fact of a key as it stands, if there is one."""
        return self._items.get(key)

    def names(self) -> frozenset[str]:
        """All names that they can be asked for by."""
        alone = (fact for fact in self.values() if not fact.id.startswith(f"{fact.dataset}."))
        return frozenset((*self, *(f"{fact.dataset}.{fact.id}" for fact in alone)))


def facts_of(datasets: Mapping[str, Dataset]) -> tuple[Facts, tuple[Finding, ...]]:
    """Collect the facts of all datasets.

    Returns:
        The facts by id, rows first, and what is wrong: DAT002 a number, a date or a source that
        cannot be read, DAT004 an id that its dataset has given before, DAT013 a derived value that
        cannot be computed. A row without an id is no fact, nor are rows that are only numbered,
        nor those of a dataset with more than :data:`MOST_FACTS` of them, for which there is DAT026.
    """
    own: dict[str, dict[str, Fact]] = {}
    findings: list[Finding] = []
    for dataset in datasets.values():
        found = own.setdefault(dataset.name, {})
        if (excess := _excess(dataset)) is not None:
            findings.append(excess)
            continue
        for row in () if is_numbered(dataset) else dataset.rows:
            name = unicodedata.normalize("NFC", row.get("id"))
            if not name:
                continue
            problems: list[Finding] = []
            fact = read_fact(name, row, dataset, problems)
            if name in found:
                problems = [_given_twice(found[name], fact)]
            else:
                found[name] = fact
            findings += problems
    counted = Counter(name for found in own.values() for name in found)
    facts: dict[str, Fact] = {}
    for dataset_name, found in own.items():
        for name, fact in found.items():
            called = f"{dataset_name}.{name}" if counted[name] > 1 else name
            facts[called] = fact if called == name else replace(fact, id=called)
    derived, problems_of_derived = _derive(datasets, facts)
    return Facts({**facts, **derived}), (*findings, *problems_of_derived)


def _excess(dataset: Dataset) -> Finding | None:
    """DAT026 at the first row that is too many where there are more ids than may be facts."""
    if len(dataset.rows) <= MOST_FACTS or is_numbered(dataset):
        return None
    named = (row for row in dataset.rows if row.get("id"))
    first = next(islice(named, MOST_FACTS, None), None)
    if first is None:
        return None
    where, message = first.where("id"), "more than {most:,} rows have an id: none of them is a fact"
    hint = "Call the column otherwise, or keep the rows for which the text asks."
    subject = Subject("cell", str(where))
    return Finding.of("DAT026", where, message, hint, MOST_FACTS, subject=subject)


def is_numbered(dataset: Dataset) -> bool:
    """Whether the ids of a dataset only count its rows (0, 1, 2 or 1, 2, 3, in any order).

    They are facts all the same where the sidecar says ``facts: numbered``.
    """
    ids = [row.get("id") for row in dataset.rows]
    if not ids or (dataset.sidecar and dataset.sidecar.facts == "numbered"):
        return False
    counts = [{str(first + at) for at in range(len(ids))} for first in (0, 1)]
    return len(ids) > 1 and set(ids) in counts


def _given_twice(first: Fact, again: Fact) -> Finding:
    message = say("'{id}' is given already", first.id)
    there, here = first.quantity.text("ja"), again.quantity.text("ja")
    if there != here:
        values = (there or say("without a value"), here or say("without one"))
        message = say("{message}: there it is {there}, here {here}", message, *values)
    hint = "Give each fact an id of its own."
    related = also(first.row.where("id"), "the first one")
    return Finding.of("DAT004", again.row.where("id"), message, hint, related=related)


def _derive(
    datasets: Mapping[str, Dataset], facts: Mapping[str, Fact]
) -> tuple[Mapping[str, Fact], tuple[Finding, ...]]:
    """The derived values of all datasets; one that cannot be computed is a fact without value."""
    declared: dict[str, tuple[Derivation, str]] = {}
    findings: list[Finding] = []
    for dataset in datasets.values():
        for derivation in dataset.derived:
            name = derivation.declaration.id
            first = facts[name].location if name in facts else None
            first = declared[name][0].location if name in declared else first
            if first is not None:
                message = "'{id}' is given already"
                hint, related = "Give each fact an id of its own.", also(first, "the first one")
                where = derivation.location
                findings.append(Finding.of("DAT004", where, message, hint, name, related=related))
                continue
            declared[name] = derivation, dataset.name
    declarations = {name: derivation.declaration for name, (derivation, _) in declared.items()}
    operands, beyond = _all_operands(declared, Facts(facts))
    findings += [_too_many(declared[name][0].location) for name in beyond[:1]]
    failed = set(beyond)
    derived: dict[str, Fact] = {}
    known = ChainMap(derived, dict(facts))
    for name in _in_order(operands, declared, findings, failed):
        derivation, dataset_name = declared[name]
        values, problem = _values(declarations[name], operands[name], known)
        result = None
        if name in failed:
            problem = None  # its circle was told already
        elif problem is None and not failed.intersection(operands[name]):
            result, problem = _computed(declarations[name], values)
        if problem:
            where = derivation.location
            about = Subject("fact", str(where))  # what asks for it says no more
            findings.append(replace(problem, location=where, subject=about))
        if result is None:
            failed.add(name)
        derived[name] = _fact(derivation, dataset_name, values, result)
    # In the order of the files, not of the computation.
    return FrozenMapping({name: derived[name] for name in declared}), tuple(findings)


def _all_operands(
    declared: Mapping[str, tuple[Derivation, str]], facts: Facts
) -> tuple[Mapping[str, tuple[str, ...]], Sequence[str]]:
    """What each derived value rests on; and those with which it is too much in all."""
    declarations = {name: derivation.declaration for name, (derivation, _) in declared.items()}
    operands: dict[str, tuple[str, ...]] = {}
    beyond: list[str] = []
    rested = 0
    for name, (derivation, dataset) in declared.items():
        ids = _operands(derivation.declaration, dataset, facts, declarations) if not beyond else ()
        rested += len(ids)
        if rested > MOST_RESTED:
            beyond.append(name)
            ids = ()
        operands[name] = ids
    return operands, beyond


def _too_many(where: Location) -> Finding:
    message = "derived values rest on more than {most:,} others in all: from here none is computed"
    hint = "Derive them from sums that are derived already, or give them as rows."
    return replace(_problem(message, hint, MOST_RESTED), location=where)


def _operands(
    declaration: Derived,
    dataset: str,
    facts: Facts,
    declared: Mapping[str, Derived],
) -> tuple[str, ...]:
    """Ids of the operands; patterns stand for facts in rows only, so that none holds itself.

    An id is first one of the dataset's own.
    """
    found: dict[str, None] = {}
    for name in declaration.operands:
        if declaration.operation == "total" and any(sign in name for sign in "*?["):
            meant = re.compile(f"{translate(name)}|{translate(f'{dataset}.{name}')}")
            found |= dict.fromkeys(filter(meant.match, facts))
            continue
        own = f"{dataset}.{name}"
        fact = facts.called(own) or (facts.get(name) if name not in declared else None)
        found[fact.id if fact else name] = None
    if declaration.operation != "total" and len(found) < len(declaration.operands):
        return tuple(found) * len(declaration.operands)  # one divided by itself
    return tuple(found)


def _in_order(
    operands: Mapping[str, Sequence[str]],
    declared: Mapping[str, tuple[Derivation, str]],
    findings: list[Finding],
    failed: set[str],
) -> Iterator[str]:
    """Derived values, each after those that it rests on; one circle is one finding."""
    graph = {
        name: {each for each in ids if each in declared and each != name}
        for name, ids in operands.items()
    }
    while graph:
        try:
            yield from list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            circle = list(dict.fromkeys(error.args[1]))
            name = min(circle, key=list(graph).index)
            chain = " → ".join([*circle, circle[0]])
            message = "'{name}' rests on itself: {chain}"
            where = declared[name][0].location
            findings.append(replace(_problem(message, "", name, chain), location=where))
            failed.update(circle)
            for each in circle:
                graph[each] = graph[each] - set(circle)
        else:
            return


def _values(
    declaration: Derived, operands: Sequence[str], known: Mapping[str, Fact]
) -> tuple[list[Fact], Finding | None]:
    """The operands that there are, and what is wrong."""
    values = [known[name] for name in operands if name in known]
    missing = next((name for name in operands if name not in known), None)
    if missing is None:
        return values, None
    if missing == declaration.id:
        return values, _problem("'{name}' rests on itself", "", missing)
    hint, message = did_you_mean(missing, known), "'{id}' rests on '{name}', which is no fact"
    return values, _problem(message, hint, declaration.id, missing)


def _computed(
    declaration: Derived, values: Sequence[Fact]
) -> tuple[Interval | None, Finding | None]:
    try:
        return _result(declaration, values), None
    except ValueForAuthorError as error:
        problem = _problem("'{id}': {problem}", "", declaration.id, error)
        because = (*problem.because, *error.because)
        return None, replace(problem, because=because, related=error.related)
    except ZeroDivisionError:
        message = "'{id}' divides by 0, or by a range that may hold 0"
        return None, _problem(message, "", declaration.id)


def compute(declaration: Derived, operands: Sequence[Fact], where: Location, dataset: str) -> Fact:
    """A value that is derived from facts, as a sidecar would declare it.

    Raises:
        ValueForAuthorError: If it cannot be computed.
    """
    result, problem = _computed(declaration, operands)
    if result is None:
        said = problem.message if problem else say("this cannot be computed")
        raise ValueForAuthorError("{said}", said)
    return _fact(Derivation(declaration, where), dataset, operands, result)


def _problem(message: str, hint: str, *values: object) -> Finding:
    return Finding.of("DAT013", Location(""), message, hint, *values, because=ALL_DATA)


def _fact(
    derivation: Derivation, dataset: str, values: Sequence[Fact], result: Interval | None
) -> Fact:
    """A derived fact; without a value if there is no result."""
    declaration = derivation.declaration
    low, high, value, qualifier = _ends(result, values)
    sources = tuple(dict.fromkeys(pair for fact in values for pair in fact.sources))
    source, locator = sources[0] if sources else ("", "")
    dates = {fact.date for fact in values}
    below = dict.fromkeys(subject for fact in values for subject in fact.row.subjects)
    row = Row(FrozenMapping({"id": declaration.id}), derivation.location, rests_on=tuple(below))
    return Fact(
        id=declaration.id,
        value=value,
        low=low,
        high=high,
        unit=_unit(declaration, values),
        status=_status(values),
        source=source,
        locator=locator,
        date=declaration.year or (dates.pop() if len(dates) == 1 else ""),
        row=row,
        labels=FrozenMapping({each: declaration.label.text(each) for each in LANGUAGES}),
        qualifier=qualifier,
        dataset=dataset,
        sources=sources,
        operands=tuple(fact.id for fact in values),
    )


def _result(declaration: Derived, facts: Sequence[Fact]) -> Interval:
    operation = declaration.operation
    if not facts:
        raise ValueForAuthorError("no fact is called {operands}", ", ".join(declaration.operands))
    _same_unit(declaration, facts)
    values = [_interval(fact) for fact in facts]
    digits = declaration.digits
    if operation == "total":
        total = point(0)
        for value in values:
            total += value
        return total if digits is None else total.rounded(digits)
    first, second = values
    if operation == "difference":
        difference = first - second
        return difference if digits is None else difference.rounded(digits)
    if operation == "growth":
        if not first.positive:
            raise ValueForAuthorError("growth from a value that is not above 0 means nothing")
        quotient = (second / first - point(1)).times(100)
    else:
        quotient = first / second
        quotient = quotient.times(100) if operation == "share" else quotient
    return quotient.rounded(_DIVIDED_DIGITS if digits is None else digits)


def _interval(fact: Fact) -> Interval:
    if fact.value is None:
        if fact.low is None and fact.high is None:
            message = "the fact '{id}' has no value: no number stands in a column called value"
            raise fact.lacks(message)
        over, under = fact.qualifier == "over", fact.qualifier == "under"
        return Interval(fact.low, fact.high, over, under)
    return {
        "at_least": Interval(fact.value, None),
        "over": Interval(fact.value, None, low_open=True),
        "at_most": Interval(None, fact.value),
        "under": Interval(None, fact.value, high_open=True),
    }.get(fact.qualifier, point(fact.value))


def _same_unit(declaration: Derived, facts: Sequence[Fact]) -> None:
    if declaration.operation == "ratio" and declaration.unit is not None:
        return  # for example ships per harbour
    for fact in facts[1:]:
        ours, theirs = facts[0].unit.get("ja", ""), fact.unit.get("ja", "")
        if ours != theirs:
            names = (facts[0].id, ours or say("no unit"), fact.id, theirs or say("no unit"))
            raise ValueForAuthorError("'{id}' is in {unit} and '{other}' in {its_unit}", *names)


def _ends(
    result: Interval | None, facts: Sequence[Fact]
) -> tuple[Decimal | None, Decimal | None, Decimal | None, Qualifier]:
    """Low, high, value and qualifier of a result."""
    if result is None or (result.low is None and result.high is None):
        return None, None, None, ""
    about = any(fact.qualifier == "about" for fact in facts)
    if result.exact:
        ranged = any(not _interval(fact).exact for fact in facts)
        return None, None, result.low, "about" if about or ranged else ""
    qualifier: Qualifier = "about" if about else ""
    if result.high is None and result.low_open:
        qualifier = "over"
    if result.low is None and result.high_open:
        qualifier = "under"
    return result.low, result.high, None, qualifier


def _unit(declaration: Derived, facts: Sequence[Fact]) -> Mapping[str, str]:
    if declaration.unit is not None:
        return FrozenMapping({"ja": declaration.unit.ja, "en": declaration.unit.en, "en_one": ""})
    default = _DEFAULT_UNITS.get(declaration.operation)
    if default is not None:
        return FrozenMapping({"en_one": "", **default})
    return facts[0].unit if facts else FrozenMapping[str]({})


def _status(facts: Sequence[Fact]) -> str:
    """The least certain status of the operands, else the one that they share."""
    statuses = [fact.status for fact in facts]
    guess = next((status for status in _GUESSES if status in statuses), "")
    return guess or (statuses[0] if len(set(statuses)) == 1 else "")
