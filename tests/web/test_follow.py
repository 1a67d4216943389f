"""The pages for following and the feeds, over HTTP as anybody may ask them."""

import json
import re
from datetime import UTC, datetime
from xml.etree.ElementTree import fromstring

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from answerable.record import follows, links, outbox
from answerable.record.follows import Followed
from answerable.record.record import Record
from tests.following.conftest import IDA, TODAY, settings
from tests.samples import answerable, official, running, served, single

Q = "uk-commons/2025-09-16/1201"
KINDS = {
    "search": ("weirs", "/search?q=weirs"),
    "question": (Q, f"/q/{Q}"),
    "member": ("uk-901", "/member/uk-901"),
    "body": ("department-for-rivers", "/body/department-for-rivers"),
    "document": ("cp-1338", "/document/cp-1338"),
    "same": (Q, f"/same/{Q}"),
}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A record that sends mail to a port where nobody listens: what is written stays in the outbox."""
    place = tmp_path_factory.mktemp("followed")
    cited = official("1201", questionText="To ask what follows from CP 1338 for weirs.", heading="<b>Weirs</b>")
    (place / "one.json").write_bytes(single(cited))
    (place / "two.json").write_bytes(single(official("1202", dateTabled=f"{TODAY}T00:00:00", dateAnswered=None,
                                                     answerText=None)))  # fmt: skip
    assert answerable("add", place / "one.json", place / "two.json", record=place / "record").returncode == 0
    settings(place / "record", 1)
    return place / "record"


@pytest.fixture(scope="module")
def site(place):
    with served(place) as address:
        yield address


@pytest.fixture
def client(site):
    with httpx.Client(base_url=site) as client:
        yield client


@pytest.fixture
def record(place):
    opened = Record.open(place)
    yield opened
    opened.close()


def form(client, **fields):
    """The form as the page gives it, filled in."""
    page = client.get("/follow", params={"search": "weirs"}).text
    hidden = dict(re.findall(r'name="(\w+)"[^>]* value="([^"]*)"', page))
    return {name: hidden[name] for name in ("kind", "what", "_csrf_token")} | {
        "address": IDA, "cadence": "daily"} | fields  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_page_leads_to_following_and_names_its_feeds(client, kind):
    what, path = KINDS[kind]
    page = client.get(path).text
    (address,) = set(re.findall(r'href="(/follow\?[^"]+)">Follow this', page))
    form_ = client.get(address)
    assert form_.status_code == 200
    assert f'name="kind" value="{kind}"' in form_.text
    assert f'name="what" value="{what}"' in form_.text
    (atom,) = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]*href="(/feed[^"]+)"', page)
    (feed,) = re.findall(r'<link rel="alternate" type="application/feed\+json"[^>]*href="(/feed[^"]+)"', page)
    told = client.get(feed)
    assert told.headers["content-type"] == "application/feed+json"
    assert told.json()["version"] == "https://jsonfeed.org/version/1.1"
    root = fromstring(client.get(atom).content)
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert ids == [
        told.json()["feed_url"].replace("/feed.json", "/feed.atom"),
        *(one["id"] for one in told.json()["items"]),
    ]
    assert len(set(ids)) == len(ids) > 1


def test_a_feed_tells_the_newest_first_and_escapes(client):
    items = client.get("/feed.json", params={"body": "department-for-rivers"}).json()["items"]
    assert [one["title"] for one in items][1:] == ["Answered: <b>Weirs</b>", "Asked: <b>Weirs</b>"]
    assert items[0]["url"] == f"http://weirs.example/q/uk-commons/{TODAY}/1202#asked-{TODAY}"
    assert items[0]["date_published"] == f"{TODAY}T00:00:00Z"
    assert "<b>Weirs" not in client.get("/feed.atom", params={"search": "weirs"}).text


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("", 400, "expected one of search, question, member, body, document, same; got none"),
        ("search=a&body=b", 400, "got search, body"),
        ("search=tabled:soon", 400, "tabled:soon"),
        ("question=uk-commons/2020-01-01/9", 404, "no question"),
        ("member=uk-1", 404, ""),
        ("search=" + "w" * 1001, 400, ""),
    ],
)
@pytest.mark.parametrize("path", ["/follow", "/feed.atom", "/feed.json"])
def test_what_cannot_be_followed_is_said(client, path, query, status, words):
    answer = client.get(f"{path}?{query}")
    assert answer.status_code == status
    assert words in answer.text


def test_what_is_overdue_is_followed_and_the_page_says_what_is_told(client):
    told = client.get("/follow?search=weirs+is:overdue")
    assert told.status_code == 200
    assert "goes past its day without an answer, once for each, and nothing else" in told.text
    assert "once for each" not in client.get("/follow?search=weirs").text
    assert client.get("/feed.json?search=is:overdue").json()["title"].startswith("“is:overdue”")


def test_the_pieces_of_following_are_shown_among_the_styles_as_the_pages_have_them(client):
    style, page = (LexborHTMLParser(client.get(path).text) for path in ("/style", "/follow?search=weirs"))
    shown = style.css_first("section[aria-labelledby=following]")
    assert shown.css_first(".follow a[href='/follow?search=weirs']") is not None
    told = "In the last 30 days it would have told you of"
    assert f"{told} 3 things." in " ".join(shown.text().split())
    assert f"{told} about 2,400 things." in " ".join(shown.text().split())
    wished, real = shown.css_first("form.wish"), page.css_first("form.wish")
    assert _pieces(wished) == [one for one in _pieces(real) if one != ("input", "hidden")]
    assert "more than most people read" in shown.css_first("[role=note].warning").text()
    assert [one.text() for one in shown.css("form button")] == ["Follow", "Yes, follow it"]
    assert "one with a link is on its way" in shown.css_first("[role=status]").text()
    assert all(form.parent.attributes.keys() == {"inert"} for form in shown.css("form"))  # nothing of it can be sent


def _pieces(form):
    return [(one.tag, one.attributes.get("type")) for one in form.css("fieldset, legend, label, input, button, p")]


def test_a_wish_answers_the_same_whether_the_address_is_known_or_had_enough(client, record):
    answers = []
    for _ in range(5):
        sent = client.post("/follow/wish", data=form(client))
        answers.append((sent.status_code, sent.headers["location"], client.get(sent.headers["location"]).text))
    assert {one[:2] for one in answers} == {(303, "/follow/asked")}
    assert len({re.sub(r"\s+", " ", one[2]) for one in answers}) == 1
    waiting = [one for one in outbox.ready(record, datetime.now(UTC)) if one.address == IDA]
    assert len(waiting) == follows.MOST_ASKED


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"address": "ida"}, 400, "expected an e-mail address"),
        ({"address": "ida@x.org\r\nBcc: tom@x.org"}, 400, "expected an e-mail address"),
        ({"cadence": "hourly"}, 400, "expected one of immediately, daily, weekly"),
        ({"kind": "everything"}, 400, "expected something to follow"),
        ({"what": "w" * 1001}, 400, "expected something to follow"),
        ({"what": "same-as:" + Q + "9"}, 400, "no question"),
        ({"_csrf_token": "guessed"}, 403, "CSRF"),
        ({"address": "a" * 20_000 + "@x.org"}, 413, ""),
    ],
)
def test_a_form_that_makes_no_sense_writes_nothing(client, record, change, status, words):
    before = outbox.waiting(record)
    sent = client.post("/follow/wish", data=form(client) | change)
    assert sent.status_code == status
    assert words in sent.text
    assert outbox.waiting(record) == before


def test_the_form_that_confirms_is_safe_from_other_sites(client, record):
    follows.ask(record, "csrf@reader.example", Followed("search", "weirs"), "weirs", "daily", datetime.now(UTC))
    (mail,) = [one for one in outbox.ready(record, datetime.now(UTC)) if one.address == "csrf@reader.example"]
    token = links.signed(record, "confirm", mail.follow)
    assert client.get(f"/follow/confirm/{token}").status_code == 200  # opening it, as scanners do, confirms nothing
    assert not follows.follow(record, mail.follow).confirmed
    assert client.post(f"/follow/confirmed/{token}", data={"cadence": "daily"}).status_code == 403
    assert not follows.follow(record, mail.follow).confirmed


def test_a_mail_program_stops_all_at_one_press(site, record):
    """RFC 8058: it posts by itself, with no cookie and no page before."""
    address = "press@reader.example"
    follows.ask(record, address, Followed("search", "weirs"), "weirs", "daily", datetime.now(UTC))
    (mail,) = [one for one in outbox.ready(record, datetime.now(UTC)) if one.address == address]
    follows.confirm(record, mail.follow, "daily", datetime.now(UTC))
    stop_all = f"{site}/follow/stop-all/{links.signed(record, 'stop-all', mail.reader)}"
    assert httpx.get(stop_all).status_code == 200
    assert follows.followed_by(record, mail.reader) != []
    pressed = httpx.post(stop_all, data={"List-Unsubscribe": "One-Click"})
    assert pressed.status_code == 200
    assert pressed.headers["cache-control"] == "no-store"
    assert follows.followed_by(record, mail.reader) == []
    assert httpx.post(stop_all, data={"List-Unsubscribe": "One-Click"}).status_code == 200  # again does no harm


@pytest.mark.parametrize("purpose", ["confirm", "stop", "stop-all", "yours"])
def test_a_bad_link_says_so_and_leads_nowhere_else(client, purpose):
    for token in ("x", "//evil.example", "..%2f..%2fstatus", "x" * 3000, "%0d%0aLocation:%20http:%2f%2fevil.example"):
        answer = client.get(f"/follow/{purpose}/{token}")
        assert answer.status_code == 404
        assert "location" not in answer.headers


def test_one_client_can_ask_for_so_many_mails_only(place):
    with served(place) as address, httpx.Client(base_url=address) as client:
        filled = form(client, address="nobody")
        statuses = [client.post("/follow/wish", data=filled).status_code for _ in range(32)]
        assert (statuses.count(400), statuses[-2:]) == (30, [429, 429])
        assert client.get("/follow?search=weirs").status_code == 200


def test_without_a_mail_server_there_are_feeds_only(tmp_path):
    (tmp_path / "one.json").write_bytes(single(official()))
    answerable("add", tmp_path / "one.json", record=tmp_path / "record")
    with served(tmp_path / "record") as address:
        page = httpx.get(f"{address}/follow?search=weirs").text
        assert "This site sends no mail" in page
        assert 'name="address"' not in page
        assert json.loads(httpx.get(f"{address}/feed.json?search=weirs").content)["items"]


def test_where_nothing_is_taken_in_only_feeds_are_offered(place):
    with running("serve", "--port", "0", "--read-only", record=place) as address:
        page = httpx.get(f"{address}/search?q=weirs").text
        assert "/feed.atom?" in page
        assert "Follow this" not in page
        assert 'name="address"' not in httpx.get(f"{address}/follow?search=weirs").text
        assert httpx.post(f"{address}/follow/wish", data={"kind": "search"}).status_code == 403
    refused = answerable("serve", "--read-only", "--with-notify", record=place)
    assert (refused.returncode, b"--with-notify" in refused.stderr) == (2, True)
