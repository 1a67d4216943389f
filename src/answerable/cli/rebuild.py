"""`answerable rebuild`: all findings anew."""

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import console, count, print_json, steps
from answerable.queries.status import Nothing, status


def rebuild(record: RecordOption = None, as_json: JsonOption = False) -> None:
    """Make the search index and all other findings anew from the record."""
    with workspace(record) as opened, steps() as progress:
        opened.forget_findings()
        opened.refresh(progress)
        questions = status(opened, Nothing()).summary.questions
    print_json({"questions": questions}) if as_json else console.print(f"Rebuilt from {count(questions, 'question')}.")
