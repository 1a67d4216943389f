"""`answerable export`: the record as lines, for other programs and for other records."""

from enum import StrEnum
from typing import Annotated

import typer

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, console, count, print_json, steps
from answerable.pipeline.export import export_csv, export_jsonl, writing


class Format(StrEnum):
    """What an export can be."""

    JSONL = "jsonl"
    CSV = "csv"


_WRITERS = {Format.JSONL: export_jsonl, Format.CSV: export_csv}


def export(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="Where to write; - is standard output.")],
    form: Annotated[Format, typer.Option("--format", help="jsonl reads back without loss.")] = Format.JSONL,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write every question, a line each, with the official field names and ours."""
    with workspace(record) as opened, steps() as progress, writing(file) as out:
        questions = _WRITERS[form](opened.record, out, progress)
    if as_json and file != "-":
        print_json({"file": file, "format": form.value, "questions": questions})
    elif file != "-":
        console.print(clean(f"{count(questions, 'question')} written to {file}"), soft_wrap=True)
