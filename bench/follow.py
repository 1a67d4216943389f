"""Finding what concerns whom: `python -m bench follow [QUESTIONS]`: 10,000 follows and 5,000 changes of a day.

A made-up parliament is taken in; the day's changes are its last observations. Beside our way, in the same run: each
search over the whole index, narrowed to the day's questions, for some of the searches.
"""

import resource
from collections.abc import Callable, Sequence
from datetime import date
from random import Random
from time import perf_counter
from typing import TypeVar

from tantivy import Occur, Query

from answerable.findings.search.compile import Compiler
from answerable.findings.search.language import parse
from answerable.queries.alerts import gather
from answerable.queries.following import expected, latest
from answerable.queries.names import directory
from answerable.queries.search import finder
from answerable.record.follows import Followed
from answerable.record.news import NEWS_FOR, newest_observation, news
from answerable.record.outbox import Place
from answerable.workspace import Workspace
from bench.machine import described
from bench.made_up import made_up

T = TypeVar("T")
_CHANGES, _FOLLOWS, _COMPARED = 5_000, 10_000, 100
_SHARES = (("search", 0.7), ("question", 0.15), ("member", 0.06), ("body", 0.02), ("document", 0.02), ("same", 0.05))


def main(words: Sequence[str] = ()) -> None:
    """Prints the figures."""
    count = int(words[0]) if words else 50_000
    print(described())
    with made_up(count) as workspace:
        _measure(workspace)


def _measure(workspace: Workspace) -> None:
    record = workspace.record
    end = newest_observation(record)
    last = max(one.tabled or date.min for one in record.everything())
    # So early a day that all of them are news, though the made-up parliament spreads them over months.
    day = min(
        event.on or last for one in news(record, end - _CHANGES, end, date.min + NEWS_FOR) for event in one.events
    )
    since, upto = Place(end - _CHANGES, day), Place(end, day)
    wanted = _follows(workspace)
    searches = sum(1 for one in wanted if one.kind == "search")
    print(f"{len(wanted):,} different follows, {searches:,} of them searches; {_CHANGES:,} observations of a day")
    seconds, changed = _timed(lambda: list(news(record, since.observation, upto.observation, upto.day)))
    print(f"what is new: {seconds:.2f} s for {len(changed):,} questions with news")
    seconds, matches = _timed(lambda: sum(1 for _ in gather(workspace, since, upto, wanted)))
    print(f"whom it concerns, all together: {seconds:.1f} s, {matches:,} alerts")
    ids = [one.question for one in changed]
    some = [one for one in wanted if one.kind == "search"][:_COMPARED]
    seconds, _ = _timed(lambda: [_over_everything(workspace, one.what, ids) for one in some])
    each = seconds / len(some)
    print(f"each search over the whole index instead: {1000 * each:.1f} ms, so {each * searches:.0f} s for all")
    _print_pages(workspace, wanted[:: len(wanted) // 200], last)
    print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


def _print_pages(workspace: Workspace, some: Sequence[Followed], today: date) -> None:
    """What the page for following and a feed ask."""
    asks: dict[str, Callable[[Followed], object]] = {
        "how often it would have written": lambda one: expected(workspace, one, today),
        "a feed": lambda one: latest(workspace, one),
    }
    for name, ask in asks.items():
        times = sorted(1000 * _timed(lambda one=one, ask=ask: ask(one))[0] for one in some)  # type: ignore[misc]
        middle, most = times[len(times) // 2], times[-len(times) // 20]
        print(f"{name}: {middle:.0f} ms median, {most:.0f} ms p95, {times[-1]:.0f} ms worst")


def _follows(workspace: Workspace) -> list[Followed]:
    """Different things to follow, in the shares that we guess at: words of headings, some with a body or Member."""
    chance, held = Random(8), list(workspace.record.everything())
    names = directory(workspace.record)
    documents = [one.key for one in workspace.citations.documents(limit=200)]
    makes: dict[str, Callable[[], str]] = {
        "search": lambda: _search(chance, chance.choice(held).words.split(), list(names.bodies.names)),
        "question": lambda: chance.choice(held).id,
        "member": lambda: chance.choice(list(names.members.names)),
        "body": lambda: chance.choice(list(names.bodies.names)),
        "document": lambda: chance.choice(documents) if documents else "cp-1",
        "same": lambda: chance.choice(held).id,
    }
    made: dict[Followed, None] = {}
    for kind, share in _SHARES:
        for _ in range(int(share * _FOLLOWS)):
            made[Followed(kind, makes[kind]())] = None  # type: ignore[arg-type]
    while len(made) < _FOLLOWS:
        made[Followed("search", makes["search"]())] = None
    return list(made)


def _search(chance: Random, words: Sequence[str], bodies: Sequence[str]) -> str:
    """Two or three words of a question, a phrase, or a word and a body."""
    plain = [word for word in words if word.isalpha() and len(word) > 4] or ["rivers"]
    at = chance.randrange(max(len(words) - 2, 1))
    phrase = " ".join(word for word in words[at : at + 2] if word.isalpha())
    picked = " ".join(chance.sample(plain, min(len(plain), chance.randint(2, 4))))
    kinds = (picked, f'"{phrase}"' if phrase else picked, f'{chance.choice(plain)} to:"{chance.choice(bodies)}"')
    return chance.choice(kinds)


def _over_everything(workspace: Workspace, query: str, ids: Sequence[str]) -> int:
    """How many of the day's questions a search finds when the whole index is asked."""
    index, clauses = workspace.search, parse(query)
    with index._reading() as searcher:
        compiler = Compiler(index._schema, index._analyzer, finder(workspace, query, clauses), searcher)
        among = Query.term_set_query(index._schema, "id", list(ids))
        both = Query.boolean_query([(Occur.Must, compiler.query(clauses)), (Occur.Must, among)])
        return len(searcher.search(both, len(ids), False).hits)


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = perf_counter()
    done = work()
    return perf_counter() - start, done
