"""Observations → one question: pure, repeatable, and the same in whatever order they arrived."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import msgspec

from answerable.model.correction import Correction
from answerable.model.observation import Observation
from answerable.model.people import Body, Member
from answerable.model.question import Answer, Asked, Question, Status
from answerable.model.text import Text

# Who is believed first where two sources differ. The official record, then copies of it, then what people saved.
# The record's keeper adds only corrections, and speaks last of all else.
AUTHORITY = {"uk-parliament": 0, "linked-data": 1, "theyworkforyou": 2, "tables": 3, "page": 4}
KEEPER = "keeper"
_NOT_WORDS = re.compile(r"[\W_]+")
_FIELDS = tuple(field for field in Asked.__struct_fields__ if field not in ("answer", "text", "asker", "body"))


def merge(question_id: str, observations: Sequence[Observation], also: Sequence[str] = ()) -> Question:
    """The question that these observations are of; `observations` must not be empty."""
    if len(observations) == 1:
        return _alone(question_id, observations[0], also)
    voices = _voices(observations)
    fields: dict[str, Any] = {name: _first(getattr(said, name) for said in voices) for name in _FIELDS}
    fields["correction"] = _correction(observations)
    answer = _answer(voices)
    texts = [said.text for said in voices if said.text]
    return Question(
        **fields,
        id=question_id,
        text=_whole(texts),
        asker=_member([said.asker for said in voices]),
        body=_body([said.body for said in voices]),
        answer=answer,
        status=_status(fields["withdrawn"], fields["holding_on"], answer, unlisted=voices[0].unlisted),
        sources=_unique(name for said in voices for name in _behind(said)),
        also=tuple(sorted({*also, *(old for said in voices for old in said.also)} - {question_id})),
    )


def _alone(question_id: str, said: Observation, also: Sequence[str]) -> Question:
    """The one observation as a question: what nearly all of a first load is, so without the weighing of voices."""
    return Question(
        **{name: getattr(said, name) for name in Asked.__struct_fields__},
        id=question_id,
        status=_status(said.withdrawn, said.holding_on, said.answer, unlisted=said.unlisted),
        sources=_behind(said),
        also=tuple(sorted({*also, *said.also} - {question_id})),
    )


def in_order(observations: Iterable[Observation]) -> list[Observation]:
    """Oldest first, by when it was said; those that do not tell stand as they came."""
    return sorted(observations, key=lambda said: said.said_at)


def _voices(observations: Sequence[Observation]) -> list[Observation]:
    """One observation for each source, saying all that it last said; the most believed first."""
    ranked = sorted(in_order(observations), key=lambda said: (_rank(said), said.source))
    return [_latest(list(group)) for _, group in groupby(ranked, key=lambda said: said.source)]


def _behind(said: Observation) -> tuple[str, ...]:
    """Who speaks: the source itself, or those that an export names as standing behind it."""
    return said.sources or (said.source,)


def _correction(observations: Sequence[Observation]) -> Correction | None:
    """The newest, whoever passed it on."""
    return max((said.correction for said in observations if said.correction), key=lambda one: one.when, default=None)


def _rank(said: Observation) -> int:
    if said.source == KEEPER:
        return len(AUTHORITY) + 1
    return min(AUTHORITY.get(name, len(AUTHORITY)) for name in _behind(said))


def _latest(said: list[Observation]) -> Observation:
    """What one source says now: its newest word, its older ones where the newest is silent or clipped."""
    newest, *older = reversed(said)
    filled = {name: _first(getattr(one, name) for one in (newest, *older)) for name in _FIELDS}
    return msgspec.structs.replace(
        newest,
        **filled,
        text=_whole([one.text for one in (newest, *older) if one.text]),
        asker=_member([one.asker for one in (newest, *older)]),
        body=newest.body or _body([one.body for one in older]),
        answer=None if newest.unanswered else _answer([newest, *older]),
        also=_unique(name for one in said for name in one.also),
        sources=_unique(name for one in said for name in one.sources),
    )


def _answer(voices: Sequence[Observation]) -> Answer | None:
    """The first voice's answer, made whole from the others where they tell of the same one."""
    answers = [said.answer for said in voices if said.answer]
    if len(answers) < 2:
        return answers[0] if answers else None
    first = answers[0]
    same = [one for one in answers[1:] if _same_answer(first, one)]
    return msgspec.structs.replace(
        first,
        text=_whole([one.text for one in (first, *same) if one.text]),
        on=_first(one.on for one in (first, *same)),
        by=_member([one.by for one in (first, *same)]),
        role=_first(one.role for one in (first, *same)),
        original=_first(one.original for one in (first, *same)),
        attachments=_first(one.attachments for one in (first, *same)),
    )


def _same_answer(one: Answer, other: Answer) -> bool:
    """Whether two observations tell of the same answer: neither contradicts the other's words or kind."""
    if one.holding != other.holding:
        return False
    if not one.text or not other.text:
        return True
    return extends(one.text, other.text) or extends(other.text, one.text)


def _whole(texts: Sequence[Text]) -> Text | None:
    """The first text, or where that is clipped the first whole one that begins with it."""
    if not texts:
        return None
    first = texts[0]
    if not first.clipped:
        return first
    return next((text for text in texts[1:] if not text.clipped and extends(first, text)), first)


def extends(short: Text, long: Text) -> bool:
    """Whether `long` says what `short` says, and goes on at most where `short` is clipped."""
    beginning, whole = squash(short.plain), squash(long.plain)
    if not short.clipped:
        return beginning == whole
    # The last word may be cut through, and an entity of the markup with it.
    return whole.startswith(beginning[:-8] if len(beginning) > 16 else beginning)


def squash(words: str) -> str:
    """Words without case, spacing and punctuation, for telling sameness."""
    return _NOT_WORDS.sub("", words.casefold())


def _member(seen: Sequence[Member | None]) -> Member | None:
    """The first Member, with what the others add."""
    members = [one for one in seen if one]
    if len(members) < 2:
        return members[0] if members else None
    numbered = next((one for one in members if one.numbered), members[0])
    return Member(
        numbered.id,
        *(_first(getattr(one, name) for one in members) for name in ("name", "party", "constituency")),
    )


def _body(seen: Sequence[Body | None]) -> Body | None:
    bodies = [one for one in seen if one]
    if len(bodies) < 2:
        return bodies[0] if bodies else None
    return msgspec.structs.replace(bodies[0], number=_first(one.number for one in bodies if one.id == bodies[0].id))


def _status(withdrawn: bool | None, holding_on: date | None, answer: Answer | None, *, unlisted: bool) -> Status:
    if withdrawn:
        return Status.WITHDRAWN
    if unlisted:
        return Status.UNLISTED
    if answer and not answer.holding:
        return Status.CORRECTED if answer.corrected_on else Status.ANSWERED
    return Status.HOLDING if answer or holding_on else Status.TABLED


def _first(values: Iterable[Any]) -> Any:
    return next((value for value in values if value is not None), None)


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
