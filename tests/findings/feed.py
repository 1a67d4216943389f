"""A record's change feed made by hand, and short ways to say what is in it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from answerable.model.people import body_of_name, member_of_number
from answerable.model.question import Answer, Grouped, Question
from answerable.model.text import plain_text
from answerable.record.changes import Change


class Feed:
    """What findings read of a record: `say` and `cease` add changes."""

    def __init__(self, *questions: Question, identity: str = "one") -> None:
        self.identity = identity
        self._now: dict[str, Change] = {}
        self._newest = 0
        self.say(*questions)

    def say(self, *questions: Question) -> None:
        for question in questions:
            self._change(question.id, question)

    def cease(self, *ids: str) -> None:
        for id_ in ids:
            self._change(id_, None)

    def cursor(self) -> int:
        return self._newest

    def changed(self, after: int = 0) -> Iterator[Change]:
        yield from sorted((c for c in self._now.values() if c.cursor > after), key=lambda change: change.cursor)

    def plain(self, ids: Any) -> dict[str, str]:
        """The answers' words, by question id."""
        held = {id_: self._now[id_].question for id_ in ids if id_ in self._now}
        return {id_: question.answer_words for id_, question in held.items() if question}

    def _change(self, id_: str, question: Question | None) -> None:
        self._newest += 1
        self._now[id_] = Change(self._newest, id_, question)


def question(
    uin: str,
    reply: str | None = None,
    on: date | None = date(2025, 10, 2),
    *,
    words: str = "To ask the Secretary of State for Rivers, how many weirs there are.",
    tabled: date = date(2025, 9, 16),
    body: str = "Department for Rivers",
    asker: int = 901,
    by: int = 902,
    grouped: tuple[str, ...] = (),
    house: str = "Commons",
    **fields: Any,
) -> Question:
    """A question, answered with `reply` unless that is None."""
    said = None if reply is None else Answer(text=plain_text(reply), on=on, by=member_of_number(by))
    told: dict[str, Any] = {
        "id": f"uk-{house.lower()}/{tabled}/{uin}",
        "house": house,
        "uin": uin,
        "tabled": tabled,
        "asker": member_of_number(asker),
        "body": body_of_name(body),
        "text": plain_text(words),
        "grouped": tuple(Grouped(other, tabled) for other in grouped) or None,
        "answer": said,
    }
    return Question(**(told | fields))
