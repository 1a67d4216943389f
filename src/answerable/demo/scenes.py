"""Scenes: one or more questions that belong together, in order. A slip that a scene takes becomes a question."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

import msgspec

from answerable.demo.asking import NOTHING
from answerable.demo.dice import Weighted
from answerable.demo.draft import finished
from answerable.demo.due import Due, dated
from answerable.demo.exchange import ANYTHING, Asking, Bond, Commitment, Exchange, Fate, Reply, Slip, Verdict, Wish
from answerable.demo.order_paper import ALONE, OrderPaper
from answerable.demo.people import Person
from answerable.demo.slots import Slots

Scene = Callable[[OrderPaper], Iterator[Exchange]]
_SIZES = Weighted((2, 3, 4, 5, 6), (58, 22, 10, 6, 4))
_SHARED_PLANS = Weighted(("answered", "unaddressed", "declined", "deferred", "pointed"), (45, 20, 15, 10, 10))
_SERIES_KINDS = ("steps", "assessment", "plans", "will")
_PURSUED, _REFERRED = 0.26, 0.34  # shares of lone questions that pursue an answer, and of the rest that refer
_SERIAL = 0.7
_BURST = 40  # questions of one Member on one day
STATES = ("met", "repeated", "postponed", "forgotten")


def single(paper: OrderPaper) -> Iterator[Exchange]:
    """A question by itself, or one that pursues an earlier answer."""
    follow = _pursue(paper) if paper.dice.chance(_PURSUED) else None
    yield follow or plain(paper)


def plain(paper: OrderPaper, wish: Wish | None = None, house: str = "") -> Exchange:
    """A question by itself, as wished for or with a turn of its own."""
    wish = wish or Wish(turn=paper.turn())
    return written(paper, paper.slip(turn=wish.turn, house="Commons" if wish.turn == "moved" else house), wish)


def written(paper: OrderPaper, slip: Slip, wish: Wish = ANYTHING, bond: Bond = ALONE) -> Exchange:
    """The slip as a question by itself, with what becomes of it."""
    slots = paper.slots(slip)
    refers = wish.cites is not None or paper.dice.chance(_REFERRED)
    reference = paper.reference(slip, wish.cites) if refers else NOTHING
    asking = paper.country.asker.ask(slip, slots, paper.dice, reference, wish.shape, _kind_for(wish))
    return paper.exchange(slip, asking, slots, wish, bond)


def group(paper: OrderPaper) -> Iterator[Exchange]:
    """Questions of one Member on one day that the department answers together, and says so."""
    slips = _same_day(paper, _SIZES.draw(paper.dice))
    askings = _series(paper, slips) if paper.dice.chance(0.4) else _various(paper, slips)
    plan = _SHARED_PLANS.draw(paper.dice)
    yield from _share(paper, slips, askings, plan, Bond("group", slips[0].id), len(slips))


def series(paper: OrderPaper) -> Iterator[Exchange]:
    """One sentence with one thing changed, each with an answer of its own."""
    slips = _same_day(paper, paper.dice.between(3, 5), _serial(paper))
    for slip, asking in zip(slips, _series(paper, slips), strict=True):
        yield paper.exchange(slip, asking, paper.slots(slip), bond=Bond("series", slips[0].id))


def shared_series(paper: OrderPaper, size: int = 0) -> Iterator[Exchange]:
    """A series that gets one answer without saying so; the answer speaks only of some of what was asked."""
    slips = _same_day(paper, size or paper.dice.between(2, 4), _serial(paper))
    spoken = paper.dice.between(1, len(slips) - 1)
    yield from _share(paper, slips, _series(paper, slips), "answered", Bond("series", slips[0].id), spoken)


def copied(paper: OrderPaper) -> Iterator[Exchange]:
    """The same question from another Member, later, and the same answer."""
    first = plain(paper, ANYTHING)
    yield first
    if first.reply is None or first.slip.addressed.name != first.slip.office.name:
        return
    again = _later(paper, first, None, longest=8)
    if again is None:
        return
    same = again.office.name == first.slip.office.name
    fate = paper.fate(again)
    if not same or fate.answered is None or paper.prorogued(again, fate.answered):
        yield written(paper, again)
    else:
        yield paper.keep(Exchange(again, first.asking, first.reply, fate, Bond("copied", first.slip.id)))


def loop(paper: OrderPaper) -> Iterator[Exchange]:
    """Two answers of one day that refer to each other."""
    one, other = _same_day(paper, 2)
    fate = paper.fate(one)
    for slip, to in ((one, other), (other, one)):
        yield _referring(paper, slip, fate, to.uin, to.id, Bond("loop", one.id))


def dead_end(paper: OrderPaper) -> Iterator[Exchange]:
    """An answer that refers to a question that does not exist."""
    slip = paper.slip()
    yield _referring(paper, slip, paper.fate(slip), paper.missing_uin(slip.house), None, Bond("dead end", slip.id))


def chain(paper: OrderPaper) -> Iterator[Exchange]:
    """A question, one that pursues its answer, and a third that pursues that one and is sent back to it."""
    exchange = plain(paper, Wish("answered"), "Commons")
    bond = Bond("chain", exchange.slip.id)
    yield exchange
    for wish in (Wish("answered"), Wish("pointed", form="refer")):
        slip = _later(paper, exchange, exchange.slip.asker)
        if slip is None:
            return
        exchange = _pursuing(paper, slip, (exchange,), wish, bond)
        yield exchange


def promise(paper: OrderPaper, state: str = "") -> Iterator[Exchange]:
    """A promise to publish, and what is said of it later: met, repeated, postponed, or nothing."""
    first = plain(paper, Wish("answered", form="promise"), "Commons")
    bond = Bond("promise", first.slip.id, "made")
    yield msgspec.structs.replace(first, bond=bond)
    state = state or paper.dice.pick(STATES)
    made = first.reply.commitments if first.reply else ()
    later = _later(paper, first, first.slip.asker, longest=60) if made and state != "forgotten" else None
    if later is not None:
        yield _asked_again(paper, later, first, made[0], state)


def burst(paper: OrderPaper) -> Iterator[Exchange]:
    """The Member who tables as many questions as a day will take."""
    asker = paper.country.members.prolific
    day = paper.day("Commons", paper.remit())
    for _ in range(_BURST):
        yield written(paper, paper.slip(house="Commons", tabled=day, asker=asker), bond=Bond("burst", f"{day}"))


def vanished(paper: OrderPaper) -> Iterator[Exchange]:
    """A question whose asker leaves the House or joins the Government before it is answered."""
    leaver = paper.dice.pick(paper.country.members.leavers)
    days = paper.country.tabling["Commons"]
    day = days[max(bisect_left(days, leaver.until or 0) - 1, 0)]
    yield written(paper, paper.slip(house="Commons", tabled=day, asker=leaver, named_day=False), Wish(turn="vanished"))


def open_still(paper: OrderPaper) -> Iterator[Exchange]:
    """A question too new to be answered within the period."""
    yield written(paper, paper.slip(house="Commons", tabled=paper.country.tabling["Commons"][-1]))


def _kind_for(wish: Wish) -> str:
    """The kind of question that a ground or a form of answer belongs to: empty for any."""
    by_form = {"table": "count", "list": "steps"}
    by_ground = {"cost": "spend", "not_held": "count", "commercial": "will", "confidential": "discussions",
                 "legal": "plans", "other": "spend"}  # fmt: skip
    return by_form.get(wish.form) or by_ground.get(wish.ground, "steps" if wish.ground else "")


def _serial(paper: OrderPaper) -> Person | None:
    """Most series are the habit of one Member."""
    return paper.country.members.serial if paper.dice.chance(_SERIAL) else None


def _same_day(paper: OrderPaper, size: int, asker: Person | None = None) -> list[Slip]:
    """Questions of one Member to one body, tabled on one day for one day."""
    first = paper.slip(house="Commons" if asker else "", asker=asker)
    return [first, *(paper.like(first) for _ in range(size - 1))]


def _series(paper: OrderPaper, slips: Sequence[Slip]) -> list[Asking]:
    """One sentence with one thing changed."""
    dice, asker = paper.dice, paper.country.asker
    ask = asker.asks[dice.pick(_SERIES_KINDS)]
    wording, things = dice.pick(ask.questions), asker.things(ask, slips[0].remit.topic, dice, len(slips))
    reference = paper.reference(slips[0]) if dice.chance(_REFERRED) else NOTHING
    slots = paper.slots(slips[0])
    return [asker.one_of(slip, slots, ask, wording, x, reference) for slip, x in zip(slips, things, strict=True)]


def _various(paper: OrderPaper, slips: Sequence[Slip]) -> list[Asking]:
    """Different questions on one topic, of one part each."""
    slots = paper.slots(slips[0])
    return [paper.country.asker.ask(slip, slots, paper.dice, NOTHING, "one") for slip in slips]


def _share(
    paper: OrderPaper, slips: Sequence[Slip], askings: Sequence[Asking], plan: str, bond: Bond, spoken: int
) -> Iterator[Exchange]:
    """One answer to all; it speaks of the first `spoken` only. In a group, each question names the others."""
    fate = paper.fate(slips[0])
    parts = [part for asking in askings[:spoken] for part in asking.parts]
    reply = paper.reply(slips[0], parts, paper.slots(slips[0]), fate, Wish(plan))
    for place, (slip, asking) in enumerate(zip(slips, askings, strict=True)):
        others = tuple(one for one in slips if one is not slip) if bond.kind == "group" else ()
        own = reply and msgspec.structs.replace(reply, verdict=_own(reply.verdict, place))
        yield paper.keep(Exchange(slip, asking, own, fate, bond, others))


def _own(verdict: Verdict, place: int) -> Verdict:
    """What a shared answer does with the question at that place."""
    if verdict.formula:
        return msgspec.structs.replace(verdict, got=("deferred",))
    if place >= len(verdict.got):
        return Verdict("unaddressed", None, "", ("unaddressed",))
    got, said = verdict.got[place], verdict.said[place]
    return Verdict(got, said.ground, said.sentence, (got,))


def _later(paper: OrderPaper, earlier: Exchange, asker: Person | None, longest: int = 20) -> Slip | None:
    """A slip for a question on the same topic in the same House after that answer; None when the period is over."""
    if earlier.fate.answered is None:
        return None
    days = paper.country.tabling[earlier.slip.house]
    place = bisect_left(days, earlier.fate.answered) + paper.dice.between(1, longest)
    if place >= len(days):
        return None
    sits = asker if asker and asker.sits(days[place]) else None
    return paper.slip(earlier.slip.remit, earlier.slip.house, days[place], sits)


def _pursue(paper: OrderPaper) -> Exchange | None:
    """A question that pursues something answered before in this block; None where there is nothing yet."""
    remit, house = paper.remit(), "Lords" if paper.dice.chance(0.1) else "Commons"
    recent = paper.recent[remit.topic.heading, house]
    if not recent:
        return None
    earlier = paper.dice.pick(recent[-8:])
    asker = earlier.slip.asker if paper.dice.chance(0.6) else None
    slip = _later(paper, earlier, asker)
    return _pursuing(paper, slip, _with_companion(earlier, recent)) if slip else None


def _with_companion(earlier: Exchange, recent: Sequence[Exchange]) -> tuple[Exchange, ...]:
    """The exchange, with another of its group where it has one that stands before it."""
    if earlier.bond.kind == "group" and earlier.slip.house == "Commons":
        companion = next((one for one in recent if one.bond == earlier.bond and one is not earlier), None)
        if companion:
            return earlier, companion
    return (earlier,)


def _pursuing(
    paper: OrderPaper, slip: Slip, earlier: tuple[Exchange, ...], wish: Wish = ANYTHING, bond: Bond = ALONE
) -> Exchange:
    """A question that begins with an earlier answer; one that is to be sent back is sent back to that."""
    slots = paper.slots(slip)
    asking = paper.country.asker.ask(slip, slots, paper.dice, paper.pursuant(*earlier))
    return paper.exchange(slip, asking, slots, wish, bond, earlier[0] if wish.form == "refer" else None)


def _referring(paper: OrderPaper, slip: Slip, fate: Fate, uin: str, to: str | None, bond: Bond) -> Exchange:
    """A question whose answer is nothing but a reference to another."""
    slots = paper.slots(slip)
    asking = paper.country.asker.ask(slip, slots, paper.dice, NOTHING, "one")
    if fate.answered is None:
        return Exchange(slip, asking, None, fate, bond)
    draft = paper.draft(slip, slots, fate.answered)
    sentence = paper.country.replier.refer_to(draft, uin, to, fate.answered)
    reply = finished(draft, Verdict("pointed", None, sentence, ("pointed",)))
    return Exchange(slip, asking, reply, fate, bond)


def _asked_again(paper: OrderPaper, slip: Slip, first: Exchange, made: Commitment, state: str) -> Exchange:
    """When is it to be published, as promised? And the answer, by what became of the promise."""
    slots, fate = paper.slots(slip), paper.fate(slip)
    ask = paper.country.asker.asks["when"]
    asking = paper.country.asker.one_of(slip, slots, ask, ask.questions[0], made.about, paper.pursuant(first))
    asking = msgspec.structs.replace(asking, template=None, slot=None)
    bond = Bond("promise", first.slip.id, state)
    if fate.answered is None or paper.prorogued(slip, fate.answered):
        return Exchange(slip, asking, paper.reply(slip, asking.parts, slots, fate), fate, bond)
    return Exchange(slip, asking, _of_the_promise(paper, slip, slots, fate.answered, made, state), fate, bond)


def _of_the_promise(paper: OrderPaper, slip: Slip, slots: Slots, on: int, made: Commitment, state: str) -> Reply:
    """An answer that tells what became of the promise."""
    draft, replier, calendar = paper.draft(slip, slots, on), paper.country.replier, paper.calendar
    if state == "met":
        evidence = draft.say(f"The {made.about} was published on {calendar.words[calendar.working_after(on - 9, 0)]}.")
        verdict = Verdict("answered", None, evidence, ("answered",))
    else:
        due = made.due if state == "repeated" and made.due else dated(calendar.days[on + 90], paper.dice)
        if state == "postponed":
            draft.say(f"More time is needed, and publication of the {made.about} has been postponed.")
        evidence = draft.say(f"The Department will publish the {made.about} {due.words}.")
        draft.commitments.append(_again(evidence, due, made))
        got = "answered" if due.earliest or due.latest else "deferred"
        verdict = Verdict(got, None, evidence, (got,))
    replier.background(draft, 350)
    return finished(draft, verdict)


def _again(sentence: str, due: Due, made: Commitment) -> Commitment:
    return Commitment(sentence.removesuffix("."), "The Department", due, made.act, made.about)
