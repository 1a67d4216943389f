"""`answerable waiting`: what is still waiting for an answer."""

import sys
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, console, count, print_json, steps
from answerable.model.dates import in_full
from answerable.queries.spreadsheet import as_csv
from answerable.queries.waiting import Awaited, Waiting, WaitingLine, every_waiting
from answerable.queries.waiting import waiting as awaited

BodyOption = Annotated[str, typer.Option("--body", metavar="NAME", help="Only questions put to this body.")]
MemberOption = Annotated[str, typer.Option("--member", metavar="NAME", help="Only questions of this Member.")]
RuleOption = Annotated[str, typer.Option("--rule", metavar="RULE", help="The deadline rule, instead of the default.")]
AsOfOption = Annotated[str, typer.Option("--as-of", metavar="DATE", help="As known on that day [default: today].")]
_BEGINNING = 200  # letters of a question


def waiting(
    body: BodyOption = "",
    member: MemberOption = "",
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is past its day.")] = False,
    rule: RuleOption = "",
    as_of: AsOfOption = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="How many to show.")] = 20,
    offset: Annotated[int, typer.Option("--offset", min=0, max=1_000_000, help="How many to pass over.")] = 0,
    as_csv_: Annotated[bool, typer.Option("--csv", help="All of them as CSV.")] = False,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what waits for an answer, longest first: for whom, how long, due when, under which rule."""
    asked = Waiting(body, member, overdue, rule, as_of, limit, offset)
    with workspace(record) as opened:
        with steps() as progress:
            opened.refresh(progress)
        if as_csv_:
            sys.stdout.writelines(as_csv(WaitingLine, every_waiting(opened, asked)))
            return
        found = awaited(opened, asked)
    print_json(found) if as_json else _print(found)


def _print(found: Awaited) -> None:
    member = f" of {found.member.name}" if found.member else ""
    body = f" to the {found.body.name}" if found.body else ""
    told = f"{count(found.total, 'question')}{member}{body} waiting on {in_full(found.as_of)}"
    console.print(clean(f"{told}, {found.overdue:,} past their day\n"), style="bold")
    for line in found.lines:
        _print_line(line)
    for one in (rule for rule in found.rules if any(line.rule == rule.id for line in found.lines)):
        console.print(Text(f"{one.id}: {one.words} ({one.source})", "dim"))
    if found.without_rule or found.not_known:
        left_out = f"{found.without_rule:,} of which no rule speaks, {found.not_known:,} of no known session"
        console.print(Text(f"left out: {left_out}", "dim"))


def _print_line(line: WaitingLine) -> None:
    tabled = f"tabled {in_full(line.tabled)}, {count(line.days, 'day')} ago"
    told = (line.asked_by or "somebody", line.body or "", tabled)
    console.print(Text(" · ".join(part for part in told if part), "bold"))
    due = f"due {in_full(line.due)}" if line.due else "the day due is not known"
    console.print(Padding(Text(f"{line.state}: {due}, rule {line.rule}"), (0, 0, 0, 2)))
    flat = line.question.replace("\n", " ")
    console.print(Padding(clean(flat if len(flat) < _BEGINNING else flat[:_BEGINNING] + " …"), (0, 0, 0, 2)))
    console.print(Padding(Text(line.id, "dim"), (0, 0, 1, 2)))
