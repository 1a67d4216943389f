"""`answerable export`: the record as lines, for other programs and for other records."""

from enum import StrEnum
from typing import Annotated

import typer

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, console, count, print_json, steps
from answerable.model.dates import parse_partial
from answerable.pipeline.export import chosen, export_csv, export_jsonl, export_parquet, writing


class Format(StrEnum):
    """What an export can be."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


_WRITERS = {Format.JSONL: export_jsonl, Format.CSV: export_csv, Format.PARQUET: export_parquet}
Since = Annotated[
    str,
    typer.Option(
        "--since",
        metavar="DATE",
        help="Only questions that were tabled, answered or changed on that day or later, or whose change came to light "
        "then: those that `changes --since` names.",
    ),
]


def export(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="Where to write; - is standard output.")],
    form: Annotated[Format, typer.Option("--format", help="jsonl reads back without loss.")] = Format.JSONL,
    since: Since = "",
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write what questions say now, a line each, with the official field names and ours. `dump` writes history too."""
    first = parse_partial(since).first() if since else None
    with workspace(record) as opened, steps() as progress, writing(file) as out:
        questions = _WRITERS[form](chosen(opened.record, first), out, progress)
    if as_json and file != "-":
        print_json({"file": file, "format": form.value, "questions": questions})
    elif file != "-":
        console.print(clean(f"{count(questions, 'question')} written to {file}"), soft_wrap=True)
