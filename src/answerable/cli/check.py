"""`answerable check`: a draft question, before it is tabled."""

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, columns, console, count, print_json, steps
from answerable.errors import InputError, UnreadableInput
from answerable.model.dates import in_full
from answerable.queries.check import LONGEST, SAME, Checked, Drafting, NearQuestion
from answerable.queries.check import check as ask

DraftText = Annotated[
    list[str] | None,
    typer.Argument(metavar="[TEXT|FILE|-]", help="The draft, a file that holds it, or standard input."),
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=50, help="How many of the nearest questions to show.")]
AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="The day that counts as today.")
]
_LARGEST = 8 * LONGEST  # bytes read of a file
_WORDINGS = 6


def check(
    draft: DraftText = None,
    limit: Limit = 5,
    as_of: AsOf = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check a draft question: was it asked before, what may a clerk look at, what did its wording get."""
    words = _words(draft or [])
    with workspace(record) as opened:
        with steps() as progress:
            opened.refresh(progress)
        found = ask(opened, Drafting(words, limit, as_of.date().isoformat() if as_of else ""))
    print_json(found) if as_json else _print(found)


def _words(given: list[str]) -> str:
    """The draft itself, of a file of that name, or of standard input for - or nothing."""
    if given in ([], ["-"]):
        return _text(sys.stdin.buffer.read(_LARGEST + 1), "standard input")
    words = " ".join(given)
    try:
        is_file = Path(words).is_file()
    except (OSError, ValueError):
        is_file = False  # a draft makes no name of a file
    if not is_file:
        return words
    try:
        with Path(words).open("rb") as file:
            return _text(file.read(_LARGEST + 1), words)
    except OSError as error:
        raise UnreadableInput(words, "a file that can be read", error.strerror or str(error)) from None


def _text(data: bytes, name: str) -> str:
    if len(data) > _LARGEST:
        raise InputError(name, f"a draft of at most {LONGEST:,} characters", "more than that")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput(name, "text in UTF-8", f"byte {error.start + 1} that is not") from None


def _print(found: Checked) -> None:
    console.print(Text(f"{count(len(found.flags), 'thing')} a clerk may look at", "bold"))
    for flag in found.flags:
        words = " … ".join(span.of(found.draft) for span in flag.spans)
        console.print(Padding(clean(f"{flag.title}: {words}" if words else flag.title), (0, 0, 0, 2)))
        console.print(Padding(Text(f"{flag.says} [{flag.source}]", "dim"), (0, 0, 0, 4)))
    console.print(Text("\nAsked before, nearest first" if found.near else "\nNothing like it in this record", "bold"))
    for one in found.near:
        _print_near(one)
    if found.wordings:
        _print_wordings(found)


def _print_near(one: NearQuestion) -> None:
    session = f"session {one.session}{', this one' if one.this_session else ''}" if one.session else ""
    same = "nearly the same words" if one.likeness >= SAME else ""
    told = (one.body or "", in_full(one.tabled), one.status, one.outcome, session, same)
    console.print(Text(" · ".join(part for part in told if part), "bold"))
    for best in one.highlights:
        text = clean(best.text.replace("\n", " "))
        for span in best.spans:
            text.stylize("bold yellow", span.start, span.end)
        console.print(Padding(text, (0, 0, 0, 2)))
    console.print(Padding(Text(one.id, "dim"), (0, 0, 1, 2)))


def _print_wordings(found: Checked) -> None:
    console.print(Text("What questions like it got, by how they asked", "bold"))
    table = columns("asked as", "parts got", "answers#", "with figures#", "also given elsewhere#")
    for one in found.wordings[:_WORDINGS]:
        got = ", ".join(f"{each.outcome.value} {each.parts}" for each in one.got)
        asked = f"{one.kind.value} *" if one.asked else one.kind.value
        table.add_row(asked, got, f"{one.answers:,}", f"{one.figures:,}", f"{one.elsewhere:,}")
    console.print(table)
    console.print(Text("* the draft asks so too", "dim"))
