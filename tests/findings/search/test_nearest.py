"""The questions nearest to a draft: what counts, and that it ends well on any draft."""

import pytest

from answerable.findings.search.nearest import CANDIDATES, LONGEST, nearest
from answerable.model.text import plain_text
from answerable.workspace import Workspace
from tests.record.say import REPLY, answer, official, tell

RIVERS = "To ask the Secretary of State for Rivers, "
ASKED = {
    "1": ("how many weirs leak in Overwater.", REPLY),
    "2": ("how many locks leak in Overwater.", "The lock keepers count them."),
    "3": ("what steps she is taking on eels.", "Eels pass the weirs of Overwater by ladders."),
    "4": ("what the cost is of tide tables.", "It is £40."),
    "5": ("whether tide tables are printed.", "They are."),
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    made = Workspace.open(tmp_path_factory.mktemp("near") / "record", create=True)
    said = [official(uin, words=RIVERS + asked, answer=answer(reply)) for uin, (asked, reply) in ASKED.items()]
    tell(made.record, *said, official("6", words=f"{RIVERS}how many weirs leak in Overwater.", heading="Weirs"))
    made.refresh(names=["search"])
    yield made
    made.close()


def near(workspace, draft):
    found = nearest(workspace.search.near(draft, workspace.record.questions))
    return [one.question.uin for one in found]


def test_the_same_words_come_first_and_answered_before_unanswered(workspace):
    found = near(workspace, f"{RIVERS}how many weirs leak in Overwater this year.")
    assert found[0] == "1" and found.index("1") < found.index("6")


def test_words_of_an_answer_count_too(workspace):
    assert near(workspace, f"{RIVERS}which ladders eels use.")[0] == "3"


def test_what_shares_only_a_stock_word_is_not_near(workspace):
    assert near(workspace, f"{RIVERS}what zebra stripes unicorns prefer under moonlit saddles.") == []


def test_all_features_are_shares_or_small(workspace):
    for one in workspace.search.near(f"{RIVERS}how many weirs leak in Overwater.", workspace.record.questions):
        shares = {name: one.features[name] for name in ("words", "rare words", "pairs", "office", "body", "index")}
        assert all(0 <= share <= 1 for share in shares.values()), shares


@pytest.mark.parametrize(
    "draft",
    ["", "   ", RIVERS, "zzyzx", "\0", "a" * 200_000, "weirs " * 50_000, "堰堤", "AND OR NOT (weirs:", '"', "<b>"],
)  # fmt: skip
def test_any_draft_has_an_end(workspace, draft):
    assert len(near(workspace, draft)) <= CANDIDATES


def test_only_the_beginning_of_a_long_draft_is_read(workspace):
    assert near(workspace, "eels " + "x" * LONGEST + " tide tables")[:1] == ["3"]


def test_places_that_match_are_marked(workspace):
    draft = f"{RIVERS}how many weirs leak in Overwater."
    shown, nothing = workspace.search.marked(draft, ["In Overwater a weir is leaking.", "Tides."])
    assert {span.of(shown.text) for span in shown.spans} == {"Overwater", "weir", "leaking"}
    assert nothing is None


def test_markup_in_texts_is_words(workspace):
    (shown,) = workspace.search.marked("weirs", [plain_text("<b>weirs</b> & weirs").plain])
    assert shown.text == "<b>weirs</b> & weirs" and len(shown.spans) == 2
