"""Following from a page to the alert and out again, in a real browser with mail that really arrives."""

import re
from datetime import UTC, datetime

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.following.conftest import settings
from tests.following.mailbox import html, mail_server
from tests.samples import answerable, listed, official, served

pytestmark = pytest.mark.browser
TODAY = f"{datetime.now(UTC).date()}T00:00:00"


def add(record, uin, **fields):
    file = record.parent / f"{uin}.json"
    file.write_bytes(listed(official(uin, dateTabled=TODAY, answerText=None, dateAnswered=None, **fields)))
    done = answerable("add", file, record=record)
    assert done.returncode == 0, done.stderr


def fit(page):
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]][:2]) for one in found] == []


def test_a_reader_follows_a_search_is_told_and_stops(chromium, tmp_path):
    record = tmp_path / "record"
    with mail_server() as (mailbox, port), served_with_mail(record, port) as site:
        page = chromium.new_context(base_url=site, viewport={"width": 390, "height": 800}).new_page()
        page.goto("/search?q=weirs")
        page.get_by_role("link", name="Follow this").click()
        expect(page.get_by_text("In the last 30 days it would have told you")).to_be_visible()
        fit(page)
        page.get_by_label("immediately").check()
        page.get_by_label("Your e-mail address").fill("reader@weirs.example")
        page.get_by_role("button", name="Follow").click()
        expect(page.get_by_role("heading", name="Look for our mail")).to_be_visible()

        assert answerable("notify", record=record).returncode == 0
        (link,) = mailbox.links("confirm")
        page.goto(link.replace("http://weirs.example", site))
        fit(page)
        page.get_by_role("button", name="Yes, follow it").click()
        expect(page.get_by_role("heading", name="What you follow")).to_be_visible()
        fit(page)
        mailbox.taken.clear()

        add(record, "1299", heading="Weirs: <b>Otters</b>")
        told = answerable("notify", record=record)
        assert b"1 mail sent" in told.stdout
        assert answerable("notify", record=record).stdout.startswith(b"0 new alerts, 0 mails sent")
        ((to, mail),) = mailbox.taken
        assert to == "reader@weirs.example"
        assert "Weirs: <b>Otters</b>" in mail["Subject"]
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        page.set_content(html(mail))
        assert page.locator("b").count() == 0
        expect(page.get_by_role("link", name=re.compile("Otters"))).to_be_visible()

        (stop,) = re.findall(r"http://weirs.example(/follow/stop(?:-all)?/[^>]+)", mail["List-Unsubscribe"])
        page.goto(f"{site}{stop}")
        fit(page)
        page.get_by_role("button", name=re.compile("^Stop")).click()
        expect(page.get_by_text("You are told no more of it")).to_be_visible()
        mailbox.taken.clear()
        add(record, "1300", heading="Weirs: Reeds")
        assert answerable("notify", record=record).returncode == 0
        assert mailbox.taken == []
    assert not any(b"reader@weirs.example" in file.read_bytes() for file in record.rglob("*") if file.is_file())


def served_with_mail(record, port):
    record.mkdir()
    settings(record, port)
    add(record, "1201")
    return served(record)
