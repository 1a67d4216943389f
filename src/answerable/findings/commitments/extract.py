"""The verb: clauses of the future, weighed, each with its time, its act and how firm it is."""

import re
from datetime import date

from answerable.errors import InputError
from answerable.findings.commitments.acts import act_of
from answerable.findings.commitments.commitment import Commitment, Hedge
from answerable.findings.commitments.promises import CUE, Promise, promises
from answerable.findings.commitments.weigh import likely
from answerable.findings.commitments.when import Due, when
from answerable.model.text import Span

THRESHOLD = 0.45
_EXPECTED = re.compile(r"expect|anticipat|due|schedul|likely|on track|set")
_AIM = re.compile(r"inten|plan|aim|hope|propose|seek|looking|working|preparing|asked")
_PASSED_ON = frozenset("we i he she they it who which this these that there and".split())
_ARTICLES = re.compile(r"^(?:and|but|that|which|also|so|then|therefore|additionally|however|further)\s", re.I)


def commitments(answer: str, answered_on: date | None = None) -> tuple[Commitment, ...]:
    """The promises of an answer, in order of place; days are reckoned from `answered_on`, and None without it.

    InputError when `answer` is not a str or `answered_on` not a date.
    """
    if not isinstance(answer, str):
        raise InputError("commitments", "an answer (a str)", type(answer).__name__)
    if answered_on is not None and not isinstance(answered_on, date):
        raise InputError("commitments", "answered_on as a date or None", type(answered_on).__name__)
    if not CUE.search(answer):
        return ()
    found = []
    for promise in promises(answer):
        due = due_of(answer, promise, answered_on)
        if likely(answer, promise, due) >= THRESHOLD:
            found.append(_commitment(answer, promise, due))
    return tuple(found)


def due_of(answer: str, promise: Promise, answered_on: date | None) -> Due | None:
    """The time words that go with a promise: dated before vague, in its clause before its sentence."""
    middle = promise.subject.end
    after = when(answer, middle, promise.span.end, answered_on)
    before = when(answer, promise.sentence.start, middle, answered_on)
    leading = tuple(due for due in before if due.span.end >= promise.span.start - 2 or due.span.start <= promise.sentence.start + 2)
    for dues in (after, leading):
        dated = [due for due in dues if due.dated]
        if dated:
            return dated[0]
    for dues in (after, leading):
        if dues:
            return dues[0]
    return None


def _commitment(answer: str, promise: Promise, due: Due | None) -> Commitment:
    span = promise.span
    if due and due.span.end > span.end:
        span = Span(span.start, due.span.end)
    return Commitment(
        span,
        act_of(promise.verb, span.of(answer)),
        hedge_of(promise, due),
        f"{promise.marker}-{promise.verb}".replace(" ", "-"),
        _actor(answer, promise),
        due.span.of(answer) if due else None,
        due.earliest if due else None,
        due.latest if due else None,
    )


def hedge_of(promise: Promise, due: Due | None) -> Hedge:
    """How firm the words are: their own hedge first, then that of the time."""
    if due and due.anchored and not due.dated:
        return "conditional"
    if _EXPECTED.search(promise.marker):
        return "expected"
    if _AIM.search(promise.marker):
        return "aim"
    return "vague" if due and not due.dated else "firm"


def _actor(answer: str, promise: Promise) -> str | None:
    if promise.passive:
        return None
    words = _ARTICLES.sub("", promise.subject.of(answer)).strip(" ,")
    return words or None
