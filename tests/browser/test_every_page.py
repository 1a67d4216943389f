"""What holds for every kind of page: fit for a phone, and nothing that axe-core objects to, in light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
Q = "/q/uk-commons/2025-09-16"
BODY = "department-for-wellbeing-and-hospitals"
PAGES = {
    "front": "/",
    "results": "/search?q=weirs",
    "one result, chosen": "/search?q=weirs+is%3Awithdrawn",
    "no result": "/search?q=otters",
    "query error": "/search?q=weirs+tabled%3Asoon",
    "answered, grouped, interest": f"{Q}/1201",
    "holding": f"{Q}/1203",
    "hostile": f"{Q}/1204",
    "open": f"{Q}/1205",
    "corrected": f"{Q}/1206",
    "withdrawn": f"{Q}/1207",
    "list, table, attachment": f"{Q}/1208",
    "no longer listed": f"{Q}/1210",
    "Lords": "/q/uk-lords/2025-09-16/HL1209",
    "Members": "/members",
    "Member": "/member/uk-901",
    "names": "/names?which=all",
    "bodies": "/bodies",
    "body": "/body/department-for-rivers",
    "status": "/status",
    "about": "/about",
    "style": "/style",
    "check": "/check",
    "is this wrong": f"/wrong{Q.removeprefix('/q')}/1201",
    "API": "/api/v1",
    "not found": "/no/such/page",
}
# Of the made-up parliament, for they need more than a few questions.
FULL_PAGES = {
    "everything found of a question": "/q/uk-commons/2023-11-20/1502",
    "Member with a picture": "/member/uk-4150",
    "body with a picture": f"/body/{BODY}",
    "given most often": "/same",
    "one answer to several": "/same/uk-commons/2023-12-01/1001",
    "compared": "/compare/uk-commons/2023-11-20/1502/and/uk-commons/2023-12-01/1001",
    "asked the same way": "/series/uk-commons/2025-04-21/1050",
    "partly the same": "/partly/uk-commons/2023-11-20/1502",
    "words": f"/body/{BODY}/words",
    "declined": f"/body/{BODY}/declined?year=2023&ground=cost",
    "documents": "/documents",
    "document": "/document/consultation-on-the-rural-buses-framework-2022",
    "citations without a document": "/documents/unmatched",
    "promises": "/promises?due=all",
    "waiting": "/waiting",
    "how long": "/timeliness",
    "behind a figure": "/timeliness/questions?figure=all",
    "gaps": "/gaps",
    "follow": "/follow?search=weirs",
}
AXE = Axe()
ALSO = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}  # WCAG 2.5.8, which axe leaves out
every_page = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)


def objections(page):
    return told(AXE.run(page, options=ALSO).response)


def told(response):
    found = response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]


@every_page
def test_axe_objects_to_nothing_in_light_or_dark(visit, path):
    page = visit(path, color_scheme="light")
    assert objections(page) == []
    page.emulate_media(color_scheme="dark")
    in_dark = page.evaluate("axe.run({runOnly: ['color-contrast']})")  # nothing else differs; axe is there already
    assert told(in_dark) == []


@every_page
def test_a_phone_never_scrolls_sideways(visit, path):
    page = visit(path, viewport={"width": 340, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 340


@pytest.mark.parametrize("path", FULL_PAGES.values(), ids=FULL_PAGES)
def test_a_page_of_the_made_up_parliament_is_fit_for_a_phone_and_for_everybody(visit, demo, path):
    page = visit(path, at=demo.removesuffix("/api/v1"), viewport={"width": 340, "height": 700}, color_scheme="light")
    assert page.evaluate("document.documentElement.scrollWidth") <= 340
    assert objections(page) == []
    page.emulate_media(color_scheme="dark")
    assert told(page.evaluate("axe.run({runOnly: ['color-contrast']})")) == []


def test_a_checked_draft_is_fit_for_a_phone_and_for_everybody(visit):
    page = visit("/check", viewport={"width": 340, "height": 700})
    page.get_by_label("Draft question").fill("To ask the Secretary of State for Rivers, whether she is aware of weirs.")
    page.get_by_role("button", name="Check this draft").click()
    page.get_by_role("heading", name="Asked before").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 340
    assert objections(page) == []


def test_the_front_page_of_an_empty_record_says_what_to_do(visit, empty_site):
    page = visit("/", at=empty_site, viewport={"width": 340, "height": 700})
    assert "This record is empty" in page.locator("main").text_content()
    assert page.evaluate("document.documentElement.scrollWidth") <= 340
    assert objections(page) == []
