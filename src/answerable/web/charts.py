"""Charts of data as SVG for a page: drawn once for the same figures, coloured by the stylesheet."""

from collections.abc import Sequence
from functools import lru_cache

import altair
import vl_convert
from markupsafe import Markup

from answerable.queries.words import MonthOfWords
from answerable.record.people import MonthCount

# What the chart library writes, and the stylesheet's colour that stands for it, in light and dark.
_COLOURS = {"#000001": "var(--accent)", "#000002": "var(--bar)", "#000003": "var(--quiet)", "#000004": "var(--rule)"}
_NEW, _BEFORE, _INK, _RULE = _COLOURS
_WIDTH, _HEIGHT = 640, 220  # CSS pixels
_MANY = 60  # months from which on bars stand too close for lines around them


def begin() -> None:
    """Starts the library that draws: for that its first chart takes half a second, and holds up the whole process."""
    questions_by_month((MonthCount("2025-09", 2, 1),))


@lru_cache(maxsize=256)
def words_by_month(months: tuple[MonthOfWords, ...]) -> Markup:
    """New and repeated words of each month, one upon the other."""
    return _stacked("words", [(one.month, {"new": one.new, "said before": one.repeated}) for one in months])


@lru_cache(maxsize=256)
def questions_by_month(months: tuple[MonthCount, ...]) -> Markup:
    """The questions tabled in each month: those with an answer, and upon them those without."""
    counts = [(one.month, {"with an answer": one.answered, "without": one.asked - one.answered}) for one in months]
    return _stacked("questions", counts)


def _stacked(unit: str, months: Sequence[tuple[str, dict[str, int]]]) -> Markup:
    """Two counts of each month, one upon the other, the first below."""
    kinds = list(months[0][1])
    rows = [
        {"month": month, unit: count, "kind": kind, "order": kinds.index(kind)}
        for month, counts in months
        for kind, count in counts.items()
    ]
    colour = altair.Color(
        "kind:N",
        scale=altair.Scale(domain=kinds, range=[_NEW, _BEFORE]),
        legend=altair.Legend(title=None, orient="top", columnPadding=24),
    )
    chart = (
        altair.Chart(altair.InlineData(rows), width=_WIDTH, height=_HEIGHT, background="transparent")
        .mark_bar(stroke=_INK, strokeWidth=0.5 if len(months) <= _MANY else 0)
        .encode(
            x=altair.X("month:O", title=None, axis=altair.Axis(labelAngle=-45, labelOverlap="greedy")),
            y=altair.Y(f"{unit}:Q", title=unit, axis=altair.Axis(tickMinStep=1)),
            color=colour,
            order="order:Q",
        )
        .configure_view(stroke=None)
        .configure_axis(labelColor=_INK, titleColor=_INK, gridColor=_RULE, domainColor=_RULE, tickColor=_RULE)
        .configure_legend(labelColor=_INK)
    )
    return _svg(chart, f"{unit.capitalize()} by month")


def _svg(chart: altair.Chart, name: str) -> Markup:
    """The chart as SVG that shrinks with its page; everything in it is figures and words of ours."""
    drawn: str = vl_convert.vegalite_to_svg(chart.to_dict())
    for written, colour in _COLOURS.items():
        drawn = drawn.replace(written, colour)
    return Markup(drawn.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1))
