"""The pages for following, without a browser: what they refuse, and what they never tell."""

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.following.conftest import settings
from tests.following.mailbox import free_port
from tests.samples import answerable, listed, official, running

FOLLOWED = ["search=weirs", "question=uk-commons/2025-09-16/1201", "member=uk-901", "body=department-for-rivers",
            "same=uk-commons/2025-09-16/1201"]  # fmt: skip


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    place = tmp_path_factory.mktemp("follow")
    settings(place / "record", free_port())
    (place / "list.json").write_bytes(listed(official("1201"), official("1202", heading="Weirs: Staff")))
    done = answerable("add", place / "list.json", record=place / "record")
    assert done.returncode == 0, done.stderr
    return place / "record"


@pytest.fixture(scope="module")
def site(record):
    with running("serve", "--port", "0", record=record) as address:
        yield address


def wish(site, address="a@weirs.example", kind="search", what="weirs", cadence="daily", token=None):
    form = httpx.get(f"{site}/follow?search=weirs")
    given = form.text.partition('name="_csrf_token" value="')[2].partition('"')[0] if token is None else token
    data = {"_csrf_token": given, "kind": kind, "what": what, "address": address, "cadence": cadence}
    return httpx.post(f"{site}/follow/wish", data=data, cookies=form.cookies)


@pytest.mark.parametrize("what", FOLLOWED)
def test_whatever_can_be_followed_has_a_page_and_two_feeds(site, what):
    page = httpx.get(f"{site}/follow?{what}")
    assert page.status_code == 200
    assert LexborHTMLParser(page.text).css_first("form.wish input[name=address]")
    atom, feed = httpx.get(f"{site}/feed.atom?{what}"), httpx.get(f"{site}/feed.json?{what}")
    assert atom.headers["content-type"].startswith("application/atom+xml") and b"<entry>" in atom.content
    assert feed.json()["version"] == "https://jsonfeed.org/version/1.1" and feed.json()["items"]


@pytest.mark.parametrize("path", ["/search?q=weirs", "/q/uk-commons/2025-09-16/1201", "/member/uk-901",
                                  "/body/department-for-rivers", "/same/uk-commons/2025-09-16/1201"])  # fmt: skip
def test_pages_tell_programs_of_their_feeds_and_people_how_to_follow(site, path):
    page = LexborHTMLParser(httpx.get(site + path).text)
    kinds = {one.attributes.get("type") for one in page.css('link[rel="alternate"]')}
    assert {"application/atom+xml", "application/feed+json"} <= kinds
    assert page.css('a[href^="/follow?"]')


def test_what_is_answered_does_not_tell_whether_an_address_is_known(site):
    first, again, other = (wish(site, address) for address in ("a@weirs.example", "a@weirs.example", "b@weirs.example"))
    assert {(one.status_code, one.headers["location"]) for one in (first, again, other)} == {(303, "/follow/asked")}


def test_a_form_from_elsewhere_is_refused(site):
    assert wish(site, token="forged").status_code == 403


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"address": "no address"}, 400),
        ({"address": "a@weirs.example\r\nBcc: b@weirs.example"}, 400),
        ({"kind": "elsewhere"}, 400),
        ({"cadence": "hourly"}, 400),
        ({"what": "tabled:soon"}, 400),
        ({"kind": "member", "what": "nobody"}, 404),
    ],
)
def test_what_makes_no_wish_is_refused(site, given, status):
    assert wish(site, **given).status_code == status


@pytest.mark.parametrize("link", ["confirm/forged", "yours/forged", "stop/forged", "stop-all/x.y.z"])
def test_a_forged_link_does_nothing(site, link):
    answered = httpx.get(f"{site}/follow/{link}")
    assert answered.status_code == 404
    assert "this link is not whole" in answered.text


def test_where_nothing_is_taken_in_only_feeds_are_offered(record):
    with running("serve", "--port", "0", "--read-only", record=record) as site:
        page = httpx.get(f"{site}/search?q=weirs").text
        assert "/feed.atom?" in page and "Follow this" not in page
        assert httpx.post(f"{site}/follow/wish", data={"kind": "search"}).status_code == 403
