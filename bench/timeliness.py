"""Timeliness against the official figures, and against a million questions: `python -m bench timeliness`.

The whole months among the real records were read on 30 October 2024; later reads are left alone by
asking "as of" that day. Official sessional shares are those of the Procedure Committee of the House of Commons.
"""

import gzip
import resource
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import msgspec

from answerable.findings.timeliness.cohort import Cohort, Count
from answerable.findings.timeliness.finding import Timeliness
from answerable.findings.timeliness.rules import Rule, own_rules
from answerable.findings.timeliness.scope import Period, Scope
from answerable.model.observation import Observation
from answerable.model.people import body_of_name, member_of_number
from answerable.model.question import Answer, Question
from answerable.record.changes import Change
from answerable.record.merge import merge
from answerable.sources.uk_parliament.parse import parse
from bench.machine import SHARED

AS_OF = date(2024, 10, 30)
MONTHS = {
    "2023-12": Period(date(2023, 12, 1), date(2023, 12, 31), "tabled"),
    "2024-07": Period(date(2024, 7, 1), date(2024, 7, 31), "tabled"),
    "2024-08": Period(date(2024, 8, 1), date(2024, 8, 31), "tabled"),
    "2024-09": Period(date(2024, 9, 1), date(2024, 9, 30), "tabled"),
}
OFFICIAL = {  # session: share of ordinary and of named-day questions answered on time
    "2017-19": (92, 89),
    "2019-21": (79, 74),
    "2021-22": (85, 79),
    "2022-23": (88, 82),
    "2023-24": (92, 88),
}
COMPARED = ("2023-12", "2023-24")  # the only whole month of a session that has an official figure


class Feed:
    """Questions as a record's change feed."""

    identity = "bench"

    def __init__(self, questions: Callable[[], Iterator[Question]]) -> None:
        self._questions = questions

    def cursor(self) -> int:
        """The newest change."""
        return sum(1 for _ in self._questions())

    def changed(self, after: int = 0) -> Iterator[Change]:
        """All that came after."""
        for number, question in enumerate(self._questions(), 1):
            if number > after:
                yield Change(number, question.id, question)


def readings() -> tuple[Rule, ...]:
    """Our rules for the Commons, and two that count one day more: what if the day of tabling is taken for the first?"""
    rules = own_rules()
    ours = [rule for rule in rules.known.values() if rule.chamber == "uk-commons"]
    working, sitting = rules.rule("ordinary-5-working"), rules.rule("ordinary-5-sitting")
    return (
        *ours,
        msgspec.structs.replace(working, id="ordinary-6-working", count=6),
        msgspec.structs.replace(sitting, id="ordinary-6-sitting", count=6),
    )


def months(data: Path) -> dict[tuple[str, str], Cohort]:
    """(month tabled, rule) → its cohort as known on AS_OF."""
    with TemporaryDirectory() as folder:
        finding = Timeliness.open(Path(folder), Feed.identity)
        finding.refresh(Feed(lambda: _real(data / "uk-api/questions.jsonl.gz")))
        return {
            (month, rule.id): finding.cohort(rule, period, AS_OF)
            for month, period in MONTHS.items()
            for rule in readings()
        }


def _real(file: Path) -> Iterator[Question]:
    with gzip.open(file) as lines:
        for said in (said for line in lines for said in parse(line, file.name)):
            if isinstance(said, Observation):
                yield merge(str(said.question_id), [said])


def _print_months(data: Path) -> None:
    figures = months(data)
    print(f"Share on time, per cent, of the questions tabled in a month, as known on {AS_OF}; in brackets with holding")
    print("answers counted; then questions, and how many of them were left out.\n")
    print("| rule | " + " | ".join(MONTHS) + " |\n|---|" + "---|" * len(MONTHS))
    for rule in readings():
        print(f"| {rule.id} | " + " | ".join(_cell(figures[month, rule.id]) for month in MONTHS) + " |")
    month, session = COMPARED
    for kind, official in zip(("ordinary", "named-day"), OFFICIAL[session], strict=True):
        near = sorted((abs(share - official), name, share) for name, share in _shares(figures, month, kind))
        print(f"\n{kind}: official for {session} {official}; {month} under each reading, nearest first:")
        print("; ".join(f"{name} {share:.1f} (off by {off:.1f})" for off, name, share in near))


