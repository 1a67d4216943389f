"""The months' figures a second time, in a few lines of plain Python that share nothing with answerable.

It reads the official service's records and the calendar's own CSV, and walks day by day.
"""

import csv
import gzip
import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

BANK_HOLIDAYS = (
    "2023-12-25 2023-12-26 2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26"
)


def by_hand(data: Path, months: tuple[str, ...], as_of: str) -> dict[tuple[str, str], tuple[int, int, int]]:
    """(month tabled, rule) → questions whose day went by, on time, held in time besides."""
    with (data / "reference/calendar/sitting-days.csv").open() as rows:
        sat = {row["start"] for row in csv.DictReader(rows) if row["house"] == "Commons"}
    steps = {
        "ordinary-5-working": (5, lambda day: day.weekday() < 5 and f"{day}" not in BANK_HOLIDAYS),
        "ordinary-6-working": (6, lambda day: day.weekday() < 5 and f"{day}" not in BANK_HOLIDAYS),
        "ordinary-5-sitting": (5, lambda day: f"{day}" in sat),
        "ordinary-6-sitting": (6, lambda day: f"{day}" in sat),
        "ordinary-7-calendar": (7, lambda _: True),
    }
    count: Counter[tuple[str, str, str]] = Counter()
    with gzip.open(data / "uk-api/questions.jsonl.gz", "rt") as lines:
        everything = [json.loads(line)["list"] for line in lines]
    for asked in everything:
        tabled, answered, held = (asked[key] or "" for key in ("dateTabled", "dateAnswered", "dateHoldingAnswer"))
        if tabled[:7] not in months:
            continue
        answered, held = (day[:10] if day and day[:10] <= as_of else "9999" for day in (answered, held))
        for rule in ["named-day"] if asked["isNamedDay"] else steps:
            due = asked["dateForAnswer"][:10] if rule == "named-day" else walk(tabled[:10], *steps[rule])
            if due < tabled[:10] or due >= as_of:
                continue
            count[tabled[:7], rule, "all"] += 1
            count[tabled[:7], rule, "on time"] += answered <= due
            count[tabled[:7], rule, "held"] += answered > due and held <= due
    keys = {key[:2] for key in count}
    return {key: (count[*key, "all"], count[*key, "on time"], count[*key, "held"]) for key in keys}


def walk(start: str, count: int, counts) -> str:  # type: ignore[no-untyped-def]
    """The `count`th day after `start` that counts."""
    day = date.fromisoformat(start)
    while count:
        day += timedelta(days=1)
        count -= counts(day)
    return day.isoformat()
