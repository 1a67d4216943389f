"""Members and bodies by words of their names, as they are known now."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from answerable.errors import Ambiguous, NotFound
from answerable.model.people import Member
from answerable.model.question import Question
from answerable.record.people import names
from answerable.record.record import Record

_MOST = 10  # names told in an error


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

    def beginning(self, words: str) -> Sequence[str]:
        """All whose name has words that begin with these, in the order of names."""
        wanted = list(_words(words))
        if not wanted:
            return ()
        found = set.intersection(*(self._with(start) for start in wanted))
        return sorted(found, key=lambda id_: (self.names[id_], id_))

    def _with(self, start: str) -> set[str]:
        return set().union(*(ids for word, ids in self.having.items() if word.startswith(start)))

    def one(self, words: str, what: str) -> str:
        """The only id that the words mean; one whose name is just these words comes before longer names.

        NotFound when nothing has them, Ambiguous when several do; `what` says in these errors what was looked for.
        """
        found = self.find(words)
        exact = [id_ for id_ in found if set(_words(self.names.get(id_, ""))) == set(_words(words))]
        if len(found) > 1 and len(exact) != 1:
            listed = ", ".join(f"{self.names[id_]} ({id_})" for id_ in found[:_MOST])
            more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
            raise Ambiguous(f"{words[:100]!r} is the name of more than one {what}: {listed}{more}")
        if not found:
            raise NotFound(f"no {what} has the name or id {words[:100]!r} in this record")
        return (exact or found)[0]


class Directory(Struct, frozen=True):
    """Everybody and every body that the record knows."""

    members: Named
    bodies: Named

    def find(self, field: str, words: str) -> Sequence[str]:
        """The ids that `by:`, `answered-by:` or `to:` mean."""
        return (self.bodies if field == "to" else self.members).find(words)


def directory(record: Record) -> Directory:
    """The names in the record as it is now."""
    return _directory(record, record.moment())


def named(record: Record, questions: Iterable[Question]) -> list[Question]:
    """The questions with a name for each Member whom their sources tell only by number, where one is known."""
    names = directory(record).members.names
    return [_named(one, names) for one in questions]


def _named(question: Question, names: dict[str, str]) -> Question:
    answer = question.answer
    if answer:
        by, corrected_by = _member(answer.by, names), _member(answer.corrected_by, names)
        answer = replace(answer, by=by, corrected_by=corrected_by)
    return replace(question, asker=_member(question.asker, names), answer=answer)


def _member(member: Member | None, names: dict[str, str]) -> Member | None:
    return replace(member, name=names.get(member.id)) if member and not member.name else member


@lru_cache(maxsize=4)
def _directory(record: Record, _moment: int) -> Directory:
    members, bodies = names(record)
    return Directory(_indexed(members), _indexed(bodies))


def _indexed(known: dict[str, str]) -> Named:
    having: dict[str, set[str]] = {}
    for id_, name in known.items():
        for word in _words(name):
            having.setdefault(word, set()).add(id_)
    return Named(known, having)


def _words(name: str) -> Iterable[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return "".join(letter if letter.isalnum() else " " for letter in plain).split()
