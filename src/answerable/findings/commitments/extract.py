"""The verb: clauses of the future, weighed, each with its time, its act and how firm it is."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from answerable.errors import InputError
from answerable.findings.commitments.acts import act_of
from answerable.findings.commitments.commitment import Commitment, Hedge
from answerable.findings.commitments.promises import Promise, promises, sentences
from answerable.findings.commitments.weigh import likely
from answerable.findings.commitments.when import Due, when
from answerable.model.text import Span

THRESHOLD = 0.45  # where precision and recall meet, held out: the phrases judged besides are more often promises
_EXPECTED = re.compile(r"expect|anticipat|due|schedul|likely|on track|set")
_AIM = re.compile(r"inten|plan|aim|hope|propose|seek|looking|working|preparing")
_AUXILIARY = re.compile(r"\s(?:is|are|am|has|have|had|was|were|also|now|currently|remains?)(?:\s\w+ly)?$")
_CONDITION = re.compile(r"\b(?:[Ss]ubject\sto|[Ii]f|[Uu]nless|[Pp]rovided\sthat)\b")
_HOW = re.compile(r"\b(?:how|what|whether)\s$")
_ARTICLES = re.compile(r"^(?:and|but|that|which|also|so|then|therefore|additionally|however|further)\s", re.I)


def commitments(answer: str, answered_on: date | None = None) -> tuple[Commitment, ...]:
    """The promises of an answer, in order of place; days are reckoned from `answered_on`, and None without it.

    InputError when `answer` is not a str or `answered_on` not a date.
    """
    if not isinstance(answer, str):
        raise InputError("commitments", "an answer (a str)", type(answer).__name__)
    if answered_on is not None and not isinstance(answered_on, date):
        raise InputError("commitments", "answered_on as a date or None", type(answered_on).__name__)
    found: list[tuple[Promise, Due | None]] = []
    for promise, due in clauses(answer, answered_on):
        if likely(answer, promise, due) >= THRESHOLD:
            if found and found[-1][0].span.start == promise.span.start:
                found[-1] = (promise, due)  # the verb of the sentence, not of the question within it
            elif found and _within(answer, found[-1][0], promise):
                found[-1] = _one(found[-1], (promise, due))
            else:
                found.append((promise, due))
    return tuple(_commitment(answer, promise, due) for promise, due in found)


def _within(answer: str, first: Promise, second: Promise) -> bool:
    """Whether the second is only how the first will be done: "to be published …", "… how we will act"."""
    if first.sentence != second.sentence:
        return False
    if second.marker.startswith("to be") and second.span.start - first.span.end <= 2:
        return True
    lead = answer[max(first.span.start, second.span.start - 8) : second.span.start]
    return bool(_HOW.search(lead))


def _one(first: tuple[Promise, Due | None], second: tuple[Promise, Due | None]) -> tuple[Promise, Due | None]:
    whole = Span(first[0].span.start, max(first[0].span.end, second[0].span.end))
    return msgspec.structs.replace(first[0], span=whole), first[1] or second[1]


_PAST = re.compile(
    r"\b(?:published|announced|made|launched|agreed|commenced|held|signed|issued|out|answered|closed|began|started|introduced|dated|"
    r"laid|received|confirmed|written|tabled|ran|earlier)\s?$"
)


_TO_BE = re.compile(r"\b(?:be|being|due|get)\s(?:\w{2,12}\s){0,2}\w{2,14}\s?$")


def due_of(promise: Promise, dues: Iterable[Due]) -> Due | None:
    """Of its sentence's time words, those of a promise: dated before vague, behind its verb before ahead of it."""
    middle, opening = promise.subject.end, promise.span.start
    after = [due for due in dues if middle <= due.span.start < promise.span.end]
    leading = [
        due
        for due in dues
        if due.span.start < middle
        and due.span.end >= opening - 3
        and (due.span.end <= opening or due.span.start in (promise.sentence.start, opening))
    ]
    for found in (after, leading):
        if dated := [due for due in found if due.dated]:
            return dated[0]
    return next(iter([*after, *leading]), None)


def clauses(answer: str, answered_on: date | None) -> Iterator[tuple[Promise, Due | None]]:
    """Every clause that may promise, with its time words."""
    for sentence in sentences(answer):
        found = list(promises(answer, sentence))
        if found:
            dues = [
                due
                for due in when(answer, sentence.start, sentence.end, answered_on)
                if _ahead(answer, due, answered_on)
            ]
            for promise in found:
                yield promise, due_of(promise, dues)


def _ahead(answer: str, due: Due, answered_on: date | None) -> bool:
    """Whether the words can be about what is still to come."""
    if answered_on and due.latest and due.latest < answered_on:
        return False
    begin = max(0, due.span.start - 18)
    past = due.dated and _PAST.search(answer, begin, due.span.start)
    return not past or bool(_TO_BE.search(answer, max(0, begin - 8), due.span.start))


def _commitment(answer: str, promise: Promise, due: Due | None) -> Commitment:
    span = promise.span
    if due and due.span.end > span.end:
        span = Span(span.start, due.span.end)
    return Commitment(
        span,
        act_of(promise.verb, span.of(answer)),
        hedge_of(answer, promise, due),
        _rule(promise),
        _actor(answer, promise),
        due.span.of(answer) if due else None,
        due.earliest if due else None,
        due.latest if due else None,
    )


def hedge_of(answer: str, promise: Promise, due: Due | None) -> Hedge:
    """How firm the words are: their own hedge first, then that of the time."""
    if (due and due.anchored and not due.dated) or _CONDITION.search(answer, promise.sentence.start, promise.span.end):
        return "conditional"
    if _EXPECTED.search(promise.marker):
        return "expected"
    if _AIM.search(promise.marker):
        return "aim"
    return "vague" if due and not due.dated else "firm"


def _rule(promise: Promise) -> str:
    words = promise.marker.split()
    kept = words if len(words) <= 4 else [*words[:2], words[-1]]
    return "-".join([*kept, promise.verb])


def _actor(answer: str, promise: Promise) -> str | None:
    if promise.passive:
        return None
    words = _AUXILIARY.sub("", _ARTICLES.sub("", promise.subject.of(answer))).strip(" ,")
    return words or None
