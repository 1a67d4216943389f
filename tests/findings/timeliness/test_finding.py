"""The finding over a record: kept in step, rebuilt when it must be, and what it says is waiting."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.findings.timeliness import store
from answerable.findings.timeliness.assess import State
from answerable.findings.timeliness.finding import FILE, Timeliness
from answerable.findings.timeliness.rules import own_rules
from answerable.findings.timeliness.scope import Scope
from answerable.findings.timeliness.standing import standing
from answerable.model.people import body_of_name
from answerable.model.question import Answer, Question, Status
from tests.findings.timeliness.asked import asked, calendar, rule
from tests.findings.timeliness.fed import Feed, found, on

READING = own_rules().reading("ordinary-5-working")


def ids(finding: Timeliness, as_of: str, scope: Scope | None = None, *, overdue: bool = False) -> list[str]:
    """The numbers of what waits, in order."""
    page = finding.waiting(READING, on(as_of), scope or Scope(), overdue=overdue).page
    return [one.id.rpartition("/")[2] for one in page]


def test_what_waits_longest_comes_first_each_under_its_rule(tmp_path: Path) -> None:
    finding = found(
        tmp_path,
        asked("2024-03-13", uin="4"),
        asked("2024-03-04", uin="1"),
        asked("2024-03-04", "2024-03-14", uin="2"),
        asked("2024-03-04", "2024-03-06", uin="3"),
        asked("2024-03-05", uin="5", named="2024-03-08", held="2024-03-08"),
        asked("2024-03-06", uin="HL6", house="Lords"),
        asked("2024-03-04", uin="7", status=Status.WITHDRAWN),
        asked("2024-03-04", uin="8", status=Status.UNLISTED),
        asked("2024-03-20", uin="9"),
        asked("2023-10-02", uin="10"),  # died in October 2023
        asked("1995-03-01", uin="11"),
        asked("2024-03-04", uin="12", named="2024-03-01"),  # due before tabled
        msgspec.structs.replace(asked("2024-03-04", uin="13"), named_day=None),
        asked(),
        asked(answered="2024-03-04"),
    )
    waits = finding.waiting(READING, on("2024-03-13"))
    told = [(one.id.rpartition("/")[2], one.rule, one.state, one.days) for one in waits.page]
    assert told == [
        ("1", "ordinary-5-working", State.OVERDUE, 9),
        ("2", "ordinary-5-working", State.OVERDUE, 9),  # answered the day after
        ("5", "named-day", State.HOLDING, 8),
        ("HL6", "lords-10-working", State.OPEN, 7),
        ("4", "ordinary-5-working", State.OPEN, 0),
    ]
    assert (waits.total, waits.overdue, waits.without_rule, waits.not_known) == (5, 3, 1, 1)
    assert waits.page[0].due == on("2024-03-11")
    assert waits.page[2].held == on("2024-03-08")
    assert ids(finding, "2024-03-13", overdue=True) == ["1", "2", "5"]
    assert ids(finding, "2024-03-14") == ["1", "5", "HL6", "4"]


def test_a_page_and_a_scope(tmp_path: Path) -> None:
    finding = found(
        tmp_path,
        asked("2024-03-04", uin="1", body="Department for Weirs", party="Heron"),
        asked("2024-03-05", uin="2", member=902),
        asked("2024-03-06", uin="3"),
    )
    assert ids(finding, "2024-03-13", Scope(body=body_of_name("Department for Weirs").id)) == ["1"]
    assert ids(finding, "2024-03-13", Scope(member="uk-902")) == ["2"]
    assert ids(finding, "2024-03-13", Scope(member="uk-901", party="Reed")) == ["3"]
    assert ids(finding, "2024-03-13", Scope(body="no such body")) == []
    second = finding.waiting(READING, on("2024-03-13"), limit=1, offset=1)
    assert (second.total, [one.id for one in second.page]) == (3, ["uk-commons/2024-03-05/2"])
    assert finding.waiting((), on("2024-03-13")).without_rule == 3


def test_it_keeps_in_step_and_says_how_many_changed(tmp_path: Path) -> None:
    feed = Feed().say(asked("2024-03-04", uin="1"), asked("2024-03-05", uin="2"), asked("2024-03-06", uin="3"))
    finding, steps = Timeliness.open(tmp_path, "one"), list[int]()
    assert (finding.refresh(feed, steps.append), steps) == (3, [3])
    feed.say(asked("2024-03-05", "2024-03-07", uin="2"), asked("2024-03-07", uin="4"))
    feed.end("uk-commons/2024-03-04/1")
    assert finding.refresh(feed) == 3
    assert finding.refresh(feed) == 0
    assert ids(finding, "2024-03-13") == ["3", "4"]
    assert ids(Timeliness.open(tmp_path, "one"), "2024-03-13") == ["3", "4"]
    feed.say(asked("2024-03-04", uin="1"))
    finding.refresh(feed)
    assert ids(finding, "2024-03-13") == ["1", "3", "4"]


def test_another_process_sees_what_was_written(tmp_path: Path) -> None:
    feed = Feed().say(asked("2024-03-04", uin="1"))
    reader, writer = Timeliness.open(tmp_path, "one"), Timeliness.open(tmp_path, "one")
    writer.refresh(feed)
    assert len(reader) == 1
    writer.refresh(feed.say(asked("2024-03-05", uin="2")))
    assert ids(reader, "2024-03-13") == ["1", "2"]


@pytest.mark.parametrize("spoil", ["missing", "damaged", "cut", "another version", "another record"])
def test_it_starts_anew_when_it_must(tmp_path: Path, spoil: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found(tmp_path, asked("2024-03-04", uin="1")).close()
    file, identity = tmp_path / FILE, "two" if spoil == "another record" else "one"
    if spoil == "missing":
        file.unlink()
    elif spoil == "damaged":
        file.write_bytes(file.read_bytes().replace(b"uk-commons/2024", b"uk-commons/2O24", 1))
    elif spoil == "cut":
        file.write_bytes(file.read_bytes()[:-200])
    elif spoil == "another version":
        monkeypatch.setattr(store, "VERSION", store.VERSION + 1)
    again = Timeliness.open(tmp_path, identity)
    assert len(again) == 0
    assert again.refresh(Feed(identity).say(asked("2024-03-05", uin="2"))) == 1
    assert ids(again, "2024-03-13") == ["2"]


days = st.dates(on("2023-11-07"), on("2024-12-31"))
perhaps = st.none() | days
questions = st.builds(
    lambda tabled, answered, named, held, house, status: asked(
        f"{tabled}",
        f"{answered}" if answered else None,
        named=f"{named}" if named else None,
        held=f"{held}" if held else None,
        house=house,
        status=status,
    ),
    days,
    perhaps,
    perhaps,
    perhaps,
    st.sampled_from(["Commons", "Lords"]),
    st.sampled_from([Status.TABLED, Status.WITHDRAWN, Status.UNLISTED]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(questions, max_size=12), days)
def test_the_finding_says_of_many_what_the_verb_says_of_one(
    tmp_path: Path, asked_of: list[Question], as_of: object
) -> None:
    (tmp_path / FILE).unlink(missing_ok=True)
    numbered = [msgspec.structs.replace(one, id=f"{one.id}{n}") for n, one in enumerate(asked_of)]
    held_to = {one.id: one for one in numbered}
    day = on(f"{as_of}")
    for waits in found(tmp_path, *numbered).waiting(READING, day).page:
        said = standing(held_to.pop(waits.id), rule(waits.rule), calendar(rule(waits.rule).chamber), day)
        assert (said.state, said.due, said.held) == (waits.state, waits.due, waits.held)
        assert said.answered is None
    left_out = {State.ON_TIME, State.LATE, State.DIED, State.WITHDRAWN, State.UNLISTED, State.CONTRADICTED}
    for one in held_to.values():
        states = {standing(one, each, calendar(each.chamber), day).state for each in READING} - {State.OUTSIDE}
        answered = one.answered_on is not None and one.answered_on <= day
        assert states <= left_out | {State.NOT_YET} or answered


def test_a_holding_answer_and_an_answer_of_no_day(tmp_path: Path) -> None:
    held = msgspec.structs.replace(asked("2024-03-04", uin="1"), answer=Answer(on=on("2024-03-06"), holding=True))
    undated = msgspec.structs.replace(asked("2024-03-04", uin="2"), answer=Answer())
    finding = found(tmp_path, held, undated)
    assert ids(finding, "2024-03-13") == ["1"]
    assert finding.waiting(READING, on("2024-03-13")).page[0].held == on("2024-03-06")
