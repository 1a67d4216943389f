"""What helps a page to be found and passed on, over HTTP."""

import json

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.samples import answerable, official, served, single

Q = "/q/uk-commons/2025-09-16"


def get(site, path, status=200):
    answered = httpx.get(site + path)
    assert answered.status_code == status, answered.text
    return answered


def test_the_short_address_that_a_page_shows_leads_to_it(site):
    page = LexborHTMLParser(get(site, f"{Q}/1201").text)
    short = next(one.attributes["href"] for one in page.css("a") if one.attributes["href"].startswith("/s/"))
    led = httpx.get(site + short)
    assert (led.status_code, led.headers["location"]) == (301, f"{Q}/1201")
    assert "expected a short address" in get(site, "/s/elsewhere", 404).text


def test_a_card_is_a_picture_of_the_size_that_others_show(site):
    page = LexborHTMLParser(get(site, f"{Q}/1204").text)
    address = page.css_first('meta[property="og:image"]').attributes["content"]
    answered = httpx.get(address)
    assert answered.headers["content-type"] == "image/png"
    assert answered.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert [int.from_bytes(answered.content[at : at + 4]) for at in (16, 20)] == [1200, 630]
    assert get(site, "/card/uk-commons/2025-09-16/9.png", 404)


def test_programs_are_told_who_asked_and_who_answered(site):
    page = LexborHTMLParser(get(site, f"{Q}/1201").text)
    told = json.loads(page.css_first('script[type="application/ld+json"]').text())
    asked = told["mainEntity"]
    assert told["url"] == f"{site}{Q}/1201"
    assert asked["author"]["name"] == "Ida Fenn"
    assert asked["acceptedAnswer"]["text"] == "The Department inspected 41 weirs in 2024."
    assert asked["acceptedAnswer"]["author"]["name"] == "Tom Quill"
    opened = LexborHTMLParser(get(site, f"{Q}/1205").text).css_first('script[type="application/ld+json"]').text()
    assert json.loads(opened)["mainEntity"]["answerCount"] == 0


def test_hostile_words_do_not_leave_the_data_they_stand_in(site):
    raw = get(site, f"{Q}/1204").text
    data = raw.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    assert "<" not in data
    assert json.loads(data)["mainEntity"]["name"] == "<b>Weirs</b> & reeds"


def test_the_map_of_the_site_lists_every_question_and_each_is_there(site):
    maps = LexborHTMLParser(get(site, "/sitemap.xml").text).css("loc")
    assert [one.text() for one in maps] == [f"{site}/sitemap/1.xml"]
    listed = [one.text() for one in LexborHTMLParser(httpx.get(maps[0].text()).text).css("loc")]
    assert len(listed) == len(set(listed)) == 9
    for address in listed:
        assert httpx.get(address).status_code == 200, address
    assert "sitemap/2.xml" not in get(site, "/sitemap.xml").text
    assert get(site, "/sitemap/no.xml", 404)


def test_robots_are_told_where_the_map_is(site):
    assert f"Sitemap: {site}/sitemap.xml" in get(site, "/robots.txt").text.splitlines()


OWN = "https://questions.example.org"


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    """A record whose readers find its site at OWN, wherever it listens."""
    place = tmp_path_factory.mktemp("known")
    words = "<p>We will publish the review of weirs by 31 December 2099.</p>"
    (place / "one.json").write_bytes(single(official("1201", answerText=words)))
    assert answerable("add", place / "one.json", record=place / "record").returncode == 0
    (place / "record" / "settings.toml").write_text(f'site = "{OWN}/"\n')
    return place / "record"


def test_the_address_that_is_set_stands_wherever_an_address_is_passed_on(known):
    with served(known) as site:
        page = LexborHTMLParser(get(site, f"{Q}/1201").text)
        assert page.css_first("link[rel=canonical]").attributes["href"] == f"{OWN}{Q}/1201"
        for name, path in (("og:url", f"{Q}/1201"), ("og:image", f"/card{Q[2:]}/1201.png")):
            assert page.css_first(f'meta[property="{name}"]').attributes["content"] == OWN + path
        assert any(one.text().startswith(f"{OWN}/s/c") for one in page.css("a"))
        assert f"Sitemap: {OWN}/sitemap.xml" in get(site, "/robots.txt").text
        assert f"<loc>{OWN}{Q}/1201</loc>" in get(site, "/sitemap/1.xml").text
        assert f"URL:{OWN}{Q}/1201" in get(site, "/promises.ics?due=all").text
        for feed in ("/feed.json?search=", "/feed.atom?search=", "/waiting.atom", "/dossier/md?q=weirs"):
            told = get(site, feed).text
            assert OWN in told
            assert site not in told
        asked_as_another = httpx.get(f"{site}{Q}/1201", headers={"Host": "elsewhere.example"})
        assert "elsewhere.example" not in asked_as_another.text


def test_commands_take_the_address_that_is_set_unless_they_are_told_another(known):
    told = answerable("dossier", "weirs", "--format", "md", record=known).stdout.decode()
    assert f"{OWN}{Q}/1201" in told
    other = answerable("dossier", "weirs", "--format", "md", "--site", "https://b.example", record=known)
    assert (OWN in other.stdout.decode(), "https://b.example/q/" in other.stdout.decode()) == (False, True)
