"""From files to found: how fast documents are parsed, stored and indexed, and how fast they are searched then.

`python -m bench whole-path` repeats real whole texts under new numbers to 100,000 records; `--demo N` uses the made-up
parliament instead. SQLite's FTS5 gets the same rows in the same run.
"""

import gzip
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from answerable.demo.official import official_pages
from answerable.demo.parliament import Parliament
from answerable.queries.search import Search, search
from answerable.record.record import Record
from answerable.workspace import FINDINGS, Workspace
from bench.machine import SHARED, Run, described, run

QUERIES = (
    "hybrid threats", "the", "secretary of state", '"in due course"', "waiting times -hospital", "to:defence",
    "house:lords", "tabled:2024-03..2024-05 schools", "is:unanswered", "", "harbour dredging cost", "1234",
    "answered:2025 plans", "disproportionate cost", "what steps rivers flooding",
)  # fmt: skip
_ROUNDS = 5


def main(words: Sequence[str]) -> None:
    """Prints the figures."""
    demo = int(words[words.index("--demo") + 1]) if "--demo" in words else 0
    print(f"{described()}")
    with tempfile.TemporaryDirectory(prefix="answerable-bench-") as name:
        place = Path(name)
        documents = place / "documents.jsonl"
        lines = _made_up(demo) if demo else _real(100_000)
        with documents.open("wb") as out:
            for line in lines:
                out.write(line)
        _adding(place, documents)
        _following(place)
        _searching(place)
        _joining(place)


def _adding(place: Path, documents: Path) -> None:
    done = run(["add", documents, "--later", "--json"], {"ANSWERABLE_RECORD": str(place / "record")})
    added = msgspec.json.decode(done.printed)
    count = added["questions"]
    print(
        f"parse + store + index: {count:,} observations in {done.seconds:.1f} s, {count / done.seconds:,.0f} a second"
    )
    print(f"memory: at most {done.peak:.0f} MB; at each tenth of the time {_tenths(done)}")


def _tenths(done: Run) -> str:
    return " ".join(f"{one:.0f}" for one in done.tenths)


def _following(place: Path) -> None:
    """What follows beside the search index, one finding after the other."""
    workspace = Workspace.open(place / "record")
    for name in FINDINGS:
        start = time.perf_counter()
        workspace.refresh(names=[name])
        print(f"{name}: {time.perf_counter() - start:.1f} s", flush=True)
    workspace.close()


def _searching(place: Path) -> None:
    workspace = Workspace.open(place / "record")
    found: list[int] = []

    def ours(query: str) -> None:
        found.append(search(workspace, Search(query)).total)

    _times("search, top 20 with highlights and facets", ours)
    table = _fts5(place, workspace.record)
    _times("SQLite FTS5 on the same rows, top 20 with snippets", lambda query: _ask_fts5(table, query))
    workspace.close()


def _times(what: str, ask: Callable[[str], None]) -> None:
    """Each query several times; what counts is its middle time, and of these the middle one and the worst."""
    taken = {}
    for query in QUERIES:
        rounds = []
        for _ in range(_ROUNDS):
            start = time.perf_counter()
            ask(query)
            rounds.append(1000 * (time.perf_counter() - start))
        taken[query] = statistics.median(rounds)
    worst = max(taken, key=lambda query: taken[query])
    print(f"{what}: median {statistics.median(taken.values()):.1f} ms, worst {taken[worst]:.1f} ms ({worst!r})")


def _fts5(place: Path, record: Record) -> sqlite3.Connection:
    table = sqlite3.connect(place / "fts5.sqlite")
    table.execute("create virtual table found using fts5(id unindexed, heading, question, answer, tokenize='porter')")
    rows = ((one.id, one.heading, one.words, one.answer_words) for one in record.everything())
    start = time.perf_counter()
    with table:
        count = table.executemany("insert into found values (?, ?, ?, ?)", rows).rowcount
    print(f"SQLite FTS5 takes in {count / (time.perf_counter() - start):,.0f} a second")
    return table


def _ask_fts5(table: sqlite3.Connection, query: str) -> None:
    words = [word for word in query.replace('"', "").split() if ":" not in word and not word.startswith("-")]
    if not words:
        return
    told = "select id, snippet(found, -1, '<', '>', '…', 30) from found where found match ? order by rank limit 20"
    wanted = f'"{" ".join(words)}"' if query.startswith('"') else " ".join(words)
    table.execute(told, (wanted,)).fetchall()
    table.execute("select count(*) from found where found match ?", (wanted,)).fetchone()


def _joining(place: Path) -> None:
    """A day's 400 new questions: until they are searchable, and until all else has followed."""
    for seed, later, until in ((77, ["--later"], "searchable"), (78, [], "in all findings")):
        day = place / f"day-{seed}.jsonl"
        day.write_bytes(b"".join(official_pages(Parliament(400, seed=seed))))
        done = run(["add", day, *later, "--json"], {"ANSWERABLE_RECORD": str(place / "record")})
        added = msgspec.json.decode(done.printed)
        fresh = added["new"] + added["changed"]
        print(f"{fresh:,} new observations of 400 questions {until}: {done.seconds:.2f} s")


def _made_up(count: int) -> Iterator[bytes]:
    yield from official_pages(Parliament(count))


def _real(count: int) -> Iterator[bytes]:
    """Real records with whole texts, again and again under new numbers and days."""
    encoder, rows = msgspec.json.Encoder(), list(_whole())
    for number in range(count):
        again, which = divmod(number, len(rows))
        row = dict(rows[which])
        tabled = date.fromisoformat(row["dateTabled"][:10]) - timedelta(days=400 * again)
        row |= {"id": number + 1, "dateTabled": f"{tabled}T00:00:00", "uin": f"{row['uin']}"}
        yield encoder.encode({"value": row, "whole": True}) + b"\n"


def _whole() -> Iterator[dict[str, Any]]:
    with gzip.open(SHARED / "data/uk-api/fulltext.jsonl.gz") as lines:
        full = {one["id"]: one for one in map(msgspec.json.decode, lines)}
    with gzip.open(SHARED / "data/uk-api/questions.jsonl.gz") as lines:
        for line in lines:
            row = msgspec.json.decode(line)["list"]
            texts = full.get(row["id"])
            if texts:
                yield row | {name: texts[name] or row[name] for name in ("questionText", "answerText")}
