"""The read side of reuse: what can be asked of it."""

import json
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from threading import Lock

import numpy as np
from cachetools import LRUCache
from msgspec import Struct
from msgspec.structs import replace

from answerable.findings.kept import Kept
from answerable.findings.postings import Numbered, Shelf, find
from answerable.findings.reuse.align import Read, aligned, contained, read, read_all
from answerable.findings.reuse.answers import Cluster, Elsewhere, PartialCopy, Repeated, Said, Stock, Use, Users
from answerable.findings.reuse.copies import CONTAINED, LEAST, candidates
from answerable.findings.reuse.fingerprints import winnowed
from answerable.findings.reuse.normal import normal
from answerable.findings.reuse.passages import SIZE, passages
from answerable.findings.words import read_words
from answerable.model.text import Span

Plain = Callable[[Sequence[str]], Mapping[str, str]]  # question ids → the plain words of their answers, those held

_REMEMBERED = 20_000  # passages: at a million questions all that are worth it
_WORTH = 20  # texts that a passage stands in: who used it takes longer to find out than to remember
_TRIED = 4  # candidates aligned for each partial copy that is wanted
_LEAST_STOCK = 5  # words of a stock passage
_USES = 'SELECT id, day, "group", body, asker FROM member WHERE text = ? ORDER BY day, id'
_GIVEN = """
SELECT text, COUNT(*), COUNT(DISTINCT "group"), MIN(NULLIF(day, '')), MAX(day)
FROM member WHERE text = (SELECT text FROM member WHERE id = ?) GROUP BY text
"""
_OTHERS = "SELECT id FROM member WHERE text = ? AND id <> ? ORDER BY day, id LIMIT ?"
_AMONG = "IN (SELECT value FROM json_each(?))"
_FIRST = f"SELECT text, id, MIN(day || ' ' || id) FROM member WHERE text {_AMONG} GROUP BY text"
_USERS = f'SELECT body, answerer, "group", day, id FROM member WHERE text {_AMONG}'
_LARGEST = """
SELECT text, answers, questions FROM tally JOIN text ON text.number = tally.text
WHERE body = ? AND year = ? AND answers > ? ORDER BY {order} DESC, strict LIMIT ?
"""
_MOST_QUESTIONS, _MOST_ANSWERS = "questions DESC, answers", "answers DESC, questions"


class _Uses(Struct, frozen=True):
    """Who used a passage, and the first day of each answer that has it, as a number, in order."""

    users: Users
    days: "array[int]"

    def before(self, day: str) -> Users:
        """The users, with how many of the answers were given before that day."""
        return replace(self.users, earlier=bisect_left(self.days, _numbered(day)))


