"""Short ways to make a question, and the rules and calendars to hold it to."""

from datetime import date

from answerable.findings.timeliness.calendar import Calendar
from answerable.findings.timeliness.calendars import own_calendars
from answerable.findings.timeliness.rules import Rule, own_rules
from answerable.findings.timeliness.standing import Standing, standing
from answerable.model.people import House, body_of_name, member_of_number
from answerable.model.question import Answer, Question, Status


def day(printed: str | None) -> date | None:
    """A day, or none."""
    return date.fromisoformat(printed) if printed else None


def asked(
    tabled: str | None = None,
    answered: str | None = None,
    *,
    named: str | None = None,
    held: str | None = None,
    house: House = "Commons",
    uin: str = "1201",
    status: Status = Status.TABLED,
    party: str | None = "Reed",
    body: str = "Department for Rivers",
    member: int = 901,
) -> Question:
    """A question; with `named` it is for a named day."""
    return Question(
        id=f"uk-{house.lower()}/{tabled}/{uin}" if tabled else "page/3f9c52d01b7ae684",
        house=house if tabled else None,
        uin=uin if tabled else None,
        tabled=day(tabled),
        for_answer=day(named),
        named_day=named is not None if tabled else None,
        holding_on=day(held),
        asker=member_of_number(member, "Ida Fenn", party),
        body=body_of_name(body),
        answer=Answer(on=day(answered)) if answered else None,
        status=status,
    )


def rule(name: str) -> Rule:
    """One of our own rules."""
    return own_rules().rule(name)


def calendar(chamber: str = "uk-commons") -> Calendar:
    """One of our own calendars."""
    return own_calendars().of(chamber)


def under(name: str, question: Question, as_of: str) -> Standing:
    """Where the question stands under one of our own rules."""
    held_to = rule(name)
    return standing(question, held_to, calendar(held_to.chamber), date.fromisoformat(as_of))
