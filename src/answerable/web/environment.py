"""How templates are read: escaping always on, and the few words they may use."""

from datetime import date
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from answerable.model.dates import in_full, parse_partial
from answerable.model.licence import ATTRIBUTION, LICENCE_URL
from answerable.model.outcome import Ground, Outcome
from answerable.queries.standing import Taken
from answerable.web.wording import GOT, GROUNDS, KINDS, does, promised, state

SITE = (
    ("/search?q=", "Questions"),
    ("/waiting", "Waiting"),
    ("/same", "Said again"),
    ("/promises", "Promises"),
    ("/documents", "Documents"),
    ("/members", "Members"),
    ("/bodies", "Bodies"),
    ("/about", "About"),
)


def environment(read_only: bool = False) -> Environment:
    """The site's templates; without forms that give something to keep where the site is for reading only."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(read_only=read_only, site=SITE, attribution=ATTRIBUTION, licence_url=LICENCE_URL, q="", path="")
    made.filters.update(
        urlencode=urlencode,
        in_full=in_full,
        moment=moment,
        partly=partly,
        shorten=shorten,
        the=without_the,
        days=days,
        days_taken=days_taken,
    )
    made.globals.update(outcomes=tuple(Outcome), grounds=tuple(Ground), got=GOT, ground_words=GROUNDS, kinds=KINDS)
    made.globals.update(does=does, promised=promised, state=state)
    made.tests["web_address"] = lambda address: urlsplit(address).scheme in ("http", "https")
    return made


def days(count: int) -> str:
    """`1 day`, `1,024 days`."""
    return f"{count:,} day{'' if count == 1 else 's'}"


def days_taken(taken: Taken) -> str:
    """8 days (6 working days, 3 sitting days); where the calendar does not reach it says so."""
    working, sitting = (_known(taken.working, "working"), _known(taken.sitting, "sitting"))
    return f"{days(taken.calendar)} ({working}, {sitting})"


def _known(count: int | None, kind: str) -> str:
    return f"calendar of {kind} days not known" if count is None else days(count).replace("day", f"{kind} day")


def moment(printed: str) -> str:
    """An ISO 8601 moment in UTC: 16 September 2025, 14:05 UTC."""
    return f"{in_full(date.fromisoformat(printed[:10]))}, {printed[11:16]} UTC"


def partly(printed: str) -> str:
    """A year, a month of a year or a day in full; nothing for nothing."""
    if not printed:
        return ""
    day = parse_partial(printed)
    month = f"{day.first():%B %Y}" if day.month else str(day.year)
    return f"{day.day} {month}" if day.day else month


def shorten(words: str, length: int) -> str:
    """The first words, with an ellipsis if there are more."""
    flat = " ".join(words.split())
    return flat if len(flat) <= length else flat[:length].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def without_the(name: str) -> str:
    """A body's name to stand after "the"."""
    return name.removeprefix("The ").removeprefix("the ")
