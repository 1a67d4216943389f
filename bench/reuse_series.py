"""Series and chains at many questions: taking them in, a day's questions joined, and how fast they can be asked.

`python -m bench reuse-series [COUNT]` mixes real questions into as many as wanted, as
`reuse-million` does with answers.
"""

import random
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

from answerable.findings.chains.finding import Chains
from answerable.findings.series.finding import Series
from answerable.model.ids import official_id
from answerable.model.people import member_of_number
from answerable.model.question import Answer, Question
from answerable.model.text import plain_text
from answerable.record.changes import Change
from bench.machine import SHARED
from bench.reuse import texts_of
from bench.reuse_million import BODIES, FIRST_DAY, Mill, spread, timed

_A_DAY = 260


class Asked:
    """A change feed of milled questions, each answered with the words of its number; `stop` of them are told."""

    identity = "asked"

    def __init__(self, questions: list[str], stop: int) -> None:
        self._questions, self.stop = questions, stop

    def cursor(self) -> int:
        """The newest change."""
        return self.stop

    def changed(self, after: int = 0) -> Iterator[Change]:
        """The questions after that many."""
        for place in range(after, self.stop):
            yield Change(place + 1, self.id_of(place), self._question(place))

    def id_of(self, place: int) -> str:
        """The id of one."""
        return str(official_id("uk-commons", FIRST_DAY + timedelta(place // _A_DAY), str(place % 100_000)))

    def words(self, ids: Iterable[str]) -> dict[str, str]:
        """The questions' words, by id."""
        return {id_: self._questions[self._place(id_)] for id_ in ids}

    def _place(self, id_: str) -> int:
        _, tabled, uin = id_.split("/")
        first = (FIRST_DAY.fromisoformat(tabled) - FIRST_DAY).days * _A_DAY
        return next(place for place in range(first, first + _A_DAY) if str(place % 100_000) == uin)

    def _question(self, place: int) -> Question:
        tabled = FIRST_DAY + timedelta(place // _A_DAY)
        return Question(
            id=self.id_of(place),
            house="Commons",
            uin=str(place % 100_000),
            tabled=tabled,
            asker=member_of_number(place % 600),
            body=BODIES[place % 30],
            text=plain_text(self._questions[place]),
            answer=Answer(text=plain_text(f"No {place // 3}."), on=tabled + timedelta(10)),
        )


def main(words: Sequence[str] = ()) -> None:
    """Prints each measure, for a million questions or as many as named."""
    count = int(words[0]) if words else 1_000_000
    mill = Mill(texts_of(SHARED / "data/uk-api/fulltext.jsonl.gz", "questionText"))
    feed = Asked(list(mill.answers(count + 400)), count)
    with tempfile.TemporaryDirectory() as name:
        series = Series.open(Path(name) / "series", feed.identity)
        chains = Chains.open(Path(name) / "chains", feed.identity)
        for finding in (series, chains):
            feed.stop = count
            timed(f"{finding.name}: rebuild of {count:,}", partial(finding.refresh, feed))
            feed.stop += 400
            timed(f"{finding.name}: a day's 400 joined", partial(finding.refresh, feed))
        ids = [feed.id_of(place) for place in random.Random(3).sample(range(count), 300)]
        spread("series of a question", lambda id_: series.series(id_, feed.words, feed.words), ids)
        spread("chain of a question", chains.chain, ids)
        spread("what follows up on a question", chains.follow_ups, ids)
        series.close()
        chains.close()
