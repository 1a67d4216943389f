"""Deadline rules, as data: each says for whom, in which days, how many, by whose word, and since when."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from answerable.errors import NotFound
from answerable.findings.timeliness.toml import Toml, read_toml

_OWN = Path(__file__).parent / "deadlines.toml"
_MOST = 3650  # days that a rule may give


class Kind(StrEnum):
    """What kind of question it is, for the rules that tell kinds apart."""

    ORDINARY = "ordinary"
    NAMED_DAY = "named day"
    PRIORITY = "priority"
    UNSAID = "not said"


KINDS = tuple(Kind)


class Unit(StrEnum):
    """What a rule counts in; under NAMED_DAY nothing is counted, the asker named the day."""

    CALENDAR = "calendar days"
    WORKING = "working days"
    SITTING = "sitting days"
    NAMED_DAY = "named day"


class Rule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule. `count` is in `unit`s after the day of tabling; `target` a share, 0 to 1; `notice` in weekdays."""

    id: str
    chamber: str
    kinds: tuple[Kind, ...]
    unit: Unit
    words: str
    source: str
    name: str = ""
    count: int = 0
    notice: int = 0
    since: date | None = None
    until: date | None = None
    target: float | None = None
    default: bool = False

    @property
    def called(self) -> str:
        """What it is called in a sentence, after "the"."""
        return self.name or f"rule {self.id}"

    @property
    def asked(self) -> str:
        """The kinds of question it speaks of, in words."""
        return " or ".join(kind for kind in self.kinds if kind != Kind.UNSAID) or Kind.UNSAID.value

    def in_force(self, first: date, last: date) -> bool:
        """Whether it was in force from the first day to the last, as far as its source tells."""
        return (self.since is None or self.since <= first) and (self.until is None or last <= self.until)

    def covers(self, chamber: str, kind: Kind) -> bool:
        """Whether it speaks of such questions."""
        return self.chamber == chamber and kind in self.kinds


class Rules(Struct, frozen=True):
    """Rules by id, in the order of the file."""

    known: dict[str, Rule]

    def rule(self, name: str) -> Rule:
        """The rule of that id; NotFound names those there are."""
        if name not in self.known:
            raise NotFound(f"no rule is called {name[:60]!r}; there are {', '.join(self.known)}")
        return self.known[name]

    def reading(self, *chosen: str) -> tuple[Rule, ...]:
        """The rules to read a record by: those chosen, and the default for every kind of question they leave out."""
        wanted = [self.rule(name) for name in dict.fromkeys(chosen)]
        return (*wanted, *(rule for rule in self.known.values() if rule.default and not _speaks(wanted, rule)))

    def extended(self, path: Path) -> "Rules":
        """These and those of one more file, which wins where both have a rule of one id. InputError with the line."""
        return Rules(self.known | rules_of(read_toml(path)).known)


def _speaks(wanted: Iterable[Rule], rule: Rule) -> bool:
    return any(rule.chamber == one.chamber and set(rule.kinds) & set(one.kinds) for one in wanted)


@lru_cache(maxsize=1)
def own_rules() -> Rules:
    """The rules that come with answerable, read when first asked for."""
    return rules_of(read_toml(_OWN))


def rules_of(toml: Toml) -> Rules:
    """The rules in a file of the form of `deadlines.toml`; InputError with line and reason for a mistake."""
    blocks = toml.table(toml.data.get("rule"), "rule")
    return Rules({name: _rule(toml, name, blocks[name]) for name in blocks})


def _rule(toml: Toml, name: str, value: object) -> Rule:
    table = f"rule.{name}"
    block = toml.table(value, table)
    if "id" in block:
        raise toml.mistake(table, "id", "no id, for the block's name is the id", block["id"])
    rule = toml.convert(block | {"id": name}, Rule, table)
    for key, fits, expected in _demands(rule):
        if not fits:
            raise toml.mistake(table, key, expected, block.get(key, "nothing"))
    return rule


def _demands(rule: Rule) -> tuple[tuple[str, bool, str], ...]:
    """What the types do not say: key, whether it holds, what was expected."""
    counts = rule.unit != Unit.NAMED_DAY
    return (
        ("count", 1 <= rule.count <= _MOST if counts else rule.count == 0, _expected_count(rule.unit)),
        ("kinds", bool(rule.kinds), "at least one kind of question"),
        ("notice", 0 <= rule.notice <= _MOST, f"a number of weekdays from 0 to {_MOST}"),
        ("target", rule.target is None or 0 <= rule.target <= 1, "a share from 0 to 1"),
        ("until", not (rule.since and rule.until) or rule.since <= rule.until, "a day not before since"),
        ("words", bool(rule.words.strip()), "the rule in words"),
        ("source", bool(rule.source.strip()), "who says so"),
    )


def _expected_count(unit: Unit) -> str:
    return f"no count, for the asker names the day under {unit}" if unit == Unit.NAMED_DAY else f"1 to {_MOST} {unit}"
