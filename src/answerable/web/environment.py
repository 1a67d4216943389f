"""How templates are read: escaping always on, and the few words they may use."""

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from answerable.queries.standing import Taken
from answerable.queries.views import ATTRIBUTION, LICENCE_URL

SITE = (
    ("/search?q=", "Questions"),
    ("/members", "Members"),
    ("/bodies", "Bodies"),
    ("/same", "Said again"),
    ("/waiting", "Waiting"),
    ("/about", "About"),
)


def environment() -> Environment:
    """The site's templates."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(site=SITE, attribution=ATTRIBUTION, licence_url=LICENCE_URL, q="", path="")
    made.filters.update(in_full=in_full, shorten=shorten, the=without_the, days=days, days_taken=days_taken)
    made.tests["web_address"] = lambda address: urlsplit(address).scheme in ("http", "https")
    return made


def in_full(day: date) -> str:
    """16 September 2025."""
    return f"{day.day} {day:%B %Y}"


def days(count: int) -> str:
    """`1 day`, `1,024 days`."""
    return f"{count:,} day{'' if count == 1 else 's'}"


def days_taken(taken: Taken) -> str:
    """8 days, 6 of them working days, 3 sitting days; a count that cannot be said is left out."""
    known = ((taken.working, "working"), (taken.sitting, "sitting"))
    parts = [f"{count:,} {kind} day{'' if count == 1 else 's'}" for count, kind in known if count is not None]
    return f"{days(taken.calendar)} ({', '.join(parts)})" if parts else days(taken.calendar)


def shorten(words: str, length: int) -> str:
    """The first words, with an ellipsis if there are more."""
    flat = " ".join(words.split())
    return flat if len(flat) <= length else flat[:length].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def without_the(name: str) -> str:
    """A body's name to stand after "the"."""
    return name.removeprefix("The ").removeprefix("the ")
