"""The labels of a page: what its lines say they are. They begin with a capital, so that a sentence seldom does so."""

import re
from datetime import date, datetime

from answerable.model.people import Member, member_of_name

_ASKED = re.compile(r"(?:Asked|ASKED) (?:by|By|BY)\s{0,3}(:?)\s{0,3}(.{0,300})")
_PUT = re.compile(
    r"(?:Question|QUESTION) (?:to|To|TO)\b\s{0,3}:?\s{0,3}(?:the\b|The\b)?\s{0,3}([^:]{0,200}?)\s{0,3}(?::\s{0,3}(.*))?"
)
_ANSWERED = re.compile(r"(?:Answered|ANSWERED) (?:by|By|BY)\s{0,3}:?\s{0,3}(.{0,500})")
_AWAITING = re.compile(
    r"(?:this question (?:is|has) )?"
    r"(?:(?:still )?awaiting (?:an )?answer|not (?:yet )?(?:been )?answered(?: yet)?|no answer yet)\.?",
    re.IGNORECASE,
)
_HEAD = re.compile(r"(Question|QUESTION|Answer|ANSWER)\s{0,3}:?")
_UIN = re.compile(r"UIN\s{0,3}:?\s{0,3}((?:HL)?\d{1,7})", re.ASCII)
_TABLED = re.compile(r"(?:Date tabled|Tabled on|Tabled)\s{0,3}:?\s{0,3}(\d.{5,30})", re.IGNORECASE)
_ANSWERED_ON = re.compile(r"(?:Date answered|Answered on)\s{0,3}:?\s{0,3}(\d.{5,30})", re.IGNORECASE)
_DAY_FORMS = ("%d %B %Y", "%d %b %Y", "%Y-%m-%d")
_DASHES = "-‐‑‒–—−"


def asked(words: str) -> re.Match[str] | None:
    """Group 1 a colon if there is one, group 2 who."""
    return _ASKED.fullmatch(words)


def put(words: str) -> re.Match[str] | None:
    """Group 1 the body, group 2 what follows on the same line."""
    return _PUT.fullmatch(words)


def answered(words: str) -> re.Match[str] | None:
    """Group 1 who, and in what role."""
    return _ANSWERED.fullmatch(words)


def awaiting(words: str) -> bool:
    """Whether the line says, and says nothing else than, that there is no answer yet."""
    return bool(_AWAITING.fullmatch(words))


def head(words: str) -> str:
    """“question” or “answer” where the line is a heading that says just this."""
    found = _HEAD.fullmatch(words)
    return found.group(1).lower() if found else ""


def uin(words: str) -> str | None:
    """The number in a line `UIN 77123`."""
    found = _UIN.fullmatch(words)
    return found.group(1) if found else None


def tabled(words: str) -> date | None:
    """The day in a line `Tabled: 3 October 2025`."""
    return _day(_TABLED.fullmatch(words))


def answered_on(words: str) -> date | None:
    """The day in a line `Answered on 3 October 2025`."""
    return _day(_ANSWERED_ON.fullmatch(words))


def is_labelled(words: str) -> bool:
    """Whether the line begins an exchange, its question or its answer."""
    return any(label(words) for label in (asked, put, answered))


def is_label(words: str) -> bool:
    """Whether the line is one of these labels and nothing else."""
    who, body, by = asked(words), put(words), answered(words)
    return bool(
        (who and not who.group(2)) or (by and not by.group(1)) or (body and not body.group(1) and not body.group(2))
    )


def member(printed: str) -> Member:
    """`Name (Party - Constituency)`; where brackets do not close, all is the name."""
    printed = printed.strip()
    start = _last_bracket(printed)
    if start < 1:
        return member_of_name(printed)
    party, seat = at_dash(printed[start + 1 : -1])
    return member_of_name(printed[:start].strip(), party or None, seat or None)


def at_dash(printed: str) -> tuple[str, str]:
    """What stands before and after the first dash between blanks that is not within brackets."""
    depth = 0
    for at, char in enumerate(printed):
        depth += (char == "(") - (char == ")")
        if depth == 0 and char in _DASHES and printed[at - 1 : at + 2].strip() == char and 0 < at < len(printed) - 1:
            return printed[:at].strip(), printed[at + 1 :].strip()
    return printed.strip(), ""


def _last_bracket(printed: str) -> int:
    """Where the bracket opens that closes at the very end; -1 when none does."""
    depth = 0
    for at in range(len(printed) - 1, -1, -1):
        depth += (printed[at] == ")") - (printed[at] == "(")
        if depth == 0:
            return at if at < len(printed) - 1 else -1
    return -1


def _day(found: re.Match[str] | None) -> date | None:
    for form in _DAY_FORMS if found else ():
        try:
            return datetime.strptime(found.group(1).rstrip("."), form).date()  # type: ignore[union-attr]
        except ValueError:
            continue
    return None
