"""Answers as text of a bounded length: cut between whole things, and saying what was cut."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from answerable.model.text import Text

LONGEST = 20_000  # characters of an answer
_EMPTY: tuple[Any, ...] = (None, "", [], {})


class Cut(Struct, frozen=True):
    """What of an answer is told: so many of the things in a list, or of the characters of a text, at `name`."""

    name: str
    what: str
    told: int
    of: int


def plain(value: Any, site: str) -> Any:
    """A value without what is empty, and without the blocks of texts, whose words stand beside them.

    Addresses on the site begin with `site`.
    """
    if isinstance(value, Struct):
        named = {name: getattr(value, name) for name in value.__struct_fields__}
        value = {name: one for name, one in named.items() if not isinstance(one, Text)}
    if isinstance(value, dict):
        told = {str(name): _addressed(str(name), plain(one, site), site) for name, one in value.items()}
        return {name: one for name, one in told.items() if one not in _EMPTY}
    if isinstance(value, list | tuple):
        return [plain(one, site) for one in value]
    return msgspec.to_builtins(value)


def printed(value: Any) -> str:
    """As JSON."""
    return msgspec.json.encode(value).decode()


def fitting(things: Sequence[Any], room: int) -> int:
    """How many of the things fit into so many characters."""
    for count, thing in enumerate(things):
        room -= len(printed(thing)) + 1
        if room < 0:
            return count
    return len(things)


def shortened(value: Any, room: int) -> tuple[Any, list[Cut]]:
    """The value in at most so many characters: the longest list or text in it is halved until it fits."""
    cuts: dict[str, Cut] = {}
    while len(printed(value)) > room:
        longest = max(_parts(value, ""), key=lambda one: len(printed(one[2])), default=None)
        if longest is None:
            break
        holder, key, part, name = longest
        before = cuts[name].of if name in cuts else len(part)
        holder[key] = part[: len(part) // 2] if isinstance(part, list) else _words(part)
        what = "items" if isinstance(part, list) else "characters"
        cuts[name] = Cut(name, what, len(holder[key]), before)
    return value, list(cuts.values())


def _parts(value: Any, before: str) -> Iterator[tuple[Any, Any, Any, str]]:
    """Every list and text within, with what holds it and its name; of what is in lists only what is in their first."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    for key, part in pairs:
        name = f"{before}.{key}".lstrip(".") if isinstance(value, dict) else before
        if isinstance(part, list | str) and len(part) > 1:
            yield value, key, part, name
        yield from _parts(part, name)


def _words(text: str) -> str:
    """The first half, cut between words."""
    half = text[: len(text) // 2]
    return half.rpartition(" ")[0] or half


def _addressed(name: str, value: Any, site: str) -> Any:
    here = isinstance(value, str) and value.startswith("/") and (name == "url" or name.endswith("_url"))
    return f"{site}{value}" if here else value
