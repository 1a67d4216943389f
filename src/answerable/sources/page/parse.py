"""Lines → exchanges → observations."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, pairwise

from msgspec import Struct

from answerable.model.observation import Observation, Unread
from answerable.model.people import body_of_name
from answerable.model.question import Answer
from answerable.model.text import SEPARATOR, Link, Text
from answerable.sources.page import labels
from answerable.sources.page.lines import Line, lines_of

NAME = "page"
_NEAR = 6  # lines between “Asked by” and “Question to”
_EXCERPT = 2000  # characters of words that could not be read
_BLANK = re.compile(rb"&nbsp;|&#160;|\xc2\xa0|\xa0")
_MARKS = (
    re.compile(rb"(?:\A|[\n\r>])\W{0,60}(?:Asked|ASKED)\s{1,20}[bB][yY]\b"),
    re.compile(rb"(?:\A|[\n\r>])\W{0,60}(?:Question|QUESTION)\s{1,20}[tT][oO]\b"),
)
_HEADING = re.compile(r"h[1-6] ")


class _Details(Struct):
    """What lines with a label of their own tell of a question."""

    uin: str | None = None
    tabled: date | None = None
    answered: date | None = None


def recognises(head: bytes) -> bool:
    """Text or HTML with lines that say who asked whom."""
    words = _BLANK.sub(b" ", head.replace(b"\0", b""))
    return not words.lstrip().startswith((b"{", b"[")) and all(mark.search(words) for mark in _MARKS)


def parse(document: bytes, name: str, first_line: int = 1) -> Iterator[Observation | Unread]:
    """An observation for each exchange; words that belong to none are unread."""
    lines = lines_of(document, name, first_line)
    around = _around(lines)
    for _, group in groupby((line for line in lines if line.apart in around), key=lambda line: line.apart):
        yield from _unread(list(group), "expected a question; got words of the page around it")
    lines = [line for line in lines if line.apart not in around]
    starts = [at for at in range(len(lines)) if _begins(lines, at)]
    yield from _unread(lines[: starts[0] if starts else None], "expected “Asked by NAME” before anything else")
    for start, following in pairwise([*starts, len(lines)]):
        end = _end(lines, following)
        yield from _exchange(lines[start:end])
        yield from _unread(lines[end:following], "expected a question; got a heading between two")


def _around(lines: Sequence[Line]) -> set[str]:
    """The menus, headers and footers in which no part of a question stands."""
    labelled = {line.apart for line in lines if labels.is_labelled(line.words)}
    return {line.apart for line in lines if not _HEADING.match(line.apart)} - labelled - {""}


def _begins(lines: Sequence[Line], at: int) -> bool:
    """Whether an exchange begins here; a sentence that begins with “Asked by” has no colon and no body near."""
    asked = labels.asked(lines[at].words)
    if not asked or asked.group(1):
        return bool(asked)
    for line in lines[at + 1 : at + 1 + _NEAR]:
        if labels.is_labelled(line.words):
            return bool(labels.put(line.words))
    return False


def _end(lines: Sequence[Line], following: int) -> int:
    """Where an exchange ends: before the headings that stand right before the next one."""
    end = following
    while following < len(lines) and _is_heading(lines[end - 1]):
        end -= 1
    return end


def _is_heading(line: Line) -> bool:
    return bool(_HEADING.match(line.apart)) and not labels.is_labelled(line.words)


def _exchange(lines: Sequence[Line]) -> Iterator[Observation | Unread]:
    details, asked = _Details(), lines[0]
    told = [line for line in lines[1:] if not _takes(details, line.words)]
    put = next((at for at, line in enumerate(told) if labels.put(line.words)), len(told))
    before, question, answer, after = told[:put], *_parts(told[put:])
    body, words = _body(question)
    if not words:
        yield from _unread(lines, "expected “Question to the BODY:” and a question after “Asked by”")
        return
    yield from _unread(before, "expected “Question to the BODY:” right after “Asked by”")
    said = _answer(answer, details)
    who = labels.asked(asked.words)
    yield Observation(
        source=NAME,
        place=asked.place,
        uin=details.uin,
        tabled=details.tabled,
        asker=labels.member(who.group(2)) if who and who.group(2) else None,
        body=body_of_name(body) if body else None,
        text=_text(words),
        answer=said,
        unanswered=said is None,
    )
    yield from _unread(after, "expected nothing after the line that says that an answer is awaited")


def _takes(details: _Details, words: str) -> bool:
    """Takes a line that is clearly labelled, the first of its kind."""
    if details.uin is None and (uin := labels.uin(words)):
        details.uin = uin
    elif details.tabled is None and (tabled := labels.tabled(words)):
        details.tabled = tabled
    elif details.answered is None and (answered := labels.answered_on(words)):
        details.answered = answered
    else:
        return False
    return True


def _parts(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line], Sequence[Line]]:
    """The question with the line of its body, the answer with the line of who gave it, and what belongs to neither."""
    for at, line in enumerate(lines):
        if labels.answered(line.words) or labels.head(line.words) == "answer":
            return lines[:at], lines[at:], ()
    for at, line in enumerate(lines):
        if labels.awaiting(line.words):
            return lines[:at], (), lines[at + 1 :]
    return lines, (), ()


def _body(lines: Sequence[Line]) -> tuple[str, list[Line]]:
    """The body, and the question's lines: those that follow, and before them what stands on the body's own line."""
    if not lines:
        return "", []
    put, *rest = lines
    to = labels.put(put.words)
    if rest and labels.head(rest[0].words) == "question":
        rest = rest[1:]
    if to and to.group(2):
        rest = [put.after(to.start(2)), *rest]
    return (to.group(1) if to else ""), rest


def _answer(lines: Sequence[Line], details: _Details) -> Answer | None:
    """The answer; who gave it stands on the first line, or next to a heading “Answer”."""
    if not lines and details.answered is None:
        return None
    kinds = [_kind_of_head(line) for line in lines[:2]]
    heads = 2 if len(kinds) == 2 and all(kinds) and kinds[0] != kinds[1] else min(len(kinds), 1)
    by = next((found for line in lines[:heads] if (found := labels.answered(line.words))), None)
    name, role = labels.at_dash(by.group(1)) if by else ("", "")
    return Answer(
        text=_text(lines[heads:]) if lines[heads:] else None,
        on=details.answered,
        by=labels.member(name) if name else None,
        role=role or None,
    )


def _kind_of_head(line: Line) -> str:
    """“by” for a line that says who answered, “answer” for a heading, else nothing."""
    if labels.answered(line.words):
        return "by"
    return "answer" if labels.head(line.words) == "answer" else ""


def _text(lines: Sequence[Line]) -> Text:
    links: list[Link] = []
    at = 0
    for line in lines:
        links += (Link(at + link.start, at + link.end, link.href) for link in line.links)
        at += len(line.words) + len(SEPARATOR)
    return Text(tuple(line.block for line in lines), tuple(links))


def _unread(lines: Sequence[Line], reason: str) -> Iterator[Unread]:
    if lines:
        yield Unread(lines[0].place, reason, "\n".join(line.words for line in lines)[:_EXCERPT])
