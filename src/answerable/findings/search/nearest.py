"""The questions nearest to a draft by its words alone, whoever asked them and whenever.

The index gives those that share its rarest words; these are then weighed by how much of the draft they and their
answers hold, by weights fitted to real follow-up questions: `weights.json`, made by `python -m bench.fit_nearest`.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from tantivy import Occur, Query, Schema, Searcher, TextAnalyzer

from answerable.findings.linear import weights
from answerable.model.opening import opening
from answerable.model.question import Question

Read = Callable[[Sequence[str]], Mapping[str, Question]]  # ids → those of the questions that are held

# Words of every question, down to their stems: never worth marking, however rare they are in a small record.
_STOCK_WORDS = """
a an the of to and or in for on at by from with as that this these those it is are was were be been has have had do doe
did will would can could may might should he she they his her their him them who whom whose which what when where whi
how whether if not no ani all each other than then there into between more most mani much ask
"""
_STOCK = frozenset(_STOCK_WORDS.split())

LONGEST = 4_000  # letters of a draft that are read, from its beginning
TELLING = 24  # of its words are looked for, the rarest first
CANDIDATES = 100  # questions are weighed
LEAST = 0.15  # of what the draft's words tell, that a question must hold to be called near
_WORTH_MARKING = 2.3  # what a word tells that one in ten questions has
_AT_LEAST = 3  # words marked where all are common
_ANSWER = 3_000  # letters of an answer that are read
# BM25's usual settings, and about how many words the parts of a question have.
_SATURATION, _BY_LENGTH = 1.2, 0.75
_USUAL = {"question": 35, "answer": 120, "heading": 4}


class Candidate(Struct, frozen=True):
    """A question that shares words with a draft, and what speaks for it by name."""

    question: Question
    features: dict[str, float]


class Draft:
    """A draft's words as the index has them: those of its opening, and those of its asking with what each tells."""

    def __init__(self, words: str, analyzer: TextAnalyzer, searcher: Searcher) -> None:
        words = words[:LONGEST]
        cut = opening(words)
        self.office = frozenset(analyzer.analyze(cut.of(words)))
        self.stems: list[str] = analyzer.analyze(words[cut.end :])
        shares = {stem: searcher.doc_freq("text", stem) for stem in dict.fromkeys(self.stems)}
        self.telling = {stem: _telling(count, searcher.num_docs) for stem, count in shares.items()}
        self._known = [stem for stem, count in shares.items() if count]
        self.pairs = {
            pair: self.telling.get(pair[0], 0.0) + self.telling.get(pair[1], 0.0) for pair in pairwise(self.stems)
        }
        self.all = sum(self.telling.values()) or 1.0
        self.squares = sum(one * one for one in self.telling.values()) or 1.0

    def rarest(self) -> list[str]:
        """The words that tell most of those that any question has, those first."""
        return sorted(self._known, key=lambda stem: -self.telling[stem])[:TELLING]

    def shown(self, schema: Schema) -> Query:
        """Any of the words that a reader should see marked: those that few questions have."""
        rarest = [stem for stem in self.rarest() if stem not in _STOCK]
        marked = [stem for stem in rarest if self.telling[stem] >= _WORTH_MARKING] or rarest[:_AT_LEAST]
        return Query.boolean_query([(Occur.Should, Query.term_query(schema, "text", stem)) for stem in marked])


def candidates(draft: Draft, searcher: Searcher, schema: Schema, analyzer: TextAnalyzer, read: Read) -> list[Candidate]:
    """The questions that the index finds by the draft's words; none where it has none of them."""
    hits = searcher.search(_sought(draft, searcher, schema), CANDIDATES, False).hits
    found = {str(searcher.doc(address)["id"][0]): score for score, address in hits}
    held = read(list(found))  # one may have ceased since it was indexed
    best = max(found.values(), default=1.0)
    return [
        Candidate(held[id_], features(draft, analyzer, held[id_]) | {"index": score / best})
        for id_, score in found.items()
        if id_ in held
    ]


def nearest(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that hold enough of the draft, nearest first."""
    known = weights(__package__)
    near = [one for one in found if one.features["words"] >= LEAST]
    return sorted(near, key=lambda one: -sum(known[name] * value for name, value in one.features.items()))


def features(draft: Draft, analyzer: TextAnalyzer, question: Question) -> dict[str, float]:
    """What speaks for a question: shares of what the draft's words tell, 0 to 1, unless said otherwise."""
    cut, words = opening(question.words), question.words
    asked, told = analyzer.analyze(words[cut.end :]), analyzer.analyze(question.answer_words[:_ANSWER])
    heading = analyzer.analyze(question.heading or "")
    counts = {"question": Counter(asked), "answer": Counter(told), "heading": Counter(heading)}
    telling = draft.telling
    held = {stem for stem in telling if any(stem in count for count in counts.values())}
    pairs = {*pairwise(asked), *pairwise(told)}
    office = frozenset(analyzer.analyze(cut.of(words)))
    body = frozenset(analyzer.analyze(question.body.name)) if question.body else frozenset()
    return {
        **{f"bm25 {name}": _bm25(telling, count, _USUAL[name]) / 10 for name, count in counts.items()},
        "words": sum(telling[stem] for stem in held) / draft.all,
        "rare words": sum(telling[stem] ** 2 for stem in held) / draft.squares,
        "rarest missing": max((one for stem, one in telling.items() if stem not in held), default=0.0) / 10,
        "pairs": sum(one for pair, one in draft.pairs.items() if pair in pairs) / (2 * draft.all),
        "office": len(draft.office & office) / max(len(draft.office | office), 1),
        "body": len(draft.office & body) / max(len(body), 1),
        "answered": float(question.answered_on is not None),
        "question length": math.log1p(len(asked)),
        "answer length": math.log1p(len(told)),
    }


def _sought(draft: Draft, searcher: Searcher, schema: Schema) -> Query:
    """Any of the rarest words, anywhere, and again in the heading: plain terms, so that the index may skip the rest."""
    wanted = [
        Query.term_query(schema, field, stem, option)
        for field, option in (("text", "position"), ("heading", "freq"))
        for stem in draft.rarest()
        if searcher.doc_freq(field, stem)
    ]
    return Query.boolean_query([(Occur.Should, one) for one in wanted])


def _telling(having: int, of: int) -> float:
    return math.log(1 + (of - having + 0.5) / (having + 0.5))


def _bm25(telling: Mapping[str, float], count: Counter[str], usual: int) -> float:
    size = _SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * count.total() / usual)
    return sum(
        one * times * (_SATURATION + 1) / (times + size) for stem, one in telling.items() if (times := count.get(stem))
    )
