"""A question's life as one line: the days that its history dates, to scale, as SVG coloured by the stylesheet.

Places are per cent of the width, so that the words keep their size on a phone and no script is needed.
"""

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from answerable.model.history import Event, Happening
from answerable.web.environment import days

_CIRCLE = Markup('<circle class="{}" r="6"/>')
_SHAPES = {  # the same as the stylesheet gives to statuses
    Happening.TABLED: _CIRCLE.format("hollow"),
    Happening.HOLDING: _CIRCLE.format("hollow") + Markup('<path d="M0-6A6 6 0 0 0 0 6z"/>'),
    Happening.ANSWERED: _CIRCLE.format("full"),
    Happening.CORRECTED: Markup('<path d="M0-8 8 0 0 8-8 0z"/>'),
}
_NARROWEST = 340  # CSS pixels of width at which labels must still stand apart
_LETTER = 7.2  # CSS pixels, generous, at the stylesheet's size of labels
_TOP, _ROW = 12, 20  # CSS pixels: where the line lies, how high a row of labels is


class Lifeline(Struct, frozen=True):
    """A sentence that says what the picture shows, and the picture."""

    sentence: str
    svg: Markup


class Point(Struct, frozen=True):
    """A dated event: its day since tabling, and its place in per cent of the width."""

    kind: Happening
    day: int
    x: float

    @property
    def label(self) -> str:
        """`answered, day 6`."""
        return f"{self.kind.value}, day {self.day:,}" if self.day else self.kind.value

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where the label goes on the narrowest page: towards the middle, in per cent of the width."""
        width = 100 * (len(self.label) + 1) * _LETTER / _NARROWEST
        return (self.x, self.x + width) if self.x < 50 else (self.x - width, self.x)


def lifeline(events: Sequence[Event]) -> Lifeline | None:
    """The line from tabling to the last dated event; None where the day of tabling or any other is not known."""
    dated = [(event.on, event.kind) for event in events if event.on and event.kind in _SHAPES]
    dated.sort(key=lambda event: event[0])
    if len(dated) < 2 or dated[0][1] != Happening.TABLED:
        return None
    first, length = dated[0][0], max((dated[-1][0] - dated[0][0]).days, 1)
    points = [Point(kind, (on - first).days, round(100 * (on - first).days / length, 2)) for on, kind in dated]
    return Lifeline(_sentence(points), _svg(points))


def rows(points: Sequence[Point]) -> list[int]:
    """For each point the row of its label: the first one in which it touches no other."""
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for point in points:
        start, end = point.reach
        free = (at for at, row in enumerate(taken) if all(end < other[0] or other[1] < start for other in row))
        row = next(free, len(taken))
        if row == len(taken):
            taken.append([])
        taken[row].append(point.reach)
        placed.append(row)
    return placed


def _sentence(points: Sequence[Point]) -> str:
    """`Answered 4 days after it was tabled, corrected after 35 days.`"""
    second, *later = points[1:]
    start = f"{days(second.day)} after it was tabled" if second.day else "on the day it was tabled"
    told = [f"{second.kind.value} {start}", *(f"{point.kind.value} after {days(point.day)}" for point in later)]
    return f"{', '.join(told).capitalize()}."


def _svg(points: Sequence[Point]) -> Markup:
    """The waiting is drawn strong up to the answer, what came after it faint."""
    answered = next((point.x for point in points if point.kind == Happening.ANSWERED), 100)
    placed = rows(points)
    parts = [
        Markup('<title id="life-title">A question\'s life</title><desc id="life-desc">{}</desc>').format(
            _sentence(points)
        ),
        _line("after", answered, 100),
        _line("waiting", 0, answered),
        *(_label(point, row) for point, row in zip(points, placed, strict=True)),
        *(Markup('<svg x="{}%" y="{}">{}</svg>').format(point.x, _TOP, _SHAPES[point.kind]) for point in points),
    ]
    height = _TOP + 12 + _ROW * (max(placed) + 1)
    head = Markup('<svg class="life" role="img" aria-labelledby="life-title life-desc" width="100%" height="{}">')
    return head.format(height) + Markup().join(parts) + Markup("</svg>")


def _line(kind: str, start: float, end: float) -> Markup:
    return Markup('<line class="{0}" x1="{1}%" x2="{2}%" y1="{3}" y2="{3}"/>').format(kind, start, end, _TOP)


def _label(point: Point, row: int) -> Markup:
    side = "start" if point.x < 50 else "end"
    y = _TOP + 8 + _ROW * (row + 1) - 4
    return Markup('<text x="{}%" y="{}" text-anchor="{}">{}</text>').format(point.x, y, side, point.label)
