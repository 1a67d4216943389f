"""Who of those that follow something is to be told what: each different thing followed is looked for once.

A day's changes are few beside the record: they are put into a small index of their own, and searches are asked of it.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date as Day
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from answerable.errors import AnswerableError
from answerable.findings.commitments.finding import Promise, Wanted
from answerable.findings.search.language import parse
from answerable.findings.search.sieve import Sieve
from answerable.model.history import Happening
from answerable.model.question import Question
from answerable.queries.following import item, items, queries_of, went_past
from answerable.queries.late import among, of_today, past_their_day
from answerable.queries.names import directory, named
from answerable.queries.search import finder
from answerable.record.follows import Followed, led
from answerable.record.news import NEWS_FOR, News, first_heard, last_read, news
from answerable.record.outbox import Item, Place, Seen, What
from answerable.workspace import Workspace

DUE_WITHIN = timedelta(days=7)  # before its last day a promise is said to be due
_ALWAYS = 2**62  # a place behind which nobody began to follow: days pass for all
_MOST = 5_000  # promises due in one pass
_ANSWERED = (What.ANSWERED, What.CORRECTED)


class _Happened(Struct, frozen=True):
    """What is to be told, by question; the questions; and moves by the id of the body that a question left."""

    seen: dict[str, list[Seen]]
    held: dict[str, Question]
    left: dict[str, list[Seen]]


def gather(
    workspace: Workspace, since: Place, upto: Place, wanted: Iterable[Followed]
) -> Iterator[tuple[Followed, Seen]]:
    """What happened from one place to the other, for each of the things followed that it concerns."""
    late: list[Followed] = []
    asked: list[Followed] = []
    for one in wanted:
        (late if of_today(one) else asked).append(one)
    yield from _late(workspace, upto.day, late)
    happened = _happened(workspace, since, upto)
    if not happened.seen or not asked:
        return
    matching = _Matching(workspace, happened, upto.day)
    now = led(workspace.record, [one.what for one in asked if one.kind in ("question", "same")])
    for followed in asked:
        for seen in matching.of(followed, now.get(followed.what, followed.what)):
            yield followed, seen


class _Matching:
    """Finds among what happened, as of today."""

    def __init__(self, workspace: Workspace, happened: _Happened, today: Day) -> None:
        self._workspace, self._seen, self._left, self._today = workspace, happened.seen, happened.left, today
        self._sieve = Sieve(list(happened.held.values()), workspace.labels.of(list(happened.held)))

    def of(self, followed: Followed, now: str) -> Iterator[Seen]:
        """`now`: the id that a question has today."""
        match followed.kind:
            case "question":
                yield from self._seen.get(now, ())
                yield from self._again(now)
            case "same":
                yield from self._again(now)
            case kind:
                for id_ in dict.fromkeys(id_ for query in queries_of(followed) for id_ in self._found(query)):
                    yield from self._seen.get(id_, ())
                if kind == "body":
                    yield from self._left.get(followed.what, ())

    def _found(self, query: str) -> Sequence[str]:
        """None for a search that has become impossible, as of an answer that is no longer held."""
        try:
            clauses = parse(query)
            return self._sieve.ids(clauses, finder(self._workspace, query, clauses, self._today))
        except AnswerableError:
            return ()

    def _again(self, question: str) -> Iterator[Seen]:
        for id_ in self._workspace.reuse.members(question):
            for one in self._seen.get(id_, ()) if id_ != question else ():
                if one.item.what in _ANSWERED:
                    yield replace(one, item=replace(one.item, key=f"{id_} {What.AGAIN.name}", what=What.AGAIN))


def _late(workspace: Workspace, today: Day, wanted: Sequence[Followed]) -> Iterator[tuple[Followed, Seen]]:
    """What went past its day lately and still waits, as far as the record was read after that day.

    All of it each time, for a question may come to be known late; the outbox knows what was told.
    """
    record, read = workspace.record, last_read(workspace.record) if wanted else None
    if read is None:
        return
    due = past_their_day(workspace, today - NEWS_FOR, min(today, read))
    matching = {one: _still(workspace, one.what, due) for one in wanted}
    ids = list(dict.fromkeys(id_ for some in matching.values() for id_ in some))
    held = {one.id: one for one in named(record, record.questions(ids).values())}
    first = first_heard(record, ids)
    for followed, some in matching.items():
        for id_ in some:
            if id_ in held:
                yield followed, Seen(went_past(held[id_], due[id_]), first[id_], due[id_])


def _still(workspace: Workspace, query: str, due: Mapping[str, Day]) -> Sequence[str]:
    """None for a search that has become impossible, as of an answer that is no longer held."""
    try:
        return among(workspace, query, due)
    except AnswerableError:
        return ()


def _happened(workspace: Workspace, since: Place, upto: Place) -> _Happened:
    record = workspace.record
    changed = {one.question: one for one in news(record, since.observation, upto.observation, upto.day)}
    promised = list(_promises(workspace, since, upto, changed))
    ids = {*changed, *(promise.question for promise, _ in promised)}
    held = {one.id: one for one in named(record, record.questions(ids).values())}
    seen: dict[str, list[Seen]] = {}
    for id_, question in held.items():
        if id_ in changed:
            seen[id_] = [Seen(one, changed[id_].seen) for one in items(question, changed[id_].events)]
    for promise, what in promised:
        if promise.question in held:
            told = _promise(held[promise.question], promise, what)
            seen.setdefault(promise.question, []).append(Seen(told, _ALWAYS))
    return _Happened({id_: some for id_, some in seen.items() if some}, held, _left(workspace, changed, seen))


def _promises(
    workspace: Workspace, since: Place, upto: Place, changed: Container[str]
) -> Iterator[tuple[Promise, What]]:
    """Promises that became due soon or overdue as the days went by, and those just made that are due soon."""
    today, ask = upto.day, workspace.commitments.promises
    soon = Wanted(due="between", first=today, last=today + DUE_WITHIN, state="unknown")
    for promise in ask(soon, today, _MOST):
        if promise.latest and (promise.latest > since.day + DUE_WITHIN or promise.question in changed):
            yield promise, What.DUE
    late = Wanted(due="between", first=since.day, last=today - timedelta(days=1), state="overdue and unmentioned")
    for promise in ask(late, today, _MOST):
        yield promise, What.OVERDUE


def _promise(question: Question, promise: Promise, what: What) -> Item:
    return item(question, what, f"{what.name} {promise.span.start} {promise.latest}", promise.latest, promise.words)


def _left(
    workspace: Workspace, changed: Mapping[str, News], seen: Mapping[str, Sequence[Seen]]
) -> dict[str, list[Seen]]:
    bodies = directory(workspace.record).bodies
    found: dict[str, list[Seen]] = {}
    for id_, one in changed.items():
        left = {event.before for event in one.events if event.kind is Happening.MOVED}
        for body in {body for name in left for body in bodies.find(name)[:1]}:
            found.setdefault(body, []).extend(told for told in seen.get(id_, ()) if told.item.what is What.MOVED)
    return found
