"""A dossier → blocks in order: what every form of it says."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from answerable.model.dates import in_full
from answerable.queries.dossier import DossierView, Exchange, PromiseIn
from answerable.web.environment import shorten, without_the
from answerable.web.wording import GOT, does, promised, state

Kind = Literal["title", "heading", "subheading", "para", "quote", "item", "small"]
_LONGEST = 600  # letters of a shared passage; the whole of it stands in the answers


class Piece(Struct, frozen=True):
    """Words within a block; `href` is where they lead: an address, or `#3` for exchange 3 of this dossier."""

    words: str
    href: str = ""
    strong: bool = False


class Block(Struct, frozen=True):
    """A heading, paragraph, quotation or item; `anchor` is the number of the exchange that begins with it."""

    kind: Kind
    pieces: tuple[Piece, ...]
    anchor: int = 0


def laid_out(view: DossierView, site: str = "") -> tuple[Block, ...]:
    """All blocks; `site` is the address before those of pages here, without which they are not linked."""
    return tuple(_Layout(view, site).blocks())


class _Layout:
    def __init__(self, view: DossierView, site: str) -> None:
        self._view, self._site = view, site.rstrip("/")

    def blocks(self) -> Iterator[Block]:
        view = self._view
        yield _block("title", f"Dossier: {view.query}" if view.query else "Dossier: all questions")
        shown = len(view.exchanges)
        of = "" if shown == view.total else f" of {view.total:,} found, the first by date"
        yield _block("small", f"{_count(shown, 'question')}{of}. Made on {in_full(view.made)} from {view.record}.")
        yield from self._unanswered()
        yield from self._promises()
        yield from self._shared()
        yield from self._cited()
        yield _block("heading", "The questions and answers")
        for one in view.exchanges:
            yield from self._exchange(one)
        yield _block("heading", "How this was made")
        for words in view.method:
            yield _block("para", words)
        yield Block("para", (Piece(f"{view.attribution} "), Piece(view.licence, view.licence_url)))

    def _unanswered(self) -> Iterator[Block]:
        left = [one for one in self._view.exchanges if one.unanswered or not one.answer or not _answers(one)]
        if left:
            yield _block("heading", "Left unanswered")
        for one in left:
            yield Block("item", (Piece(_left(one)), *self._refs([one.number])))
            for part in one.unanswered:
                name = f"Part ({part.label})" if part.label else "A part"
                words = f"{name} {GOT[part.got]}: “{shorten(part.words, 200)}”"
                yield Block("item", (Piece(words), *self._refs([one.number])))

    def _promises(self) -> Iterator[Block]:
        if self._view.promises:
            yield _block("heading", "Promised")
        for one in self._view.promises:
            yield Block("item", (Piece(_promise(one)), *self._refs([one.number])))

    def _shared(self) -> Iterator[Block]:
        if self._view.shared:
            yield _block("heading", "Said more than once")
        for one in self._view.shared:
            what = "The same answer" if one.whole else "These words"
            lead = f"{what} in {_count(len(one.numbers), 'exchange')}:"
            yield Block("item", (Piece(lead), *self._refs(one.numbers)))
            yield _block("quote", shorten(one.words, _LONGEST))

    def _cited(self) -> Iterator[Block]:
        if self._view.cited:
            yield _block("heading", "Cited")
        for one in self._view.cited:
            yield Block("item", (Piece(one.name, self._at(one.url)), *self._refs(one.numbers)))

    def _exchange(self, one: Exchange) -> Iterator[Block]:
        yield Block("subheading", (Piece(f"{one.number}. {one.title}"),), one.number)
        asked = f"{one.asked_by or 'Asked'}{' asked' if one.asked_by else ''}"
        of = f" the {without_the(one.body)}" if one.body else ""
        yield _block("small", f"{asked}{of}{_on(one.tabled)} ({one.status})")
        yield _block("quote", one.question or "No words are held.")
        if one.answer:
            yield _block("small", f"{one.answered_by or 'Answered'}{_on(one.answered)}:")
            yield _block("quote", one.answer)
        if one.does and not _answers(one):
            words = f"{does(one.does)}: “{shorten(one.does.words, 300)}”" if one.does.words else does(one.does)
            yield Block("para", (Piece(words, strong=True),))
        yield Block("small", (Piece(one.ref, self._at(one.url)),))

    def _refs(self, numbers: Sequence[int]) -> Iterator[Piece]:
        for number in numbers:
            yield Piece(" ")
            yield Piece(f"[{number}]", f"#{number}")

    def _at(self, url: str) -> str:
        return self._site + url if self._site else ""


def _block(kind: Kind, words: str) -> Block:
    return Block(kind, (Piece(words),))


def _answers(one: Exchange) -> bool:
    return one.does is None or one.does.outcome.value == "answered"


def _left(one: Exchange) -> str:
    return f"{shorten(one.title, 120)}{_on(one.tabled)}: {does(one.does) if one.does and one.answer else one.status}"


def _promise(one: PromiseIn) -> str:
    became = state(one.made.promise)
    told = f" {became}." if became else ""
    return f"{promised(one.made.promise)}: “{shorten(one.made.promise.words, 300)}”.{told}"


def _on(day: date | None) -> str:
    return f" on {in_full(day)}" if day else ""


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
