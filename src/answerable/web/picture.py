"""The curve of waiting as a picture: SVG that follows the reader's light or dark mode, drawn once and kept."""

from functools import lru_cache
from typing import Any

import altair as alt
import vl_convert

from answerable.queries.figures import CurveView

_WIDTH, _HEIGHT = 640, 250  # of the plot, in pixels
_FURTHEST = 100  # days shown; the table and the data go on
_INK, _RULE, _QUIET, _ACCENT = "#1c1b18", "#dcd8cc", "#5d5a52", "#00594a"
_DARK = {_INK: "#e9e6de", _RULE: "#34373b", _QUIET: "#a7a397", _ACCENT: "#74c9b3"}


@lru_cache(maxsize=256)
def curve_picture(curve: CurveView) -> bytes:
    """The share still waiting by days, with the rule's limit and those that wait to the end, as SVG."""
    svg = vl_convert.vegalite_to_svg(_chart(curve), allowed_base_urls=[])
    head, found, rest = svg.partition(">")
    return f"{head}{found}<style>{_dark_style()}</style>{rest}".encode()


def _chart(curve: CurveView) -> dict[str, Any]:
    end = _end(curve)
    x = alt.X("day:Q", title=f"{curve.unit} after tabling", scale=alt.Scale(domain=[0, end], nice=False))
    y = alt.Y("share:Q", title="still waiting", axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1]))
    steps = [(0, 1.0), *zip(curve.days, curve.waiting, strict=True)]
    line = _points(*(step for step in steps if step[0] < end), (end, curve.after(end)))
    marks = [line.mark_line(interpolate="step-after", color=_ACCENT, strokeWidth=2.5).encode(x, y)]
    if curve.limit and curve.limit <= end:
        marks.append(_points((curve.limit, 1.0)).mark_rule(color=_INK, strokeDash=[4, 3]).encode(x))
        label = _points((curve.limit, 0.96)).mark_text(text=f"rule: {curve.limit}", align="left", dx=6, color=_INK)
        marks.append(label.encode(x, y))
    if curve.unanswered:
        last, told = _points((end, curve.after(end))), f"{curve.unanswered:,} unanswered"
        marks.append(last.mark_text(text=told, align="right", dx=-4, dy=-8, color=_INK).encode(x, y))
    drawn = alt.layer(*marks).properties(width=_WIDTH, height=_HEIGHT, background="transparent")
    axes = {"gridColor": _RULE, "domainColor": _QUIET, "tickColor": _QUIET, "labelColor": _INK, "titleColor": _INK}
    spec: dict[str, Any] = drawn.configure_view(stroke=None).configure_axis(**axes).to_dict()
    return spec


def _end(curve: CurveView) -> int:
    """The day at which the picture ends: somewhat after the last answer; a level line needs no more room."""
    fell = [
        day
        for day, share, before in zip(curve.days, curve.waiting, (1.0, *curve.waiting), strict=False)
        if share < before
    ]
    return min(max((*fell, curve.limit or 0)) * 5 // 4 + 1, _FURTHEST)


def _points(*points: tuple[int, float]) -> alt.Chart:
    return alt.Chart({"values": [{"day": day, "share": share} for day, share in points]})


def _dark_style() -> str:
    """Other colours where the reader's mode is dark; the picture is an image of its own, out of the sheet's reach."""
    pairs = [(part, light, dark) for light, dark in _DARK.items() for part in ("fill", "stroke")]
    rules = "".join(f'[{part}="{light}"]{{{part}:{dark}}}' for part, light, dark in pairs)
    return f"@media (prefers-color-scheme:dark){{{rules}}}"
