"""A block of questions made from one generator: numbers, days, fates, and the putting together of an exchange."""

from collections import defaultdict
from collections.abc import Sequence
from math import log

import msgspec

from answerable.demo.asking import Reference, pronouns
from answerable.demo.bodies import Office, Post, Remit
from answerable.demo.country import Country
from answerable.demo.dice import Dice, Weighted
from answerable.demo.draft import Draft, corrected
from answerable.demo.exchange import ANYTHING, Asking, Bond, Exchange, Fate, Part, Pointer, Reply, Slip, Wish
from answerable.demo.library import Citation
from answerable.demo.people import GOVERNING, Person
from answerable.demo.slots import Slots

SIZE = 500  # questions in a block; each block has as many numbers (UINs) for itself in each session and House
_FIRST_UIN, _FIRST_NUMBER = 1001, 1_500_001
_LORDS, _NAMED_DAY, _INTEREST = 0.1, 0.285, 0.012
# What may happen beside being answered, and its share; the rest is answered plainly.
_TURNS = Weighted(
    ("", "moved", "holding", "held", "corrected", "withdrawn", "never"), (81.3, 13.5, 2.2, 0.2, 0.4, 0.9, 1.5)
)
_ANSWERING = Weighted((0, 1, 2), (15, 45, 40))  # which of a body's Ministers in the Commons answers
_LAST_DAYS = 9  # before prorogation, when much is left unanswered
_FALLS = tuple(-log(1 - (place + 0.5) / 200) for place in range(200))  # delays fall off like this, mean 1
CORRECTION = "The figure given for {place} was wrong in the answer first published, and has been corrected to {number}."
ALONE = Bond("alone", "")


