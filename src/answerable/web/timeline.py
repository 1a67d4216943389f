"""A cluster's answers over time as a picture: a row for each body, a bar for each month as high as its answers.

Places are per cent of the width and colours the stylesheet's, as for a question's life. Drawn by hand because the chart
library takes longer than the whole page may.
"""

from collections.abc import Sequence

from markupsafe import Markup

from answerable.model.dates import in_full
from answerable.queries.same import Month, SameAnswer
from answerable.web.environment import without_the

_ROW, _BAR, _WORDS = 56, 30, 18  # CSS pixels: height of a row, of its highest bar, of its name
_MOST = 12  # bodies


def sentence(same: SameAnswer) -> str:
    """What the picture shows."""
    bodies = len(same.bodies)
    by = f"the {without_the(same.bodies[0].name)}" if bodies == 1 else f"{bodies} bodies"
    times = "once" if same.answers == 1 else f"{same.answers:,} times"
    if not same.first_use or not same.last_use:
        return f"Given {times}, by {by}."
    first, last = in_full(same.first_use), in_full(same.last_use)
    return f"Given {times}, by {by}, {f'on {first}' if first == last else f'from {first} to {last}'}."


def timeline(same: SameAnswer) -> Markup | None:
    """The picture; None where all answers with a day are of one month."""
    places = [_place(one) for one in same.months]
    if len(set(places)) < 2:
        return None
    first, length = min(places), max(places) - min(places)
    most = max(one.answers for one in same.months)
    bodies = list(dict.fromkeys(one.body for one in sorted(same.months, key=lambda one: -one.answers)))[:_MOST]
    rows = [
        _row(number, body, [one for one in same.months if one.body == body], (first, length, most))
        for number, body in enumerate(bodies)
    ]
    head = Markup('<svg class="timeline" role="img" width="100%" height="{}"><title>{}</title>')
    return head.format(_ROW * len(rows), sentence(same)) + Markup().join(rows) + Markup("</svg>")


def _row(number: int, body: str, months: Sequence[Month], scale: tuple[int, int, int]) -> Markup:
    first, length, most = scale
    ground = number * _ROW + _WORDS + _BAR
    bars = (
        Markup('<rect x="{}%" y="{}" width="1.5%" height="{}"><title>{}: {}</title></rect>').format(
            round(98 * (_place(one) - first) / length, 2), ground - (high := max(_BAR * one.answers // most, 3)), high,
            one.month, one.answers,
        )
        for one in months
    )  # fmt: skip
    name = Markup('<text x="0" y="{}">{}</text>').format(number * _ROW + 13, body)
    line = Markup('<line x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(ground)
    return name + line + Markup().join(bars)


def _place(month: Month) -> int:
    """The month as a number."""
    return 12 * int(month.month[:4]) + int(month.month[5:7])
