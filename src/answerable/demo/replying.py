"""Answers in words: the sentences that decide, and the words around them."""

from collections.abc import Sequence
from itertools import groupby
from statistics import NormalDist

from answerable.demo.asking import listed
from answerable.demo.calendar import Calendar
from answerable.demo.dice import Weighted
from answerable.demo.draft import Draft, finished
from answerable.demo.due import dated, vague
from answerable.demo.exchange import (
    Attached,
    Block,
    Commitment,
    Part,
    Pointer,
    Reply,
    Said,
    Verdict,
    Wish,
)
from answerable.demo.library import SITE, Citation, Library
from answerable.demo.slots import Slots
from answerable.demo.words import Ask, Promising, Speech
from answerable.model.people import slug

_PLANS = Weighted(
    ("answered", "unaddressed", "partly", "declined", "deferred", "pointed"), (34, 21, 17.5, 12.5, 9.5, 9.5)
)
_ATTACHED = 2
_POINTED = Weighted((0, 1, 2, 3), (45, 40, 10, 5))  # a document, a page, a table attached, the Library
_LACKS = Weighted(("declined", "unaddressed", "deferred"), (6, 3, 2))
# How long answers are, in characters: about half of the markup has less than 620.
_LENGTHS = tuple(int(570 * 2.1 ** NormalDist().inv_cdf((place + 0.5) / 400)) for place in range(400))
_CITING = 0.24  # share of longer answers that cite something beside the rest
_LINKED = 0.23  # share of longer answers with a link beside the rest
_STRIDES = (5, 7, 11, 13, 17, 19)  # through the background sentences; none shares a factor with their number


