"""The rules' file: what it holds, and each mistake with line and reason."""

from datetime import date
from pathlib import Path

import pytest

from answerable.errors import InputError, NotFound
from answerable.findings.timeliness.rules import Kind, own_rules, rules_of
from answerable.findings.timeliness.toml import parse_toml

GOOD = """\
[rule.moot-nine]
chamber = "ow-moot"
kinds = ["ordinary"]
unit = "sitting days"
count = 9
words = "answered within nine sitting days"
source = "Standing Order 3 of the Moot"
since = 2020-01-01
until = 2021-12-31
target = 0.9
"""


def test_our_own_rules() -> None:
    names = ["named-day", "ordinary-5-working", "ordinary-5-sitting", "ordinary-7-calendar", "lords-10-working"]
    assert list(own_rules().known)[:5] == names
    assert [own_rules().rule(name).count for name in names] == [0, 5, 5, 7, 10]
    assert own_rules().rule("eu-six-weeks").covers("eu-parliament", Kind.ORDINARY)
    assert own_rules().rule("eu-priority").count == 21
    assert all(rule.source and rule.words for rule in own_rules().known.values())


def test_a_reading_is_what_was_chosen_and_the_defaults_for_the_rest() -> None:
    plain = [rule.id for rule in own_rules().reading()]
    assert plain == ["named-day", "ordinary-5-sitting", "lords-10-working", "eu-six-weeks", "eu-priority"]
    chosen = [rule.id for rule in own_rules().reading("ordinary-5-working")]
    assert chosen == ["ordinary-5-working", "named-day", "lords-10-working", "eu-six-weeks", "eu-priority"]
    with pytest.raises(NotFound, match="no rule is called 'soon'; there are named-day, "):
        own_rules().reading("soon")


def test_every_kind_of_question_of_a_chamber_has_one_rule_at_most() -> None:
    spoken = [(rule.chamber, kind) for rule in own_rules().reading() for kind in rule.kinds]
    assert len(spoken) == len(set(spoken))


def test_a_rule_is_in_force_between_its_days() -> None:
    rule = rules_of(parse_toml(GOOD, "moot.toml")).rule("moot-nine")
    assert rule.in_force(date(2020, 1, 1), date(2021, 12, 31))
    assert not rule.in_force(date(2019, 12, 31), date(2020, 6, 1))
    assert not rule.in_force(date(2021, 6, 1), date(2022, 1, 1))


def test_a_sentence_calls_a_rule_by_its_name_or_else_by_its_id() -> None:
    assert {rule.id: rule.called for rule in own_rules().known.values()} == {
        "named-day": "named-day rule",
        "ordinary-5-working": "five-working-day rule",
        "ordinary-5-sitting": "five-sitting-day rule",
        "ordinary-7-calendar": "seven-day rule",
        "lords-10-working": "ten-working-day rule",
        "eu-six-weeks": "six-week rule",
        "eu-priority": "three-week rule",
    }
    assert rules_of(parse_toml(GOOD, "moot.toml")).rule("moot-nine").called == "rule moot-nine"


def test_a_file_adds_to_our_own_rules(tmp_path: Path) -> None:
    (tmp_path / "moot.toml").write_text(GOOD)
    assert own_rules().extended(tmp_path / "moot.toml").rule("moot-nine").target == 0.9


@pytest.mark.parametrize(
    ("was", "now", "line", "reason"),
    [
        ("[rule.moot-nine]", "[rule.moot-nine", 1, "TOML"),
        ("[rule.moot-nine]", "[rules.moot-nine]", 0, "expected a table; got None"),
        ("[rule.moot-nine]", "rule = 3\n[x]", 1, "expected a table; got 3"),
        ('chamber = "ow-moot"', 'id = "x"', 2, "no id"),
        ('chamber = "ow-moot"', "", 1, "missing required field `chamber`"),
        ('chamber = "ow-moot"', "chamber = 4", 2, "Expected `str`, got `int`"),
        ('["ordinary"]', '["urgent"]', 3, "Invalid enum value 'urgent'"),
        ('["ordinary"]', "[]", 3, "at least one kind"),
        ('"sitting days"', '"fortnights"', 4, "Invalid enum value 'fortnights'"),
        ('"sitting days"', '"named day"', 5, "no count"),
        ("count = 9", "", 1, "1 to 3650 sitting days; got nothing"),
        ("count = 9", "count = 0", 5, "1 to 3650 sitting days; got 0"),
        ("count = 9", "count = 4000", 5, "1 to 3650 sitting days; got 4000"),
        ("count = 9", "cuont = 9", 5, "unknown field `cuont`"),
        ('words = "answered within nine sitting days"', 'words = " "', 6, "the rule in words"),
        ('source = "Standing Order 3 of the Moot"', 'source = ""', 7, "who says so"),
        ("since = 2020-01-01", "since = 2022-01-01", 9, "a day not before since"),
        ("since = 2020-01-01", 'since = "then"', 8, "Invalid"),
        ("target = 0.9", "target = 85", 10, "a share from 0 to 1"),
        ("target = 0.9", "notice = -1", 10, "a number of weekdays"),
    ],
)
def test_a_mistake_has_its_line_and_reason(was: str, now: str, line: int, reason: str) -> None:
    assert GOOD.count(was) == 1
    with pytest.raises(InputError) as caught:
        rules_of(parse_toml(GOOD.replace(was, now), "moot.toml"))
    assert caught.value.place.startswith(f"line {line}" if line else "rule")
    assert reason in str(caught.value)
