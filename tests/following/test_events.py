"""What happens reaches those who follow it: once, when it is due, and nothing that they could know before."""

from datetime import UTC, datetime, timedelta

import pytest

from answerable.errors import InputError, NotFound, QueryError
from answerable.model.people import body_of_name
from answerable.queries.alerts import gather
from answerable.queries.following import expected, latest, thing
from answerable.record import outbox
from answerable.record.follows import Followed
from answerable.record.outbox import What
from tests.following.conftest import TODAY, days_ago
from tests.following.mailbox import html, plain
from tests.record.say import BODY, answer, official, page

LONG = "We have inspected every weir on the river and found that all of them hold, as they did in the years before."
TIDES = body_of_name("Office of Tides", 32)


def said(uin="1", **fields):
    return official(uin, **({"tabled": days_ago(3)} | fields))


def later(uin="1", **fields):
    """A later reading of the same source."""
    return said(uin, said=datetime.now(UTC).isoformat(timespec="seconds"), **fields)


def id_of(uin, tabled=None):
    return f"uk-commons/{tabled or days_ago(3)}/{uin}"


EVENTS = {
    "asked": ([], said("2", tabled=TODAY), "Asked on"),
    "answered": ([said("2")], later("2", answer=answer("We mend all weirs.", on=TODAY)), "Answered on"),
    "holding": ([said("2")], later("2", answer=answer("I shall reply.", on=TODAY, holding=True)), "Holding answer on"),
    "corrected": (
        [said("2", answer=answer("We mend 40 weirs.", on=days_ago(1)))],
        later("2", answer=answer("We mend 41 weirs.", on=days_ago(1), corrected_on=TODAY)),
        "Answer corrected on",
    ),
    "moved": ([said("2")], later("2", body=TIDES), "Moved to another body"),
    "withdrawn": ([said("2")], later("2", withdrawn=True), "Withdrawn"),
}


@pytest.mark.parametrize(("before", "after", "words"), EVENTS.values(), ids=EVENTS)
def test_each_event_is_told_to_those_whom_it_concerns_and_to_nobody_else(desk, before, after, words):
    desk.tell(said("1", words="To ask about reeds."), said("9", body=body_of_name("Office of Reeds")), *before)
    follows = {"search": "weirs", "member": "uk-901", "body": BODY.id}
    for kind, what in follows.items():
        desk.follow(kind, what, f"{kind}@reader.example")
    desk.follow("search", "otters", "otters@reader.example")
    desk.follow("body", "office-of-reeds", "reeds@reader.example")
    desk.tell(after)
    assert desk.notify().sent == len(follows)
    assert {to for to, _ in desk.mailbox.taken} == {f"{kind}@reader.example" for kind in follows}
    for _, mail in desk.mailbox.taken:
        assert words in plain(mail)
        assert words in html(mail)
    assert desk.notify().sent == 0


def test_a_question_is_followed_under_the_id_that_it_gets_later(desk):
    desk.tell(page(reply=None))
    (question,) = desk.record.everything()
    desk.follow("question", question.id)
    desk.tell(said("1", asker=page().asker))
    desk.tell(later("1", asker=page().asker, answer=answer("All hold.", on=TODAY)))
    assert desk.notify().sent == 1
    assert "All hold." in plain(desk.told()[0])


def test_a_cited_document_is_followed(desk):
    desk.tell(said("1", words="To ask what follows from CP 1338."))
    desk.follow("document", "cp-1338")
    desk.tell(said("2", tabled=TODAY, words="To ask who wrote CP 1338."), said("3", tabled=TODAY, words="To ask."))
    desk.notify()
    (mail,) = desk.told()
    assert "who wrote CP 1338" in plain(mail)
    assert mail["Subject"].startswith("Asked: ")


def test_an_answer_given_again_is_told_to_those_who_follow_it_or_its_question(desk):
    desk.tell(said("1", answer=answer(LONG, on=days_ago(2))))
    desk.follow("same", id_of("1"))
    desk.follow("question", id_of("1"))
    desk.tell(said("2", answer=answer(LONG, on=TODAY)), said("3", answer=answer("Something else.", on=TODAY)))
    done = desk.notify()
    assert (done.news, done.sent) == (1, 1)
    assert "The same answer given again on" in plain(desk.told()[0])


def test_the_body_that_a_question_leaves_hears_of_it(desk):
    desk.tell(said("1"), said("2", body=TIDES))
    desk.follow("body", BODY.id)
    desk.tell(later("1", body=TIDES))
    assert desk.notify().sent == 1
    assert "From the Department for Rivers to the Office of Tides" in plain(desk.told()[0])


def test_promises_are_told_a_week_before_their_day_and_when_it_has_passed(desk):
    by = (TODAY + timedelta(days=20)).strftime("%-d %B %Y")
    desk.tell(said("1", answer=answer(f"We will publish the weir review by {by}.", on=days_ago(2))))
    assert len(desk.workspace.commitments.of(id_of("1"), TODAY)) == 1
    desk.follow("question", id_of("1"))
    now = datetime.now(UTC)
    for days, words in ((0, ""), (12, ""), (13, "Promise due soon: promised by"), (20, ""), (21, "Promise overdue")):
        before = len(desk.told())
        desk.notify(now + timedelta(days=days))
        desk.notify(now + timedelta(days=days))
        fresh = desk.told()[before:]
        assert len(fresh) == bool(words)
        assert all(words in plain(mail) for mail in fresh)


def test_one_thing_is_told_once_however_many_follows_match(desk):
    desk.tell(said("1"))
    for kind, what in (("search", "weirs"), ("search", "inspected weirs"), ("body", BODY.id), ("member", "uk-901")):
        desk.follow(kind, what)
    desk.follow("search", "weirs", "tom@reader.example", "weekly")
    desk.tell(said("2", tabled=TODAY))
    assert desk.notify().news == 2
    (mail,) = desk.told()
    assert plain(mail).count(id_of("2", TODAY)) == 1
    assert plain(mail).count("stop: ") == 4
    assert desk.told("tom@reader.example") == []


