"""Members and bodies by words of their names, as they are known now."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from answerable.record.people import names
from answerable.record.record import Record


class Directory(Struct, frozen=True):
    """All names by id, and the words they are made of, without case and accents."""

    members: dict[str, str]
    bodies: dict[str, str]
    words: dict[str, dict[str, frozenset[str]]]  # kind → id → words

    def find(self, field: str, words: str) -> Sequence[str]:
        """The ids that `by:`, `answered-by:` or `to:` mean: an id itself, or all whose name has all the words."""
        kind = "bodies" if field == "to" else "members"
        if words in self.words[kind]:
            return (words,)
        wanted = _folded(words)
        return tuple(id_ for id_, its in self.words[kind].items() if wanted <= its)


def directory(record: Record) -> Directory:
    """The names in the record as it is now."""
    return _directory(record, record.cursor())


@lru_cache(maxsize=4)
def _directory(record: Record, _cursor: int) -> Directory:
    members, bodies = names(record)
    words = {
        kind: {id_: _folded(name) for id_, name in known.items()}
        for kind, known in (("members", members), ("bodies", bodies))
    }
    return Directory(members, bodies, words)


def _folded(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return frozenset("".join(letter if letter.isalnum() else " " for letter in plain).split())
