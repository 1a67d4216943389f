"""A search for what is overdue is followed: told once when a question goes past its day, and only that."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from answerable.queries.following import expected, latest, thing
from answerable.record import follows
from answerable.record.follows import Followed
from answerable.record.outbox import What
from tests.following.conftest import IDA, TODAY, days_ago
from tests.following.killed import killed_at
from tests.following.mailbox import html, plain
from tests.record.say import answer, official
from tests.samples import answerable

ASKED = "weirs is:overdue"


def named(uin, due, **fields):
    """A question for a named day, tabled ten days before it."""
    return official(uin, **({"tabled": due - timedelta(days=10), "named_day": True, "for_answer": due} | fields))


def id_of(uin, due):
    return f"uk-commons/{due - timedelta(days=10)}/{uin}"


def at(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def pass_by_pass(desk, first, last, address=IDA):
    """Each day's passes, three of them; the days on which a mail came, with the mail."""
    came = []
    for days in range((last - first).days + 1):
        for hour in (1, 9, 17):
            before = len(desk.told(address))
            desk.notify(at(first + timedelta(days=days), hour))
            came += [(first + timedelta(days=days), mail) for mail in desk.told(address)[before:]]
    return came


def test_it_is_told_once_on_the_day_after_the_day_due(desk):
    due = days_ago(5)
    desk.tell(named("1", due), named("2", due, words="To ask about reeds."), named("3", due + timedelta(days=30)))
    desk.follow("search", ASKED, now=at(days_ago(8)))
    ((day, mail),) = pass_by_pass(desk, days_ago(7), TODAY)
    assert day == due + timedelta(days=1)
    said = f"Past its day without an answer: due on {due.day} {due:%B %Y}"
    assert said in plain(mail)
    assert said in html(mail)
    assert id_of("1", due) in plain(mail)
    assert mail["Subject"].startswith("Past its day without an answer: ")


def test_what_is_answered_in_time_and_what_else_happens_is_not_told(desk):
    due = days_ago(2)
    desk.tell(named("1", due))
    desk.follow("search", ASKED, now=at(days_ago(6)))
    desk.tell(named("1", due, answer=answer("All hold.", on=due)), named("2", TODAY + timedelta(days=3)))
    assert pass_by_pass(desk, days_ago(5), TODAY) == []


def test_what_was_overdue_already_when_following_began_is_not_told(desk):
    desk.tell(named("1", days_ago(9)), named("2", days_ago(8)), named("3", days_ago(7)))
    desk.follow("search", ASKED, now=at(days_ago(8)))
    told = pass_by_pass(desk, days_ago(8), TODAY)
    assert [day for day, _ in told] == [days_ago(7), days_ago(6)]
    assert [id_.rpartition("/")[2] for id_, _ in _questions(desk)] == ["2", "3"]


def _questions(desk):
    with sqlite3.connect(desk.record.directory / "record.sqlite") as db:
        return [tuple(item.split(" ", 1)) for (item,) in db.execute("SELECT item FROM alert ORDER BY item")]


def test_one_that_is_read_late_is_told_late_but_not_an_archive(desk):
    desk.tell(named("1", days_ago(40)))
    desk.follow("search", ASKED, now=at(days_ago(3)))
    desk.tell(named("2", days_ago(12)), named("3", days_ago(200)))
    assert [day for day, _ in pass_by_pass(desk, days_ago(2), TODAY)] == [days_ago(2)]
    assert [id_ for id_, _ in _questions(desk)] == [id_of("2", days_ago(12))]


def test_nothing_goes_past_its_day_while_the_record_is_not_kept_up(desk):
    """An answer may have come that nobody has read in."""
    desk.tell(named("1", TODAY), named("2", TODAY - timedelta(days=1)))
    desk.follow("search", ASKED, now=at(days_ago(1)))
    told = pass_by_pass(desk, TODAY, TODAY + timedelta(days=5))
    assert [day for day, _ in told] == [TODAY]
    assert id_of("1", TODAY) not in plain(told[0][1])


