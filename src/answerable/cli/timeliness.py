"""`answerable timeliness`: how long answers take, under a named rule."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, columns, console, print_json, steps
from answerable.cli.waiting import AsOfOption, BodyOption, MemberOption, RuleOption
from answerable.queries.figures import Figure, Timely
from answerable.queries.timeliness import By, HowLong
from answerable.queries.timeliness import timeliness as how_long

_MOST = 15  # rows of a table


def timeliness(
    body: BodyOption = "",
    member: MemberOption = "",
    party: Annotated[str, typer.Option("--party", metavar="NAME", help="Only askers of this party, as printed.")] = "",
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="From this year, month or day.")] = "",
    last: Annotated[str, typer.Option("--to", metavar="DATE", help="To this year, month or day.")] = "",
    by: Annotated[By, typer.Option("--by", help="Whether the period is that of the day due or tabled.")] = "due",
    rule: RuleOption = "",
    as_of: AsOfOption = "",
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say how long answers take: the share on time and how long the rest waited, under a rule, in a period."""
    with workspace(record) as opened:
        with steps() as progress:
            opened.refresh(progress)
        found = how_long(opened, HowLong(body, member, party, first, last, by, rule, as_of))
    print_json(found) if as_json else _print(found)


def _print(found: Timely) -> None:
    console.print(clean(found.words), "", Text(found.said, "bold"), found.curve.said, "", sep="\n")
    rule = found.rule.id
    tables = (
        ("kind, each under its own rule", found.by_kind),
        (f"year, rule {rule}", found.by_year),
        (f"party of the asker, rule {rule}", found.by_party),
        (f"answering body, rule {rule}", found.by_body),
    )
    for title, figures in tables:
        if figures:
            console.print(_table(title, figures), "", sep="\n")
    for one in found.left_out:
        console.print(f"left out: {one.questions:,}, {one.why}")
    for note in found.notes:
        console.print(clean(f"note: {note}"))


def _table(title: str, figures: Sequence[Figure]) -> Table:
    """Beside each row's share the one that counts holding answers in time."""
    table = columns(title, "questions#", "on time#", "share#", "or#", "unanswered#")
    for one in figures[:_MOST]:
        shares = (f"{value:.1%}" if value is not None else "" for value in (one.share, one.share_with_holding))
        small = " (few)" if one.small else ""
        name = f"{one.name} ({one.rule})" if figures[0].rule != figures[-1].rule else one.name
        table.add_row(clean(name), f"{one.questions:,}{small}", f"{one.on_time:,}", *shares, f"{one.unanswered:,}")
    if len(figures) > _MOST:
        table.add_row(f"and {len(figures) - _MOST} more: --json has all")
    return table
