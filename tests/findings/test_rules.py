import re

from hakusho.findings import RULES, Location


def test_ids_are_family_and_number():
    assert all(re.fullmatch(r"[A-Z]{3}\d{3}", rule_id) for rule_id in RULES)


def test_summaries_are_one_line_without_full_stop():
    for rule in RULES.values():
        assert rule.summary
        assert "\n" not in rule.summary
        assert not rule.summary.endswith(".")


def test_location_prints_what_is_known():
    assert str(Location("a.md", 3, 4)) == "a.md:3:4"
    assert str(Location("a.md", 3)) == "a.md:3"
    assert str(Location("a.md", 0, 4)) == "a.md"


def test_every_rule_is_emitted_somewhere(repository):
    source = "".join(
        file.read_text(encoding="utf-8")
        for file in (repository / "src").rglob("*.py")
        if file.name != "rules.py"
    )
    assert [rule_id for rule_id in RULES if f'"{rule_id}"' not in source] == []


def test_the_reference_has_each_rule_with_its_severity(repository):
    reference = (repository / "docs/rules.md").read_text(encoding="utf-8")
    row = re.compile(r"^\| \[(\w+)\]\(#\w+\) \| (\w+) \| (.*) \| (essential)? ?\|$", re.MULTILINE)
    assert {name: said for name, *said in row.findall(reference)} == {
        rule.id: [rule.severity.value, rule.summary, "essential" if rule.essential else ""]
        for rule in RULES.values()
    }
