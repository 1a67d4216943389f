"""A document's pages as a strip, darker where they are cited: an SVG with a table's figures behind it."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from answerable.findings.citations.finding import At

_CELLS = 120  # at most; a longer document has several pages to a cell
_WIDTH, _HEIGHT = 720, 40
_SHADES = 5


class Strip(Struct, frozen=True):
    """The picture, and a sentence that says what it shows."""

    sentence: str
    svg: Markup


def strip(places: Sequence[At]) -> Strip | None:
    """The strip of the pages or, where more of these are cited, paragraphs; None where no number is cited."""
    unit = max(("page", "paragraph"), key=lambda name: sum(at.times for at in places if at.unit == name))
    counts = _counts([at for at in places if at.unit == unit])
    if not counts:
        return None
    last, most = max(counts), max(counts.values())
    wide = -(-last // _CELLS)
    cells = Counter[int]()
    for number, times in counts.items():
        cells[(number - 1) // wide] += times
    busiest = ", ".join(str(number) for number in sorted(n for n, times in counts.items() if times == most)[:4])
    sentence = f"Cited up to {unit} {last:,}: {len(counts):,} of the {unit}s, most often {busiest}."
    return Strip(sentence, _svg(cells, -(-last // wide), unit, wide))


def _counts(places: Sequence[At]) -> Counter[int]:
    counts = Counter[int]()
    for at in places:
        for number in range(max(at.first, 1), at.last + 1):
            counts[number] += at.times
    return counts


def _svg(cells: Counter[int], count: int, unit: str, wide: int) -> Markup:
    width, most = _WIDTH / count, max(cells.values())
    drawn = Markup().join(_cell(at, cells[at], most, width, unit, wide) for at in range(count))
    return Markup(
        '<svg class="strip" viewBox="0 0 {} {}" preserveAspectRatio="none" role="img" aria-label="{}s cited">{}</svg>'
    ).format(_WIDTH, _HEIGHT, unit.capitalize(), drawn)


def _cell(at: int, times: int, most: int, width: float, unit: str, wide: int) -> Markup:
    shade = -(-times * _SHADES // most)
    first, last = at * wide + 1, (at + 1) * wide
    name = f"{unit} {first}" if wide == 1 else f"{unit}s {first} to {last}"
    return Markup(
        '<rect class="shade-{}" x="{:.2f}" y="0" width="{:.2f}" height="{}"><title>{}: cited {}</title></rect>'
    ).format(shade, at * width, max(width - 0.5, 0.5), _HEIGHT, name, f"{times} time{'' if times == 1 else 's'}")
