"""Names as printed → Members that are known, without guessing: one for certain, or candidates to choose from, or none.

`Mr Tom Quill`, `QUILL, Tom`, `The Rt Hon Tom Quill MP` and `Tom P. Quill` are one name. Certain is what differs from a
known name (or from a former one, given as an alias) in no more than order, case, accents, hyphens, forms of address and
middle initials, and fits one Member; or, where several would fit or the first name was shortened, what one of them
alone shares with the printed seat. Likeness of letters (rapidfuzz) only ever makes candidates. A peer's title is part
of the name.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct
from rapidfuzz import fuzz, process

from answerable.model.people import Member

_ADDRESSES = {
    "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "dr", "prof", "professor", "rev", "reverend", "rt", "right", "hon",
    "honourable", "the", "colonel", "col", "captain", "capt",
}  # fmt: skip
_AFTER = {"mp", "msp", "mla", "ms", "qc", "kc", "cbe", "obe", "mbe", "kcb", "kbe", "dbe"}
_PEERS = {"lord": "lord", "baron": "lord", "lady": "lady", "baroness": "lady"} | {
    title: title
    for title in ("viscount", "viscountess", "earl", "countess", "marquess", "duke", "bishop", "archbishop")
}
_BRACKETS = re.compile(r"\([^()]{0,100}\)")
_SILENT = re.compile(r"['’‘`.]")
_NEAR = 84  # of 100; below it, likenesses among 2,467 Members' names are chance
_MOST = 5  # candidates
_LATER = timedelta(60)  # what was asked is answered and printed after its asker left

How = Literal["exact", "normalised", "initials", "seat", "like"]
_Words = tuple[str, ...]


class Known(Struct, frozen=True):
    """A Member and the other names that they are or were printed under (a maiden name, a peerage).

    `seats`: other seats that they hold or held; `sat`: from when to when they sat in Parliament, empty if not known.
    """

    member: Member
    aliases: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    sat: tuple[tuple[date, date | None], ...] = ()

    def may_have_said(self, first: date | None, last: date | None) -> bool:
        """Whether what was asked or answered from a day to a day can all be theirs, as far as that is known."""
        if not self.sat or first is None or last is None:
            return True
        ends = [until or date.max for _, until in self.sat]
        return min(since for since, _ in self.sat) <= first and (max(ends) == date.max or last <= max(ends) + _LATER)


class Resolution(Struct, frozen=True):
    """What a printed name comes to: `member` when certain; else `candidates`, likeliest first, if there are any."""

    printed: str
    member: Member | None = None
    candidates: tuple[Member, ...] = ()
    how: How | None = None

    @property
    def certainty(self) -> Literal["certain", "uncertain", "none"]:
        """In one word."""
        return "certain" if self.member else "uncertain" if self.candidates else "none"


class Names:
    """The names of known Members, ready to be looked up."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._exact: dict[str, list[Known]] = defaultdict(list)
        self._words: dict[_Words, list[Known]] = defaultdict(list)
        self._brief: dict[_Words, list[Known]] = defaultdict(list)
        self._family: dict[str, list[tuple[_Words, Known]]] = defaultdict(list)
        for one in known:
            for name in filter(None, (one.member.name, *one.aliases)):
                self._take(name, one)
        self._printed = {words: " ".join(words) for words in self._words}

    def resolve(
        self, printed: str, constituency: str | None = None, first: date | None = None, last: date | None = None
    ) -> Resolution:
        """Who is meant; `constituency` is the seat printed with the name, and decides among several.

        `first` and `last`: of the days of what was said under the name; whoever did not sit then is not meant.
        """
        found = self.named(printed, constituency, first, last)
        words = words_of(printed)
        if found.member or found.how != "like" or not words:
            return found
        near = process.extract(" ".join(words), self._printed, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_MOST)
        like = [one for _, _, key in near if _is_peer(key) == _is_peer(words) for one in self._words[key]]
        sat = [one.member for one in like if one.may_have_said(first, last)]
        candidates = tuple(_unique([*found.candidates, *sat])[:_MOST])
        return Resolution(printed, candidates=candidates, how="like" if candidates else None)

    def named(
        self, printed: str, constituency: str | None = None, first: date | None = None, last: date | None = None
    ) -> Resolution:
        """As `resolve`, without looking for names of like letters: enough to tell whether somebody is certain."""
        words = words_of(printed)
        levels: tuple[tuple[How, list[Known]], ...] = (
            ("exact", self._exact.get(" ".join(printed.split()), [])),
            ("normalised", self._words.get(words, [])),
            ("initials", self._brief.get(_without_initials(words), [])),
        )
        for how, bearers in levels:
            found = _once(one for one in bearers if one.may_have_said(first, last))
            if words and found:
                return _decided(printed, found, constituency, how)
        family = self._family.get(words[-1], []) if words else []
        kin = _once(one for name, one in family if _may_be(words, name) and one.may_have_said(first, last))
        return _decided(printed, kin, constituency, "like", alone=False)

    def _take(self, name: str, known: Known) -> None:
        words = words_of(name)
        if words:
            self._exact[" ".join(name.split())].append(known)
            self._words[words].append(known)
            self._brief[_without_initials(words)].append(known)
            self._family[words[-1]].append((words, known))


