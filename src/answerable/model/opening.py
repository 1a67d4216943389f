"""The stock words with which a written question opens, and the asking that follows them."""

import re

from answerable.model.text import Span

_LONGEST = 400  # letters of an opening: offices have long names
_OPENING = re.compile(
    rf"\s*To ask (?:(?:His|Her) Majesty[’']s Government,?\s|[^\n]{{1,{_LONGEST}}}?,\s)"
    r"(?=(?:and )?(?:(?:for|to|by|on|in|at|from) )?"
    r"(?:what|which|whether|how|if|when|where|who|whom|whose|why|pursuant|with|further|following|given|for|the|in)\b)",
    re.I,
)


def opening(question: str) -> Span:
    """The opening, "To ask the Secretary of State for Defence, ", up to the asking; empty where there is none."""
    found = _OPENING.match(question)
    return Span(0, found.end() if found else 0)
