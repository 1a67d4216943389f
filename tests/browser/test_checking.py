"""A draft is checked by a person with a browser, without JavaScript too: the form, the flags, what was asked before."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser
DRAFT = "To ask the Secretary of State for Rivers, whether she is aware how many weirs were inspected in 2024."
AXE = Axe()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_draft_is_checked_and_leads_to_what_was_asked(visit, scripts):
    page = visit("/", java_script_enabled=scripts)
    page.get_by_role("link", name="Check your draft").click()
    page.get_by_label("Draft question").fill(DRAFT)
    page.get_by_role("button", name="Check this draft").click()
    assert page.url.endswith("/check")  # nothing of the draft stands in the address
    assert page.get_by_label("Draft question").input_value() == DRAFT
    assert page.locator(".marked").first.inner_text() == "whether she is aware"
    assert "Is he aware" in page.locator(".note").first.inner_text()
    page.locator(".near .name a").first.click()
    page.wait_for_url("**/q/**")
    assert "weirs" in page.locator(".asked").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_objects_to_nothing_in_what_was_found(visit, scheme):
    page = visit("/check", color_scheme=scheme)
    page.get_by_label("Draft question").fill(DRAFT)
    page.get_by_role("button", name="Check this draft").click()
    page.locator("#near").wait_for()
    assert [one["id"] for one in AXE.run(page).response["violations"]] == []
