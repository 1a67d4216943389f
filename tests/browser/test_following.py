"""Following something, in a real browser, with mails that really arrive."""

import re
from datetime import UTC, datetime
from time import sleep

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import objections
from tests.following.conftest import IDA, settings
from tests.following.mailbox import free_port, html, mail_server, plain
from tests.samples import answerable, official, running, single

pytestmark = pytest.mark.browser
TODAY = datetime.now(UTC).date()
NO_ANSWER = {"answerText": None, "dateAnswered": None, "answeringMember": None}


def add(place, uin, **fields):
    file = place / f"{uin}.json"
    file.write_bytes(single(official(uin, dateTabled=f"{TODAY}T00:00:00", **fields)))
    done = answerable("add", file, record=place / "record")
    assert done.returncode == 0, done.stderr


@pytest.fixture
def place(tmp_path):
    with mail_server() as (mailbox, port):
        add(tmp_path, "1201", **NO_ANSWER)
        at = free_port()
        settings(tmp_path / "record", port, site=f"http://127.0.0.1:{at}")
        with running("serve", "--port", str(at), "--with-notify", record=tmp_path / "record") as address:
            yield tmp_path, mailbox, address


def wait_until(holds):
    """The server looks for what is to be done every few seconds."""
    for _ in range(300):
        if holds():
            return
        sleep(0.1)
    pytest.fail("nothing came of it")


def arrived(mailbox, count):
    """The newest mail, when so many have come."""
    wait_until(lambda: len(mailbox.taken) >= count)
    assert len(mailbox.taken) == count
    return mailbox.taken[-1]


def test_follow_confirm_be_told_and_stop_without_javascript(chromium, place):
    directory, mailbox, site = place
    window = chromium.new_context(base_url=site, java_script_enabled=False)
    page = window.new_page()
    page.set_default_timeout(10_000)
    page.goto("/search?q=weirs")
    page.get_by_role("link", name="Follow this").click()
    expect(page.get_by_text("it would have told you of 1 thing")).to_be_visible()
    page.get_by_label("immediately").check()
    page.get_by_label("Your e-mail address").fill(IDA)
    page.get_by_role("button", name="Follow").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look for our mail")
    to, mail = arrived(mailbox, 1)
    assert (to, mail["To"]) == (IDA, IDA)

    page.set_content(html(mail))  # as a mail program shows it
    page.get_by_role("link", name="confirm", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Follow “weirs”?")
    expect(page.get_by_label("immediately")).to_be_checked()
    page.get_by_role("button", name="Yes, follow it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you follow")
    expect(page.get_by_text("“weirs”", exact=True)).to_be_visible()
    assert IDA not in page.content()

    add(directory, "1202", heading="Weirs: <b>Reeds</b>", **NO_ANSWER)
    add(directory, "1203", questionText="To ask about otters.", heading="Otters", **NO_ANSWER)
    _, mail = arrived(mailbox, 2)
    assert "1203" not in plain(mail)
    page.set_content(html(mail))
    page.get_by_role("link", name="Weirs: <b>Reeds</b>").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Weirs: <b>Reeds</b>")

    page.set_content(html(mail))
    page.get_by_role("link", name="stop", exact=True).click()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("status")).to_contain_text("You are told no more of it")
    page.set_content(html(mail))
    page.get_by_role("link", name="All that you follow").click()
    expect(page.get_by_text("Nothing.")).to_be_visible()
    add(directory, "1204", **NO_ANSWER)
    done = answerable("notify", "--dry-run", record=directory / "record")
    assert done.stdout == b"would keep 0 alerts and make 0 mails; 0 waiting already\n"
    assert len(mailbox.taken) == 2
    window.close()
    wait_until(lambda: not any(IDA.encode() in file.read_bytes() for file in (directory / "record").glob("record.*")))


def test_the_pages_for_following_are_for_everybody(chromium, place):
    _, mailbox, site = place
    window = chromium.new_context(base_url=site, viewport={"width": 340, "height": 700})
    page = window.new_page()
    page.set_default_timeout(10_000)
    page.goto("/follow?search=weirs")
    checked(page)
    page.get_by_label("Your e-mail address").fill(IDA)
    page.get_by_role("button", name="Follow").click()
    checked(page)
    arrived(mailbox, 1)
    (link,) = mailbox.links("confirm")
    page.goto(link)
    checked(page)
    page.get_by_role("button", name="Yes, follow it").click()
    checked(page)
    (stop,) = re.findall(r'action="(/follow/stop/[^"]+)"', page.content())
    page.goto(stop)
    checked(page)
    page.set_content(html(mailbox.taken[-1][1]))
    assert page.evaluate("document.documentElement.scrollWidth") <= 340
    window.close()


def checked(page):
    """Nothing that axe-core objects to, and no scrolling sideways on a phone."""
    assert objections(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 340
