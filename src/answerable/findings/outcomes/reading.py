"""A question and its answer, read once: what rules and features look at."""

import re
from functools import cached_property

from answerable.findings.outcomes.cues import Cue, lowered, met
from answerable.findings.outcomes.sentences import sentences
from answerable.findings.outcomes.words import STEM, Weights, covered, stems
from answerable.model.part import Part
from answerable.model.text import Span

LONGEST = 40_000  # characters of an answer that are read; the longest printed has 17,616
_FIGURE = re.compile(
    r"\d[\d,.]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty"
    r"|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?)\b"
)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
_SPACES = str.maketrans({"\xa0": " ", "\t": "|"})
HEAD = 4  # content words after the asking words that name the very thing asked for


class PartRead:
    """A part's content: all of it, its own item, and its head (what stands right after the asking words)."""

    def __init__(self, part: Part, question: str, weights: Weights) -> None:
        stem = part.stem_span.of(question) if part.stem_span else ""
        ask = part.span.of(question)
        self.kind = part.kind
        self.labelled = bool(part.label)
        self.low = f"{stem} {ask}" if stem else ask
        self.own = weights.content(stems(ask))
        self.whole = {**weights.content(stems(stem)), **self.own} if stem else self.own
        self.head = dict(list(self.whole.items())[:HEAD])
        self.tail = dict(list(self.whole.items())[-HEAD:])


class Reading:
    """Everything that is looked up more than once about one pair."""

    def __init__(self, question: str, parts: tuple[Part, ...], answer: str, weights: Weights) -> None:
        self.answer = answer[:LONGEST]
        self.low = lowered(self.answer).translate(_SPACES)
        self.sentences: list[Span] = sentences(self.answer)
        self.question = lowered(question)
        self.parts = [PartRead(part, self.question, weights) for part in parts]
        self.asked = weights.content(stems(self.question))
        self.figures_asked = {figure.rstrip(".,") for figure in _FIGURE.findall(self.question)}
        self._weights = weights

    @cached_property
    def met(self) -> list[list[Cue]]:
        """The cues in each sentence."""
        return [met(span.of(self.low)) for span in self.sentences]

    @cached_property
    def names(self) -> list[list[str]]:
        """The names of the cues in each sentence, always in the same order, so that sums come out the same."""
        return [[cue.name for cue in cues] for cues in self.met]

    @cached_property
    def cues(self) -> list[set[str]]:
        """The names again, for looking up."""
        return [set(names) for names in self.names]

    @cached_property
    def sorts(self) -> list[set[str]]:
        """The sorts of the cues in each sentence."""
        return [{cue.sort for cue in cues} for cues in self.met]

    @cached_property
    def words(self) -> list[list[str]]:
        """Each sentence's stems."""
        return [stems(span.of(self.low)) for span in self.sentences]

    @cached_property
    def sets(self) -> list[set[str]]:
        """Each sentence's different stems."""
        return [set(words) for words in self.words]

    @cached_property
    def said(self) -> set[str]:
        """The answer's different stems."""
        return set().union(*self.sets)

    @cached_property
    def contents(self) -> list[dict[str, float]]:
        """Each sentence's content."""
        return [self._weights.content(words) for words in self.words]

    @cached_property
    def affinity(self) -> list[list[float]]:
        """For each part, how much of it each sentence covers."""
        return [[covered(part.whole, words) for words in self.sets] for part in self.parts]

    @cached_property
    def new_names(self) -> list[int]:
        """How many capitalised words inside each sentence the question does not have."""
        return [
            sum(name.lower()[:STEM] not in self.asked for name in _NAME.findall(self.answer, span.start, span.end))
            for span in self.sentences
        ]

    @cached_property
    def new_figures(self) -> list[int]:
        """How many figures each sentence gives that the question does not."""
        return [
            sum(figure.rstrip(".,") not in self.figures_asked for figure in _FIGURE.findall(span.of(self.low)))
            for span in self.sentences
        ]