class Asking:
    """Reads what `kept` holds; looks again before each answer whether another process took something in."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        self.seen = -1
        self._turn = Lock()
        self.shelves: tuple[Shelf, Shelf]
        self.sizes: Numbered

    def look(self) -> None:
        """Opens the shelves as they are now; RecordError when a file of theirs is damaged."""
        if self.kept.cursor != self.seen:
            about = self.kept.about()
            prints, stock = (
                Shelf(self.kept.directory, stem, about.get(stem, "").split()) for stem in ("prints", "passages")
            )
            self.shelves = prints, stock
            self.sizes = np.frombuffer(about.get("sizes", b""), "<u4").astype(np.uint32)
            self._known: LRUCache[int, _Uses] = LRUCache(_REMEMBERED)  # stock passages stand in many an answer
            self.seen = about.get("cursor", 0)

    def cluster(self, question_id: str) -> Cluster | None:
        """All questions that got the answer of this one; None when it has none that can be compared."""
        held = self.kept.rows("SELECT number, loose FROM text JOIN member ON text = number WHERE id = ?", question_id)
        if not held:
            return None
        [(number, loose)] = held
        uses = tuple(Use(*row) for row in self.kept.rows(_USES, number))
        days = [use.day for use in uses if use.day]
        alike = "SELECT id FROM member JOIN text ON number = text WHERE loose = ? AND number <> ? ORDER BY day, id"
        return Cluster(
            uses,
            len({use.group for use in uses}),
            min(days, default=""),
            max(days, default=""),
            _counted((use.group, use.body) for use in uses),
            _counted((use.id, use.asker) for use in uses),
            tuple(id_ for (id_,) in self.kept.rows(alike, loose, number)),
        )

    def elsewhere(self, question_id: str, most: int) -> Elsewhere | None:
        """Where else the answer of this question was given, `most` of the questions told; None where nowhere."""
        counted = self.kept.rows(_GIVEN, question_id)
        if not counted or counted[0][1] < 2:
            return None
        [(text, questions, answers, first, last)] = counted
        others = self.kept.rows(_OTHERS, text, question_id, most)
        return Elsewhere(questions, answers, first or "", last, tuple(id_ for (id_,) in others))

    def texts(self, ids: Sequence[str]) -> dict[str, int]:
        """For each question whose answer can be compared, a number that all with that answer have."""
        return dict(self.kept.rows(f"SELECT id, text FROM member WHERE id {_AMONG}", json.dumps(list(ids))))

    def given(self, ids: Sequence[str]) -> dict[str, int]:
        """For each question whose answer can be compared, how many questions got the very same one."""
        query = f"""
        SELECT one.id, COUNT(*) FROM member AS one JOIN member AS other USING (text)
        WHERE one.id {_AMONG} GROUP BY one.id
        """
        return dict(self.kept.rows(query, json.dumps(list(ids))))

    def members(self, question_id: str) -> tuple[str, ...]:
        """The questions that got the answer of this one, itself among them; none when it cannot be compared."""
        query = "SELECT id FROM member WHERE text = (SELECT text FROM member WHERE id = ?) ORDER BY day, id"
        return tuple(id_ for (id_,) in self.kept.rows(query, question_id))

    def largest(self, body: str = "", year: int = 0, limit: int = 50, undeclared: bool = True) -> tuple[Repeated, ...]:
        """The texts most often given as separate answers, by a body (its id) and in a year of answering, or by all.

        When not only the `undeclared` are wanted: the texts that most questions got, in grouped answers too.
        """
        order, least = (_MOST_ANSWERS, 1) if undeclared else (_MOST_QUESTIONS, 0)
        rows = self.kept.rows(_LARGEST.format(order=order), body, year, least, limit)
        first = self._first([row[0] for row in rows])
        return tuple(Repeated(first[text], answers, questions) for text, answers, questions in rows)

    def stock(self, plain: str, on: str = "", texts: int = 1) -> tuple[Stock, ...]:
        """The sentences and paragraphs of five words or more in an answer that more than one answer has.

        `on`: the day of the answer, ISO 8601, before which uses are `earlier`. `texts`: only those that stand in at
        least so many different answers.
        """
        self.look()
        known = self._known  # of the shelves as they are now, or as they were: never of later ones
        words = read_words([plain])
        cut = passages(words, normal(words))
        which, numbers = find(self.shelves[1].segments, cut.key)
        found = []
        for place in np.flatnonzero((cut.key & SIZE) >= _LEAST_STOCK).tolist():
            span = Span(int(words.start[cut.start[place]]), int(words.end[cut.end[place] - 1]))
            having = numbers[which == place]
            if len(having) >= texts:
                users = self._users(known, int(cut.key[place]), having).before(on)
                found.append(Stock(span, int(cut.key[place] & SIZE), users))
        return tuple(one for one in found if one.users.answers > 1)

    def copies(self, question_id: str, plain: Plain, limit: int = 20) -> tuple[PartialCopy, ...]:
        """Other answers that hold half of this one's runs of words or more, or of whose runs it does; nearest first.

        Answers identical to it, and those of fewer than 25 words, are left out. Four times `limit` are tried, those
        that share most fingerprints.
        """
        self.look()
        here = read(plain([question_id]).get(question_id, ""))
        likely = self._likely(question_id, here, _TRIED * limit) if long(here) else []
        held = plain(likely)
        near = (
            (contained(here.runs, text.runs), id_, text)
            for id_, text in zip(held, read_all([*held.values()]), strict=True)
        )
        copies = sorted((-share, id_, text) for share, id_, text in near if share >= CONTAINED and long(text))
        return tuple(PartialCopy(id_, aligned(here, text)) for _, id_, text in copies[:limit])

    def said(self, body: str = "") -> tuple[Said, ...]:
        """Month by month, how much a body (its id; all when empty) said and how much of it had been said before."""
        which = "WHERE body = ?" if body else "WHERE ? = ''"
        return tuple(
            Said(*row)
            for row in self.kept.rows(
                f"SELECT body, month, words, words - fresh FROM said {which} ORDER BY body, month", body
            )
        )

    def years(self, body: str = "") -> tuple[int, ...]:
        """The years in which a body (its id; all when empty) answered, newest first."""
        query = "SELECT DISTINCT SUBSTR(month, 1, 4) FROM said WHERE ? IN ('', body) ORDER BY 1 DESC"
        return tuple(int(year) for (year,) in self.kept.rows(query, body))

    def _first(self, texts: Sequence[int]) -> dict[int, str]:
        """For each text the first question that got it."""
        return {text: id_ for text, id_, _ in self.kept.rows(_FIRST, json.dumps(list(texts)))}

    def _users(self, known: "LRUCache[int, _Uses]", key: int, texts: Numbered) -> "_Uses":
        """Who used the passage of this key, which stands in these texts."""
        if len(texts) < _WORTH:
            return self._uses(texts)
        with self._turn:  # pages are made by several threads, and what was asked last moves to the front
            found = known.get(key)
        if found is None:
            found = self._uses(texts)
            with self._turn:
                known[key] = found
        return found

    def _uses(self, texts: Numbered) -> "_Uses":
        first: dict[tuple[str, str, int], str] = {}  # of each answer its first day that is known
        uses = []
        for body, answerer, group, day, id_ in self.kept.rows(_USERS, json.dumps(texts.tolist())):
            known = first.get(given := (body, answerer, group))
            if known is None or (day and (not known or day < known)):
                first[given] = day
            if day:
                uses.append((day, id_))
        bodies, answerers = Counter(body for body, _, _ in first), Counter(answerer for _, answerer, _ in first)
        named = [dict(sorted(_named(many), key=lambda one: (-one[1], one[0]))) for many in (bodies, answerers)]
        first_use, used_first = min(uses, default=("", ""))
        users = Users(len(first), 0, used_first, first_use, max(uses, default=("", ""))[0], *named)
        return _Uses(users, array("l", sorted(_numbered(day) for day in first.values() if day)))

    def _likely(self, question_id: str, here: Read, most: int) -> list[str]:
        """For each of the texts that share most fingerprints with this one, the first question that got it."""
        found = candidates(self.shelves[0].segments, np.unique(winnowed(here.runs)), self.sizes)
        own = self.kept.rows("SELECT text FROM member WHERE id = ?", question_id)
        other = found.number != (own[0][0] if own else 0)
        number, shared = found.number[other], found.shared[other]
        near = shared >= (shared[most - 1] if len(shared) > most else 0)
        rank = dict(zip(number[near].tolist(), shared[near].tolist(), strict=True))
        rows = self.kept.rows(f"SELECT number, strict FROM text WHERE number {_AMONG}", json.dumps(list(rank)))
        nearest = [text for text, _ in sorted(rows, key=lambda row: (-rank[row[0]], row[1]))[:most]]
        first = self._first(nearest)
        return [first[text] for text in nearest]


def long(text: Read) -> bool:
    """Whether a text has words enough for a part of it to be a copy."""
    return len(text.number) >= LEAST


def _numbered(day: str) -> int:
    """A day, ISO 8601, as a number that grows with it; 0 when it is not known."""
    return int(day.replace("-", "") or 0)


def _named(counts: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    return ((name, count) for name, count in counts.items() if name)


def _counted(pairs: Iterable[tuple[str | int, str]]) -> dict[str, int]:
    """How often each name, the first of a pair counting once, most often first."""
    return dict(Counter(name for _, name in sorted(set(pairs), key=str) if name).most_common())
