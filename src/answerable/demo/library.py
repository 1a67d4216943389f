"""What can be cited in the made-up parliament: documents, acts, instruments, treaties, statements and speeches.

Every phrase comes with the citation that a reader should find in it, in the shape of the labels.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct

from answerable.demo.bodies import Government, Remit
from answerable.demo.calendar import Calendar
from answerable.demo.dice import Dice, Weighted
from answerable.demo.words import Topic
from answerable.model.people import slug

_SERIES = {"CP": 1100, "Cm": 9000, "HC": 200, "HL Paper": 20}  # of numbered papers, and where their numbers begin
_OLD, _NEW = 6, 4  # documents on a topic from before the period, and within it
SITE = "https://www.gov.orrenmark.example"


class Citation(Struct, frozen=True, gc=False):
    """What the labels call a citation; `where` is added when it is known which text holds it."""

    quote: str
    kind: str
    number: str | None = None
    locator: str | None = None
    date: str | None = None


class Document(Struct, frozen=True, gc=False):
    """A published document; `number` as printed (CP 1338, HC 461), where it has one."""

    title: str
    kind: str
    number: str | None
    day: int
    url: str


class Cited(Struct, frozen=True, gc=False):
    """Words to put into a sentence, and what they cite."""

    words: str
    citation: Citation


Citing = Callable[[Remit, int, Dice], Cited]


class Library:
    """The documents of each topic, by the day they came out, and the phrases that cite them and the rest."""

    def __init__(self, government: Government, calendar: Calendar, dice: Dice) -> None:
        self._calendar = calendar
        self._number = 0
        self._shelves = {remit.topic.heading: self._shelf(remit.topic, dice) for remit in government.remits}
        self._days = {name: [document.day for document in shelf] for name, shelf in self._shelves.items()}
        self.kinds: tuple[Citing, ...] = (
            self._document, self._act, self._instrument, self._statement, self._speech, self._debate, self._letter,
            self._treaty, self._page, *(partial(self._numbered, series) for series in _SERIES),
        )  # fmt: skip
        self._drawn = Weighted(self.kinds[:9], (70, 6, 3, 5, 5, 3, 4, 1.5, 2.5))

    def documents(self) -> Iterator[Document]:
        """All of them, topic by topic."""
        for shelf in self._shelves.values():
            yield from shelf

    def document(self, topic: Topic, day: int, dice: Dice) -> Document:
        """A document on the topic that was out by that day."""
        shelf = self._shelves[topic.heading]
        return shelf[int(dice.random() * bisect_right(self._days[topic.heading], day))]

    def cite(self, remit: Remit, day: int, dice: Dice, kind: int | None = None) -> Cited:
        """A phrase that fits after "with reference to"; of the kind at that place in `kinds`, or of any."""
        chosen = self._drawn.draw(dice) if kind is None else self.kinds[kind]
        return chosen(remit, day, dice)

    def _shelf(self, topic: Topic, dice: Dice) -> list[Document]:
        """Documents of every series from before the period, and more through it."""
        first, last = self._calendar.first, self._calendar.last
        days = sorted(dice.between(10, first - 30) for _ in range(_OLD))
        days += sorted(dice.between(first, last) for _ in range(_NEW))
        return [self._publish(topic, self._calendar.working_after(day, 0), place) for place, day in enumerate(days)]

    def _publish(self, topic: Topic, day: int, place: int) -> Document:
        self._number += 1
        title, kind, series = _titles(topic, self._calendar.days[day].year)[place]
        number = f"{series} {_SERIES[series] + self._number}" if series else None
        return Document(title, kind, number, day, f"{SITE}/publications/{slug(title)}")

    def _document(self, remit: Remit, day: int, dice: Dice) -> Cited:
        return self.titled(self.document(remit.topic, day, dice), dice)

    def titled(self, document: Document, dice: Dice, numbered: float = 0.25) -> Cited:
        """A document by title, with more or less of what else is known of it; `numbered`: how often with its number."""
        locator = _locator(dice) if dice.chance(0.13) else None
        words = f"{locator} of the {document.title}" if locator else document.title
        number = document.number if document.number and dice.chance(numbered) else None
        if number:
            words += f", {number}"
        date = None
        if dice.chance(0.75):
            words += f", published on {self._calendar.words[document.day]}"
            date = self._calendar.iso[document.day]
        elif document.title[-4:].isdigit():
            date = document.title[-4:]
        kind = document.kind if number else "publication"
        return Cited(words if locator else f"the {words}", Citation(words, kind, number, locator, date))

    def _numbered(self, series: str, remit: Remit, day: int, dice: Dice) -> Cited:
        """A document of that series, by its number; each topic has one from before the period."""
        shelf = self._shelves[remit.topic.heading]
        out = [one for one in shelf if one.day <= day and (one.number or "").startswith(f"{series} ")]
        return self.titled(dice.pick(out), dice, numbered=1)

    def _act(self, remit: Remit, _day: int, dice: Dice) -> Cited:
        stem, year = remit.topic.plan.rpartition(" ")[0], 1985 + len(remit.topic.subject)
        section = f"section {dice.between(2, 80)}" if dice.chance(0.7) else None
        words = f"{section} of the {stem} Act {year}" if section else f"{stem} Act {year}"
        return Cited(words if section else f"the {words}", Citation(words, "act", None, section, str(year)))

    def _instrument(self, remit: Remit, _day: int, dice: Dice) -> Cited:
        stem, year = remit.topic.plan.rpartition(" ")[0], 1998 + len(remit.topic.subject) // 2
        number = f"{year}/{100 + len(remit.topic.unit) * 7}"
        if dice.chance(0.4):
            return Cited(f"SI {number}", Citation(f"SI {number}", "instrument", f"SI {number}", None, str(year)))
        locator = f"regulation {dice.between(2, 30)}"
        words = f"{locator} of the {stem} Regulations {year}"
        return Cited(words, Citation(words, "instrument", None, locator, str(year)))

    def _statement(self, _remit: Remit, day: int, dice: Dice) -> Cited:
        said = self._earlier_sitting(day, dice)
        number = f"{'HCWS' if dice.chance(0.85) else 'HLWS'}{dice.between(2, 990)}"
        words = f"Written Statement of {self._calendar.words[said]}, {number}"
        return Cited(f"the {words}", Citation(words, "written_statement", number, None, self._calendar.iso[said]))

    def _speech(self, remit: Remit, day: int, dice: Dice) -> Cited:
        said, column = self._earlier_sitting(day, dice), f"column {dice.between(3, 990)}"
        who = remit.office(said).title
        words = f"oral contribution of the {who} of {self._calendar.words[said]}, Official Report, {column}"
        return Cited(f"the {words}", Citation(words, "oral_contribution", None, column, self._calendar.iso[said]))

    def _debate(self, _remit: Remit, day: int, dice: Dice) -> Cited:
        said = self._earlier_sitting(day, dice)
        column = f"column {dice.between(3, 990)}{'W' if dice.chance(0.3) else ''}"
        words = f"Official Report, {self._calendar.words[said]}, {column}"
        return Cited(f"the {words}", Citation(words, "hansard", None, column, self._calendar.iso[said]))

    def _letter(self, remit: Remit, day: int, dice: Dice) -> Cited:
        sent = self._calendar.working_after(max(day - dice.between(10, 90), 0), 0)
        words = f"letter from {remit.topic.partner} of {self._calendar.words[sent]}"
        return Cited(f"the {words}", Citation(words, "letter", None, None, self._calendar.iso[sent]))

    def _treaty(self, remit: Remit, _day: int, dice: Dice) -> Cited:
        year = 1960 + len(remit.topic.aim)
        name = f"Convention on {remit.topic.heading.partition(':')[0]} {year}"
        if dice.chance(0.5):
            number = f"TS No. {len(remit.topic.unit) % 40 + 1}"
            return Cited(f"the {name}, {number}", Citation(f"{name}, {number}", "treaty", number, None, str(year)))
        article = f"Article {dice.between(2, 40)}"
        words = f"{article} of the {name}"
        return Cited(words, Citation(words, "treaty", None, article, str(year)))

    def _page(self, remit: Remit, day: int, dice: Dice) -> Cited:
        url = self.document(remit.topic, day, dice).url
        return Cited(f"the information at {url}", Citation(url, "web"))

    def _earlier_sitting(self, day: int, dice: Dice) -> int:
        return self._calendar.sitting_after("Commons", max(day - dice.between(8, 120), 0), 0) if day > 130 else day


def _titles(topic: Topic, year: int) -> tuple[tuple[str, str, str], ...]:
    """Title, kind and series of what is published on a topic, in order."""
    plan, committee = topic.plan, topic.heading.partition(":")[0]
    session = f"{year - 1}-{year % 100:02d}"
    return (
        (f"{plan} {year}", "command_paper", "CP"),
        (f"{committee} Statistics {year}", "publication", ""),
        (f"Consultation on the {plan}", "publication", ""),
        (f"Government Response to the Consultation on the {plan}", "command_paper", "Cm"),
        (f"Fourth Report of the {committee} Committee, Session {session}", "house_paper", "HC"),
        (f"Report on Lessons from the {plan}", "house_paper", "HL Paper"),
        (f"{plan}: One Year On", "publication", ""),
        (f"{committee} Statistics Update {year}", "publication", ""),
        (f"Renewed {plan} {year}", "command_paper", "CP"),
        (f"{plan}: Technical Annex", "publication", ""),
    )


def _locator(dice: Dice) -> str:
    if dice.chance(0.75):
        return f"page {dice.between(2, 90)}"
    return f"paragraph {dice.between(1, 9)}.{dice.between(1, 40)}"
