"""To which body a draft is put, and which bodies answered what was asked like it."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from answerable.model.opening import opening
from answerable.model.people import Body
from answerable.model.question import Question
from answerable.model.text import Span
from answerable.queries.names import directory
from answerable.queries.views import BodyRef, body_ref
from answerable.workspace import Workspace

_NEAREST = 10  # answered questions whose bodies are counted
_MOST = 7  # of them, from which on another body is said
_OWN = 1  # of them, above which the one addressed is left alone
_STOCK = frozenset(("the", "of", "for", "and", "department", "ministry", "office", "minister", "secretary", "state"))


class Addressed(Struct, frozen=True):
    """`body`: the one the draft's opening, `span`, addresses. `other`: the one that answered most of the questions
    nearest to it, only where that is another and nearly all are its own: `count` of `base`, at `questions` (ids).
    """

    span: Span
    body: BodyRef
    other: BodyRef | None = None
    count: int = 0
    base: int = 0
    questions: tuple[str, ...] = ()


def addressed(workspace: Workspace, draft: str, near: Sequence[Question]) -> Addressed | None:
    """None where the opening names no body: in the Lords all questions are put to the Government."""
    span = opening(draft)
    words = span.of(draft)
    body = _as_before(words, near) or _named(workspace, words)
    if body is None:
        return None
    answered = [one for one in near if one.body and one.answered_on][:_NEAREST]
    counts = Counter(one.body.id for one in answered if one.body)
    other, count = max(counts.items(), key=lambda one: one[1], default=("", 0))
    if other == body.id or count < _MOST or counts[body.id] > _OWN:
        return Addressed(span, body)
    theirs = [one for one in answered if one.body and one.body.id == other]
    return Addressed(span, body, body_ref(theirs[0].body), count, len(answered), tuple(one.id for one in theirs))


def _as_before(words: str, near: Sequence[Question]) -> BodyRef | None:
    """The body that most of the questions which open with the same words were put to."""
    wanted = words.casefold().split()
    same: list[Body] = [one.body for one in near if one.body and wanted == _opening(one).casefold().split()]
    if not wanted or not same or "majesty" in words.casefold():
        return None
    return body_ref(Counter(same).most_common(1)[0][0])


def _opening(question: Question) -> str:
    return opening(question.words).of(question.words)


def _named(workspace: Workspace, words: str) -> BodyRef | None:
    """The body all of whose name stands in the opening, but for words that most offices have; the longest name."""
    said, names = _telling(words), directory(workspace.record).bodies.names
    found = {id_: name for id_, name in names.items() if (own := _telling(name)) and own <= said}
    if not found:
        return None
    id_ = max(found, key=lambda one: len(_telling(found[one])))
    return body_ref(Body(id_, found[id_]))


def _telling(name: str) -> set[str]:
    plain = "".join(letter if letter.isalnum() else " " for letter in name.casefold())
    return set(plain.split()) - _STOCK
