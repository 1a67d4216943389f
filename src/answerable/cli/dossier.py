"""`answerable dossier`: a topic as a file to read, pass on and check."""

from pathlib import PurePath
from typing import Annotated

import typer

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, console, count, print_json, steps
from answerable.cli.search import SortOption
from answerable.errors import InputError
from answerable.pipeline.export import writing
from answerable.queries.dossier import MOST, Topic
from answerable.queries.dossier import dossier as made_of
from answerable.web.dossier.forms import Form, written

Query = Annotated[list[str], typer.Argument(metavar="QUERY", help="As in search.")]
Out = Annotated[str, typer.Option("--output", "-o", metavar="FILE|-", help="Ends in .html, .md, .docx or .pdf.")]
FormOption = Annotated[Form | None, typer.Option("--format", help="Instead of what the file's name ends in.")]
Site = Annotated[
    str,
    typer.Option(
        "--site",
        metavar="URL",
        help="Where the record is served: pages are linked there; else the site of settings.toml.",
    ),
]
Limit = Annotated[int, typer.Option("--limit", min=1, max=MOST, help="How many questions at most.")]


def dossier(
    query: Query,
    output: Out = "-",
    form: FormOption = None,
    site: Site = "",
    sort: SortOption = "oldest",
    limit: Limit = 100,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a topic's questions, answers, shared passages, citations, promises and what was left unanswered."""
    chosen = form or _form_of(output)
    with workspace(record) as opened, steps() as progress:
        opened.refresh(progress)
        view = made_of(opened, Topic(" ".join(query), sort, limit))
        if as_json:
            print_json(view)
            return
        file = written(view, chosen, site or opened.settings.site)
    with writing(output) as out:
        out.write(file)
    if output != "-":
        told = f"{count(len(view.exchanges), 'question')} of {view.total:,} written to {output}"
        console.print(clean(told), soft_wrap=True)


def _form_of(output: str) -> Form:
    """What the file's name ends in; Markdown for standard output."""
    end = PurePath(output).suffix.lower().removeprefix(".")
    if output == "-":
        return Form.MD
    if end not in set(Form):
        raise InputError(output, "a name that ends in .html, .md, .docx or .pdf, or --format", end or "no such end")
    return Form(end)
