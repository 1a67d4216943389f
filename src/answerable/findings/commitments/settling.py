"""What became of promises, from later answers that are about the same.

That it was done comes before that it was put off, and that before that it was said again; of each the first time.
What happened before the promise does not keep it, and an answer does not speak of its own promises, to whomever it
was given.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection
from typing import Any

from msgspec import Struct

_LATER = 50  # promises after one that are looked at for its being put off
_EVERY_BODY = "+"  # begins what is said of the same thing whichever body says it
_NOTHING: tuple[Any, ...] = ("", None, None, None, None)
_END: tuple[str | None, list[tuple[Any, ...]]] = (None, [])
_TOUCHED = "about IN (SELECT about FROM touched)"
_PROMISES = f"""
SELECT about, body, made, question, start, end, latest, together, rowid, state, by, by_start, by_end, by_said
FROM promise WHERE {_TOUCHED} ORDER BY about, made, question, start
"""
_TELLINGS = f"""
SELECT about, body, said, question, start, end, told, happened, together
FROM telling WHERE {_TOUCHED} ORDER BY about, said, question, start
"""
_UPDATE = "UPDATE promise SET state = ?, by = ?, by_start = ?, by_end = ?, by_said = ? WHERE rowid = ?"


class _Promised(Struct, frozen=True):
    """A promise, and what is kept of what became of it: `known`."""

    made: str
    question: str
    start: int
    end: int
    latest: str
    together: int | None
    row: int
    known: tuple[Any, ...]

    @property
    def place(self) -> tuple[str, str, int]:
        """What comes first when two may tell."""
        return self.made, self.question, self.start


class _Told(Struct, frozen=True):
    """A clause that says that something was done or put off."""

    said: str
    question: str
    start: int
    end: int
    told: str
    happened: str
    together: int | None

    @property
    def place(self) -> tuple[str, str, int]:
        """What comes first when two may tell."""
        return self.said, self.question, self.start

    def of_another(self, promise: _Promised) -> bool:
        """Whether another answer than the promise's own says it."""
        given = promise.together is not None and self.together == promise.together
        return self.question != promise.question and not given


class _About(Struct):
    """All that is said about one thing, in the order of days; `done` are the tellings that it was done."""

    promises: list[_Promised] = []
    done: list[_Told] = []
    put_off: list[_Told] = []

    def became(self) -> Iterator[tuple[Any, ...]]:
        """What became of each promise, where that is something else than what is known."""
        days = _Days([p.made for p in self.promises], [t.said for t in self.done], [t.said for t in self.put_off])
        for one in self.promises:
            told = self._became(one, days) if one.made else _NOTHING
            if told != one.known:
                yield (*told, one.row)

    def _became(self, one: _Promised, days: "_Days") -> tuple[Any, ...]:
        done = _of_others(self.done, bisect_left(days.done, one.made), one)
        if met := next((t for t in done if not t.happened or t.happened >= one.made), None):
            return ("met", met.question, met.start, met.end, met.said)
        put_off = next(_of_others(self.put_off, bisect_left(days.put_off, one.made), one), None)
        first = bisect_right(days.made, one.made)
        later = self.promises[first : first + _LATER]
        slipped = next((p for p in later if one.latest and p.latest > one.latest), None)
        if put_off and (slipped is None or put_off.place <= slipped.place):
            return (put_off.told, put_off.question, put_off.start, put_off.end, put_off.said)
        if again := slipped or next(iter(later), None):
            return ("postponed" if slipped else "repeated", again.question, again.start, again.end, again.made)
        return _NOTHING


class _Days(Struct, frozen=True):
    """The days of all that is said about one thing, for finding what comes after a day."""

    made: list[str]
    done: list[str]
    put_off: list[str]


def settle(connection: Connection) -> None:
    """Says anew what became of every promise about something of which anything was said or unsaid since."""
    tellings = _by_name(connection.execute(_TELLINGS))
    name, told = next(tellings, _END)
    for about, promises in _by_name(connection.execute(_PROMISES)):
        while name is not None and name < about:
            name, told = next(tellings, _END)
        for one in _abouts(about, promises, told if name == about else []):
            connection.executemany(_UPDATE, list(one.became()))
    connection.execute("DELETE FROM touched")


def _by_name(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    for name, some in groupby(rows, itemgetter(0)):
        yield name, list(some)


def _abouts(name: str, promises: Sequence[tuple[Any, ...]], tellings: Sequence[tuple[Any, ...]]) -> Iterable[_About]:
    """All that is said of one thing; of most things each body speaks for itself."""
    abouts: defaultdict[str, _About] = defaultdict(_About)
    for _, body, made, question, start, end, latest, together, row, *known in promises:
        one = _Promised(made, question, start, end, latest, together, row, tuple(known))
        abouts["" if name.startswith(_EVERY_BODY) else body].promises.append(one)
    for _, body, *fields in tellings:
        told, about = _Told(*fields), abouts["" if name.startswith(_EVERY_BODY) else body]
        (about.done if told.told == "met" else about.put_off).append(told)
    return abouts.values()


def _of_others(told: Sequence[_Told], first: int, promise: _Promised) -> Iterator[_Told]:
    return (one for at in range(first, len(told)) if (one := told[at]).of_another(promise))
