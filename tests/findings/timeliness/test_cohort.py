"""Cohorts: who is in, who is left out and why, the shares both ways, and the curve against a second way to draw it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.findings.timeliness.cohort import FIGURES, LEFT_OUT, SMALL, Cohort, Count, LeftOut
from answerable.findings.timeliness.finding import FILE, Extent, Timeliness
from answerable.findings.timeliness.rules import Unit
from answerable.findings.timeliness.scope import NOT_SAID, Period, Scope
from answerable.model.people import body_of_name
from answerable.model.question import Status
from tests.findings.timeliness.asked import asked, rule
from tests.findings.timeliness.fed import Feed, found, on

MARCH = Period(on("2024-03-01"), on("2024-03-31"))
WORKING = rule("ordinary-5-working")


def march(finding: Timeliness, scope: Scope | None = None, as_of: str = "2024-04-30") -> Cohort:
    """The ordinary questions due in March 2024."""
    return finding.cohort(WORKING, MARCH, on(as_of), scope or Scope())


def test_the_closed_cohort_of_a_month(tmp_path: Path) -> None:
    finding = found(
        tmp_path,
        asked("2024-02-23", "2024-03-01", uin="1"),  # due on 1 March
        asked("2024-03-04", "2024-03-11", uin="2"),
        asked("2024-03-04", "2024-03-12", uin="3", party="Heron"),
        asked("2024-03-05", uin="4", body="Department for Weirs"),
        asked("2024-03-05", "2024-05-01", uin="5"),  # after the day asked about
        asked("2024-03-06", "2024-03-20", uin="6", held="2024-03-13"),
        asked("2024-02-22", "2024-02-29", uin="7"),  # due on 29 February
        asked("2024-03-27", uin="8"),  # due on 5 April
        asked("2024-03-06", uin="9", named="2024-03-11"),
        asked("2024-03-06", uin="10", status=Status.WITHDRAWN),
        asked("2024-03-06", uin="11", status=Status.UNLISTED),
        asked("2024-03-06", "2024-03-01", uin="12"),
        asked("2024-03-06", uin="HL13", house="Lords"),
        asked(),
    )
    figures = march(finding)
    assert figures.total == Count("all", questions=6, on_time=2, held=1, unanswered=2)
    assert (figures.total.share, figures.total.share_with_holding) == (2 / 6, 3 / 6)
    assert set(figures.left_out) == {
        LeftOut("withdrawn", 1),
        LeftOut("no longer listed", 1),
        LeftOut("dates contradict each other", 1),
    }
    assert figures.by_party == (Count("Reed", 5, 2, 1, 2), Count("Heron", 1, 0, 0, 0))
    assert figures.by_year == (Count("2024", 6, 2, 1, 2),)
    assert [count.name for count in figures.by_body] == ["department-for-rivers", "department-for-weirs"]
    assert march(finding, Scope(body=body_of_name("Department for Weirs").id)).total.questions == 1
    assert finding.behind(WORKING, MARCH, on("2024-04-30"), Scope(), "on time") == (
        "uk-commons/2024-02-23/1",
        "uk-commons/2024-03-04/2",
    )
    behind = {name: len(finding.behind(WORKING, MARCH, on("2024-04-30"), Scope(), name)) for name in FIGURES}
    assert behind == {"all": 6, "on time": 2, "not on time": 4, "held": 1, "unanswered": 2}
    for out in figures.left_out:
        assert out.why in LEFT_OUT
        assert len(finding.behind(WORKING, MARCH, on("2024-04-30"), Scope(), out.why)) == out.questions
    assert finding.behind(WORKING, MARCH, on("2024-04-30"), Scope(), "calendar not known") == ()


def test_what_came_last_may_have_been_tabled_first(tmp_path: Path) -> None:
    feed = Feed().say(asked("2024-03-05", uin="1"), asked("2024-03-04", uin="2"), asked(uin="3"))
    finding = Timeliness.open(tmp_path, "one")
    finding.refresh(feed)
    before = march(finding)
    assert march(finding) is before and before.total.questions == 2
    assert finding.overdue([WORKING], on("2024-04-30")) == ("uk-commons/2024-03-04/2", "uk-commons/2024-03-05/1")
    feed.say(asked("2024-03-01", uin="4", named="2024-03-06"), asked("2024-03-01", "2024-03-05", uin="5"))
    feed.say(asked("2024-03-05", "2024-03-06", uin="1"), asked("2024-04-02", uin="6"))
    feed.end("uk-commons/2024-03-04/2")
    finding.refresh(feed)
    assert (march(finding).total.questions, march(finding).total.on_time) == (2, 2)
    assert finding.behind(WORKING, MARCH, on("2024-04-30"), Scope(), "all") == (
        "uk-commons/2024-03-01/5",
        "uk-commons/2024-03-05/1",
    )
    assert finding.overdue([WORKING], on("2024-04-30")) == ("uk-commons/2024-04-02/6",)
    assert finding.cohort(rule("named-day"), MARCH, on("2024-04-30"), Scope()).total.questions == 1
    assert finding.extent().last == on("2024-04-02")


def test_those_of_which_no_party_was_said_and_where_questions_lie(tmp_path: Path) -> None:
    finding = found(
        tmp_path,
        asked("2024-03-04", uin="1", party=None),
        asked("2024-03-05", uin="2"),
        asked("2024-03-07", uin="HL3", house="Lords", member=902),
        asked(),
    )
    unsaid = Scope(party=NOT_SAID, called="asked by somebody of no party")
    assert finding.behind(WORKING, MARCH, on("2024-04-30"), unsaid) == ("uk-commons/2024-03-04/1",)
    assert "Commons asked by somebody of no party that was due" in march(finding, unsaid).words
    assert finding.extent() == Extent(("uk-commons", "uk-lords", ""), on("2024-03-07"))
    assert finding.extent(Scope(member="uk-902")) == Extent(("uk-lords",), on("2024-03-07"))
    assert finding.extent(Scope(member="nobody")) == Extent((), None)


def test_the_words_name_the_rule_the_cohort_and_the_calendar(tmp_path: Path) -> None:
    words = march(found(tmp_path, asked("2024-03-04")), Scope(body="department-for-rivers")).words
    for said in (
        "ordinary question",
        "to department-for-rivers",
        "due from 1 March 2024 to 31 March 2024",
        "answered or not",
    ):
        assert said in words
    for said in (
        "as known on 30 April 2024",
        "under the five-working-day rule",
        "HC 461",
        "public procedural calendar",
    ):
        assert said in words


def test_what_is_not_due_yet_or_fell_with_the_session_is_left_out(tmp_path: Path) -> None:
    finding = found(
        tmp_path,
        asked("2024-05-13", uin="1"),  # due on 20 May: it was owed an answer
        asked("2024-05-20", uin="2"),  # due on 28 May; the session ended on the 24th
        asked("2024-05-20", "2024-05-22", uin="3"),  # the same, though answered: being in does not hang on that
    )
    may = Period(on("2024-05-01"), on("2024-05-31"))
    figures = finding.cohort(WORKING, may, on("2024-06-30"))
    assert figures.total == Count("all", questions=1, on_time=0, held=0, unanswered=1)
    assert figures.left_out == (LeftOut("the session ended before it was due", 2),)
    early = finding.cohort(WORKING, may, on("2024-05-20"))
    assert early.total.questions == 0
    assert early.left_out == (LeftOut("not due yet", 3),)


def test_a_period_by_the_day_tabled(tmp_path: Path) -> None:
    finding = found(tmp_path, asked("2024-03-27", "2024-04-02", uin="1"), asked("2024-02-28", "2024-03-04", uin="2"))
    figures = finding.cohort(WORKING, Period(MARCH.first, MARCH.last, "tabled"), on("2024-04-30"))
    assert (figures.total.questions, figures.by_year[0].name) == (1, "2024")
    assert "that was tabled from 1 March 2024" in figures.words


def test_small_cohorts_say_so_and_empty_ones_have_no_share(tmp_path: Path) -> None:
    questions = [asked("2024-03-04", "2024-03-06", uin=f"{number}") for number in range(1, SMALL + 1)]
    assert not march(found(tmp_path, *questions)).total.small
    few = march(found(tmp_path / "few", *questions[1:]))
    assert few.total.small and few.by_party[0].small
    none = march(found(tmp_path / "none", asked("2023-12-04")))
    assert (none.total.share, none.total.share_with_holding, none.curve.days, none.by_year) == (None, None, (), ())


def test_where_the_calendar_is_not_known_that_is_said(tmp_path: Path) -> None:
    finding = found(tmp_path, asked("1999-03-01", "1999-03-20"), asked("2024-03-04", "2024-03-07"))
    sitting = rule("ordinary-5-sitting")
    figures = finding.cohort(sitting, Period(on("1999-03-01"), on("1999-03-31")), on("2024-04-30"))
    assert (figures.total.questions, figures.left_out) == (0, (LeftOut("calendar not known", 1),))
    assert "calendar not known for the whole of 1999 to 1999" in figures.notes
    assert "the five-sitting-day rule was not in force for the whole period" in figures.notes
    assert march(finding).notes == ()


def test_the_curve_has_the_unanswered_at_its_end(tmp_path: Path) -> None:
    finding = found(
        tmp_path,
        asked("2024-03-04", "2024-03-06", uin="1"),
        asked("2024-03-04", "2024-03-08", uin="2"),
        asked("2024-03-04", uin="3"),
        asked("2024-03-05", uin="4"),
    )
    curve = march(finding, as_of="2024-04-04").curve
    assert dict(zip(curve.days, curve.waiting, strict=True)) == {2: 0.75, 4: 0.5, 30: 0.5, 31: 0.5}
    assert (curve.questions, curve.unanswered, curve.median()) == (4, 2, 4)
    sitting = finding.cohort(WORKING, MARCH, on("2024-04-04"), unit=Unit.SITTING).curve
    assert sitting.days[:2] == (2, 3)  # Friday 8 March did not sit


def test_no_median_while_most_still_wait(tmp_path: Path) -> None:
    questions = [asked("2024-03-04", uin=f"{number}") for number in range(9)]
    curve = march(found(tmp_path, asked("2024-03-04", "2024-03-05", uin="10"), *questions)).curve
    assert (curve.waiting[0], curve.median()) == (0.9, None)


waits = st.lists(st.tuples(st.integers(0, 20), st.booleans(), st.integers(0, 3)), min_size=1, max_size=25)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(waits)
def test_the_curve_is_kaplan_and_meiers(tmp_path: Path, lives: list[tuple[int, bool, int]]) -> None:
    """Against their formula, worked out day by day: the product of the shares that each day left waiting."""
    (tmp_path / FILE).unlink(missing_ok=True)
    as_of, first = on("2024-04-30"), on("2024-03-04")
    told = [(first + timedelta(days=later), wait, heard) for wait, heard, later in lives]
    curve = march(
        found(
            tmp_path,
            *(
                asked(f"{tabled}", f"{tabled + timedelta(days=wait)}" if heard else None, uin=f"{number}")
                for number, (tabled, wait, heard) in enumerate(told)
            ),
        )
    ).curve
    ends = [(wait if heard else (as_of - tabled).days, heard) for tabled, wait, heard in told]
    assert dict(zip(curve.days, curve.waiting, strict=True)) == pytest.approx(by_hand(ends))


def by_hand(ends: list[tuple[int, bool]]) -> dict[int, float]:
    """The share still waiting after each day on which something ended."""
    left, shares = 1.0, dict[int, float]()
    for day in sorted({end for end, _ in ends}):
        at_risk = sum(end >= day for end, _ in ends)
        left *= 1 - sum(end == day and heard for end, heard in ends) / at_risk
        shares[day] = left
    return shares


def test_a_curve_never_rises(tmp_path: Path) -> None:
    questions = [asked("2024-03-04", f"{date(2024, 3, 5) + timedelta(days=n * 7 % 11)}", uin=f"{n}") for n in range(11)]
    steps = march(found(tmp_path, *questions)).curve.waiting
    assert list(steps) == sorted(steps, reverse=True)
    assert steps[-1] == 0


def test_who_waits_beyond_the_calendars_end_stays_in_the_curve(tmp_path: Path) -> None:
    finding = found(tmp_path, asked("2024-03-04", "2024-03-11", uin="1"), asked("2024-03-04", uin="2"))
    long_after = on("2031-01-01")
    curve = finding.cohort(WORKING, MARCH, long_after, Scope(), Unit.WORKING).curve
    assert (curve.questions, curve.unanswered) == (2, 1)
    assert curve.waiting[-1] == 0.5
