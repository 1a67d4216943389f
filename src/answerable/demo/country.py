"""All that stands still while questions are made: who, when, what can be cited, and how things are said."""

from datetime import date

from answerable.demo.asking import Asker
from answerable.demo.bodies import Government, Office, Remit
from answerable.demo.calendar import Calendar
from answerable.demo.dice import Dice
from answerable.demo.library import Library
from answerable.demo.people import Members
from answerable.demo.replying import Replier
from answerable.demo.words import country_words, speech


class Country:
    """The made-up country in a period; the same seed and period give the same one."""

    def __init__(self, seed: int, first: date, last: date) -> None:
        words, dice = country_words(), Dice("country", seed)
        self.calendar = calendar = Calendar(first, last)
        self.members = Members(words, calendar, dice)
        self.government = Government(words, calendar, self.members, dice)
        self.library = Library(self.government, calendar, dice)
        year = first.year
        years = [f"{start}-{(start + 1) % 100:02d}" for start in range(year - 5, year)]
        self.asker = Asker(speech().ask, self.members.places, years)
        self.replier = Replier(speech(), self.library, calendar)
        self.offices = list(self.government.offices())
        ends = set(calendar.prorogations.values())  # nothing is tabled on the day of prorogation
        self.tabling = {
            house: [day for day in days if calendar.first <= day <= calendar.last and day not in ends]
            for house, days in calendar.sitting.items()
        }
        self.peaks = {remit.topic.heading: dice.random() for remit in self.government.remits}
        self._base = {
            (remit.topic.heading, office.name): _base(remit, office)
            for remit in self.government.remits
            for office in self.offices
        }

    def words(self, remit: Remit, office: Office) -> dict[str, str]:
        """The words that questions to this office on this topic share."""
        return self._base[remit.topic.heading, office.name]


def _base(remit: Remit, office: Office) -> dict[str, str]:
    topic = remit.topic
    return {
        "subject": topic.subject, "unit": topic.unit, "aim": topic.aim, "partner": topic.partner, "plan": topic.plan,
        "spend": topic.spend, "department": f"the {office.name}", "Department": f"The {office.name}",
        "Partner": topic.partner[0].upper() + topic.partner[1:],
    }  # fmt: skip