def _shares(figures: dict[tuple[str, str], Cohort], month: str, kind: str) -> Iterator[tuple[str, float]]:
    for (of, rule), figure in figures.items():
        if of == month and rule.startswith(kind):
            yield rule, _per_cent(figure.total.share)
            if figure.total.held:
                yield f"{rule} with holding", _per_cent(figure.total.share_with_holding)


def _cell(figure: Cohort) -> str:
    total: Count = figure.total
    both = f"{_per_cent(total.share):.1f} ({_per_cent(total.share_with_holding):.1f})"
    return f"{both} of {total.questions}, {sum(out.questions for out in figure.left_out)} out"


def _per_cent(share: float | None) -> float:
    return 100 * share if share is not None else float("nan")


def _made_up(count: int) -> Iterator[Question]:
    """Questions of a made-up parliament under the Houses' ids, over the eight years that their calendar covers."""
    chance, first = Random(7), date(2017, 7, 3)
    bodies = [body_of_name(f"Department {number}") for number in range(30)]
    askers = [member_of_number(number, None, f"Party {number % 6}") for number in range(1, 900)]
    for number in range(count):
        tabled = first + timedelta(days=number * 3100 // count)
        lords, named = chance.random() < 0.15, chance.random() < 0.25
        yield Question(
            id=f"uk-{'lords' if lords else 'commons'}/{tabled}/{number}",
            tabled=tabled,
            named_day=named and not lords,
            for_answer=tabled + timedelta(days=5),
            body=chance.choice(bodies),
            asker=chance.choice(askers),
            answer=Answer(on=tabled + timedelta(days=int(chance.expovariate(0.1)))) if chance.random() < 0.98 else None,
        )


def _print_speed(count: int) -> None:
    with TemporaryDirectory() as folder:
        finding = Timeliness.open(Path(folder), Feed.identity)
        print(f"\n{count:,} made-up questions: made alone in {_seconds(lambda: sum(1 for _ in _made_up(count))):.1f} s")
        print(f"made and taken in: {_seconds(lambda: finding.refresh(Feed(lambda: _made_up(count)))):.1f} s")
        print(f"opened: {1000 * _seconds(lambda: Timeliness.open(Path(folder), Feed.identity)):.0f} ms")
        for name, ask in _queries(finding).items():
            times = sorted(1000 * _seconds(ask) for _ in range(9))
            print(f"{name}: {times[4]:.0f} ms median, {times[-1]:.0f} ms worst of 9")
        print(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


def _queries(finding: Timeliness) -> dict[str, Callable[[], object]]:
    rules, as_of = own_rules(), date(2025, 9, 1)
    month, year = Period(date(2024, 3, 1), date(2024, 3, 31)), Period(date(2024, 1, 1), date(2024, 12, 31))
    body, working, always = (
        Scope(body="department-3"),
        rules.rule("ordinary-5-working"),
        Period(date(2017, 1, 1), as_of),
    )
    return {
        "waiting, first 50": lambda: finding.waiting(rules.reading(), as_of, limit=50),
        "overdue of one body": lambda: finding.waiting(rules.reading(), as_of, body, overdue=True, limit=50),
        "cohort of a month": lambda: finding.cohort(working, month, as_of),
        "cohort of a year": lambda: finding.cohort(working, year, as_of),
        "cohort of a year, named day": lambda: finding.cohort(rules.rule("named-day"), year, as_of),
        "cohort of one body, eight years": lambda: finding.cohort(working, always, as_of, body),
        "cohort of everything, eight years": lambda: finding.cohort(working, always, as_of),
    }


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def main(_: Sequence[str] = ()) -> None:
    """The real months where they are, then the speed."""
    if SHARED.exists():
        _print_months(SHARED / "data")
    _print_speed(1_000_000)