def test_daily_and_weekly_mails_come_in_the_morning_with_all_since_the_last(desk):
    tuesday = datetime(2026, 3, 3, 9, tzinfo=UTC)
    desk.tell(official("1", tabled=tuesday.date()))
    desk.follow("search", "weirs", cadence="daily", now=tuesday)
    desk.follow("body", BODY.id, "tom@reader.example", "weekly", tuesday)
    told = []
    for hours in range(0, 24 * 7, 3):
        now = tuesday + timedelta(hours=hours)
        if hours in (3, 6, 48):
            desk.tell(official(f"2{hours}", tabled=now.date()))
        before = len(desk.told()), len(desk.told("tom@reader.example"))
        desk.notify(now)
        after = len(desk.told()), len(desk.told("tom@reader.example"))
        told += [now.strftime(f"{who} %a %H")] if (who := _who(before, after)) else []
    assert told == ["ida Wed 06", "ida Fri 06", "tom Mon 06"]
    assert [plain(mail).count("Asked on") for mail in desk.told()] == [2, 1]
    assert [plain(mail).count("Asked on") for mail in desk.told("tom@reader.example")] == [3]


def _who(before, after):
    return "".join(name for name, one, two in zip(("ida", "tom"), before, after, strict=True) if two > one)


def test_what_was_there_before_following_is_not_told(desk):
    desk.tell(said("1"))
    desk.follow("search", "weirs")
    desk.wish("body", BODY.id, "tom@reader.example")
    desk.notify()
    desk.tell(said("2", tabled=TODAY))
    desk.confirm()  # and by now he sees it on the page
    desk.notify()
    assert (len(desk.told()), desk.told("tom@reader.example")) == (1, [])


def test_old_questions_taken_in_now_are_no_news(desk):
    desk.tell(said("1"))
    desk.follow("search", "weirs")
    desk.tell(official("2", tabled=days_ago(400), answer=answer(on=days_ago(390))))
    assert desk.notify().news == 0


def test_another_source_that_tells_the_same_is_no_news(desk):
    desk.tell(said("1"))
    desk.follow("search", "weirs")
    desk.tell(later("1", answer=answer("All hold.", on=TODAY)))
    assert desk.notify().news == 1
    desk.tell(later("1", source="theyworkforyou", answer=answer("All hold.", on=TODAY)))
    assert desk.notify().news == 0


def test_what_it_would_have_told_is_what_it_did(desk):
    desk.tell(said("1", tabled=days_ago(200)))
    for uin in range(2, 12):
        desk.tell(said(str(uin), tabled=days_ago(uin), answer=answer("All hold.", on=days_ago(1))))
    desk.tell(said("20", tabled=days_ago(90), answer=answer("All hold.", on=days_ago(60))))
    told = expected(desk.workspace, Followed("search", "weirs"), TODAY)
    assert (told.things, told.exact, told.broad) == (20, True, False)
    assert told.mails["immediately"] == 20
    assert told.mails["daily"] == 11
    news = list(
        gather(
            desk.workspace,
            outbox.Place(0, TODAY - timedelta(days=1)),
            outbox.Place(10**6, TODAY),
            [Followed("search", "weirs")],
        )
    )
    assert len(news) == told.things


def test_a_reader_is_warned_of_what_is_too_broad(desk):
    desk.tell(*(said(str(uin), tabled=days_ago(5)) for uin in range(1, 602)))
    told = expected(desk.workspace, Followed("search", ""), TODAY)
    assert (told.things, told.exact, told.broad) == (601, False, True)
    assert told.mails == {"immediately": 601, "daily": 30, "weekly": 5}


def test_the_feed_of_each_kind_tells_the_latest_first(desk):
    desk.tell(said("1", words="To ask of CP 1338 and weirs.", answer=answer(LONG, on=days_ago(1))))
    desk.tell(said("2", tabled=days_ago(2), answer=answer(LONG, on=TODAY), words="To ask."))
    kinds = {"search": "weirs", "question": id_of("1"), "member": "uk-901", "body": BODY.id, "document": "cp-1338"}
    for kind, what in kinds.items():
        told = latest(desk.workspace, Followed(kind, what))
        days = [one.day for one in told]
        assert days == sorted(days, reverse=True)
        assert {What.ASKED, What.ANSWERED} <= {one.what for one in told if one.question == id_of("1")}
    assert len(latest(desk.workspace, Followed("same", id_of("2", days_ago(2))))) == 4


@pytest.mark.parametrize(
    ("kind", "what", "error"),
    [
        ("search", "tabled:soon", QueryError),
        ("search", "same-as:uk-commons/2020-01-01/9", QueryError),
        ("question", "uk-commons/2020-01-01/9", NotFound),
        ("member", "uk-1", NotFound),
        ("body", "nobody", NotFound),
        ("document", "cp-1", NotFound),
        ("same", "uk-commons/2020-01-01/9", NotFound),
    ],
)
def test_what_is_not_there_cannot_be_followed(desk, kind, what, error):
    desk.tell(said("1"))
    with pytest.raises(error):
        thing(desk.workspace, Followed(kind, what))


@pytest.mark.parametrize(
    "address", ["", "ida", "ida@", "a b@c.example", "ida@x.example\r\nBcc: tom@x.example", "é@x.example"]
)
def test_what_is_no_address_is_refused(desk, address):
    desk.tell(said("1"))
    with pytest.raises(InputError, match="expected an e-mail address"):
        desk.wish("search", "weirs", address)
