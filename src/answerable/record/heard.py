"""What an observation comes to before the record looks whether it knows it: pure, so that another process may do it."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from answerable.model.observation import Observation
from answerable.model.people import Body, House, Member
from answerable.model.question import Question, Status
from answerable.record.codec import Codec, digest_of, observation_bytes, question_bytes
from answerable.record.events import Filed, filed
from answerable.record.history import first_told
from answerable.record.likeness import likeness
from answerable.record.merge import merge
from answerable.record.tables import ANSWERED


class Card(Struct, frozen=True, gc=False):
    """A question as the record files it: `data` is its JSON, the rest are the drawers it is found in."""

    id: str
    status: Status
    house: House | None
    tabled: date | None
    answered: date | None
    asker: Member | None
    answerer: Member | None
    body: Body | None
    likeness: int
    together: int | None
    official: int | None
    also: tuple[str, ...]
    data: bytes


class Kept(Struct, frozen=True, gc=False):
    """An observation as it stands in the record; `said` is what orders it, `digest` tells its content apart.

    `data` is packed JSON of the observation without place and time of saying, which stand beside it.
    """

    source: str
    said_at: str
    digest: bytes
    said: str
    place: str
    data: bytes

    def observation(self, codec: Codec) -> Observation:
        """The observation itself."""
        return replace(codec.observation(self.data), said=self.said, place=self.place)


class Heard(Struct, frozen=True, gc=False):
    """An observation ready to be kept, and the question it makes if nothing else is known of that one.

    `filed` is what then happened to that question; `answered`: whether it told of an answer.
    """

    id: str
    kept: Kept
    alone: Card
    filed: tuple[Filed, ...]
    answered: bool
    number: int | None = None  # of one that tells only words: the official number of their question


class Given(Struct, frozen=True, gc=False):
    """A document ready to be kept: `digest` tells its content apart, `data` is packed."""

    source: str
    name: str
    digest: bytes
    size: int
    data: bytes


def give(data: bytes, source: str, name: str, codec: Codec) -> Given:
    """Readies a document's bytes for `Adding.document`."""
    return Given(source, name, digest_of(data), len(data), codec.pack(data))


def hear(observed: Observation, codec: Codec) -> Heard:
    """Readies one observation for `Adding.document`."""
    data = observation_bytes(replace(observed, place="", said=""))
    kept = Kept(observed.source, observed.said_at, digest_of(data), observed.said, observed.place, codec.pack(data))
    id_ = observed.id or str(observed.question_id)
    number = observed.official if observed.only_words else None
    return Heard(id_, kept, *alone(id_, observed), observed.answer is not None, number)


def alone(id_: str, observed: Observation) -> tuple[Card, tuple[Filed, ...]]:
    """The question that the observation makes by itself, and what happened to it."""
    question = merge(id_, [observed])
    return card_of(question), filed(first_told(question, observed))


def answers(heard: Iterable[Heard]) -> int:
    """How many answers these tell of: one that was given to several questions together is one."""
    told = [one for one in heard if one.answered]
    together = [(one.alone.together, one.kept.said) for one in told if one.alone.together is not None]
    return len(told) - len(together) + len(set(together))


def card_of(question: Question) -> Card:
    """The card that a question is filed under."""
    answer, body = question.answer, question.body
    return Card(
        question.id,
        question.status,
        question.house,
        question.tabled,
        answer.on if answer else None,
        question.asker,
        answer.by if answer else None,
        body,
        likeness(body.id if body else "", question.words),
        question.together if question.status.value in ANSWERED else None,
        question.official,
        question.also,
        question_bytes(question),
    )