class Replier:
    """Makes answers."""

    def __init__(self, speech: Speech, library: Library, calendar: Calendar) -> None:
        self._speech, self._library, self._calendar = speech, library, calendar
        self._promised = Weighted(speech.promise, [one.weight for one in speech.promise])
        self._deferred, self._deferred_figures = (
            Weighted(some, [one.weight for one in some])
            for some in (speech.deferred, [one for one in speech.deferred if one.of_figures])
        )

    def reply(self, draft: Draft, parts: Sequence[Part], wish: Wish) -> Reply:
        """An answer as wished for, or as it comes."""
        dice, plan = draft.dice, wish.plan or _PLANS.draw(draft.dice)
        length = dice.pick(_LENGTHS)
        if length > 300 and dice.chance(0.12):
            self._opening(draft)
        verdict = self._decide(draft, parts, plan, wish.ground)
        if draft.form == "promise":
            self.promise(draft, self._speech.promise[0])
        elif verdict.outcome in ("answered", "partly") and dice.chance(0.2):
            self.promise(draft, self._promised.draw(dice))
        # Words that give nothing must not seem to point to where it is given.
        if verdict.outcome != "unaddressed":
            self._beside(draft, length)
        self.background(draft, length)
        return finished(draft, verdict)

    def formula(self, name: str, slots: Slots, parts: Sequence[Part]) -> Reply:
        """A reply that is one of the set formulas, and defers everything."""
        sentence = self._speech.formulas[name].format_map(slots)
        verdict = Verdict("deferred", None, sentence, ("deferred",) * len(parts), formula=True)
        return Reply((Block(sentence),), f"<p>{sentence}</p>", verdict)

    def promise(self, draft: Draft, chosen: Promising) -> str:
        """A sentence that promises something, with what it commits to."""
        slots, dice = draft.slots, draft.dice
        due = None
        if chosen.due is None:
            due = dated(self._calendar.days[draft.on], dice) if dice.chance(0.55) else vague(dice)
            slots["due"] = due.words
        sentence = draft.say(chosen.text)
        start = sentence.index(chosen.clause) if chosen.clause else 0
        quote = sentence[start:].removesuffix(".")
        about = draft.slip.remit.topic.plan if "{plan}" in chosen.text else slots["v"]
        draft.commitments.append(Commitment(quote, chosen.actor, due, chosen.act, about))
        return sentence

    def background(self, draft: Draft, length: int) -> None:
        """Words around the deciding ones, until the answer is as long as it is to be."""
        sentences, dice = self._speech.background.sentences, draft.dice
        at, step, used = dice.between(0, len(sentences) - 1), dice.pick(_STRIDES), 0
        while (draft.length + 80 < length or not draft.sentences) and used < len(sentences):
            draft.say(sentences[(at + step * used) % len(sentences)])
            used += 1

    def _beside(self, draft: Draft, length: int) -> None:
        """What longer answers cite beside the point."""
        dice, slip = draft.dice, draft.slip
        if length > 500 and dice.chance(_CITING):
            cited = self._library.cite(slip.remit, draft.on, dice)
            draft.citations.append(cited.citation)
            draft.say(f"The general position is described in {cited.words}.")
        if length > 350 and dice.chance(_LINKED):
            url = self._library.document(slip.remit.topic, draft.on, dice).url
            draft.citations.append(Citation(url, "web"))
            draft.say(f"Further information can be found at: {url}")

    def _decide(self, draft: Draft, parts: Sequence[Part], plan: str, ground: str) -> Verdict:
        """The sentences that decide, and the verdict on them."""
        if plan != "partly":
            return self._give(draft, parts, (plan,) * len(parts), ground)
        things = list(dict.fromkeys((part.ask.kind, part.x) for part in parts))
        if len(things) == 1:
            return self._partly_one(draft, parts, ground)
        given = set(things[: draft.dice.between(1, len(things) - 1)])
        lack = "declined" if ground else _LACKS.draw(draft.dice)
        got = tuple("answered" if (part.ask.kind, part.x) in given else lack for part in parts)
        return self._give(draft, parts, got, ground)

    def _give(self, draft: Draft, parts: Sequence[Part], got: tuple[str, ...], ground: str) -> Verdict:
        """Each run of parts of one kind that get the same is spoken of together, answers one by one."""
        if len(parts) == 1 and got[0] != "answered":  # for speed: half of all questions have one part
            one = self._sentence(draft, parts, got[0], ground)
            return Verdict(got[0], one.ground, one.sentence, got, (one,))
        said: list[Said] = []
        for (word, _), run in groupby(zip(got, parts, strict=True), key=lambda pair: (pair[0], pair[1].ask.kind)):
            these = [part for _, part in run]
            if word == "answered":
                said += self._answer_each(draft, these)
            else:
                said += [self._sentence(draft, these, word, ground)] * len(these)
        outcome = verdict_of(got)
        declining = next((one for one in said if one.ground), None)
        deciding = (declining or said[got.index("answered")]) if outcome == "partly" else said[0]
        return Verdict(outcome, declining.ground if declining else None, deciding.sentence, got, tuple(said))

    def _answer_each(self, draft: Draft, parts: Sequence[Part]) -> list[Said]:
        """Answers to parts of one kind: figures may stand in a table, steps may be followed by a list."""
        over, dice = parts[0].ask.over, draft.dice
        if over == "places" and (draft.form == "table" or dice.chance(0.3)):
            draft.after.append(self._table(draft, [part.x for part in parts]))
            return [Said(draft.say("The figures requested are set out in the table below."))] * len(parts)
        if parts[0].ask.kind == "steps" and (draft.form == "list" or dice.chance(0.1)):
            draft.after += self._list(draft)
        by_thing = {
            one.x: self._sentence(draft, [one], "answered", "") for one in {one.x: one for one in parts}.values()
        }
        return [by_thing[part.x] for part in parts]

    def _table(self, draft: Draft, places: Sequence[str]) -> Block:
        """Three years of figures for each place."""
        year = self._calendar.days[draft.on].year
        rows = ["\t".join(("Area", *(str(year - back) for back in (3, 2, 1))))]
        rows += ["\t".join((place, *(draft.slots.number() for _ in range(3)))) for place in places]
        return Block("\n".join(rows), "table")

    def _list(self, draft: Draft) -> list[Block]:
        items = draft.dice.some(draft.slip.remit.topic.variants, 3)
        return [Block("The work of our partners covers:"), *(Block(f"{one};", "item") for one in items)]

    def _partly_one(self, draft: Draft, parts: Sequence[Part], ground: str) -> Verdict:
        """One thing asked and only some of it given: what is missing marks its parts."""
        self._sentence(draft, parts, "answered", "")
        lack = self._sentence(draft, parts, "declined", ground, before=True)
        return Verdict("partly", lack.ground, lack.sentence, ("declined",) * len(parts), (lack,) * len(parts))

    def _sentence(self, draft: Draft, parts: Sequence[Part], word: str, ground: str, *, before: bool = False) -> Said:
        """One sentence about these parts; `before`: only of the time before a month."""
        slots, dice, ask = draft.slots, draft.dice, parts[0].ask
        slots["x"] = parts[0].x if len(parts) == 1 else listed(list(dict.fromkeys(part.x for part in parts)))
        slots["on"] = f"{parts[0].about} {slots['x']}"
        if before:
            slots["on"] += f" before {slots['month']}"
        if word == "answered":
            return Said(draft.say(dice.pick(ask.answered)))
        if word == "declined":
            ground = ground or dice.pick(ask.grounds)
            return Said(draft.say(dice.pick(self._speech.declined[ground])), ground)
        if word == "deferred":
            return Said(self.promise(draft, self._defer(ask).draw(dice)))
        return Said(self._point(draft) if word == "pointed" else "")

    def _defer(self, ask: Ask) -> Weighted[Promising]:
        return self._deferred_figures if ask.over in ("places", "years") else self._deferred

    def _point(self, draft: Draft) -> str:
        """The substance is elsewhere: in a document, on a page, in a table attached, in the Library."""
        dice, slip, on = draft.dice, draft.slip, draft.slots["on"]
        refer = draft.form == "refer" or (not draft.form and dice.chance(0.6))
        earlier = draft.earlier() if refer else None
        if earlier and earlier.fate.answered:
            return self.refer_to(draft, earlier.slip.uin, earlier.slip.id, earlier.fate.answered)
        where = _ATTACHED if draft.form == "attached" else _POINTED.draw(dice)
        document = self._library.document(slip.remit.topic, draft.on, dice)
        if where == 0:
            cited = self._library.titled(document, dice)
            draft.citations.append(cited.citation)
            return draft.say(f"The information requested {on} is set out in {cited.words}.")
        if where == 1:
            draft.citations.append(Citation(document.url, "web"))
            return draft.say(f"The information requested {on} is available at: {document.url}")
        if where == _ATTACHED:
            url = f"{SITE}/files/{slip.number}.xlsx"
            draft.attached.append(Attached(f"Table {on}", url, 18_000 + slip.number % 900))
            return draft.say(f"The information requested {on} is set out in the attached table.")
        return draft.say(f"A table with the information {on} has been placed in the Library of the House.")

    def refer_to(self, draft: Draft, uin: str, to: str | None, answered: int) -> str:
        """A sentence that sends the asker to an earlier answer; `to` is None for a number that does not exist."""
        form = "UIN" if to is None or draft.dice.chance(0.1) else "Question"
        quote = f"answer given on {self._calendar.words[answered]} to {form} {uin}"
        draft.citations.append(Citation(quote, "earlier_answer", uin, None, self._calendar.iso[answered]))
        draft.pointers.append(Pointer("answer", to, uin))
        if to is None or draft.dice.chance(0.85):
            return draft.say(f"I refer {draft.slots['member']} to the {quote}.")
        url = f"{SITE}/written-questions/{to.partition('/')[2]}"
        draft.citations.append(Citation(url, "web"))
        return draft.say(f"I refer {draft.slots['member']} to the {quote}, which can be read at: {url}")

    def _opening(self, draft: Draft) -> None:
        """Stock words: a set passage, most often from bodies that lean on them, or a set sentence."""
        background, dice, office = self._speech.background, draft.dice, draft.slip.office
        if dice.chance(0.2 + 0.3 * office.formal):
            place = dice.between(0, len(background.stock) - 1)
            words = draft.say(background.stock[place])
            draft.passages.append((f"{slug(office.name)}/{place + 1}", words))
        else:
            draft.say(dice.pick(background.openings))


def verdict_of(got: Sequence[str]) -> str:
    """The word for the whole answer, from what each part got."""
    given = [word for word in got if word == "answered"]
    return got[0] if not given or len(given) == len(got) else "partly"
