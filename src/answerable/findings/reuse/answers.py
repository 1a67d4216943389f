"""What reuse tells: the nouns of its answers."""

from msgspec import Struct

from answerable.findings.reuse.align import Alignment
from answerable.model.text import Span


class Use(Struct, frozen=True):
    """One question that got a text. `group` is the same for officially grouped questions; `day` ISO 8601 or empty."""

    id: str
    day: str
    group: int
    body: str
    asker: str


class Cluster(Struct, frozen=True):
    """All questions that got one answer, oldest first; those whose day is not known come first.

    `answers` counts grouped questions as one: when it is 1, all the sameness is declared. `alike` are questions whose
    answers differ from this one in figures only.
    """

    uses: tuple[Use, ...]
    answers: int
    first_use: str
    last_use: str
    bodies: dict[str, int]
    askers: dict[str, int]
    alike: tuple[str, ...]

    @property
    def undeclared(self) -> bool:
        """Whether the answer was given more than once without being said to be the same."""
        return self.answers > 1

    def declared(self) -> tuple[tuple[str, ...], ...]:
        """The officially grouped questions, group by group."""
        groups: dict[int, list[str]] = {}
        for use in self.uses:
            groups.setdefault(use.group, []).append(use.id)
        return tuple(tuple(ids) for ids in groups.values() if len(ids) > 1)


class Elsewhere(Struct, frozen=True):
    """Of a cluster what stands beside one of its questions; `others` are the oldest of the other questions."""

    questions: int
    answers: int
    first_use: str
    last_use: str
    others: tuple[str, ...]


class Repeated(Struct, frozen=True):
    """A text given as several answers, within the body and year asked for; `id` is the first question that got it."""

    id: str
    answers: int
    questions: int


class Users(Struct, frozen=True):
    """Who used a passage: how many answers, the first question whose answer had it, bodies and answerers by answers.

    `earlier`: how many of the answers were given before the day asked for. Grouped answers count once; days are
    ISO 8601 or empty.
    """

    answers: int
    earlier: int
    first: str
    first_use: str
    last_use: str
    bodies: dict[str, int]
    answerers: dict[str, int]


class Stock(Struct, frozen=True):
    """A passage of an answer that other answers have too: where it is, how many words it has, and who used it."""

    span: Span
    words: int
    users: Users


class PartialCopy(Struct, frozen=True):
    """A question whose answer shares half or more of the shorter one's runs of words; `here` is the one asked of."""

    id: str
    alignment: Alignment


class Said(Struct, frozen=True):
    """A body's words in a month (`2025-09`), and how many of them it or another body had said before."""

    body: str
    month: str
    words: int
    repeated: int
