"""A person with a keyboard alone walks through every kind of page: where each Tab leads, and what is seen of it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
PAGES = {
    "front": "/",
    "results": "/search?q=humanitarian",
    "question": "/q/uk-commons/2023-11-20/1502",
    "Member": "/member/uk-4150",
    "body": "/body/department-for-wellbeing-and-hospitals",
    "document": "/document/consultation-on-the-rural-buses-framework-2022",
    "promises": "/promises?due=all",
    "waiting": "/waiting",
    "how long": "/timeliness",
    "check": "/check",
    "follow": "/follow?search=weirs",
    "compared": "/compare/uk-commons/2023-11-20/1502/and/uk-commons/2023-12-01/1001",
    "style": "/style",
}
MOST = 400  # stops on a page: more is a trap
# All that the Tab key should reach, in the order of the document, with how each looks while it has no focus.
READY = """() => {
  const looks = (one) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, border } = getComputedStyle(one);
    const drawn = outlineStyle !== "none" && outlineWidth !== "0px" && outlineColor !== "rgba(0, 0, 0, 0)";
    return [drawn && outlineColor + outlineWidth, boxShadow, border].join();
  };
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((one) => one.tabIndex >= 0 && !one.closest("[inert]") && one.checkVisibility({visibilityProperty: true}));
  window.walk = { looks, stops: [], all, before: new Map(all.map((one) => [one, looks(one)])) };
}"""
# After a Tab: notes where it led, and what is amiss there; says whether it left the document or began anew.
STEP = """() => {
  const { looks, stops, before } = window.walk, here = document.activeElement;
  if (here === document.body || here === stops[0]) return "out";
  const inside = (rect) => {
    const x = (Math.max(rect.left, 0) + Math.min(rect.right, innerWidth)) / 2;
    const y = (Math.max(rect.top, 0) + Math.min(rect.bottom, innerHeight)) / 2;
    return here.contains(document.elementFromPoint(x, y));
  };
  const amiss = [], last = stops.at(-1);
  if (here === last && here.type === "date") return amiss;  // its day, its month, its year and its button are stops
  if (looks(here) === before.get(here)) amiss.push("looks the same with focus");
  if (![...here.getClientRects()].some(inside)) amiss.push("is hidden");
  if (here.tabIndex > 0) amiss.push("has a place of its own in the order");
  const on = !last || last.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING;
  if (!on) amiss.push("stands before the last");
  stops.push(here);
  return amiss.map((words) => here.outerHTML.slice(0, 200) + " " + words);
}"""
MISSED = """() => {
  const { all, stops } = window.walk;
  const other = (one) => one.type === "radio" && stops.some((stop) => stop.name === one.name);
  return all.filter((one) => !stops.includes(one) && !other(one)).map((one) => one.outerHTML.slice(0, 200));
}"""


def walked(page):
    """What is amiss on the way through a page, Tab by Tab, until it is left."""
    page.evaluate(READY)
    amiss = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        found = page.evaluate(STEP)
        if found == "out":
            return amiss + [f"{one} is never reached" for one in page.evaluate(MISSED)]
        amiss += found
    return [*amiss, "the page is never left"]


def arrived(visit, demo, path):
    return visit(path, at=demo.removesuffix("/api/v1"), viewport={"width": 1100, "height": 700})


every_kind = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)


@every_kind
def test_the_tab_key_walks_through_a_page_and_out_of_it(visit, demo, path):
    assert walked(arrived(visit, demo, path)) == []


@every_kind
def test_the_first_stop_skips_to_the_content(visit, demo, path):
    page = arrived(visit, demo, path)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page's content")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["height"] >= 24
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('main *')")


def test_what_was_found_of_a_draft_is_reached_by_tab(visit, demo):
    page = arrived(visit, demo, "/check")
    page.get_by_label("Draft question").fill("To ask the Secretary of State, what humanitarian aid reached Sarrenia.")
    page.get_by_role("button", name="Check this draft").click()
    page.get_by_role("heading", name="Asked before").wait_for()
    assert walked(page) == []
