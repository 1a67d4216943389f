"""Where a printed title begins and ends: runs of capitalised words, joined by small ones."""

import re
from collections.abc import Iterator

REACH = 170  # characters looked at on either side of the word that gave a title away

_CAPITAL = re.compile(r"[\"'‘’“(\[]{0,2}(?:[A-Z]|[eip][A-Z])[^\s]*|\d[\w–/-]*\)?|&|[-–]")
_JOINING_WORDS = """
of the for and on in to a an with from by at as into or & - – de la et its their your our under against
"""
_JOINING = frozenset(_JOINING_WORDS.split())
_NEVER_FIRST_WORDS = """
The A An This That These Those In As Under Our Your My His Her Its Their Since See On At By For With From To And But
Also Both Through Following Alongside When While If Where Section Sections Part Parts Schedule Clause Article
Chapter Regulation Paragraph Of Any Each All No Further Will Is Are Does Did Has Have Whether What How Which Who Via
Within Per Using Please Although Before After During Until Between Current Existing Recent Published New They We It
Such Annex Table Page Government's Government’s Department's Department’s Previously Last Next I Unlike Given Given,
Copies Every Including
"""
_NEVER_FIRST = frozenset(_NEVER_FIRST_WORDS.split())
_PLACED = re.compile(
    r"(?:[Ss]ections?|[Ss]chedule|[Pp]arts?|[Cc]lauses?|[Aa]rticles?|[Cc]hapters?|[Rr]egulations?|[Pp]aragraphs?|pages?|"
    r"[Rr]ules?|[Tt]able|[Aa]nnex|and|to|,|\d)\s$"
)
_STOP = ".?!:;"


def title_start(text: str, at: int, *, floor: int = 0, commas: bool = False) -> int:
    """Where the capitalised run that ends just before `at` begins; `at` when there is none.

    `commas` lets the run pass over commas between capitalised words ("Pensions, Savings and Loans Act").
    """
    nearest = text[text.rfind(" ", 0, at - 1) + 1 : at - 1] if at > 1 else ""
    if nearest[:1].islower() and nearest[1:2].islower() and nearest not in _JOINING:
        return at  # what follows would find the same; most words are passed over here
    kept = list(_run_before(text, at, max(floor, at - REACH), commas))
    start = kept[-1][0] if kept else at
    before = text[max(0, start - 16) : start]
    for start, token in reversed(kept):
        numbered = token[0].isdigit() and _PLACED.search(before)
        before = token + " "
        if not (numbered or token.lower() in _JOINING or token in _NEVER_FIRST) and _CAPITAL.fullmatch(token):
            return start + _opening(text, start)
    return at


def _run_before(text: str, at: int, begin: int, commas: bool) -> Iterator[tuple[int, str]]:
    """The words of the run with their places, nearest first; a word cut by `begin` is left out."""
    window = text[begin:at]
    spaced = window.replace("\n", " ").replace("\xa0", " ")
    end = at - begin
    while end > 0 and window[end - 1] in " \xa0":
        start = spaced.rfind(" ", 0, end - 1) + 1
        token = window[start : end - 1]
        if not token or (start == 0 < begin) or not _goes_on(token, commas=commas, nearest=begin + end == at):
            return
        yield begin + start, token
        end = start


def _goes_on(token: str, *, commas: bool, nearest: bool) -> bool:
    if token == "(No.":
        return True
    if token[-1] in _STOP or (token[-1] == "," and (not commas or nearest)):
        return False
    if token[-1] in "’'”\"" and token[-2:] not in ("s’", "s'"):
        return False
    return token in _JOINING or bool(_CAPITAL.fullmatch(token))


def _opening(text: str, start: int) -> int:
    opened = 0
    while text[start + opened] in "\"'‘’“([":
        opened += 1
    return opened


_ON = re.compile(
    r"(?:(?:\s(?:of|for|on|to|in|and|the|into|with|by|from|&)){1,3}\s(?=[A-Z0-9‘'“\"])|\s[–-]\s(?=[A-Z0-9])|\s)"
    r"(?:[A-Z][\w’'&/–-]{0,40}|\d{4}(?:[-/–]\d{2,4})?\b|\((?:[A-Z][\w ’&-]{0,60})\))"
)


def title_end(text: str, at: int, *, words: int = 12) -> int:
    """Where a title that goes on at `at` ends: capitalised words, years and bracketed names, joined by small words."""
    for _ in range(words):
        more = _ON.match(text, at)
        if not more:
            break
        at = more.end()
    return at
