"""`answerable sync`: keeping up with the official services."""

import sys
import time
from datetime import datetime
from typing import Annotated

import msgspec
import typer

from answerable.cli.options import JsonOption, RecordOption, workspace
from answerable.cli.printing import clean, console, count, print_json, steps
from answerable.errors import ServiceError
from answerable.model.dates import in_full
from answerable.model.people import House
from answerable.pipeline.calendar import SyncedCalendar, sync_calendar
from answerable.pipeline.members import SyncedMembers, sync_members
from answerable.pipeline.sync import Synced
from answerable.pipeline.sync import sync as bring_up_to_date
from answerable.pipeline.window import Asked
from answerable.sources.http import Manners, Service
from answerable.sources.uk_calendar import fetch as calendar
from answerable.sources.uk_members import fetch as members
from answerable.sources.uk_parliament.fetch import WrittenQuestions, facts

app = typer.Typer(help="Keep up with the official services.", no_args_is_help=True)

From = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="The first day [default: since the last sync]."),
]
To = Annotated[
    datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], metavar="DATE", help="The last day [default: today].")
]
CalendarFrom = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="The first day [default: a few weeks ago]."),
]
CalendarTo = Annotated[
    datetime | None,
    typer.Option("--to", formats=["%Y-%m-%d"], metavar="DATE", help="The last day [default: a year from today]."),
]
HouseOption = Annotated[str | None, typer.Option("--house", metavar="commons|lords", help="Only this House.")]
BaseUrl = Annotated[str | None, typer.Option("--base-url", metavar="URL", help="Another address of the service.")]
MembersUrl = Annotated[str | None, typer.Option("--members-url", metavar="URL", help="Another address of the service.")]
Everyone = Annotated[bool, typer.Option("--all", help="All Members that the service lists, past and present.")]
Watch = Annotated[float | None, typer.Option("--watch", metavar="MINUTES", min=0, help="Sync again and again.")]
Rate = Annotated[
    float | None, typer.Option("--rate", metavar="N", min=0, help="Requests a second, at most; 0: no bound.")
]
AtOnce = Annotated[
    int | None, typer.Option("--at-once", metavar="N", min=1, max=100, help="Requests under way at once, at most.")
]


@app.command("uk-parliament")
def uk_parliament(
    first: From = None,
    last: To = None,
    house: HouseOption = None,
    base_url: BaseUrl = None,
    members_url: MembersUrl = None,
    watch: Watch = None,
    rate: Rate = None,
    at_once: AtOnce = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read what is new or changed in the UK Parliament's Written Questions service.

    The first sync without --from reads all that the service has; it can be stopped, and goes on where it was.
    With --members-url it goes on to read who the Members are, as `answerable sync uk-members` does.
    """
    asked = Asked(first.date() if first else None, last.date() if last else None, _house(house))
    while True:
        try:
            done = _once(asked, base_url, rate, at_once, record)
            print_json(done) if as_json else console.print(clean(told(done)), soft_wrap=True)
            if members_url:
                uk_members(members_url, False, rate, record, as_json)
            sys.stdout.flush()
        except ServiceError as error:
            if watch is None:
                raise
            console.print(clean(f"{error}; trying again in {watch:g} minutes"), soft_wrap=True)
        if watch is None:
            return
        time.sleep(watch * 60)


@app.command("uk-members")
def uk_members(
    members_url: MembersUrl = None,
    everyone: Everyone = False,
    rate: Rate = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read the names, parties, seats and Houses of Members that questions know by number, now and when they asked.

    With --all everybody that the service lists, so that names printed without a number can be read.
    """
    service = _service(members_url or members.facts().base_url, members.facts().manners, rate)
    try:
        with workspace(record) as opened, steps() as progress:
            done = sync_members(opened, service, progress, everyone=everyone)
    finally:
        service.close()
    print_json(done) if as_json else console.print(clean(_told_members(done)), soft_wrap=True)


@app.command("uk-calendar")
def uk_calendar(
    first: CalendarFrom = None,
    last: CalendarTo = None,
    base_url: BaseUrl = None,
    rate: Rate = None,
    record: RecordOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read on which days the two Houses sit, as far as they have announced it, and their recesses."""
    service = _service(base_url or calendar.facts().base_url, calendar.facts().manners, rate)
    try:
        with workspace(record, create=True) as opened:
            done = sync_calendar(opened, service, first.date() if first else None, last.date() if last else None)
    finally:
        service.close()
    print_json(done) if as_json else console.print(clean(_told_calendar(done)), soft_wrap=True)


def _told_calendar(done: SyncedCalendar) -> str:
    lines = [f"uk-calendar, {in_full(done.first)} to {in_full(done.last)}"]
    for one in done.houses:
        changed = f", {one.changed:,} changed" if one.changed else ""
        news = f"{count(one.learnt, 'day')} learnt{changed}" if one.learnt or one.changed else "nothing new"
        lines.append(f"{one.house}: {news}; sitting days are known to {in_full(one.known_to)}")
    return "\n".join(lines)


def _told_members(done: SyncedMembers) -> str:
    lines = [
        f"uk-members: {count(done.known, 'Member')} known by number, {done.read:,} read, {done.named:,} named, "
        f"{done.histories:,} with their history"
    ]
    if done.reasons:
        lines += ["not all could be had, for example:", *(f"  {reason}" for reason in done.reasons)]
    return "\n".join(lines)


def _service(base_url: str, manners: Manners, rate: float | None) -> Service:
    return Service(base_url, manners if rate is None else msgspec.structs.replace(manners, rate=rate))


def _once(asked: Asked, base_url: str | None, rate: float | None, at_once: int | None, record: RecordOption) -> Synced:
    manners = msgspec.structs.replace(facts().manners, at_once=at_once) if at_once else facts().manners
    service = _service(base_url or facts().base_url, manners, rate)
    try:
        with workspace(record, create=True) as opened, steps() as progress:
            return bring_up_to_date(opened, WrittenQuestions(service), asked, progress)
    finally:
        service.close()


def _house(name: str | None) -> House | None:
    houses: dict[str, House] = {"commons": "Commons", "lords": "Lords"}
    if name is not None and name.casefold() not in houses:
        raise typer.BadParameter(f"expected commons or lords; got {name!r}", param_hint="--house")
    return houses[name.casefold()] if name else None


def told(done: Synced) -> str:
    """What a sync did, in a few lines."""
    kinds = ("new", "answered", "corrected", "moved", "withdrawn", "gone", "changed")
    news = ", ".join(f"{number:,} {kind}" for kind in kinds if (number := getattr(done, kind)))
    lines = [
        f"uk-parliament, {in_full(done.first)} to {in_full(done.last)}: {news or 'nothing new'}",
        f"{count(done.listed, 'record')} listed, {done.read:,} read whole; {_requests(done)}",
    ]
    if done.failed:
        lines.append(f"{count(done.failed, 'record')} could not be read (see `answerable status --gaps`)")
    if done.unsteady:
        lines.append("the list changed while it was read; the next sync reads it again")
    return "\n".join(lines)


def _requests(done: Synced) -> str:
    each = f" ({done.requests / done.read:.3f} a record)" if done.read else ""
    return f"{count(done.requests, 'request')}{each}, of them {done.repeated:,} sent again after a fault"
