"""A question as a card for those who pass its address on: a PNG of 1200 by 630 pixels."""

import textwrap
from functools import lru_cache

import vl_convert
from markupsafe import Markup

_WIDTH, _HEIGHT, _EDGE = 1200, 630, 72  # pixels
_TITLE_LETTERS, _TITLE_LINES, _TITLE_STEP = 32, 5, 66
_PAPER, _INK, _QUIET, _ACCENT = "#fdfcf9", "#1c1b18", "#5d5a52", "#00594a"
_SERIF, _PLAIN = "Charter, Cambria, Georgia, serif", "system-ui, Helvetica, Arial, sans-serif"
_TEXT = Markup('<text x="{}" y="{}" font-family="{}" font-size="{}" font-weight="{}" fill="{}">{}</text>')


@lru_cache(maxsize=64)
def card(title: str, facts: tuple[str, ...], status: str) -> bytes:
    """The title on paper, who asked whom and when under it, and what became of it."""
    told: bytes = vl_convert.svg_to_png(_svg(title, facts, status))
    return told


def _svg(title: str, facts: tuple[str, ...], status: str) -> str:
    lines = textwrap.wrap(title, _TITLE_LETTERS, max_lines=_TITLE_LINES, placeholder=" …")
    drawn = [_text(line, 150 + _TITLE_STEP * at, _SERIF, 52, _INK, 600) for at, line in enumerate(lines)]
    drawn += [_text(fact, 500 + 36 * at, _PLAIN, 26, _QUIET) for at, fact in enumerate(facts)]
    drawn += [_text("answerable", 72, _SERIF, 30, _ACCENT, 700), _text(status, 590, _PLAIN, 28, _ACCENT, 600)]
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}">'
        '<rect width="{0}" height="{1}" fill="{2}"/><rect width="{0}" height="14" fill="{3}"/>{4}</svg>'
    ).format(_WIDTH, _HEIGHT, _PAPER, _ACCENT, Markup().join(drawn))


def _text(words: str, y: int, family: str, size: int, colour: str, weight: int = 400) -> Markup:
    return _TEXT.format(_EDGE, y, family, size, weight, colour, words)
