"""A question as a sentence: without whom it asks, and with the words that carry no matter known as such."""

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct

from answerable.findings.words import Numbers, Places, among, numbered, read_words, sums, tally

_ASKS = (
    r"(?:what|whether|if|how|when|who|whom|whose|which|why|where|pursuant|further to|with reference|with regard|"
    r"for what|for how|to what|to ask|on what|on how|in what|in which|by what|under what|at what|from what)"
)
# Questions begin "To ask the Secretary of State for …,"; in the Lords "To ask His Majesty's Government".
_OPENING = re.compile(rf"\s*to ask\b[^\n]{{0,200}}?[\s,;]+(?={_ASKS}\b)", re.IGNORECASE)
_REFERENCE = re.compile(
    rf"(?:pursuant|further to|with reference|with regard)\b[^\n]{{0,400}}?,\s*(?:and\s+)?(?={_ASKS}\b)", re.IGNORECASE
)
_THEY = ("he", "she", "they")
_THEIR = ("his", "her", "their", "its")
# Words of any question; single letters and figures carry no matter either.
_FRAME = (
    "an", "and", "any", "are", "as", "at", "be", "been", "being", "both", "but", "by", "can", "could", "did", "do",
    "does", "each", "every", "for", "from", "had", "has", "have", "he", "her", "his", "how", "if", "in", "into",
    "is", "it", "its", "made", "make", "makes", "making", "many", "may", "much", "more", "most", "of", "on", "or",
    "other", "our", "over", "per", "she", "should", "so", "some", "such", "than", "that", "the", "their", "them",
    "there", "these", "they", "this", "those", "through", "to", "under", "up", "was", "were", "what", "when",
    "where", "whether", "which", "who", "will", "with", "within", "would", "year", "years", "month", "months",
    "day", "days", "last", "next", "since", "ask", "assess", "assessment", "adequacy", "department", "departments",
    "discussion", "discussions", "effect", "effectiveness", "estimate", "ensure", "government", "governments",
    "help", "hold", "held", "impact", "implications", "information", "level", "levels", "merits", "minister",
    "ministers", "number", "officials", "plan", "plans", "policies", "policy", "potential", "proportion", "publish",
    "recent", "representations", "secretary", "set", "state", "steps", "take", "taken", "takes", "taking",
    "timetable", "uk", "out", "not", "provide", "five", "three", "ten", "two", "one", "also", "having", "cabinet",
    "colleagues", "bring", "forward", "legislative", "proposals", "legislation", "introduce", "support", "increase",
    "improve", "reduce", "promote", "tackle",
)  # fmt: skip


class Sentence(Struct, frozen=True, eq=False):
    """A question's words after the opening: where each stands in `plain`, and its number, the same for he and she.

    `matter[k]` is how many of the first k words carry matter: those of a reference before the question do not count.
    """

    plain: str
    start: Places
    end: Places
    number: Numbers
    matter: Places

    def __len__(self) -> int:
        return len(self.number)

    def carries(self, place: int) -> bool:
        """Whether that word carries matter."""
        return bool(self.matter[place + 1] > self.matter[place])


def read_sentence(plain: str) -> Sentence:
    """A question's text made ready to be compared."""
    [sentence] = read_sentences([plain])
    return sentence


def wordings(sentences: Sequence[Sentence]) -> list[int]:
    """A number for the words of each, the same for the same words; signed, as SQLite keeps numbers."""
    if not sentences:
        return []
    ends = np.cumsum([len(one) for one in sentences], dtype=np.int64)
    begins = np.concatenate((np.zeros(1, np.int64), ends[:-1]))
    numbers: list[int] = sums(np.concatenate([one.number for one in sentences]), begins, ends).view(np.int64).tolist()
    return numbers


def read_sentences(questions: Sequence[str]) -> list[Sentence]:
    """Many at once, which is much faster."""
    words = read_words(questions)
    number = words.number.copy()
    number[among(number, _THEY)] = numbered("they")
    number[among(number, _THEIR)] = numbered("their")
    opening = words.codes[words.start]
    figures = (opening >= ord("0")) & (opening <= ord("9"))
    matter = tally(~among(number, _FRAME) & (words.end - words.start > 1) & ~figures)
    edges = np.searchsorted(words.text, np.arange(len(questions) + 1)).tolist()
    begins = words.offset.tolist()
    return [
        _sentence(
            plain,
            words.start[first:last] - begin,
            words.end[first:last] - begin,
            number[first:last],
            matter[first : last + 1],
        )
        for plain, begin, (first, last) in zip(questions, begins, pairwise(edges), strict=True)
    ]


def _sentence(plain: str, start: Places, end: Places, number: Numbers, counted: Places) -> Sentence:
    """`counted[k]`: how many words before the k-th carry matter, those of other texts too."""
    opening = _OPENING.match(plain)
    begins = opening.end() if opening else 0
    reference = _REFERENCE.match(plain, begins)
    first, asked = np.searchsorted(start, (begins, reference.end() if reference else 0)).tolist()
    before = counted[max(asked, first)]
    return Sentence(plain, start[first:], end[first:], number[first:], np.maximum(counted[first:] - before, 0))
