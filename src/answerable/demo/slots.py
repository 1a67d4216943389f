"""What fills the braces of speech.toml: words of the question, and figures, places and days drawn anew at each use."""

from collections.abc import Callable, Sequence

from answerable.demo.calendar import Calendar
from answerable.demo.dice import Dice

_MONEY = tuple(f"{whole}.{tenth}" for whole in range(1, 60) for tenth in range(1, 10))
_NUMBERS = tuple(f"{number:,}" for number in (*range(12, 400), *range(400, 9000, 37)))
_SHARES = tuple(map(str, range(11, 97)))


class Slots(dict[str, str]):
    """The words for one question and its answer. `on` is the day of speaking: days drawn lie before it."""

    __slots__ = ("_calendar", "_places", "_random", "on")

    def __init__(self, words: dict[str, str], dice: Dice, calendar: Calendar, places: Sequence[str], on: int) -> None:
        super().__init__(words)
        self._random, self._calendar, self._places, self.on = dice.random, calendar, places, on

    def __missing__(self, name: str) -> str:
        """Something drawn, another each time; KeyError for a name that nothing fills."""
        return _DRAWN[name](self)

    # Drawn without the help of Dice: they are what most of the time goes to.

    def number(self) -> str:
        """A count."""
        return _NUMBERS[int(self._random() * len(_NUMBERS))]

    def money(self) -> str:
        """Millions."""
        return _MONEY[int(self._random() * len(_MONEY))]

    def share(self) -> str:
        """A share of a hundred."""
        return _SHARES[int(self._random() * len(_SHARES))]

    def place(self) -> str:
        """A constituency."""
        return self._places[int(self._random() * len(self._places))]

    def month(self) -> str:
        """A month in the half-year before."""
        return self._calendar.month[self.on - 5 - int(self._random() * 195)]

    def day(self) -> str:
        """A working day in the half-year before."""
        return self._calendar.words[self._calendar.working_after(self.on - 5 - int(self._random() * 195), 0)]


_DRAWN: dict[str, Callable[[Slots], str]] = {
    "number": Slots.number,
    "money": Slots.money,
    "share": Slots.share,
    "place": Slots.place,
    "month": Slots.month,
    "day": Slots.day,
}
