"""What the queries about time share: under which rules, as of which day, and of whom."""

from datetime import date as Day

from msgspec import Struct

from answerable.findings.timeliness.rules import Rule
from answerable.findings.timeliness.scope import NOT_SAID, Scope
from answerable.model.dates import BadDate, parse_partial
from answerable.queries.names import directory
from answerable.queries.status import Nothing
from answerable.workspace import Workspace


class RuleView(Struct, frozen=True):
    """A deadline rule: what it says, and who says so. `target` is the share, 0 to 1, that ought to be on time.

    For people: `name` is what a sentence calls it after "the", `asked` and `house` of whose questions it speaks.
    """

    id: str
    name: str
    chamber: str
    house: str
    kinds: tuple[str, ...]
    asked: str
    words: str
    source: str
    target: float | None


class Who(Struct, frozen=True):
    """A Member or body that was asked about; `url` is their page here."""

    id: str
    name: str
    url: str


class About(Struct, frozen=True):
    """Of whom and to whom; None: anybody. `party` is as printed."""

    body: Who | None
    member: Who | None
    party: str = ""

    @property
    def scope(self) -> Scope:
        """The same for the finding."""
        told = (("put to the", self.body and self.body.name), ("asked by", self.member and self.member.name))
        words = [f"{link} {name}" for link, name in told if name]
        if self.party:
            words.append("by somebody of no known party" if self.party == NOT_SAID else f"by somebody of {self.party}")
        body, member = (one.id if one else "" for one in (self.body, self.member))
        return Scope(body, member, self.party, " and ".join(words))


def about(workspace: Workspace, body: str, member: str, party: str = "") -> About:
    """Names as people write them, or ids, made sure of. NotFound; Ambiguous when several have the name."""
    known = directory(workspace.record)
    body_id = known.body(body, workspace.lineage) if body.strip() else ""
    member_id = known.members.one(member, "Member") if member.strip() else ""
    return About(
        Who(body_id, known.bodies.names[body_id], f"/body/{body_id}") if body_id else None,
        Who(member_id, known.members.names[member_id], f"/member/{member_id}") if member_id else None,
        party.strip(),
    )


def reading(workspace: Workspace, rule: str = "") -> tuple[Rule, ...]:
    """The rule asked for, else the reader's own choice, and the defaults for what it does not speak of. NotFound."""
    chosen = rule.strip() or workspace.settings.rule
    return workspace.rules.reading(*([chosen] if chosen else []))


def rules(workspace: Workspace, _: Nothing) -> tuple[RuleView, ...]:
    """The deadline rules that there are, ours and the reader's own, each with who says so."""
    return tuple(rule_view(workspace, rule) for rule in workspace.rules.known.values())


def rule_view(workspace: Workspace, rule: Rule) -> RuleView:
    """A rule for showing."""
    house, kinds = workspace.calendars.of(rule.chamber).name, tuple(rule.kinds)
    return RuleView(rule.id, rule.called, rule.chamber, house, kinds, rule.asked, rule.words, rule.source, rule.target)


def day_asked(printed: str, name: str) -> Day:
    """A whole day, today for nothing. BadDate, which says for what it was given."""
    if not printed.strip():
        return Day.today()
    try:
        asked = parse_partial(printed)
    except BadDate:
        asked = None
    if asked is None or asked.day is None:
        raise BadDate(f"expected {name} as a day like 2025-09-16; got {printed[:40]!r}")
    return asked.first()
