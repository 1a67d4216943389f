"""Short ways to say what a source said, for the tests of the record."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from answerable.model.observation import Observation, Unread
from answerable.model.people import body_of_name, member_of_name, member_of_number
from answerable.model.question import Answer
from answerable.model.text import plain_text
from answerable.record.adding import Adding, Tally
from answerable.record.codec import Codec
from answerable.record.heard import give, hear
from answerable.record.record import Record

BODY = body_of_name("Department for Rivers", 31)
WORDS = "To ask the Secretary of State for Rivers, how many weirs were inspected in each of the last three years."
REPLY = "The Department inspected 41 weirs in 2022, 38 in 2023 and 52 in 2024.\nFigures for 2025 follow in March."


def official(uin: str = "1201", *, words: str = WORDS, clipped: bool = False, **fields: Any) -> Observation:
    """What the official service says of a question that has no answer unless `answer` is given."""
    said: dict[str, Any] = {
        "source": "uk-parliament",
        "house": "Commons",
        "uin": uin,
        "tabled": date(2025, 9, 16),
        "asker": member_of_number(901),
        "body": BODY,
        "text": plain_text(words, clipped=clipped),
        "unanswered": fields.get("answer") is None,
    }
    return Observation(**(said | fields))


def answer(words: str = REPLY, *, clipped: bool = False, on: date = date(2025, 10, 2), **fields: Any) -> Answer:
    """An answer as the official service gives it."""
    return Answer(text=plain_text(words, clipped=clipped), on=on, by=member_of_number(902), **fields)


def page(words: str = WORDS, reply: str | None = REPLY, asker: str = "Ida Fenn", **fields: Any) -> Observation:
    """What a saved page says of the same question: names, but neither date nor number."""
    replied = (
        Answer(text=plain_text(reply), by=member_of_name("Tom Quill"), role="Minister of State") if reply else None
    )
    said = {
        "source": "page",
        "asker": member_of_name(asker, "Reed", "Overwater"),
        "body": body_of_name("Department for Rivers"),
        "text": plain_text(words),
        "answer": replied,
        "unanswered": replied is None,
    }
    return Observation(**(said | fields))


def tell(record: Record, *observations: Observation, data: bytes | None = None, unread: Sequence[Unread] = ()) -> Tally:
    """Adds what one document said to the record."""
    with record.adding() as adding:
        return tell_in(adding, *observations, data=data, unread=unread)


def tell_in(
    adding: Adding, *observations: Observation, data: bytes | None = None, unread: Sequence[Unread] = ()
) -> Tally:
    """The same within a transaction that stays open."""
    codec = Codec()
    given = give(data or repr(observations).encode(), "test", "test.json", codec)
    return adding.document(given, [hear(observed, codec) for observed in observations], unread)
