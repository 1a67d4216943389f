"""A feed stays XML whatever is said in it."""

from datetime import date
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from answerable.web.atom import Entry, feed

ATOM = "{http://www.w3.org/2005/Atom}"


@given(st.text(), st.text(), st.text())
def test_any_words_can_be_said(title, author, words):
    entry = Entry("/q/one", title, date(2024, 3, 13), author, words)
    read = ElementTree.fromstring(feed("http://weirs.example", "/a?b=1&c=2", "/a", "What waits", [entry]))
    assert read.find(f"{ATOM}entry/{ATOM}summary") is not None
    assert read.findtext(f"{ATOM}entry/{ATOM}updated") == "2024-03-13T00:00:00Z"


def test_what_xml_cannot_say_is_left_out_and_the_rest_stays():
    entry = Entry("/q/one", "a <b> & \x00\x0b\ufffec", date(2024, 3, 13), "", "")
    read = ElementTree.fromstring(feed("http://weirs.example", "/a", "/a", "What waits", [entry]))
    assert read.findtext(f"{ATOM}entry/{ATOM}title") == "a <b> & c"


def test_a_feed_without_entries_is_one():
    read = ElementTree.fromstring(feed("http://weirs.example", "/a", "/a", "What waits", []))
    assert read.findtext(f"{ATOM}updated") == f"{date.today()}T00:00:00Z"
    assert read.find(f"{ATOM}entry") is None
