"""Members and bodies by words of their names, as they are known now."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

from answerable.errors import NotFound
from answerable.record.people import names
from answerable.record.record import Record


class Named(Struct, frozen=True):
    """Names by id, and for each word the ids whose name has it; words are without case and accents."""

    names: dict[str, str]
    having: dict[str, set[str]]

    def find(self, words: str) -> Sequence[str]:
        """An id itself, or all whose name has all of the words, in the order of ids."""
        if words in self.names:
            return (words,)
        found = [self.having.get(word, set()) for word in _words(words)]
        return sorted(set.intersection(*found)) if found else ()


class Directory(Struct, frozen=True):
    """Everybody and every body that the record knows."""

    members: Named
    bodies: Named

    def find(self, field: str, words: str) -> Sequence[str]:
        """The ids that `by:`, `answered-by:` or `to:` mean."""
        return (self.bodies if field == "to" else self.members).find(words)


def directory(record: Record) -> Directory:
    """The names in the record as it is now."""
    return _directory(record, record.cursor())


def one_body(record: Record, words: str) -> str:
    """The id of the one body that an id or words of a name mean; empty for no words. NotFound for none or several."""
    if not words.strip():
        return ""
    known = directory(record).bodies
    found = known.find(words.strip())
    if len(found) != 1:
        told = f"{len(found)} have it: {', '.join(known.names[id_] for id_ in found[:4])}" if found else "none has it"
        raise NotFound(f"expected a name that one answering body has; got {words[:80]!r}, and {told}")
    return found[0]


@lru_cache(maxsize=4)
def _directory(record: Record, _cursor: int) -> Directory:
    members, bodies = names(record)
    return Directory(_named(members), _named(bodies))


def _named(known: dict[str, str]) -> Named:
    having: dict[str, set[str]] = {}
    for id_, name in known.items():
        for word in _words(name):
            having.setdefault(word, set()).add(id_)
    return Named(known, having)


def _words(name: str) -> Iterable[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return "".join(letter if letter.isalnum() else " " for letter in plain).split()
