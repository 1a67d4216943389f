"""`answerable analyse`: what answers do with questions, without any record."""

from pathlib import Path
from typing import Annotated

import typer

from answerable.cli.options import JsonOption
from answerable.cli.printing import clean, console, count, print_json, steps
from answerable.pipeline.analysing import analyse as run
from answerable.pipeline.analysing import read_pairs
from answerable.pipeline.export import writing

Pairs = Annotated[
    Path, typer.Argument(metavar="PAIRS", help="JSON lines or CSV: id, question, answer, tabled, answered.")
]
Out = Annotated[str, typer.Option("--output", "-o", metavar="OUT|-", help="Where to write; - is standard output.")]


def analyse(pairs: Pairs, out: Out = "-", as_json: JsonOption = False) -> None:
    """Say for each pair of question and answer what is asked, given, cited and promised: a line of JSON each."""
    with writing(out) as file, steps() as progress:
        done = run(read_pairs(pairs), file, progress)
    if out != "-":
        told = {"file": out, "pairs": done}
        print_json(told) if as_json else console.print(clean(f"{count(done, 'pair')} written to {out}"), soft_wrap=True)
