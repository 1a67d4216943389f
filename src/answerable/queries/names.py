"""Members and bodies by words of their names, as they are known now."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from answerable.model.people import Member
from answerable.model.question import Question
from answerable.record.listing import MOMENT, Listing
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
    return _directory(record, record.cursor(), _last_sync(record))


def named(record: Record, questions: Iterable[Question]) -> list[Question]:
    """The questions with a name for each Member whom their sources tell only by number, where one is known."""
    names = directory(record).members
    return [_named(one, names) for one in questions]


def _named(question: Question, names: dict[str, str]) -> Question:
    answer = question.answer
    if answer:
        by, corrected_by = _member(answer.by, names), _member(answer.corrected_by, names)
        answer = replace(answer, by=by, corrected_by=corrected_by)
    return replace(question, asker=_member(question.asker, names), answer=answer)


def _member(member: Member | None, names: dict[str, str]) -> Member | None:
    return replace(member, name=names.get(member.id)) if member and not member.name else member


def _last_sync(record: Record) -> str | None:
    """Members get their names without any question being changed."""
    with record.reading() as connection:
        return Listing(connection).place(MOMENT)


@lru_cache(maxsize=4)
def _directory(record: Record, _cursor: int, _moment: str | None) -> Directory:
    members, bodies = names(record)
    words = {
        kind: {id_: _folded(name) for id_, name in known.items()}
        for kind, known in (("members", members), ("bodies", bodies))
    }
    return Directory(members, bodies, words)


def _folded(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return frozenset("".join(letter if letter.isalnum() else " " for letter in plain).split())
