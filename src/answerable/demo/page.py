"""Answered questions as a page that people copy: plain text, without dates and numbers."""

from collections.abc import Iterator

from answerable.demo.country import Country
from answerable.demo.exchange import Exchange
from answerable.demo.parliament import Parliament

AWAITING = "This question is awaiting an answer."


def page_text(parliament: Parliament) -> Iterator[str]:
    """One exchange after the other, each in a few lines."""
    country = parliament.country()
    for exchange in parliament.exchanges(country):
        yield entry(country, exchange)


def entry(country: Country, exchange: Exchange) -> str:
    """Asked by, to whom, the question, answered by whom in what role, the answer."""
    slip, fate = exchange.slip, exchange.fate
    asker = slip.asker
    seat = f" - {asker.seat}" if asker.seat else ""
    lines = [
        f"Asked by: {asker.name} ({asker.party}{seat})",
        f"Question to the {slip.office.name}:",
        exchange.asking.text,
    ]
    if exchange.reply and fate.post and fate.answered is not None and fate.answered <= country.calendar.last:
        lines += [f"Answered by {fate.post.person.name} - {fate.post.role}", exchange.reply.plain]
    else:
        lines.append(AWAITING)
    return "\n".join(lines) + "\n"
