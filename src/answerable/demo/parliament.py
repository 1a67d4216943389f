"""The made-up parliament: any number of questions, the same from the same seed."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from answerable.demo import programme
from answerable.demo.country import Country
from answerable.demo.exchange import Exchange
from answerable.demo.order_paper import SIZE
from answerable.errors import InputError

MOST_QUESTIONS = 50_000_000
SHORTEST = 60  # days: less leaves no room for two sessions
FIRST, LAST = date(2023, 9, 4), date(2025, 7, 18)


class Parliament(Struct, frozen=True):
    """So many questions tabled between two days. The first of a larger parliament are those of a smaller one.

    Raises InputError for numbers of questions and for days that no parliament can have.
    """

    questions: int = 600
    seed: int = 1
    first: date = FIRST
    last: date = LAST

    def __post_init__(self) -> None:
        if not 0 < self.questions <= MOST_QUESTIONS:
            raise InputError("questions", f"a number from 1 to {MOST_QUESTIONS:,}", f"{self.questions:,}")
        if (self.last - self.first).days < SHORTEST:
            raise InputError(
                "dates", f"a last day at least {SHORTEST} days after the first", f"{self.first} to {self.last}"
            )
        if not 1900 <= self.first.year <= self.last.year <= 2200:
            raise InputError("dates", "years from 1900 to 2200", f"{self.first} to {self.last}")

    def country(self) -> Country:
        """Who and what there is; takes some milliseconds to make."""
        return Country(self.seed, self.first, self.last)

    def exchanges(self, country: Country) -> Iterator[Exchange]:
        """All questions, a block at a time in memory."""
        return (exchange for some in self.blocks(country) for exchange in some)

    def blocks(self, country: Country) -> Iterator[list[Exchange]]:
        """All questions by the blocks they were made in; nothing refers out of its block."""
        for number, start in enumerate(range(0, self.questions, SIZE)):
            yield programme.block(country, self.seed, number)[: self.questions - start]
