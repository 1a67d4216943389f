"""`answerable dump`: all that the record holds, to keep or to hand on."""

from pathlib import Path
from typing import Annotated

import typer

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, console, count, print_json, steps
from answerable.pipeline.dump import dump as write


def dump(
    target: Annotated[Path, typer.Argument(metavar="DIR|FILE.zip", help="A new directory, or one file: NAME.zip.")],
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the whole record, history and all, with a manifest; `answerable add` reads it back without loss."""
    with workspace(record) as opened, steps() as progress:
        manifest = write(opened.record, target, progress)
    if as_json:
        print_json(manifest)
        return
    lines = {one.name: one.lines for one in manifest.files}
    held = (count(lines["questions.jsonl"], "question"), count(manifest.observations, "observation"))
    size = sum(one.bytes for one in manifest.files)
    whole = f"{', '.join(held)} and {count(lines['documents.jsonl'], 'document')} written to {target}; {size:,} bytes"
    console.print(clean(whole), soft_wrap=True)