def test_each_reader_is_told_once_however_many_follows_match_and_when_they_wish(desk):
    due = days_ago(6)
    desk.tell(named("1", due))
    for query in (ASKED, "is:overdue", "is:overdue is:named-day"):
        desk.follow("search", query, now=at(days_ago(9)))
    desk.follow("search", ASKED, "tom@reader.example", "weekly", at(days_ago(9)))
    ((_, mail),) = pass_by_pass(desk, days_ago(8), days_ago(1))
    assert plain(mail).count("Past its day") == 1
    assert plain(mail).count("stop: ") == 3
    pass_by_pass(desk, TODAY, TODAY + timedelta(days=7))
    (mail,) = desk.told("tom@reader.example")
    assert plain(mail).count("Past its day") == 1


@pytest.mark.parametrize("step", ["untold", "put", "gather_mails", "sent"])
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_run_that_ends_at_any_step_tells_nothing_twice(desk, monkeypatch, step, after):
    due = days_ago(5)
    desk.tell(named("1", due))
    desk.follow("search", ASKED, now=at(days_ago(8)))
    with killed_at(monkeypatch, step, after=after):
        desk.notify(at(days_ago(4)))
    for days in (4, 3, 2, 1, 0):
        desk.notify(at(days_ago(days), 12))
    assert len(desk.told()) == 1


def test_a_dry_run_counts_what_was_not_told_yet(desk):
    desk.tell(named("1", days_ago(2)), named("2", days_ago(1)))
    desk.follow("search", ASKED, now=at(days_ago(4)))
    assert answerable("notify", "--dry-run", record=desk.record.directory).stdout.startswith(b"would keep 2 alerts")
    desk.notify(at(days_ago(1)))
    assert answerable("notify", "--dry-run", record=desk.record.directory).stdout.startswith(b"would keep 1 alert ")
    desk.notify()
    assert answerable("notify", "--dry-run", record=desk.record.directory).stdout.startswith(b"would keep 0 alerts")


def test_how_often_it_would_have_told_is_what_it_did(desk):
    late = {"answer": answer("All hold.", on=TODAY)}
    in_time = {"answer": answer("All hold.", on=days_ago(9))}
    desk.tell(
        named("1", days_ago(40)), named("2", days_ago(20)), named("3", days_ago(20), **late), named("4", days_ago(9)),
        named("5", days_ago(9), **in_time), named("6", days_ago(1)), named("7", TODAY),
        named("8", days_ago(4), words="To ask about reeds."), named("9", days_ago(3), withdrawn=True),
    )  # fmt: skip
    told = expected(desk.workspace, Followed("search", ASKED), TODAY)
    assert (told.things, told.exact, told.broad) == (4, True, False)
    assert told.mails["immediately"] == told.mails["daily"] == 3
    assert expected(desk.workspace, Followed("search", "is:overdue"), TODAY).things == 5


def test_those_overdue_are_left_out_of_what_is_followed_when_asked(desk):
    desk.tell(named("1", days_ago(3)), named("2", TODAY + timedelta(days=3)))
    desk.follow("search", "weirs -is:overdue")
    desk.tell(*(named(uin, due, withdrawn=False, words="To ask whether weirs hold.")
                for uin, due in (("4", days_ago(1)), ("5", TODAY + timedelta(days=2)))))  # fmt: skip
    desk.notify()
    (mail,) = desk.told()
    assert "/5" in plain(mail)
    assert "/4" not in plain(mail)


def test_the_feed_tells_what_went_past_its_day_lately_the_latest_first(desk):
    desk.tell(named("1", days_ago(40)), named("2", days_ago(20)), named("3", days_ago(2)), named("4", TODAY))
    told = latest(desk.workspace, Followed("search", ASKED))
    assert [(one.question.rpartition("/")[2], one.what, one.day) for one in told] == [
        ("3", What.LATE, days_ago(2)),
        ("2", What.LATE, days_ago(20)),
    ]


def test_a_follow_says_that_it_is_of_what_is_overdue(desk):
    desk.tell(named("1", TODAY))
    assert thing(desk.workspace, Followed("search", ASKED)).overdue
    assert not thing(desk.workspace, Followed("search", "weirs -is:overdue")).overdue
    kept = desk.follow("search", ASKED, now=at(days_ago(2)))
    assert follows.follow(desk.record, kept.name).since == days_ago(2)
