"""Citations over a record made by hand."""

import pytest

from answerable.errors import NotFound
from answerable.findings.citations.finding import Citations, Document
from answerable.model.text import plain_text
from tests.findings.feed import Feed, question

TITLE = "the Ferry Strategy 2031"


def ask(uin, words, reply=None, **fields):
    return question(uin, reply, words=f"To ask the Secretary of State, {words}", **fields)


@pytest.fixture
def feed():
    return Feed(
        ask("1", f"with reference to page 3 of {TITLE}, what that means.", f"I refer to page 9 of {TITLE}, CP 1338."),
        ask("2", f"with reference to {TITLE}, whether it holds.", body="Office of Tides"),
        ask("3", "what CP 1338 costs, with reference to CP 1338."),
        ask("4", "what the Hedges Act 1990 says.", "I refer to my answer of 4 February 2031 to Question 71234."),
        ask("5", "what the recent review of ferries, published on 4 May 2031, says."),
    )


@pytest.fixture
def found(feed, tmp_path):
    finding = Citations.open(tmp_path / "citations", "one")
    finding.refresh(feed)
    return finding


def test_a_title_seen_with_a_number_leads_to_the_numbered_document(found):
    paper = found.document("cp-1338")
    assert found.document("ferry-strategy-2031") == paper
    assert (paper.key, paper.kind, paper.title) == ("cp-1338", "command_paper", "Ferry Strategy 2031")
    assert paper.times == len(found.citing("cp-1338")) == 5
    assert dict(found.bodies("cp-1338")) == {"department-for-rivers": 4, "office-of-tides": 1}
    assert sorted(found.keys("CP 1338")) == ["cp-1338", "ferry-strategy-2031"]
    assert sorted(found.keys("ferry strategy")) == sorted(found.keys("the 2031 Ferry Strategy"))


def test_when_the_number_is_gone_the_title_stands_for_itself_again(found, feed):
    feed.say(ask("1", "what is new."))
    found.refresh(feed)
    assert found.document("ferry-strategy-2031") == Document(
        "ferry-strategy-2031", "publication", 1, "Ferry Strategy 2031"
    )
    assert found.document("cp-1338").times == 2


def test_a_title_seen_with_two_numbers_leads_to_neither(found, feed):
    feed.say(ask("6", f"with reference to {TITLE}, CP 1400, what it means."))
    found.refresh(feed)
    assert found.document("ferry-strategy-2031").times == 2
    assert found.document("cp-1400").times == 1


def test_documents_by_kind_and_body_most_cited_first(found):
    assert next((one.key, one.times) for one in found.documents()) == ("cp-1338", 5)
    assert [one.key for one in found.documents(kind="act")] == ["hedges-act-1990"]
    assert [one.key for one in found.documents(body="office-of-tides")] == ["cp-1338"]
    assert [one.key for one in found.documents(limit=1, offset=1)] == ["hedges-act-1990"]


def test_places_count_questions_and_answers_apart(found):
    places = {(at.where, at.unit, at.first, at.last): at.times for at in found.places("cp-1338") if at.locator}
    assert places == {("question", "page", 3, 3): 1, ("answer", "page", 9, 9): 1}


def test_a_citation_points_at_its_words(found, feed):
    asked = next(feed.changed()).question
    quotes = [one.span.of(asked.words if one.where == "question" else asked.answer_words) for one in found.of(asked.id)]
    assert quotes == ["page 3 of the Ferry Strategy 2031", "page 9 of the Ferry Strategy 2031, CP 1338"]


def test_what_names_no_document_is_listed_and_what_is_none_is_not(found):
    assert [one.question[-2:] for one in found.citing("")] == ["/5"]
    with pytest.raises(NotFound, match="no document 'cp-9'"):
        found.document("cp-9")
    assert found.keys("zebra") == []


def test_labels_name_documents_as_the_question_does(found):
    ids = [question(uin).id for uin in ("2", "4", "5")]
    assert found.cites(ids) == {ids[0]: ["ferry-strategy-2031"], ids[1]: ["hedges-act-1990"]}


def test_a_citation_that_a_clipped_text_breaks_off_is_left_out(tmp_path):
    cut = question("7", text=plain_text("To ask the Secretary of State, what CP 13", clipped=True))
    finding = Citations.open(tmp_path / "citations", "one")
    finding.refresh(Feed(cut))
    assert finding.of(cut.id) == ()


def test_counts_are_the_same_step_by_step_as_at_once(feed, found, tmp_path):
    changes = list(feed.changed())
    step = Citations.open(tmp_path / "steps", "one")
    slow = Feed()
    for change in reversed(changes):
        slow.say(change.question)
        step.refresh(slow)
    slow.say(ask("2", "nothing."), changes[1].question)
    step.refresh(slow)
    assert step.documents() == found.documents()
    assert step.titles("cp-1338") == found.titles("cp-1338")
