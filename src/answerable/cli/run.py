"""The command line as a whole: its commands, and how it ends when something is wrong."""

import os
import sys
from textwrap import indent

import typer

from answerable.cli.add import add
from answerable.cli.analyse import analyse
from answerable.cli.backup import backup
from answerable.cli.changes import changes
from answerable.cli.check import check
from answerable.cli.compare import compare
from answerable.cli.corrections import correct, corrections
from answerable.cli.demo import demo
from answerable.cli.documents import documents
from answerable.cli.dossier import dossier
from answerable.cli.dump import dump
from answerable.cli.export import export
from answerable.cli.mcp import mcp
from answerable.cli.names import names
from answerable.cli.notify import notify
from answerable.cli.options import RecordOption, remember
from answerable.cli.people import body, member
from answerable.cli.promises import promises
from answerable.cli.rebuild import rebuild
from answerable.cli.same import same
from answerable.cli.search import search
from answerable.cli.serve import serve
from answerable.cli.show import show
from answerable.cli.status import status
from answerable.cli.sync import app as sync
from answerable.cli.timeliness import timeliness
from answerable.cli.waiting import waiting
from answerable.errors import AnswerableError, QueryError

app = typer.Typer(
    name="answerable",
    help="The open system of record for parliamentary written questions: who asked, who answered, and did they?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

for command in (
    add, show, changes, waiting, timeliness, same, compare, documents, promises, corrections, correct, analyse, check,
    status, member, body, names, export, dump, backup, rebuild, notify, serve, mcp, demo,
):  # fmt: skip
    app.command()(command)
# A query may hold words that begin with a minus: they are the query's, not options.
for searching in (search, dossier):
    app.command(context_settings={"ignore_unknown_options": True})(searching)
app.add_typer(sync, name="sync")


@app.callback()
def record(record: RecordOption = None) -> None:
    """Options before the command."""
    remember(record)


def main() -> None:
    """Runs a command; errors are one line on standard error and exit code 2."""
    try:
        app(prog_name="answerable")
    except QueryError as error:
        _say(f"{error.message}\n{indent(error.marked(), '  ')}")
        sys.exit(error.exit_code)
    except AnswerableError as error:
        _say(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _say("stopped; what was added so far is whole, and running it again goes on")
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


def _say(message: str) -> None:
    sys.stderr.write(f"answerable: {message}\n")
