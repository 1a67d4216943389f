"""`answerable promises`: what answers promise, and what became of it."""

from datetime import datetime
from typing import Annotated

import typer

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, columns, console, print_json
from answerable.findings.commitments.commitment import Act, Hedge
from answerable.model.dates import in_full
from answerable.queries.promises import Due, Promises
from answerable.queries.promises import promises as ask

DueOption = Annotated[Due, typer.Option("--due", help="When.")]
To = Annotated[str, typer.Option("--to", metavar="BODY", help="Only of this body.")]
ActOption = Annotated[Act | None, typer.Option("--act", help="Only to do this.")]
HedgeOption = Annotated[Hedge | None, typer.Option("--hedge", help="Only as firm as this.")]
AsOf = Annotated[
    datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="The day that counts as today.")
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=5000, help="How many to show.")]


def promises(
    due: DueOption = "from now on", to: To = "", act: ActOption = None, hedge: HedgeOption = None,
    as_of: AsOf = None, limit: Limit = 20, record: RecordOption = None, as_json: JsonOption = False,
) -> None:  # fmt: skip
    """List what answers promise by when, with what later answers tell of it."""
    asked = Promises(due, to, act or "", hedge or "", as_of=as_of.date().isoformat() if as_of else "", limit=limit)
    with workspace(record) as opened:
        found = ask(opened, asked)
    if as_json:
        print_json(found)
        return
    table = columns("by", "state", "promise", "question")
    for line in found:
        one = line.promise
        table.add_row(in_full(one.latest) or clean(one.due), one.state, clean(one.words), one.question)
    console.print(table)
