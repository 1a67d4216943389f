"""The sentences and paragraphs of texts, each with a key, so that a passage used before can be found again."""

import numpy as np
from msgspec import Struct

from answerable.findings.reuse.normal import Normal
from answerable.findings.words import Flags, Numbers, Places, Words, among, is_small, sums, tally

SIZE = np.uint64(0xFFF)  # of a key, the bits that say how many words its passage has, at most 4,095
PARAGRAPH = np.uint64(0x1000)  # of a key, the bit that marks a paragraph of several sentences
_SHORT = (
    "hon", "rt", "mr", "mrs", "ms", "dr", "st", "prof", "rev", "sir", "no", "nos", "para", "paras", "p", "pp", "eg",
    "ie", "cf", "vol", "ch", "approx", "sgt", "col", "gen", "lt", "capt",
)  # fmt: skip


class Passages(Struct, frozen=True, eq=False):
    """Passages in order of their texts: words `start` to `end`, the text they are of, and the key.

    The key is a number of the words that count, its lowest bits what `SIZE` and `PARAGRAPH` say.
    """

    start: Places
    end: Places
    text: Places
    key: Numbers


def passages(words: Words, kept: Normal) -> Passages:
    """Every sentence, and every paragraph (line) of more than one sentence."""
    line, stop = _breaks(words)
    sentence = _spans(line | stop)
    paragraph = _spans(line)
    several = np.searchsorted(sentence[0], paragraph[1]) - np.searchsorted(sentence[0], paragraph[0]) > 1
    start = np.concatenate((sentence[0], paragraph[0][several]))
    end = np.concatenate((sentence[1], paragraph[1][several]))
    mark = np.where(np.arange(len(start)) < len(sentence[0]), np.uint64(0), PARAGRAPH)
    order = np.argsort(start, kind="stable")
    return _counted(words, kept, start[order], end[order], mark[order])


def _counted(words: Words, kept: Normal, start: Places, end: Places, mark: Numbers) -> Passages:
    first, last = kept.before[start], kept.before[end]
    some = last > first
    first, last, start, end, mark = first[some], last[some], start[some], end[some], mark[some]
    size = np.minimum(last - first, int(SIZE)).astype(np.uint64)
    key = (sums(kept.number, first, last) & ~(SIZE | PARAGRAPH)) | size | mark
    return Passages(start, end, words.text[start], key)


def _spans(breaks: Flags) -> tuple[Places, Places]:
    """Runs of words, a run ending at each word that is flagged."""
    end = np.flatnonzero(breaks) + 1
    return np.concatenate((np.zeros(1, np.int64), end))[: len(end)], end


def _breaks(words: Words) -> tuple[Flags, Flags]:
    """After which words a line ends, and after which a sentence does."""
    if not len(words):
        return np.zeros(0, np.bool_), np.zeros(0, np.bool_)
    begin, after = words.end, np.append(words.start[1:], len(words.codes))
    line = _between(words, (10,), begin, after)
    line[-1] = True
    stop = _between(words, tuple(map(ord, ".?!।。؟")), begin, after) & _between(words, (32, 9, 160), begin, after)
    small = is_small(words.codes[np.minimum(after, len(words.codes) - 1)])
    short = among(words.number, _SHORT) | (words.end - words.start == 1)
    return line, stop & ~small & ~short


def _between(words: Words, wanted: tuple[int, ...], begin: Places, after: Places) -> Flags:
    seen = tally(np.logical_or.reduce([words.codes == code for code in wanted]))
    flags: Flags = seen[after] > seen[begin]
    return flags