def words_of(printed: str) -> _Words:
    """A name's words in speaking order: no accents, case, hyphens, addresses or letters after it; titles kept.

    >>> words_of("Fenn-Orme, Dr Ída")
    ('ida', 'fenn', 'orme')
    >>> words_of("The Baroness Rask of Weir")
    ('lady', 'rask', 'of', 'weir')
    """
    family, comma, given = _BRACKETS.sub(" ", printed[:200]).partition(",")
    spoken = f"{given} {family}" if comma and given.split(",")[0].casefold().strip() not in _AFTER else family
    plain = unicodedata.normalize("NFKD", _SILENT.sub("", spoken).casefold())
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    words = [word for word in re.split(r"[\W_]+", letters) if word]
    while len(words) > 1 and words[0] in _ADDRESSES:
        del words[0]
    while len(words) > 2 and words[-1] in _AFTER:
        del words[-1]
    return (_PEERS.get(words[0], words[0]), *words[1:]) if words else ()


def _decided(printed: str, found: list[Known], constituency: str | None, how: How, *, alone: bool = True) -> Resolution:
    """The only one found, if being `alone` is enough; else the only one with that seat; else candidates."""
    if alone and len(found) == 1:
        return Resolution(printed, found[0].member, how=how)
    seated = [one.member for one in found if _held(one, constituency)]
    if len(seated) == 1:
        return Resolution(printed, seated[0], how="seat")
    return Resolution(printed, candidates=tuple(_unique([*seated, *(one.member for one in found)])), how=how)


def _once(known: Iterable[Known]) -> list[Known]:
    return list({one.member.id: one for one in known}.values())


def _unique(members: Iterable[Member]) -> list[Member]:
    return list({member.id: member for member in members}.values())


def _without_initials(words: _Words) -> _Words:
    """Without single letters between the first name and the last."""
    if len(words) < 3:
        return words
    return (words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1])


def _is_peer(words: _Words) -> bool:
    return words[0] in _PEERS.values()


def _may_be(one: _Words, other: _Words) -> bool:
    """Whether two of one family name may be one person: first names that begin alike, neither with a peer's title."""
    return len(one) > 1 and len(other) > 1 and one[0][0] == other[0][0] and not _is_peer(one) and not _is_peer(other)


def _held(one: Known, constituency: str | None) -> bool:
    """Whether the Member holds or held that seat."""
    seats = filter(None, (one.member.constituency, *one.seats))
    return bool(constituency) and any(sorted(words_of(seat)) == sorted(words_of(constituency or "")) for seat in seats)
