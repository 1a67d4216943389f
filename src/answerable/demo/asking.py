"""Questions in words: asks joined, lettered and crossed, with what they refer to."""

from collections.abc import Sequence

from msgspec import Struct

from answerable.demo.dice import Dice, Weighted
from answerable.demo.exchange import Asking, Part, Pointer, Slip
from answerable.demo.library import Citation
from answerable.demo.people import Person
from answerable.demo.slots import Slots
from answerable.demo.words import Ask, Topic

_STATEMENT = "if {will} make a statement"
_PLACES = 60  # that figures are asked for
# Shares of questions by how their parts are put together, and of the number of lettered parts.
_SHAPES = Weighted(("one", "lettered", "joined", "crossed", "statement"), (37, 37, 21, 1.5, 3.5))
_LETTERS = Weighted((2, 3, 4, 5, 7), (62, 23, 9, 4, 2))


class Reference(Struct, frozen=True):
    """What a question begins with ("with reference to …"), and what that cites."""

    words: str = ""
    citations: tuple[Citation, ...] = ()
    pointers: tuple[Pointer, ...] = ()


NOTHING = Reference()


class Asker:
    """Makes questions from the kinds in speech.toml."""

    def __init__(self, asks: Sequence[Ask], places: Sequence[str], years: Sequence[str]) -> None:
        self.asks = {ask.kind: ask for ask in asks}
        self._by_weight = Weighted(asks, [ask.weight for ask in asks])
        self._letterable = Weighted(
            [ask for ask in asks if ask.over != "plan"], [ask.weight for ask in asks if ask.over != "plan"]
        )
        self._places, self._years = tuple(places[:_PLACES]), years

    def ask(
        self, slip: Slip, slots: Slots, dice: Dice, reference: Reference = NOTHING, shape: str = "", kind: str = ""
    ) -> Asking:
        """A question of the shape and kind named, or of any."""
        if kind:
            part = self._part(self.asks[kind], slip.remit.topic, slots, dice)
            return Asking(addressed(slip, part.words, reference), (part,), reference.citations, reference.pointers)
        shape = shape or _SHAPES.draw(dice)
        words, parts = getattr(self, f"_{shape}")(slip, slots, dice)
        return Asking(addressed(slip, words, reference), parts, reference.citations, reference.pointers)

    def one_of(self, slip: Slip, slots: Slots, ask: Ask, wording: str, x: str, reference: Reference) -> Asking:
        """The same question for each of a series: only `x` differs."""
        slots["x"] = x
        words = wording.format_map(slots)
        text = addressed(slip, words, reference)
        part = Part(words, ask, x, ask.about.format_map(slots))
        template = text[::-1].replace(x[::-1], "}{", 1)[::-1]
        return Asking(text, (part,), reference.citations, reference.pointers, template, x)

    def things(self, ask: Ask, topic: Topic, dice: Dice, count: int) -> list[str]:
        """What the parts of such a question differ in; years in their order."""
        things = dice.some(self._options(ask, topic), count)
        return sorted(things) if ask.over == "years" else things

    def _options(self, ask: Ask, topic: Topic) -> Sequence[str]:
        if ask.over == "variants":
            return topic.variants
        if ask.over == "places":
            return self._places
        return self._years if ask.over == "years" else (f"the {topic.plan}",)

    def _one(self, slip: Slip, slots: Slots, dice: Dice) -> tuple[str, tuple[Part, ...]]:
        part = self._part(self._by_weight.draw(dice), slip.remit.topic, slots, dice)
        return part.words, (part,)

    def _part(self, ask: Ask, topic: Topic, slots: Slots, dice: Dice) -> Part:
        x = topic.subject if ask.over == "variants" and dice.chance(0.2) else dice.pick(self._options(ask, topic))
        if ask.over == "variants" and dice.chance(0.5):
            x = f"{x} in {dice.pick(self._places)}"
        slots["x"] = x
        return Part(dice.pick(ask.questions).format_map(slots), ask, x, ask.about.format_map(slots))

    def _joined(self, slip: Slip, slots: Slots, dice: Dice) -> tuple[str, tuple[Part, ...]]:
        first = self._part(self._by_weight.draw(dice), slip.remit.topic, slots, dice)
        ask = self._by_weight.draw(dice)
        while ask is first.ask:
            ask = self._by_weight.draw(dice)
        second = self._part(ask, slip.remit.topic, slots, dice)
        return f"{first.words}; and {second.words}", (first, second)

    def _statement(self, slip: Slip, slots: Slots, dice: Dice) -> tuple[str, tuple[Part, ...]]:
        first = self._part(self._by_weight.draw(dice), slip.remit.topic, slots, dice)
        words = _STATEMENT.format_map(slots)
        return f"{first.words}; and {words}", (first, Part(words, first.ask, first.x, first.about))

    def _lettered(self, slip: Slip, slots: Slots, dice: Dice) -> tuple[str, tuple[Part, ...]]:
        ask = self._letterable.draw(dice)
        things = self.things(ask, slip.remit.topic, dice, _LETTERS.draw(dice))
        marks = "123456789" if slip.house == "Lords" else "abcdefghi"
        marked = [f"({mark}) {x}" for mark, x in zip(marks, things, strict=False)]
        slots["x"] = listed(marked)
        about = ask.about.format_map(slots)
        parts = tuple(Part(words, ask, x, about) for words, x in zip(marked, things, strict=False))
        return dice.pick(ask.questions).format_map(slots), parts

    def _crossed(self, slip: Slip, slots: Slots, dice: Dice) -> tuple[str, tuple[Part, ...]]:
        """Letters by numerals: each is a part, and what is said of one is said of all."""
        ask = self.asks["assessment"]
        things = self.things(ask, slip.remit.topic, dice, 2)
        places = dice.some(self._places, 2)
        marked = (f"(a) {things[0]}", f"(b) {things[1]}", f"(i) {places[0]}", f"(ii) {places[1]}")
        slots["x"] = f"{listed(marked[:2])} in {listed(marked[2:])}"
        both = f"{listed(things)} in {listed(places)}"
        parts = tuple(Part(words, ask, both, "on") for words in marked)
        return dice.pick(ask.questions).format_map(slots), parts


def _spoken_of(he: str, his: str, s: str = "") -> dict[str, str]:
    return {"is": f"{he} {'is' if s else 'are'}", "has": f"{he} {'has' if s else 'have'}", "plans": f"{he} plan{s}",
            "will": f"{he} will", "his": his, "own": f"{his} Department" if s else "the Government"}  # fmt: skip


_SHE, _HE, _THEY = _spoken_of("she", "her", "s"), _spoken_of("he", "his", "s"), _spoken_of("they", "their")


def pronouns(slip: Slip, leader: Person) -> dict[str, str]:
    """How the question speaks of whom it is put to."""
    if slip.house == "Lords":
        return _THEY
    return _SHE if leader.woman else _HE


def addressed(slip: Slip, words: str, reference: Reference) -> str:
    """The whole question, from "To ask" to the full stop."""
    if slip.house == "Lords":
        whom = "To ask His Majesty's Government" + (", " if reference.words else " ")
    else:
        whom = f"To ask the {slip.addressed.title}, "
    return f"{whom}{reference.words + ', ' if reference.words else ''}{words}."


def listed(things: Sequence[str]) -> str:
    """`a, b and c`."""
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"
