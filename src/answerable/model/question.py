"""A question and its answer, as the record holds them now."""

from datetime import date
from enum import StrEnum
from hashlib import blake2b

from msgspec import Struct

from answerable.model.correction import Correction
from answerable.model.people import Body, House, Member
from answerable.model.text import Text


class Status(StrEnum):
    """Where a question stands; from dates and flags, never guessed from text."""

    TABLED = "tabled"
    HOLDING = "holding"
    ANSWERED = "answered"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    UNLISTED = "no longer listed"


class Attachment(Struct, frozen=True, gc=False, omit_defaults=True):
    """A file published with an answer."""

    title: str
    url: str
    kind: str | None = None
    size: int | None = None  # bytes


class Grouped(Struct, frozen=True, gc=False, omit_defaults=True):
    """Another question that the same answer was given to."""

    uin: str
    tabled: date | None = None


class Answer(Struct, frozen=True, gc=False, omit_defaults=True):
    """What was answered. `role` is the post as printed; `holding` marks a reply that only promises one."""

    text: Text | None = None
    on: date | None = None
    by: Member | None = None
    role: str | None = None
    holding: bool = False
    corrected_on: date | None = None
    corrected_by: Member | None = None
    original: Text | None = None
    attachments: tuple[Attachment, ...] | None = None


class Asked(Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """What is common to a question and to what one source says of it. None: not said."""

    official: int | None = None  # the service's own numeric id
    house: House | None = None
    uin: str | None = None
    tabled: date | None = None
    for_answer: date | None = None  # not an ordinary question's deadline: Erskine May 22.4
    named_day: bool | None = None
    interest: bool | None = None
    asker: Member | None = None
    body: Body | None = None
    addressee: str | None = None
    heading: str | None = None
    text: Text | None = None
    grouped: tuple[Grouped, ...] | None = None
    withdrawn: bool | None = None
    holding_on: date | None = None
    answer: Answer | None = None
    correction: Correction | None = None  # only the record's keeper says one


class Question(Asked, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """The merge of all that was observed of one question. `id` prints as `uk-commons/2025-09-16/77123`."""

    id: str
    status: Status = Status.TABLED
    sources: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # ids that led here before

    @property
    def words(self) -> str:
        """The question in plain words."""
        return self.text.plain if self.text else ""

    @property
    def answer_words(self) -> str:
        """The answer in plain words, or nothing."""
        return self.answer.text.plain if self.answer and self.answer.text else ""

    @property
    def clipped(self) -> bool:
        """Whether only the beginning of the question or its answer is held."""
        answer = self.answer.text if self.answer else None
        return bool((self.text and self.text.clipped) or (answer and answer.clipped))

    @property
    def together(self) -> int | None:
        """A number that questions answered together share: each lists the others, and all are answered on one day.

        None of a question that has an answer of its own, or none yet.
        """
        if not self.grouped or not self.uin or not self.answer or self.answer.holding:
            return None
        lowest = min(self.uin, *(other.uin for other in self.grouped))
        return number_of(f"{self.house} {self.answered_on} {lowest}")

    @property
    def answered_on(self) -> date | None:
        """The day of the substantive answer; None while there is none."""
        return self.answer.on if self.answer and not self.answer.holding else None


def number_of(name: str) -> int:
    """A number that stands for a name (signed 64 bits)."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big", signed=True)
