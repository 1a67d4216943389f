"""Charts of data as SVG for a page: drawn once for the same figures, coloured by the stylesheet."""

from functools import lru_cache

import altair
import vl_convert
from markupsafe import Markup

from answerable.queries.words import MonthOfWords

# What the chart library writes, and the stylesheet's colour that stands for it, in light and dark.
_COLOURS = {"#000001": "var(--accent)", "#000002": "var(--bar)", "#000003": "var(--quiet)", "#000004": "var(--rule)"}
_NEW, _BEFORE, _INK, _RULE = _COLOURS
_WIDTH, _HEIGHT = 640, 220  # CSS pixels


@lru_cache(maxsize=256)
def words_by_month(months: tuple[MonthOfWords, ...]) -> Markup:
    """New and repeated words of each month, one upon the other."""
    kinds = (("new", "new"), ("said before", "repeated"))
    rows = [
        {"month": one.month, "words": getattr(one, name), "kind": kind, "order": order}
        for one in months
        for order, (kind, name) in enumerate(kinds)
    ]
    colour = altair.Color(
        "kind:N",
        scale=altair.Scale(domain=[kind for kind, _ in kinds], range=[_NEW, _BEFORE]),
        legend=altair.Legend(title=None, orient="top"),
    )
    chart = (
        altair.Chart(altair.InlineData(rows), width=_WIDTH, height=_HEIGHT, background="transparent")
        .mark_bar(stroke=_INK, strokeWidth=0.5)
        .encode(
            x=altair.X("month:O", title=None, axis=altair.Axis(labelAngle=-45)),
            y=altair.Y("words:Q", title="words"),
            color=colour,
            order="order:Q",
        )
        .configure_view(stroke=None)
        .configure_axis(labelColor=_INK, titleColor=_INK, gridColor=_RULE, domainColor=_RULE, tickColor=_RULE)
        .configure_legend(labelColor=_INK)
    )
    return _svg(chart)


def _svg(chart: altair.Chart) -> Markup:
    """The chart as SVG that shrinks with its page; everything in it is figures and words of ours."""
    drawn: str = vl_convert.vegalite_to_svg(chart.to_dict())
    for written, colour in _COLOURS.items():
        drawn = drawn.replace(written, colour)
    return Markup(drawn.replace("<svg ", '<svg role="img" ', 1))
