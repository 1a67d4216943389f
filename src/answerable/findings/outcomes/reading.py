"""A question and its answer, read once: what rules and features look at."""

import re
from collections.abc import Mapping, Set
from functools import cached_property

from answerable.findings.outcomes.cues import cues, lowered, met
from answerable.findings.outcomes.sentences import sentences
from answerable.findings.outcomes.words import FIGURE, MARKS, TOKEN, Lexicon, Wanted, Word, stemmed
from answerable.model.part import Part
from answerable.model.text import Span

LONGEST = 40_000  # characters of an answer that are read; the longest printed has 17,616
HEAD = 4  # content words after the asking words that name the very thing asked for
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
_SPACES = str.maketrans({"\xa0": " ", "\t": "|"})


class PartRead:
    """A part's content: all of it, its own item, and its head (what stands right after the asking words)."""

    def __init__(self, part: Part, question: str, lexicon: Lexicon) -> None:
        stem = part.stem_span.of(question) if part.stem_span else ""
        own = lexicon.content(part.span.of(question))
        whole = {**lexicon.content(stem), **own} if stem else own
        items = list(whole.items())
        self.kind = part.kind
        self.labelled = bool(part.label)
        self.own, self.whole = Wanted(own), Wanted(whole)
        self.head, self.tail = Wanted(dict(items[:HEAD])), Wanted(dict(items[-HEAD:]))


class Sentence:
    """One sentence: its tokens, the weight of each of its stems (0 if light), what its words mark and its cues."""

    __slots__ = ("cues", "low", "marks", "names", "span", "stems", "tokens", "words")

    def __init__(self, span: Span, answer: str, low: str, lexicon: Lexicon) -> None:
        self.span = span
        self.low = low[span.start : span.end]
        self.tokens: list[str] = TOKEN.findall(self.low)
        self.words: list[Word] = lexicon.words(self.tokens)
        self.stems = {word.stem: word.weight for word in self.words}
        self.marks = 0
        for word in self.words:
            self.marks |= word.marks
        self.cues = met(self.low, self.marks >> MARKS)
        self.names: list[str] = _NAME.findall(answer, span.start, span.end)


class Reading:
    """Everything that is looked up more than once about one pair."""

    def __init__(self, question: str, parts: tuple[Part, ...], answer: str, lexicon: Lexicon) -> None:
        self.answer = answer[:LONGEST]
        self.low = lowered(self.answer).translate(_SPACES)
        self.question = lowered(question)
        self.sentences = [Sentence(span, self.answer, self.low, lexicon) for span in sentences(self.answer)]
        self.parts = [PartRead(part, self.question, lexicon) for part in parts]
        asked = lexicon.words(TOKEN.findall(self.question))
        self.asked = Wanted({word.stem: word.weight for word in asked if word.weight})
        self.said: dict[str, float] = {}  # the answer's stems with their weights
        for sentence in self.sentences:
            self.said.update(sentence.stems)
        # For each part, how much of it each sentence covers.
        self.affinity = [[part.whole.covered(sentence.stems) for sentence in self.sentences] for part in self.parts]
        self.new_names = [_new_names(sentence, self.asked.content) for sentence in self.sentences]
        figures = {word.stem for word in asked if word.marks & FIGURE}
        self.new_figures = [_new_figures(sentence, figures) for sentence in self.sentences]

    @cached_property
    def cues(self) -> list[set[str]]:
        """The names of the cues in each sentence."""
        every = cues()
        return [{every[at].name for at in sentence.cues} for sentence in self.sentences]


def _new_names(sentence: Sentence, asked: Mapping[str, float]) -> int:
    """How many capitalised words inside a sentence the question does not have."""
    return sum([stemmed(name.lower()) not in asked for name in sentence.names]) if sentence.names else 0


def _new_figures(sentence: Sentence, asked: Set[str]) -> int:
    """How many figures a sentence gives that the question does not."""
    if not sentence.marks & FIGURE:
        return 0
    return sum([word.marks & FIGURE and word.stem not in asked for word in sentence.words])
