"""The bodies that answer, how they are renamed and split, and the Ministers who hold posts in them."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise, product
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from answerable.demo.calendar import Calendar
from answerable.demo.dice import Dice, Weighted
from answerable.demo.people import Members, Person
from answerable.demo.words import BodyWords, CountryWords, Topic

_RESHUFFLES = (0.3, 0.62, 0.85)  # shares of the period
_CHANGES = (0.45, 0.6)  # when a body is renamed, and when one is split
_CHANGED_POSTS = 0.35  # share of posts that change hands at a reshuffle
_COMMONS_RANKS = 3


class Office(Struct, frozen=True):
    """A body under one name: the official number and name, the title of who leads it, and its habits."""

    number: int
    name: str
    title: str
    slow: float
    formal: int


class Post(Struct, frozen=True):
    """A ministerial post held from a day until another (None: still). The person has the role as printed."""

    person: Person
    role: str
    body: str
    since: int
    until: int | None


class Remit(Struct, frozen=True):
    """A topic and the offices that have answered on it, each from a day on."""

    topic: Topic
    since: tuple[int, ...]
    offices: tuple[Office, ...]

    def office(self, day: int) -> Office:
        """Who answers on that day."""
        return self.offices[bisect_right(self.since, day) - 1]


class Government:
    """All remits and posts. `peaks` gives each topic the day around which it is asked about most."""

    def __init__(self, words: CountryWords, calendar: Calendar, members: Members, dice: Dice) -> None:
        self._calendar, self._dice = calendar, dice
        self.renamed_on, self.split_on = (self._day(share) for share in _CHANGES)
        self.remits: list[Remit] = []
        weights: list[float] = []
        for place, body in enumerate(words.body):
            remits = list(self._remits(body, 10 + 3 * place))
            self.remits += remits
            weights += [body.weight / len(remits)] * len(remits)
        self.by_weight = Weighted(self.remits, weights)
        self._reshuffles = [0, *(self._day(share) for share in _RESHUFFLES)]
        self._cabinets = self._appoint(members)

    def offices(self) -> Iterator[Office]:
        """Every body under every name, once."""
        yield from {office.name: office for remit in self.remits for office in remit.offices}.values()

    def ministers(self, office: Office, day: int) -> tuple[Post, ...]:
        """Who holds posts there on that day: its leader, two more from the Commons, and one from the Lords."""
        return self._cabinets[bisect_right(self._reshuffles, day) - 1][office.name]

    def posts(self) -> Iterator[Post]:
        """Every post while its body bears its name; one held through a reshuffle is one post."""
        held: dict[tuple[str, str], Post] = {}
        for cabinet, (name, (since, until)) in product(self._cabinets, self._lives().items()):
            for post in cabinet[name]:
                now = _within(post, since, until)
                before = held.get((post.role, post.body))
                if now and before and before.person is now.person:
                    held[post.role, post.body] = replace(before, until=now.until)
                elif now:
                    held[post.role, post.body] = now
                    if before:
                        yield before
        yield from held.values()

    def _lives(self) -> dict[str, tuple[int, int | None]]:
        """From which day until which each body bears its name."""
        return {row["name"]: (row["since"], row["until"]) for row in self.changes()}

    def changes(self) -> Iterator[dict[str, Any]]:
        """Each office with the topics it answers on, and from which day until which."""
        for remit in self.remits:
            for place, office in enumerate(remit.offices):
                until = remit.since[place + 1] if place + 1 < len(remit.since) else None
                yield {"number": office.number, "name": office.name, "topic": remit.topic.heading,
                       "since": remit.since[place], "until": until}  # fmt: skip

    def _day(self, share: float) -> int:
        calendar = self._calendar
        return calendar.working_after(calendar.first + int((calendar.last - calendar.first) * share), 0)

    def _remits(self, body: BodyWords, number: int) -> Iterator[Remit]:
        office = Office(number, body.name, body.title, body.slow, body.formal)
        heirs: dict[int, Office] = {}
        since = self.split_on if body.split else self.renamed_on
        if body.renamed:
            new = Office(number, body.renamed.name, body.renamed.title, body.slow, body.formal)
            heirs = dict.fromkeys(range(len(body.topics)), new)
        for count, part in enumerate(body.split, 1):
            heirs |= dict.fromkeys(part.topics, Office(number + count, part.name, part.title, body.slow, body.formal))
        for place, topic in enumerate(body.topics):
            if place in heirs:
                yield Remit(topic, (0, since), (office, heirs[place]))
            else:
                yield Remit(topic, (0,), (office,))

    def _appoint(self, members: Members) -> list[dict[str, tuple[Post, ...]]]:
        """The posts after each reshuffle: some people keep theirs, the others change places."""
        offices = list(self.offices())
        places = {number: place for place, number in enumerate(dict.fromkeys(office.number for office in offices))}
        commons, lords = list(members.front_bench), list(members.lords_front_bench)
        cabinets = []
        for since, until in pairwise([*self._reshuffles, None]):
            if since:
                _change_places(commons, self._dice)
            cabinets.append(
                {
                    office.name: _posts(office, commons[3 * place :], lords[place], since or 0, until)
                    for office in offices
                    for place in (places[office.number],)
                }
            )
        return cabinets


def _within(post: Post, since: int, until: int | None) -> Post | None:
    """The post cut to the days on which its body bears its name; None where nothing is left."""
    start = max(post.since, since)
    ends = [day for day in (post.until, until) if day is not None]
    end = min(ends) if ends else None
    return replace(post, since=start, until=end) if end is None or start < end else None


def _change_places(people: list[Person], dice: Dice) -> None:
    """Some of the people take each other's places in the list."""
    moving = [place for place in range(len(people)) if dice.chance(_CHANGED_POSTS)]
    for place, person in zip(moving, [people[place] for place in dice.some(moving, len(moving))], strict=True):
        people[place] = person


def _posts(office: Office, commons: list[Person], peer: Person, since: int, until: int | None) -> tuple[Post, ...]:
    leader, second, third = commons[:_COMMONS_RANKS]
    area = office.title.rpartition(" for ")[2].partition(",")[0]
    named = (
        (leader, office.title),
        (second, f"Minister of State ({office.name})"),
        (third, f"Parliamentary Under-Secretary ({office.name}) (Minister for {area} Delivery)"),
        (peer, f"Parliamentary Under-Secretary ({office.name})"),
    )
    return tuple(Post(person, role, office.name, since, until) for person, role in named)
