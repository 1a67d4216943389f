"""Pages of Members, bodies and printed names over HTTP."""

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser


def read(site, path):
    answered = httpx.get(site + path, follow_redirects=True)
    assert answered.status_code == 200, answered.text
    return LexborHTMLParser(answered.text)


def section(page, id_):
    """The words of a section, by the id of its heading."""
    return " ".join(page.css_first(f"section[aria-labelledby={id_}]").text(separator=" ").split())


def test_a_members_page_tells_what_they_asked_of_whom_and_how_it_was_answered(site):
    page = read(site, "/member/uk-901")
    assert "What they print as Ida Fenn is taken for this Member" in page.css_first("main").text()
    months = section(page, "months")
    assert "Ida Fenn asked 6 questions that bear a day, in September 2025. " in months
    assert "September 2025 6 " in months  # the table behind the picture
    assert page.css_first("figure.chart svg[role=img]")
    assert "Department for Rivers" in section(page, "whom")
    assert "answered" in section(page, "outcomes")


def test_the_page_of_a_printed_name_that_is_certain_is_the_members(site):
    answered = httpx.get(f"{site}/member/ida-fenn")
    assert (answered.status_code, answered.headers["location"]) == (302, "/member/uk-901")
    assert httpx.get(f"{site}/member/lord-marsh-of-sedge").status_code == 200


def test_a_bodys_page_tells_by_whom_and_in_which_months_it_was_asked(site):
    page = read(site, "/body/department-for-rivers")
    assert "The Department for Rivers was asked" in section(page, "months")
    assert "Ida Fenn" in section(page, "who") and "Reed" in section(page, "parties")
    link = page.css_first("section[aria-labelledby=who] a")
    found = read(site, link.attributes["href"])
    count = link.parent.next.text()
    assert found.css_first("h1").text().startswith(f"{count} question")


@pytest.mark.parametrize(
    ("which", "told"),
    [
        ("certain", "Ida Fenn Overwater Ida Fenn 2 0 the very name"),
        ("none", "Lord Marsh of Sedge nobody known 1 0"),
        ("uncertain", "No printed name in this record is uncertain."),
    ],
)
def test_printed_names_are_listed_with_whom_they_mean(site, which, told):
    page = read(site, f"/names?which={which}")
    assert told in " ".join(page.css_first("main").text(separator=" ").split())
    assert [one.css_first("dd").text() for one in page.css(".figures div")] == ["3", "2", "0", "1"]
    assert page.css_first(".sorts strong")


def test_names_of_another_kind_are_refused(site):
    assert httpx.get(f"{site}/names?which=perhaps").status_code == 400
