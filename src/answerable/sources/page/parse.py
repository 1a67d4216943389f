"""Bytes → lines → exchanges → observations."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from answerable.errors import UnreadableInput
from answerable.model.observation import Observation, Unread
from answerable.model.people import Member, body_of_name, member_of_name
from answerable.model.question import Answer
from answerable.model.text import SEPARATOR, Block, Link, Text
from answerable.sources.markup import read_markup

NAME = "page"
_ASKED = re.compile(r"asked by\s{0,3}:?\s{0,3}(\S.{0,300})", re.IGNORECASE)
_PUT = re.compile(r"question to (?:the )?([^:]{2,200}):?\s{0,3}(.*)", re.IGNORECASE | re.DOTALL)
_ANSWERED = re.compile(r"answered by\s{0,3}:?\s{0,3}(\S.{0,500})", re.IGNORECASE)
_AWAITING = re.compile(
    r".{0,60}\b(?:awaiting an answer|not (?:yet )?(?:been )?answered|no answer yet)\b.{0,60}", re.IGNORECASE
)
_PRINTED = re.compile(r"(?P<name>[^()]{1,200}?)\s{0,3}(?:\((?P<rest>.{0,300})\))?\s{0,3}")
_DASH = re.compile(r"\s[-–—]\s")
_CHARSET = re.compile(rb"charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_-]{1,20})")
_ENCODINGS = {b"utf-8": "utf-8", b"iso-8859-1": "windows-1252", b"windows-1252": "windows-1252"}


class _Line(Struct, frozen=True):
    """A line of text, or a block of HTML; `links` count from its beginning."""

    place: str
    block: Block
    links: tuple[Link, ...] = ()

    @property
    def words(self) -> str:
        return self.block.text


def recognises(head: bytes) -> bool:
    """Text or HTML that says who asked whom."""
    words = re.sub(rb"\s+|&nbsp;|\xc2\xa0|\0", b" ", head).lower()
    return b"asked by" in words and b"question to" in words and not words.lstrip().startswith((b"{", b"["))


def parse(document: bytes, name: str, first_line: int = 1) -> Iterator[Observation | Unread]:
    """An observation for each exchange; words that belong to none are unread."""
    lines = _lines(_decode(document, name), first_line)
    starts = [at for at, line in enumerate(lines) if _ASKED.fullmatch(line.words)]
    yield from _unread(lines[: starts[0] if starts else None], "expected “Asked by NAME” before anything else")
    for start, end in pairwise([*starts, len(lines)]):
        yield from _exchange(lines[start:end])


def _exchange(lines: Sequence[_Line]) -> Iterator[Observation | Unread]:
    asked = _ASKED.fullmatch(lines[0].words)
    put = next((at for at, line in enumerate(lines) if _PUT.fullmatch(line.words)), None)
    if asked is None or put is None:
        yield from _unread(lines, "expected “Question to the BODY:” after “Asked by”")
        return
    yield from _unread(lines[1:put], "expected “Question to the BODY:” right after “Asked by”")
    said = next((at for at, line in enumerate(lines) if at > put and _ends_question(line.words)), len(lines))
    to = _PUT.fullmatch(lines[put].words)
    words = _with_rest(lines[put], to, lines[put + 1 : said])
    if to is None or not words:
        yield from _unread(lines, "expected a question after “Question to the BODY:”")
        return
    answer = _answer(lines[said:])
    yield Observation(
        source=NAME,
        place=lines[0].place,
        asker=_member(asked.group(1)),
        body=body_of_name(to.group(1)),
        text=_text(words),
        answer=answer,
        unanswered=answer is None,
    )


def _ends_question(words: str) -> bool:
    return bool(_ANSWERED.fullmatch(words) or _AWAITING.fullmatch(words))


def _with_rest(line: _Line, to: re.Match[str] | None, lines: Sequence[_Line]) -> list[_Line]:
    """The question's lines, and before them what stands on the line of the body itself."""
    rest = to.group(2) if to else ""
    return [_Line(line.place, Block(rest)), *lines] if rest else list(lines)


def _answer(lines: Sequence[_Line]) -> Answer | None:
    by = _ANSWERED.fullmatch(lines[0].words) if lines else None
    if by is None:
        return None
    name, *role = _DASH.split(by.group(1), maxsplit=1)
    return Answer(
        text=_text(lines[1:]) if lines[1:] else None, by=_member(name), role=role[0].strip() if role else None
    )


def _member(printed: str) -> Member:
    """`Name (Party - Constituency)`; peers have the party alone."""
    found = _PRINTED.fullmatch(printed.strip())
    if not found:
        return member_of_name(printed.strip())
    party, *seat = _DASH.split(found["rest"] or "", maxsplit=1)
    return member_of_name(found["name"].strip(), party.strip() or None, seat[0].strip() if seat else None)


def _text(lines: Sequence[_Line]) -> Text:
    links: list[Link] = []
    at = 0
    for line in lines:
        links += (Link(at + link.start, at + link.end, link.href) for link in line.links)
        at += len(line.words) + len(SEPARATOR)
    return Text(tuple(line.block for line in lines), tuple(links))


def _unread(lines: Sequence[_Line], reason: str) -> Iterator[Unread]:
    if lines:
        yield Unread(lines[0].place, reason, "\n".join(line.words for line in lines)[:2000])


def _lines(words: str, first_line: int) -> list[_Line]:
    if re.match(r"\s{0,1000}<", words) or re.search(r"<(?:p|div|br|html|body|li)\b", words[:65536], re.IGNORECASE):
        return _html_lines(words)
    flat = ((number, " ".join(line.split())) for number, line in enumerate(words.split("\n"), first_line))
    return [_Line(f"line {number}", Block(line)) for number, line in flat if line]


def _html_lines(markup: str) -> list[_Line]:
    blocks, links = read_markup(markup)
    lines = []
    at = 0
    for number, block in enumerate(blocks, 1):
        end = at + len(block.text)
        here = (Link(link.start - at, link.end - at, link.href) for link in links if at <= link.start < end)
        flat = block if block.kind == "table" else Block(" ".join(block.text.split()), block.kind)
        lines.append(_Line(f"block {number}", flat, tuple(here)))
        at = end + len(SEPARATOR)
    return lines


def _decode(document: bytes, name: str) -> str:
    """Text from bytes: by their byte order mark, the HTML's own word, or UTF-8."""
    if document.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        told = _CHARSET.search(document[:4096])
        encoding = _ENCODINGS.get(told.group(1).lower(), "utf-8") if told else "utf-8-sig"
    try:
        return document.decode(encoding)
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        came = f"the byte 0x{document[error.start]:02x}"
        raise UnreadableInput(name, f"text in {encoding.removesuffix('-sig').upper()}", came, f"line {line}") from None
