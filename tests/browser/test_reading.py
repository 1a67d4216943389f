"""A person at the site, in a real browser: searching, narrowing, reading, going back."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
Q = "/q/uk-commons/2025-09-16"
PHONE = {"viewport": {"width": 390, "height": 800}}


def test_search_by_keyboard_alone(visit):
    page = visit("/")
    page.keyboard.press("/")
    expect(page.get_by_label("Search questions and answers")).to_be_focused()
    page.keyboard.type("tide tables")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 question for tide tables")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page's content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_slash_typed_into_the_box_stays_a_slash(visit):
    page = visit("/")
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    expect(page.get_by_label("Search questions and answers")).to_have_value("a/b")


def test_what_is_typed_suggests_pages_that_the_arrows_reach(visit):
    page = visit("/")
    box = page.get_by_label("Search questions and answers")
    box.press_sequentially("fenn")
    suggested = page.get_by_role("list", name="Pages that this may mean")
    first = suggested.get_by_role("link", name="Ida Fenn").first
    expect(first).to_be_visible()
    page.keyboard.press("Escape")
    expect(suggested).to_be_hidden()
    box.press("Backspace")
    expect(suggested).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ida Fenn")


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_searching_narrowing_and_reading(visit, script):
    page = visit("/", java_script_enabled=script)
    page.get_by_label("Search questions and answers").fill("weirs")
    page.get_by_role("button", name="Search").click()
    headline = page.get_by_role("heading", level=1)
    everything = headline.text_content()
    page.get_by_role("complementary").get_by_role("link", name="withdrawn").click()
    expect(headline).to_contain_text("1 question for weirs is:withdrawn")
    page.get_by_role("link", name="Remove withdrawn").click()
    expect(headline).to_have_text(everything)
    first = page.get_by_role("link", name="Weirs: Inspections").first
    name, address = first.text_content(), first.get_attribute("href")
    first.click()
    expect(page).to_have_url(re.compile(f"{address}$"))
    expect(headline).to_have_text(name)
    page.get_by_role("link", name="Ida Fenn").click()
    expect(headline).to_have_text("Ida Fenn")


def test_back_keeps_the_place_in_a_list(visit):
    page = visit("/body/department-for-rivers?page=1")
    last = page.locator(".lines > li a").last
    last.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    assert place > 500
    last.click()
    expect(page).to_have_url(re.compile(f"{Q}/"))
    page.go_back()
    expect(page.get_by_role("heading", name="Asked of it, newest first")).to_be_attached()
    page.wait_for_function(f"Math.abs(scrollY - {place}) < 5")


def test_on_a_phone_the_facets_are_one_tap_away(visit):
    page = visit("/search?q=weirs", **PHONE)
    page.get_by_role("link", name="Narrow these results").click()
    expect(page.get_by_role("complementary")).to_be_in_viewport()


def test_a_note_stands_beside_its_words_and_on_a_phone_below(visit):
    page = visit(f"{Q}/1206")
    words, note = page.locator(".answer .text").first, page.locator("#corrected")
    assert note.bounding_box()["x"] > words.bounding_box()["x"] + words.bounding_box()["width"]
    expect(note.locator("blockquote")).to_be_hidden()
    note.get_by_text("The words before").click()
    expect(note.locator("blockquote")).to_have_text("The Department inspected 40 weirs.")
    page.set_viewport_size(PHONE["viewport"])
    below, second = note.bounding_box(), page.locator(".answer .text").nth(1).bounding_box()
    assert words.bounding_box()["y"] < below["y"] < second["y"]


def test_on_paper_there_are_words_and_footnotes_but_nothing_to_click(visit):
    page = visit(f"{Q}/1206", color_scheme="dark")
    page.emulate_media(media="print")
    for hidden in ("header nav", "header form", ".skip"):
        expect(page.locator(hidden)).to_be_hidden()
    note, last = page.locator("#corrected").bounding_box(), page.locator(".answer .text").last.bounding_box()
    assert note["y"] >= last["y"] + last["height"]
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("#corrected blockquote").bounding_box()["height"] > 0


@pytest.mark.parametrize("width", [340, 390, 1280])
def test_labels_of_a_life_do_not_touch(visit, width):
    page = visit(f"{Q}/1206", viewport={"width": width, "height": 800})
    boxes = [one.bounding_box() for one in page.locator(".life text").all()]
    assert len(boxes) == 4
    for at, one in enumerate(boxes):
        assert one["x"] >= 0 and one["x"] + one["width"] <= width
        for other in boxes[at + 1 :]:
            apart = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
            assert apart or abs(one["y"] - other["y"]) > 10


def test_what_is_hostile_in_an_answer_stays_inert(visit):
    page = visit(f"{Q}/1204")
    expect(page.locator(".answer")).to_contain_text("The weir holds <b>firm</b>.")
    page.get_by_text("The weir").click()
    page.get_by_text("a bad link").click()
    assert page.url.endswith("/1204")
    assert page.locator(".answer :is(script, img, style, [onclick], [onerror])").count() == 0
