"""How often the day printed in a reference is the day of the record it resolves to.

`python -m bench reuse-chains`: the official service's records, and whole texts.
"""

import gzip
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from answerable.findings.chains.finding import Chains
from answerable.findings.chains.resolving import same_heading
from answerable.model.ids import official_id
from answerable.model.people import House, body_of_name, member_of_number
from answerable.model.question import Answer, Question
from answerable.model.text import Text
from answerable.record.changes import Change
from answerable.sources.markup import text_of
from bench.machine import SHARED

_CLIPPED = 255  # characters: where the list route cuts questions, and answers before its three dots


class _Listed(msgspec.Struct):
    id: int
    house: House
    uin: str
    dateTabled: str
    questionText: str
    askingMemberId: int
    answeringBodyName: str
    answerText: str | None = None
    dateAnswered: str | None = None
    heading: str | None = None


class _Row(msgspec.Struct):
    list: _Listed


class _Whole(msgspec.Struct):
    id: int
    questionText: str | None = None
    answerText: str | None = None


class Listed:
    """The records as a change feed."""

    identity = "listed"

    def __init__(self, questions: Path, fulltext: Path) -> None:
        with gzip.open(fulltext) as lines:
            whole = {row.id: row for row in (msgspec.json.decode(line, type=_Whole) for line in lines)}
        with gzip.open(questions) as lines:
            rows = (msgspec.json.decode(line, type=_Row).list for line in lines)
            self.questions = {one.id: one for one in (_question(row, whole.get(row.id)) for row in rows)}

    def cursor(self) -> int:
        """The newest change."""
        return len(self.questions)

    def changed(self, after: int = 0) -> Iterator[Change]:
        """The questions after that many."""
        for number, question in enumerate(self.questions.values(), 1):
            if number > after:
                yield Change(number, question.id, question)


def _question(row: _Listed, whole: _Whole | None) -> Question:
    asked = (whole and whole.questionText) or row.questionText
    said = (whole and whole.answerText) or row.answerText or ""
    tabled = date.fromisoformat(row.dateTabled[:10])
    on = date.fromisoformat(row.dateAnswered[:10]) if row.dateAnswered else None
    return Question(
        id=str(official_id(f"uk-{row.house.lower()}", tabled, row.uin)),
        house=row.house,
        uin=row.uin,
        tabled=tabled,
        heading=row.heading,
        asker=member_of_number(row.askingMemberId),
        body=body_of_name(row.answeringBodyName),
        text=_text(asked, whole is None),
        answer=Answer(text=_text(said, whole is None), on=on) if on else None,
    )


def _text(published: str, listed: bool) -> Text:
    return text_of(published, clipped=listed and len(published) >= _CLIPPED)


def measure(feed: Listed, chains: Chains) -> Counter[str]:
    """Counts of references by how they resolve and whether the printed day is the record's."""
    counts = Counter[str]()
    for question in feed.questions.values():
        for pointer in (*chains.pointers(question.id, "question"), *chains.pointers(question.id, "answer")):
            counts["references"] += 1
            found = pointer.resolution
            counts[found.basis or found.why_not] += 1
            target = feed.questions.get(found.target or "")
            if target and pointer.reference.uin and found.agrees is not None:
                headed = same_heading(pointer.reference.heading, target.heading or "")
                counts["with a day that the record knows too"] += 1
                counts["day agrees"] += found.agrees
                counts["day or heading agrees"] += found.agrees or headed
    return counts


def main(_: Sequence[str] = ()) -> None:
    """Prints the counts and the two shares."""
    feed = Listed(SHARED / "data/uk-api/questions.jsonl.gz", SHARED / "data/uk-api/fulltext.jsonl.gz")
    with tempfile.TemporaryDirectory() as name:
        chains = Chains.open(Path(name) / "chains", feed.identity)
        begin = time.perf_counter()
        taken = chains.refresh(feed)
        print(f"{taken:,} questions taken in, in {time.perf_counter() - begin:.1f} s")
        counts = measure(feed, chains)
        chains.close()
    for what, count in counts.most_common():
        print(f"{count:6,} {what}")
    dated = counts["with a day that the record knows too"]
    print(f"the day agrees in {counts['day agrees'] / dated:.4f}, the day or the heading in ", end="")
    print(f"{counts['day or heading agrees'] / dated:.4f}")
