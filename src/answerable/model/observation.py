"""What one source said of one question, and what it said that could not be read."""

from datetime import date
from typing import Any

from msgspec import Struct

from answerable.model.ids import QuestionId, official_id, page_id
from answerable.model.question import Asked


class Observation(Asked, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """One source's word on one question. A field that is None is not said; `unanswered` says there is no answer yet.

    `said` is when the source said it (ISO 8601), where that is known; else the latest day it bears orders it.
    `leftover` holds fields of the source that answerable has no place for. `id`, `also` and `sources` come only from
    our own export: the question's id, the ids that led there, and who else stood behind it.
    """

    source: str
    place: str = ""  # where in the document, for a person
    said: str = ""
    unanswered: bool = False
    unlisted: bool = False
    last_seen: date | None = None  # of one that is unlisted: the last day on which it was listed
    id: str | None = None
    also: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    leftover: dict[str, Any] | None = None

    @property
    def question_id(self) -> QuestionId:
        """The id this observation gives its question."""
        if self.house and self.tabled and self.uin:
            return official_id(f"uk-{self.house.lower()}", self.tabled, self.uin)
        return page_id(self.asker.known_as if self.asker else "", self.body.name if self.body else "", self.plain)

    @property
    def only_words(self) -> bool:
        """Whether it tells words, and whose they are by the service's own number alone."""
        return self.official is not None and not (self.id or self.house or self.tabled or self.uin or self.body)

    @property
    def plain(self) -> str:
        """The question in plain words."""
        return self.text.plain if self.text else ""

    @property
    def said_at(self) -> str:
        """`said`, or the latest day the observation itself bears: what orders observations, whenever they arrived."""
        answer = self.answer
        days = (self.tabled, self.holding_on, answer and answer.on, answer and answer.corrected_on)
        return self.said or max((day.isoformat() for day in days if day), default="")


class Unread(Struct, frozen=True, omit_defaults=True):
    """Something in a document that could not be read: where, why, and the words themselves (the beginning, if long)."""

    place: str
    reason: str
    excerpt: str = ""
