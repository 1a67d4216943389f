"""A question and its answer, read once: what rules and features look at."""

import re
from collections.abc import Mapping, Set
from functools import cached_property

from answerable.findings.outcomes.cues import cues, lowered, met
from answerable.findings.outcomes.sentences import sentences
from answerable.findings.outcomes.words import FIGURE, Lexicon, Wanted, content, stemmed
from answerable.model.part import Part
from answerable.model.text import Span

LONGEST = 40_000  # characters of an answer that are read; the longest printed has 17,616
HEAD = 4  # content words after the asking words that name the very thing asked for
_NAME = re.compile(r"[A-Z](?<=[a-z,] [A-Z])[a-z]{2,}")  # the letter first, since that is found at once


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
    """One sentence: its words, the weight of each stem that carries content, what its words mark and its cues."""

    __slots__ = ("content", "cues", "low", "marks", "names", "span", "words")

    def __init__(self, span: Span, answer: str, low: str, lexicon: Lexicon) -> None:
        self.span = span
        self.low = low[span.start : span.end]
        self.words = lexicon.words(self.low)
        self.content = content(self.words)
        self.marks = sprung = 0
        for word in self.words:
            self.marks |= word.marks
            sprung |= word.springs
        self.cues = met(self.low, sprung)
        self.names: list[str] = _NAME.findall(answer, span.start, span.end)


class Reading:
    """Everything that is looked up more than once about one pair."""

    def __init__(self, question: str, parts: tuple[Part, ...], answer: str, lexicon: Lexicon) -> None:
        self.answer = answer[:LONGEST]
        self.low = lowered(self.answer).replace("\xa0", " ").replace("\t", "|")
        self.question = lowered(question)
        self.sentences = [Sentence(span, self.answer, self.low, lexicon) for span in sentences(self.answer)]
        self.parts = [PartRead(part, self.question, lexicon) for part in parts]
        asked = lexicon.words(self.question)
        self.asked = Wanted(content(asked))
        self.said: set[str] = set().union(*[sentence.content for sentence in self.sentences])
        # For each part, how much of it each sentence covers.
        self.affinity = [[part.whole.covered(sentence.content) for sentence in self.sentences] for part in self.parts]
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
