"""Real follow-up questions and the earlier ones that they follow: what nearness to a draft is fitted to and tried on.

`retrieval/follow-ups.jsonl`: each draft has its "pursuant to the Answer …" clause cut out. Candidates are all of
`uk-api/questions.jsonl.gz` with whole texts where they are held, but for the draft's own record.
"""

import gzip
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from answerable.findings.search.nearest import Candidate
from answerable.workspace import Workspace
from bench.machine import SHARED, run

FOLLOW_UPS = SHARED / "data/retrieval/follow-ups.jsonl"
_QUESTIONS = SHARED / "data/uk-api/questions.jsonl.gz"
_WHOLE = SHARED / "data/uk-api/fulltext.jsonl.gz"


class FollowUp(Struct, frozen=True):
    """A draft, the official id of its own record, and that of the question it follows."""

    query: str
    query_id: int
    target_id: int


class Tried(Struct, frozen=True):
    """A draft's candidates, and which of them it follows; None where it is not among them."""

    follow_up: FollowUp
    found: tuple[Candidate, ...]
    right: int | None


def follow_ups() -> list[FollowUp]:
    """All of them, in their order."""
    decode = msgspec.json.Decoder(FollowUp).decode
    return [decode(line) for line in FOLLOW_UPS.read_bytes().splitlines()]


@contextmanager
def published() -> Iterator[Workspace]:
    """A record of the questions among which to look, with its search index."""
    with tempfile.TemporaryDirectory(prefix="answerable-bench-") as name:
        place = Path(name)
        (place / "questions.jsonl").write_bytes(b"".join(_documents()))
        run(["add", place / "questions.jsonl", "--later", "--json"], {"ANSWERABLE_RECORD": str(place / "record")})
        workspace = Workspace.open(place / "record")
        workspace.refresh(names=["search"])
        yield workspace
        workspace.close()


def tried(workspace: Workspace) -> list[Tried]:
    """The candidates of every follow-up."""
    return [_tried(workspace, one) for one in follow_ups()]


def _tried(workspace: Workspace, one: FollowUp) -> Tried:
    near = workspace.search.near(one.query, workspace.record.questions)
    found = tuple(found for found in near if found.question.official != one.query_id)
    officials = [found.question.official for found in found]
    return Tried(one, found, officials.index(one.target_id) if one.target_id in officials else None)


def _documents() -> Iterator[bytes]:
    with gzip.open(_WHOLE) as lines:
        whole = {one["id"]: one for one in map(msgspec.json.decode, lines)}
    with gzip.open(_QUESTIONS) as lines:
        for row in map(msgspec.json.decode, lines):
            value, texts = row["list"], whole.get(row["list"]["id"], {})
            value |= {name: texts[name] for name in ("questionText", "answerText") if texts.get(name)}
            yield msgspec.json.encode({"value": value, "whole": bool(texts)}) + b"\n"
