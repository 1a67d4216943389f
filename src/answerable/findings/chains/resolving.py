"""Which question a reference means. Numbers restart with every session, so a number alone names several questions."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from msgspec import Struct

from answerable.findings.chains.references import Reference
from answerable.model.people import House


class Basis(StrEnum):
    """What a resolution rests on."""

    TABLED = "number and day of tabling"
    ANSWERED = "number and day of answer"
    HEADING = "number and heading"
    LATEST = "number, the latest question that has it"
    DAY = "the only answer of that day to this Member by this body"


class Candidate(Struct, frozen=True):
    """A question that a reference may mean."""

    id: str
    house: House
    uin: str
    tabled: date
    answered: date | None = None
    heading: str = ""


class Saying(Struct, frozen=True):
    """Who says a reference: the question in which, or in whose answer, it stands, and the day."""

    id: str
    asker: str = ""
    body: str = ""
    on: date | None = None


class Resolution(Struct, frozen=True):
    """The question meant, or None and why not. `agrees`: are the printed days the record's; None: not known."""

    target: str | None
    basis: Basis | None = None
    agrees: bool | None = None
    why_not: str = ""


class Lookup(Struct, frozen=True):
    """How questions are found: by house and UIN; and by body, Member and day of answer."""

    numbered: Callable[[House, str], Sequence[Candidate]]
    answered: Callable[[str, str, date], Sequence[Candidate]]


_SESSION = timedelta(days=800)  # no session since 2010 has been longer
_SLIP = timedelta(days=45)  # by so much a printed day may be wrong and still mean that session's question


def resolve(reference: Reference, saying: Saying, lookup: Lookup) -> Resolution:
    """The question that a reference means, among those that the lookup finds."""
    if not reference.uin:
        return _by_day(reference, saying, lookup)
    held = [one for one in lookup.numbered(reference.house, reference.uin) if one.id != saying.id]
    earlier = [one for one in held if saying.on is None or one.tabled <= saying.on]
    for basis, chosen in _ways(reference, earlier):
        if chosen:
            best = max(chosen, key=lambda one: one.tabled)
            return Resolution(best.id, basis, agrees(reference, best))
    latest = max(earlier, key=lambda one: one.tabled, default=None)
    if latest and _plausible(reference, saying, latest):
        return Resolution(latest.id, Basis.LATEST, agrees(reference, latest))
    return Resolution(None, why_not="not held")


def agrees(reference: Reference, target: Candidate) -> bool | None:
    """Whether the days printed are those of the record; None when nothing is printed that the record knows too."""
    days = ((reference.answered, target.answered), (reference.tabled, target.tabled))
    printed = [said == known for said, known in days if said and known]
    return all(printed) if printed else None


def same_heading(printed: str, heading: str) -> bool:
    """Whether a printed heading is the record's, or begins with it: what follows a heading is not always told apart."""
    said, known = (" ".join(one.casefold().replace(",", " ").split()) for one in (printed, heading))
    return bool(known) and said.startswith(known)


def _ways(reference: Reference, held: Sequence[Candidate]) -> Sequence[tuple[Basis, list[Candidate]]]:
    return (
        (Basis.TABLED, [one for one in held if reference.tabled and one.tabled == reference.tabled]),
        (Basis.ANSWERED, [one for one in held if reference.answered and one.answered == reference.answered]),
        (Basis.HEADING, [one for one in held if same_heading(reference.heading, one.heading)]),
    )


def _plausible(reference: Reference, saying: Saying, latest: Candidate) -> bool:
    """Whether the latest question of that number can be meant: of this session, and not far from the printed day."""
    if reference.tabled:
        return False
    if reference.answered:
        return latest.tabled - _SLIP <= reference.answered <= (latest.answered or latest.tabled) + _SLIP
    return saying.on is None or saying.on - latest.tabled <= _SESSION


def _by_day(reference: Reference, saying: Saying, lookup: Lookup) -> Resolution:
    if not (reference.answered and saying.body and saying.asker):
        return Resolution(None, why_not="only a day is given")
    held = [one for one in lookup.answered(saying.body, saying.asker, reference.answered) if one.id != saying.id]
    if len(held) == 1:
        return Resolution(held[0].id, Basis.DAY, True)
    return Resolution(None, why_not="several answers of that day" if held else "not held")
