"""Members and bodies by words of their names, as they are known now."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from answerable.errors import Ambiguous, NotFound
from answerable.model.people import Member
from answerable.model.question import Question
from answerable.queries.printed import Readings, readings
from answerable.record.lineage import Lineage
from answerable.record.people import Whose, names, people_moment
from answerable.record.printed import other_names
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

    def called(self, words: str) -> set[str]:
        """All whose name has just these words."""
        wanted = {*_words(words)}
        having = [self.having.get(word, set()) for word in wanted]
        return {id_ for id_ in set.intersection(*having) if {*_words(self.names[id_])} == wanted} if having else set()

    def meant(self, words: str) -> Sequence[str]:
        """Those that the words may mean, each once."""
        return self.find(words)

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
        found = self.meant(words)
        exact = [id_ for id_ in found if set(_words(self.names.get(id_, ""))) == set(_words(words))]
        if len(found) > 1 and len(exact) != 1:
            listed = ", ".join(f"{self.names[id_]} ({id_})" for id_ in found[:_MOST])
            more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
            raise Ambiguous(f"{words[:100]!r} is the name of more than one {what}: {listed}{more}")
        if not found:
            raise NotFound(f"no {what} has the name or id {words[:100]!r} in this record")
        return (exact or found)[0]


class People(Named, frozen=True):
    """Members and whoever else was printed as asking or answering; a printed name that is read stands for its Member.

    `having` holds also the words of names that Members bore or were printed under before.
    """

    readings: Readings

    def find(self, words: str) -> Sequence[str]:
        """An id itself, or all whose name has all of the words; Members with the ids of their printed names."""
        if words in self.readings.whole:
            return (words,)
        found = self.readings.meant(super().find(words))
        return list(dict.fromkeys(one for id_ in found for one in self.whose(id_).ids))

    def meant(self, words: str) -> list[str]:
        """Those that the words may mean, each person once."""
        return self.readings.meant(super().find(words))

    def whose(self, id_: str) -> Whose:
        """All that stands for one person."""
        return Whose((id_, *self.readings.printed_as(id_)), self.readings.apart.get(id_, ()))


class Directory(Struct, frozen=True):
    """Everybody and every body that the record knows."""

    members: People
    bodies: Named

    def to(self, words: str, lineage: Lineage) -> list[str]:
        """The bodies that `to:` means: one by its whole name, id or abbreviation alone; else all whose name has the
        words, and all that came to be them.
        """
        named = self._whole(words, lineage)
        if named:
            return named
        wanted = {*_words(words)}
        found = set(self.bodies.find(words))
        if wanted:  # a body that this record has nothing of may have forebears that it has
            found |= {id_ for stage in lineage.stages if wanted <= {*_words(stage.name)} for id_ in stage.ids}
        return sorted((found | lineage.forebears(found)) & self.bodies.names.keys())

    def body(self, words: str, lineage: Lineage) -> str:
        """The one body that has the name, id or abbreviation, or these words in its name. NotFound; Ambiguous."""
        named = self._whole(words, lineage)
        return named[0] if len(named) == 1 else self.bodies.one(words, "answering body")

    def _whole(self, words: str, lineage: Lineage) -> list[str]:
        held = self.bodies.names
        return sorted((({words} | lineage.named(words)) & held.keys()) | self.bodies.called(words))


def directory(record: Record) -> Directory:
    """The names in the record as it is now."""
    return _directory(record, record.cursor(), people_moment(record))


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
def _directory(record: Record, _cursor: int, _moment: str) -> Directory:
    members, bodies = names(record)
    having = _having((id_, name) for one in ([*members.items()], other_names(record)) for id_, name in one)
    return Directory(People(members, having, readings(record)), Named(bodies, _having(bodies.items())))


def _having(named: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    having: dict[str, set[str]] = {}
    for id_, name in named:
        for word in _words(name):
            having.setdefault(word, set()).add(id_)
    return having


def _words(name: str) -> Iterable[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return "".join(letter if letter.isalnum() else " " for letter in plain).split()
