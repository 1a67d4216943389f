"""`answerable documents`: what questions and answers cite."""

from typing import Annotated

import typer

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, columns, console, print_json
from answerable.model.dates import in_full
from answerable.queries.documents import DocumentKind, Documents, DocumentView, OneDocument, document
from answerable.queries.documents import documents as ask

Which = Annotated[str | None, typer.Argument(metavar="ID", help="One document, such as cp-1338.")]
KindOption = Annotated[DocumentKind, typer.Option("--kind", help="Only documents of this kind.")]
To = Annotated[str, typer.Option("--to", metavar="BODY", help="As cited to and by this body.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=100, help="How many to show.")]


def documents(
    which: Which = None, kind: KindOption = "", to: To = "", limit: Limit = 20,
    record: RecordOption = None, as_json: JsonOption = False,
) -> None:  # fmt: skip
    """List the documents cited, most often first; or say who cites one of them, and where."""
    with workspace(record) as opened:
        found = document(opened, OneDocument(which, limit)) if which else ask(opened, Documents(kind, to, limit))
    if as_json:
        print_json(found)
    elif isinstance(found, DocumentView):
        _print(found)
    else:
        table = columns("document", "kind", "cited#", "id")
        for one in found:
            table.add_row(clean(one.title), one.kind.replace("_", " "), f"{one.times:,}", clean(one.id))
        console.print(table)


def _print(view: DocumentView) -> None:
    console.print(clean(f"{view.document.title} ({view.document.id}), cited {view.document.times:,} times"))
    for at in view.places:
        if at.locator:
            console.print(clean(f"  {at.locator}: {at.times:,} in {at.where}s"))
    for one in view.citations:
        console.print(clean(f"\n{one.id}, {one.where}, {in_full(one.said)}\n  {one.words}"))
