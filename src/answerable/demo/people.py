"""The Members of the made-up parliament: seats and who holds them, peers, and who asks how often."""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from answerable.demo.calendar import Calendar
from answerable.demo.dice import Dice, Weighted
from answerable.demo.words import CountryWords

GOVERNING = "Commonweal"
SEATS, FRONT_BENCH, PEERS, LORDS_MINISTERS = 220, 60, 50, 16
_FIRST_NUMBER = 4001
_BY_ELECTIONS, _PROMOTED = 5, 3


class Person(Struct, frozen=True):
    """A Member. `since` and `until` are days of the calendar; `leaves` says why a Member asks no more."""

    number: int
    name: str
    woman: bool
    house: str
    party: str
    seat: str | None
    since: int = 0
    until: int | None = None
    leaves: str | None = None

    def sits(self, day: int) -> bool:
        """Whether the Member can ask on that day."""
        return self.since <= day and (self.until is None or day < self.until)


class Members:
    """Everybody, the front bench apart from those who ask. Seats change hands at by-elections."""

    def __init__(self, words: CountryWords, calendar: Calendar, dice: Dice) -> None:
        self._words, self._calendar, self._dice = words, calendar, dice
        self._names = self._all_names()
        self._number = _FIRST_NUMBER
        seats = dice.some([a + b for a in words.places.begin for b in words.places.end], SEATS)
        self.places = tuple(seats)
        self.front_bench = [self._commoner(seat, GOVERNING) for seat in seats[:FRONT_BENCH]]
        self.lords_front_bench = [self._peer(GOVERNING) for _ in range(LORDS_MINISTERS)]
        self.holders = [[self._commoner(seat, self._party())] for seat in seats[FRONT_BENCH:]]
        self._hold_by_elections()
        self._promote()
        self.peers = [self._peer(self._peers_party()) for _ in range(PEERS)]
        self._seats = Weighted(self.holders, [1 / (1 + place / 8) for place in range(len(self.holders))])
        self._lords = Weighted(self.peers, [1 / (1 + place / 4) for place in range(len(self.peers))])

    def everybody(self) -> Iterator[Person]:
        """All Members of both Houses."""
        yield from self.front_bench
        yield from self.lords_front_bench
        for holders in self.holders:
            yield from holders
        yield from self.peers

    def asker(self, house: str, day: int, dice: Dice) -> Person:
        """Somebody who sits on that day; some ask much more than others."""
        if house == "Lords":
            return self._lords.draw(dice)
        while True:
            for person in self._seats.draw(dice):
                if person.sits(day):
                    return person

    @property
    def prolific(self) -> Person:
        """The Member who tables as many questions as a day will take; never one who leaves."""
        return self._stayers()[0]

    @property
    def serial(self) -> Person:
        """The Member who likes to ask one thing of everything."""
        return self._stayers()[1]

    def _stayers(self) -> list[Person]:
        return [holders[0] for holders in self.holders if holders[0].until is None]

    @property
    def leavers(self) -> list[Person]:
        """Members who leave the House or join the Government within the period, so that their open questions vanish."""
        return [person for holders in self.holders for person in holders if person.until is not None]

    def _hold_by_elections(self) -> None:
        """Seats whose Member leaves: the next one comes six weeks later."""
        for place in range(_BY_ELECTIONS):
            holders = self.holders[5 + 7 * place]
            day = self._sitting_day((place + 1) / (_BY_ELECTIONS + 1.5))
            leaver = msgspec.structs.replace(holders[0], until=day, leaves="left the House")
            seat, since = str(leaver.seat), self._calendar.sitting_after("Commons", day, 20)
            holders[:] = [leaver, msgspec.structs.replace(self._commoner(seat, self._party()), since=since)]

    def _promote(self) -> None:
        """Members who join the Government and ask no more."""
        for place in range(_PROMOTED):
            holders = self.holders[9 + 11 * place]
            day = self._sitting_day((place + 1) / (_PROMOTED + 1))
            holders[:] = [msgspec.structs.replace(holders[0], until=day, leaves="joined the Government")]

    def _sitting_day(self, share: float) -> int:
        calendar = self._calendar
        return calendar.sitting_after("Commons", calendar.first + int((calendar.last - calendar.first) * share), 0)

    def _commoner(self, seat: str, party: str) -> Person:
        name, woman = next(self._names)
        return self._person(name, woman, "Commons", party, seat)

    def _peer(self, party: str) -> Person:
        name, woman = next(self._names)
        surname = name.partition(" ")[2]
        return self._person(f"{'Baroness' if woman else 'Lord'} {surname}", woman, "Lords", party, None)

    def _person(self, name: str, woman: bool, house: str, party: str, seat: str | None) -> Person:
        self._number += 1
        return Person(self._number, name, woman, house, party, seat)

    def _party(self) -> str:
        return Weighted(*_columns(self._words.parties)).draw(self._dice)

    def _peers_party(self) -> str:
        return Weighted(*_columns(self._words.peers_parties)).draw(self._dice)

    def _all_names(self) -> Iterator[tuple[str, bool]]:
        """Names that occur once, and whether a woman bears them."""
        names, dice = self._words.names, self._dice
        surnames = [begin + end for begin in names.begin for end in names.end]
        for surname in dice.some(surnames, len(surnames)):
            woman = dice.chance(0.45)
            yield f"{dice.pick(names.women if woman else names.men)} {surname}", woman


def _columns(rows: Sequence[tuple[str, float]]) -> tuple[list[str], list[float]]:
    return [name for name, _ in rows], [weight for _, weight in rows]