class OrderPaper:
    """One block. `recent` holds answered exchanges by topic and House, for later ones to pursue or refer to."""

    def __init__(self, country: Country, seed: int, block: int) -> None:
        self.country, self.block, self.calendar = country, block, country.calendar
        self.dice = Dice("questions", seed, block)
        self.recent: dict[tuple[str, str], list[Exchange]] = defaultdict(list)
        self.made = 0
        self.span = 1.0  # the share of the period, from its beginning, in which questions are tabled
        self._numbers: dict[tuple[int, str], int] = defaultdict(int)

    def left(self) -> int:
        """How many questions the block still has room for."""
        return SIZE - self.made

    def remit(self) -> Remit:
        """A topic, by how much is asked about it."""
        return self.country.government.by_weight.draw(self.dice)

    def day(self, house: str, remit: Remit) -> int:
        """A sitting day: most questions on a topic cluster around the day when it is talked about most."""
        days, random = self.country.tabling[house], self.dice.random
        at = random()
        if at > 0.4:
            at = abs(self.country.peaks[remit.topic.heading] + (random() + random() - 1) * 0.3)
            at = at if at < 1 else 1.999 - at
        return days[int(at * self.span * len(days))]

    def slip(
        self,
        remit: Remit | None = None,
        house: str = "",
        tabled: int | None = None,
        asker: Person | None = None,
        turn: str = "",
        named_day: bool | None = None,
    ) -> Slip:
        """The next question's numbers, days and people; what is not given is drawn."""
        dice, calendar = self.dice, self.calendar
        remit = remit or self.remit()
        house = house or ("Lords" if dice.chance(_LORDS) else "Commons")
        tabled = self.day(house, remit) if tabled is None else tabled
        asker = asker or self.country.members.asker(house, tabled, dice)
        named = house == "Commons" and (dice.chance(_NAMED_DAY) if named_day is None else named_day)
        session = calendar.session_of[tabled]
        office = remit.office(tabled)
        uin = self.uin(house, session)
        self.made += 1
        return Slip(
            number=_FIRST_NUMBER + self.block * SIZE + self.made - 1,
            uin=uin,
            house=house,
            session=session,
            ends=calendar.prorogations.get(session),
            remit=remit,
            office=office,
            addressed=self._other(office, tabled) if turn == "moved" and house == "Commons" else office,
            asker=asker,
            tabled=tabled,
            for_answer=self._for_answer(house, tabled, named=named),
            named_day=named,
            interest=dice.chance(_INTEREST),
            id=self._id(house, tabled, uin),
        )

    def uin(self, house: str, session: int) -> str:
        """The next number in the session; numbers begin anew with each, so they recur."""
        self._numbers[session, house] += 1
        number = _FIRST_UIN + self.block * SIZE + self._numbers[session, house] - 1
        return f"HL{number}" if house == "Lords" else str(number)

    def turn(self) -> str:
        """What is to happen to a question beside being answered."""
        return _TURNS.draw(self.dice)

    def slots(self, slip: Slip) -> Slots:
        """The words for this question and its answer."""
        country, topic = self.country, slip.remit.topic
        words = country.words(slip.remit, slip.office)
        slots = Slots(words, self.dice, self.calendar, country.members.places, slip.tabled)
        slots.update(pronouns(slip, country.government.ministers(slip.addressed, slip.tabled)[0].person))
        slots["member"], slots["v"] = _member(slip), self.dice.pick(topic.variants)
        return slots

    def fate(self, slip: Slip, turn: str = "") -> Fate:
        """The days of all that happens to the question, whether or not they lie within the period."""
        calendar, dice = self.calendar, self.dice
        if turn == "withdrawn":
            return Fate(withdrawn=calendar.working_after(slip.tabled, dice.between(1, 3)))
        moved = calendar.working_after(slip.tabled, 1) if slip.addressed is not slip.office else None
        answered = None if turn in ("never", "held", "vanished") else self._answer_day(slip, turn)
        holding = slip.for_answer if turn in ("holding", "held") else None
        until = slip.asker.until
        if until is not None and (answered is None or answered >= until):
            return Fate(moved=moved, holding=holding if holding and holding < until else None, vanished=until)
        if answered is None:
            return Fate(moved=moved, holding=holding)
        corrected = (
            calendar.working_after(answered, dice.between(3, 25))
            if turn == "corrected" and not self.prorogued(slip, answered)
            else None
        )
        return Fate(answered, self.post(slip, answered), moved, holding, corrected)

    def post(self, slip: Slip, answered: int) -> Post:
        """The Minister who answers on that day."""
        posts = self.country.government.ministers(slip.office, answered)
        return posts[3] if slip.house == "Lords" else posts[_ANSWERING.draw(self.dice)]

    def exchange(
        self,
        slip: Slip,
        asking: Asking,
        slots: Slots,
        wish: Wish = ANYTHING,
        bond: Bond = ALONE,
        earlier: Exchange | None = None,
    ) -> Exchange:
        """The question with its answer and fate; `earlier` is what the answer may refer to."""
        fate = self.fate(slip, wish.turn)
        reply = self.reply(slip, asking.parts, slots, fate, wish, earlier)
        original = ""
        if reply and fate.corrected:
            original, reply = reply.html, corrected(reply, CORRECTION.format_map(slots))
        return self.keep(Exchange(slip, asking, reply, fate, bond, (), original))

    def keep(self, exchange: Exchange) -> Exchange:
        """Remembers an answered exchange for later ones."""
        if exchange.fate.answered and exchange.fate.answered < self.calendar.last:
            self.recent[exchange.slip.remit.topic.heading, exchange.slip.house].append(exchange)
        return exchange

    def earlier(self, slip: Slip, before: int) -> Exchange | None:
        """An answer on the same topic from before that day."""
        found = [
            one for one in self.recent[slip.remit.topic.heading, slip.house][-8:] if (one.fate.answered or 0) < before
        ]
        return self.dice.pick(found) if found else None

    def pursuant(self, *earlier: Exchange) -> Reference:
        """ "pursuant to the Answer …" to one or two earlier questions answered on one day."""
        first = earlier[0]
        slip, answered = first.slip, first.fate.answered or 0
        words, iso = self.calendar.words[answered], self.calendar.iso[answered]
        pointers = tuple(Pointer("question", one.slip.id, one.slip.uin) for one in earlier)
        if slip.house == "Lords" and first.fate.post:
            quote = f"Written Answer by {first.fate.post.person.name} on {words} ({slip.uin})"
            return Reference(
                f"further to the {quote}", (Citation(quote, "earlier_answer", slip.uin, None, iso),), pointers
            )
        numbers = " and ".join(one.slip.uin for one in earlier)
        quote = f"Answer of {words} to Question{'s' if earlier[1:] else ''} {slip.uin}"
        cited = [Citation(quote, "earlier_answer", slip.uin, None, iso)]
        cited += [Citation(one.slip.uin, "earlier_answer", one.slip.uin, None, iso) for one in earlier[1:]]
        quote = f"pursuant to the {quote.removesuffix(slip.uin)}{numbers} on {slip.remit.topic.heading}"
        return Reference(quote, tuple(cited), pointers)

    def reference(self, slip: Slip, kind: int | None = None) -> Reference:
        """ "with reference to …" something that can be looked up."""
        cited = self.country.library.cite(slip.remit, slip.tabled, self.dice, kind)
        return Reference(f"with reference to {cited.words}", (cited.citation,))

    def reply(
        self,
        slip: Slip,
        parts: Sequence[Part],
        slots: Slots,
        fate: Fate,
        wish: Wish = ANYTHING,
        earlier: Exchange | None = None,
    ) -> Reply | None:
        """The answer, where there is to be one: the formula if the session ends first."""
        if fate.answered is None:
            return None
        if self.prorogued(slip, fate.answered):
            return self.country.replier.formula("prorogation", slots, parts)
        draft = self.draft(slip, slots, fate.answered, wish.form, earlier)
        return self.country.replier.reply(draft, parts, wish)

    def draft(self, slip: Slip, slots: Slots, answered: int, form: str = "", earlier: Exchange | None = None) -> Draft:
        """An empty answer."""
        return Draft(slip, slots, answered, self.dice, form, lambda: earlier or self.earlier(slip, answered))

    def prorogued(self, slip: Slip, answered: int) -> bool:
        """Whether that day ends the question's session."""
        return answered == slip.ends

    def like(self, slip: Slip) -> Slip:
        """Another question of the same Member to the same body, tabled on the same day for the same day."""
        uin = self.uin(slip.house, slip.session)
        number = _FIRST_NUMBER + self.block * SIZE + self.made
        self.made += 1
        return msgspec.structs.replace(slip, number=number, uin=uin, id=self._id(slip.house, slip.tabled, uin))

    def missing_uin(self, house: str) -> str:
        """A number that no question bears: the last of the block's, used only if it were all of one House."""
        number = _FIRST_UIN + (self.block + 1) * SIZE - 1
        return f"HL{number}" if house == "Lords" else str(number)

    def _answer_day(self, slip: Slip, turn: str) -> int:
        """When the answer comes; on the day of prorogation for whatever is still open then."""
        day, end = self._intended_day(slip, turn), slip.ends
        if end is None:
            return day
        left_over = end - slip.tabled < _LAST_DAYS and self.dice.chance(0.7)
        return end if left_over or day >= end else day

    def _intended_day(self, slip: Slip, turn: str) -> int:
        calendar, dice = self.calendar, self.dice
        fall = dice.pick(_FALLS) * slip.office.slow
        if turn == "late":
            return calendar.working_after(slip.for_answer, 12 + int(fall * 8))
        if turn == "holding":
            return calendar.working_after(slip.for_answer, 3 + int(fall * 8))
        if slip.named_day:
            return slip.for_answer if dice.chance(0.86) else calendar.working_after(slip.for_answer, 1 + int(fall * 4))
        if slip.house == "Lords":
            return calendar.working_after(slip.tabled, 4 + int(fall * 3))
        return calendar.working_after(slip.tabled, 2 + int(fall * 1.9))

    def _for_answer(self, house: str, tabled: int, *, named: bool) -> int:
        """Commons: the second sitting day after tabling (Erskine May 22.4), or the day named. Lords: ten days."""
        if house == "Lords":
            return self.calendar.working_after(tabled, 10)
        return self.calendar.sitting_after(house, tabled, self.dice.between(3, 6) if named else 2)

    def _id(self, house: str, tabled: int, uin: str) -> str:
        return f"uk-{house.lower()}/{self.calendar.iso[tabled]}/{uin}"

    def _other(self, office: Office, day: int) -> Office:
        """A body that the question does not belong to."""
        while True:
            other = self.remit().office(day)
            if other.name != office.name:
                return other


def _member(slip: Slip) -> str:
    """The asker as a Minister speaks of them."""
    if slip.house == "Lords":
        return f"the noble {'Baroness' if slip.asker.woman else 'Lord'}"
    return "my hon. Friend" if slip.asker.party == GOVERNING else "the hon. Member"
