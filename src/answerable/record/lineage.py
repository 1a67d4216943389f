"""Which answering body follows which: facts from `lineage.toml`, and from a file of the reader's own."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from answerable.errors import InputError, UnreadableInput
from answerable.model.dates import BadDate, parse_partial
from answerable.model.people import body_of_name

_OWN = Path(__file__).with_name("lineage.toml")


class Stage(Struct, frozen=True, rename={"came_from": "from"}, forbid_unknown_fields=True):
    """A body under one name, for as long as it bore it; `since` and `until` are a year, a month or a day.

    `came_from`: the bodies that it replaced; `parts`: those that gave it some of their work; `also`: other names of it.
    """

    name: str
    also: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    came_from: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The body's id."""
        return body_of_name(self.name).id

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids under which the body may stand in a record."""
        return _ids((self.name, *self.also))


@lru_cache(maxsize=1_000)  # asked of every stage for every body that is named
def _ids(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(body_of_name(name).id for name in names))


class _File(Struct, forbid_unknown_fields=True):
    body: tuple[Stage, ...]


class Lineage(Struct, frozen=True):
    """All stages that are known."""

    stages: tuple[Stage, ...]

    def named(self, words: str) -> set[str]:
        """The ids of the body that this is a name or an abbreviation of, whatever its case; none if of no body."""
        wanted = body_of_name(words).id
        return {id_ for stage in self.stages if wanted in stage.ids for id_ in stage.ids}

    def forebears(self, ids: Iterable[str]) -> set[str]:
        """The ids of all bodies that came to be those, one after another."""
        return _reached(ids, _pairs(self.stages))

    def heirs(self, ids: Iterable[str]) -> set[str]:
        """The ids of all bodies that those came to be, one after another."""
        return _reached(ids, ((before, after) for after, before in _pairs(self.stages)))

    def line(self, id_: str) -> tuple[Stage, ...]:
        """The line of succession that a body stands in: what became it and what it became, the newest first."""
        own = self.named(id_) or {id_}
        there = own | self.forebears(own) | self.heirs(own)
        found = [stage for stage in self.stages if there & set(stage.ids)]
        return tuple(sorted(found, key=lambda stage: stage.since, reverse=True)) if len(found) > 1 else ()

    def extended(self, path: Path) -> "Lineage":
        """These and the bodies of one more file. InputError for a mistake in it."""
        return Lineage((*self.stages, *lineage_of(path).stages))


@lru_cache(maxsize=1)
def own_lineage() -> Lineage:
    """The bodies that come with answerable, read when first asked for."""
    return lineage_of(_OWN)


def lineage_of(path: Path) -> Lineage:
    """The bodies in a file of the form of `lineage.toml`. UnreadableInput or InputError for a mistake."""
    try:
        stages = msgspec.toml.decode(path.read_bytes(), type=_File).body
    except OSError as error:
        raise UnreadableInput(path.name, "a file that can be read", error.strerror or "an error") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(path.name, "bodies as the head of lineage.toml explains", str(error)) from None
    for stage in stages:
        _check(stage, path.name)
    return Lineage(stages)


def _check(stage: Stage, name: str) -> None:
    try:
        since, until = (parse_partial(day) if day else None for day in (stage.since, stage.until))
    except BadDate as error:
        raise InputError(name, f"{stage.name!r} to have dates", str(error)) from None
    if since and until and until.last() < since.first():
        raise InputError(name, f"{stage.name!r} to end after it began", f"{stage.since} to {stage.until}")


def _pairs(stages: Iterable[Stage]) -> Iterator[tuple[str, str]]:
    """The ids of each body and of each that it replaced; names of one body lead to each other."""
    for stage in stages:
        for before in stage.came_from:
            yield from ((id_, body_of_name(before).id) for id_ in stage.ids)
        yield from ((one, other) for one in stage.ids for other in stage.ids if one != other)


def _reached(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> set[str]:
    following: dict[str, set[str]] = {}
    for one, next_ in pairs:
        following.setdefault(one, set()).add(next_)
    found, todo = set[str](), list(ids)
    while todo:
        fresh = following.get(todo.pop(), set()) - found
        found |= fresh
        todo += fresh
    return found
