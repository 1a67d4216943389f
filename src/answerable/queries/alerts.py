"""Who of those that follow something is to be told what: each different thing followed is looked for once.

A day's changes are few beside the record: they are put into a small index of their own, and searches are asked of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from answerable.errors import AnswerableError
from answerable.findings.commitments.finding import Promise, Wanted
from answerable.findings.search.language import parse
from answerable.findings.search.sieve import Sieve
from answerable.model.question import Question
from answerable.queries.following import item, items, queries_of
from answerable.queries.names import directory, named
from answerable.queries.search import finder
from answerable.record.follows import Followed, led
from answerable.record.news import news
from answerable.record.outbox import Item, Place
from answerable.workspace import Workspace

DUE_WITHIN = timedelta(days=7)  # before its last day a promise is said to be due
_ALWAYS = 2**62  # a place behind which nobody began to follow: days pass for all
_MOST = 5_000  # promises due in one pass
_ANSWERED = ("answered", "corrected")


class Seen(Struct, frozen=True):
    """A piece of news, and the newest observation of its question: those who began to follow later knew it."""

    item: Item
    place: int


def gather(
    workspace: Workspace, since: Place, upto: Place, wanted: Iterable[Followed]
) -> Iterator[tuple[Followed, Seen]]:
    """What happened from one place to the other, for each of the things followed that it concerns."""
    seen, held = _happened(workspace, since, upto)
    if not seen:
        return
    matching = _Matching(workspace, seen, held)
    asked = list(wanted)
    now = led(workspace.record, [one.what for one in asked if one.kind in ("question", "same")])
    for followed in asked:
        for found in matching.of(followed, now.get(followed.what, followed.what)):
            yield followed, found


class _Matching:
    """Finds among what happened; `seen` by question, `held` the questions themselves."""

    def __init__(
        self, workspace: Workspace, seen: Mapping[str, Sequence[Seen]], held: Mapping[str, Question]
    ) -> None:
        self._workspace, self._seen = workspace, seen
        self._sieve = Sieve(list(held.values()), workspace.labels.of(list(held)))
        self._left = _left(workspace, seen)

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
            return self._sieve.ids(clauses, finder(self._workspace, query, clauses))
        except AnswerableError:
            return ()

    def _again(self, question: str) -> Iterator[Seen]:
        for id_ in self._workspace.reuse.members(question):
            for one in self._seen.get(id_, ()) if id_ != question else ():
                if one.item.what in _ANSWERED:
                    yield replace(one, item=replace(one.item, key=f"{id_} again", what="again"))


def _happened(
    workspace: Workspace, since: Place, upto: Place
) -> tuple[dict[str, list[Seen]], dict[str, Question]]:
    """What is to be told, by question; and the questions."""
    record = workspace.record
    changed = {one.question: one for one in news(record, since.observation, upto.observation, upto.day)}
    promised = list(_promises(workspace, since, upto, changed))
    ids = {*changed, *(promise.question for promise, _, _ in promised)}
    held = {one.id: one for one in named(record, record.questions(ids).values())}
    seen: dict[str, list[Seen]] = {}
    for id_, one in changed.items():
        if id_ in held:
            seen.setdefault(id_, []).extend(Seen(told, one.seen) for told in items(held[id_], one.events))
    for promise, what, place in promised:
        if promise.question in held:
            told = _promise(held[promise.question], promise, what)
            seen.setdefault(promise.question, []).append(Seen(told, place))
    return {id_: found for id_, found in seen.items() if found}, held


def _promises(
    workspace: Workspace, since: Place, upto: Place, changed: Iterable[str]
) -> Iterator[tuple[Promise, str, int]]:
    """Promises that became due soon or overdue as the days went by, and those just made that are due soon."""
    today, ask = upto.day, workspace.commitments.promises
    soon = Wanted(due="between", first=today, last=today + DUE_WITHIN, state="unknown")
    fresh = set(changed)
    for promise in ask(soon, today, _MOST):
        if promise.latest and (promise.latest > since.day + DUE_WITHIN or promise.question in fresh):
            yield promise, "due", _ALWAYS
    late = Wanted(due="between", first=since.day, last=today - timedelta(days=1), state="overdue and unmentioned")
    for promise in ask(late, today, _MOST):
        yield promise, "overdue", _ALWAYS


def _promise(question: Question, promise: Promise, what: str) -> Item:
    day = promise.latest.isoformat() if promise.latest else ""
    return item(
        question, "due" if what == "due" else "overdue", f"{what} {promise.span.start} {day}", promise.latest,
        promise.words,
    )  # fmt: skip


def _left(workspace: Workspace, seen: Mapping[str, Sequence[Seen]]) -> dict[str, list[Seen]]:
    """Moves by the body that a question left."""
    names = directory(workspace.record).bodies
    found: dict[str, list[Seen]] = {}
    for one in (one for some in seen.values() for one in some if one.item.what == "moved"):
        before = one.item.words.removeprefix("From the ").partition(" to the ")[0]
        for body in names.find(before)[:1]:
            found.setdefault(body, []).append(one)
    return found
