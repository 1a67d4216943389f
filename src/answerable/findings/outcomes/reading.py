"""A question and its answer, read once: what rules and features look at."""

import re
from collections.abc import Container
from functools import cached_property, lru_cache

from msgspec import Struct

from answerable.findings.outcomes.cues import cues, lowered, met
from answerable.findings.outcomes.sentences import sentences
from answerable.findings.outcomes.words import FIGURE, Lexicon, Word, Wording, content, stemmed, wanted, wordings
from answerable.model.part import Part

LONGEST = 40_000  # characters of an answer that are read; the longest printed has 17,616
HEAD = 4  # content words after the asking words that name the very thing asked for
REMEMBERED = 100  # sentences: a quarter of published ones stood shortly before, in an answer to another question
_NAME = re.compile(r"[A-Z](?<=[a-z,] [A-Z])[a-z]{2,}")  # the letter first, since that is found at once


class PartRead:
    """A part's content: all of it, its own item, and its head (what stands right after the asking words)."""

    def __init__(self, part: Part, question: str, lexicon: Lexicon) -> None:
        stem = part.stem_span.of(question) if part.stem_span else ""
        own = lexicon.content(part.span.of(question))
        self.kind = part.kind
        self.labelled = bool(part.label)
        self.own = wanted(own)
        self.whole = wanted({**lexicon.content(stem), **own}) if stem else self.own
        self.head, self.tail = self.whole.cut(None, HEAD), self.whole.cut(-HEAD, None)


class Sentence(Struct, frozen=True):
    """One sentence by itself, whatever was asked."""

    low: str
    words: list[Word]
    content: dict[str, float]  # the weight of each stem that carries content
    mass: float  # of these weights
    marks: int  # what its words mark it with
    cues: tuple[int, ...]
    names: list[str]  # the stems of capitalised words inside it
    figures: list[str]
    wordings: list[Wording]


class Reading:
    """Everything that is looked up more than once about one pair."""

    def __init__(self, question: str, parts: tuple[Part, ...], answer: str, lexicon: Lexicon) -> None:
        self.answer = answer[:LONGEST]
        self.question = lowered(question)
        self.spans = sentences(self.answer)
        self.sentences = [_sentence(span.of(self.answer), lexicon) for span in self.spans]
        self.parts = [PartRead(part, self.question, lexicon) for part in parts]
        asked = lexicon.words(self.question)
        self.content = content(asked)
        self.asked = wanted(self.content)
        self.wordings = wordings(asked)  # of the question
        self.said: set[str] = set().union(*[sentence.content for sentence in self.sentences])
        # For each part, how much of it each sentence covers.
        self.affinity = [[part.whole.covered(sentence.content) for sentence in self.sentences] for part in self.parts]
        self.new_names = [_new(sentence.names, self.content) for sentence in self.sentences]
        figures = {word.stem for word in asked if word.marks & FIGURE}
        self.new_figures = [_new(sentence.figures, figures) for sentence in self.sentences]

    @cached_property
    def low(self) -> str:
        """The whole answer as sentences have it."""
        return _low(self.answer)

    @cached_property
    def cues(self) -> list[set[str]]:
        """The names of the cues in each sentence."""
        every = cues()
        return [{every[at].name for at in sentence.cues} for sentence in self.sentences]


@lru_cache(maxsize=REMEMBERED)
def _sentence(text: str, lexicon: Lexicon) -> Sentence:
    low = _low(text)
    words = lexicon.words(low)
    marks = sprung = 0
    for word in words:
        marks |= word.marks
        sprung |= word.springs
    telling = content(words)
    names = [stemmed(name.lower()) for name in _NAME.findall(text)]
    figures = [word.stem for word in words if word.marks & FIGURE] if marks & FIGURE else []
    mass = sum(telling.values())
    return Sentence(low, words, telling, mass, marks, met(low, sprung), names, figures, wordings(words))


def _low(text: str) -> str:
    return lowered(text).replace("\xa0", " ").replace("\t", "|")


def _new(have: list[str], asked: Container[str]) -> int:
    """How many the question does not have."""
    return sum([stem not in asked for stem in have]) if have else 0
