"""The record's change feed: how findings learn what to look at again."""

from msgspec import Struct

from answerable.model.question import Question


class Change(Struct, frozen=True, gc=False):
    """A question that changed, at `cursor`; `question` is None when `id` is no longer one of its own."""

    cursor: int
    id: str
    question: Question | None
