"""`answerable corrections` and `answerable correct`: what readers say is wrong, and what the record's keeper says."""

import getpass
from typing import Annotated

import typer

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, columns, console, moment, print_json, steps
from answerable.model.outcome import Ground, Outcome
from answerable.pipeline.correcting import correct as keep
from answerable.pipeline.correcting import correction
from answerable.queries.corrections import Corrections
from answerable.queries.corrections import corrections as ask

Every = Annotated[bool, typer.Option("--all", help="Also those that were accepted.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="The question's id.")]
OutcomeOption = Annotated[Outcome, typer.Option("--outcome", help="What the answer does.")]
GroundOption = Annotated[Ground | None, typer.Option("--ground", help="On what ground something is declined.")]
Accept = Annotated[int | None, typer.Option("--accept", metavar="N", help="The suggestion that this accepts.")]
Why = Annotated[str, typer.Option("--why", help="The reason, kept beside it.")]
By = Annotated[str | None, typer.Option("--by", help="Who says so [default: who is logged in].")]
Evidence = Annotated[str, typer.Option("--evidence", metavar="WORDS", help="The words of the answer that show it.")]


def corrections(every: Every = False, record: RecordOption = None, as_json: JsonOption = False) -> None:
    """List what readers suggest."""
    with workspace(record) as opened:
        found = ask(opened, Corrections(every))
    if as_json:
        print_json(found)
        return
    if not found:
        console.print("No suggestion waits.")
        return
    table = columns("no.#", "question", "outcome", "ground", "who", "when", "why")
    for one in found:
        ground = one.ground.value if one.ground else ""
        table.add_row(
            str(one.number), one.question, one.outcome.value, ground, clean(one.who), moment(one.made), clean(one.why)
        )
    console.print(table)


def correct(
    question_id: Id, outcome: OutcomeOption, why: Why, ground: GroundOption = None, accept: Accept = None,
    by: By = None, evidence: Evidence = "", record: RecordOption = None, as_json: JsonOption = False,
) -> None:  # fmt: skip
    """Say what an answer does; this is kept in the record, and wins over what was found."""
    said = correction(outcome, why, ground, by or getpass.getuser(), evidence)
    with workspace(record) as opened, steps() as progress:
        done = keep(opened, question_id.removeprefix("/q/").strip("/"), said, accept, progress)
    if as_json:
        print_json(done)
    else:
        console.print(clean(f"{done.id}: {outcome.value}{f', {ground.value}' if ground else ''}, kept in the record"))
