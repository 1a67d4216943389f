"""A small record whose days are worked out by hand, for the faces that tell of time.

Sitting days of the Commons after 4 March 2024: 5, 6, 7, 11, 12, 13, 14, 15, 18 … So a question of 4 March is due on
the 12th under five sitting days, and on the 11th under five working days; one of 13 March on the 20th.
"""

from pathlib import Path
from typing import Any

from tests.samples import PAGE, answerable, listed, official

OPEN: dict[str, Any] = {"answerText": None, "dateAnswered": None, "answeringMember": None, "answeringMemberId": None}
TIDES = {"answeringBodyName": "Office of Tides", "answeringBodyId": 32}
OLA = {"askingMember": {"id": 903, "name": "Ola Fenn", "party": "Heron", "memberFrom": "Sedge"}, "askingMemberId": 903}


def on(tabled: str, **fields: Any) -> dict[str, Any]:
    """A question tabled on that day; for the same day, unless `fields` say otherwise."""
    return {"dateTabled": f"{tabled}T00:00:00", "dateForAnswer": f"{tabled}T00:00:00"} | fields


QUESTIONS = [
    official("1", **OPEN, **on("2024-03-04"), heading="=1+1"),
    official("2", **on("2024-03-04", dateAnswered="2024-03-14T00:00:00")),
    official(
        "3",
        **TIDES,
        **on("2024-03-05", dateForAnswer="2024-03-08T00:00:00", dateHoldingAnswer="2024-03-08T00:00:00"),
        isNamedDay=True,
        answerIsHolding=True,
        dateAnswered=None,
    ),
    official("4", **OPEN, **TIDES, **OLA, **on("2024-03-13")),
    official("HL5", **OPEN, **on("2024-03-06"), house="Lords"),
    official("6", **on("2024-03-04", dateAnswered="2024-03-11T00:00:00")),
    official("7", **on("2024-03-04", dateAnswered="2024-03-12T00:00:00"), **OLA),
]  # fmt: skip


def timely(place: Path) -> Path:
    """The record, made in a new directory below the place."""
    (place / "list.json").write_bytes(listed(*QUESTIONS))
    (place / "page.txt").write_text(PAGE)
    done = answerable("add", place / "list.json", place / "page.txt", record=place / "record")
    assert done.returncode == 0, done.stderr
    return place / "record"
