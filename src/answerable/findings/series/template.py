"""The sentence that questions have in common, and what each puts into its slots."""

from collections.abc import Sequence

from msgspec import Struct
from rapidfuzz.distance import LCSseq

from answerable.findings.series.keys import Key
from answerable.findings.series.sentence import Sentence
from answerable.model.text import Span

Place = tuple[int, int]  # from, to: places among a sentence's words


class Template(Struct, frozen=True):
    """`fixed` are the pieces that stay, as the first question prints them: one before, between and after the slots."""

    fixed: tuple[str, ...]
    values: tuple[tuple[Span, ...], ...]  # for each question, where in its text the slots' values stand

    def __str__(self) -> str:
        return " … ".join(self.fixed).strip()


def template(sentences: Sequence[Sentence], key: Key) -> Template:
    """The template of questions that share a key."""
    head, tail = key.head, key.tail
    shortest = min(map(len, sentences))
    while head + tail < shortest and _same([one.number[head] for one in sentences]):
        head += 1
    while head + tail < shortest and _same([one.number[len(one) - 1 - tail] for one in sentences]):
        tail += 1
    middles = [one.number[head : len(one) - tail].tolist() for one in sentences]
    # Only words that carry matter part two slots: no value is cut in two by an "of".
    common = _common(middles, _matter_of(sentences[0], head, tail))
    places = _widened(middles, [_kept_together(middle, common) for middle in middles])
    slots = [_slots(len(one), head, tail, kept) for one, kept in zip(sentences, places, strict=True)]
    values = tuple(tuple(_span(one, slot) for slot in of) for one, of in zip(sentences, slots, strict=True))
    return Template(_fixed(sentences[0], slots[0]), values)


def _same(numbers: Sequence[int | None]) -> bool:
    return all(number is not None and number == numbers[0] for number in numbers)


def _matter_of(sentence: Sentence, head: int, tail: int) -> list[int]:
    return [int(sentence.number[place]) for place in range(head, len(sentence) - tail) if sentence.carries(place)]


def _common(middles: Sequence[list[int]], common: list[int]) -> list[int]:
    """Those of the words that stand in all of the middles in this order."""
    for middle in middles:
        if not common:
            break
        blocks = LCSseq.opcodes(common, middle).as_matching_blocks()
        common = [number for block in blocks for number in common[block.a : block.a + block.size]]
    return common


def _kept_together(middle: list[int], common: list[int]) -> list[Place]:
    """Where in a middle the common words stand, each at its first place after the one before."""
    places: list[Place] = []
    at = 0
    for number in common:
        at = middle.index(number, at) + 1
        places.append((at - 1, at))
    return places


def _widened(middles: Sequence[list[int]], places: Sequence[list[Place]]) -> list[list[Place]]:
    """The common words with the other words around them that are the same in all middles."""
    wide = [list(one) for one in places]
    for piece in range(len(wide[0])):
        while _same([_word(m, one[piece][0] - 1, one, piece) for m, one in zip(middles, wide, strict=True)]):
            _stretch(wide, piece, 1, 0)
        while _same([_word(m, one[piece][1], one, piece) for m, one in zip(middles, wide, strict=True)]):
            _stretch(wide, piece, 0, 1)
    return wide


def _word(middle: list[int], place: int, pieces: list[Place], piece: int) -> int | None:
    """The word at a place that no neighbouring piece has taken."""
    first = pieces[piece - 1][1] if piece else 0
    last = pieces[piece + 1][0] if piece + 1 < len(pieces) else len(middle)
    return middle[place] if first <= place < last else None


def _stretch(wide: list[list[Place]], piece: int, left: int, right: int) -> None:
    for one in wide:
        one[piece] = (one[piece][0] - left, one[piece][1] + right)


def _slots(size: int, head: int, tail: int, kept: list[Place]) -> list[Place]:
    """The stretches between words that stay, empty ones too, so that each question has the same number of them."""
    edges = [head, *(head + edge for piece in kept for edge in piece), size - tail]
    return list(zip(edges[0::2], edges[1::2], strict=True))


def _span(sentence: Sentence, place: Place) -> Span:
    """Where the words stand in the text; an empty span where there are none."""
    first, last = place
    if last == first:
        at = int(sentence.start[first]) if first < len(sentence) else len(sentence.plain)
        return Span(at, at)
    return Span(int(sentence.start[first]), int(sentence.end[last - 1]))


def _fixed(sentence: Sentence, slots: list[Place]) -> tuple[str, ...]:
    edges = [0, *(edge for slot in slots for edge in slot), len(sentence)]
    spans = (_span(sentence, place) for place in zip(edges[0::2], edges[1::2], strict=True))
    return tuple(span.of(sentence.plain) for span in spans)
