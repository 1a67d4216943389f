"""What a question is called, and how it is cited."""

from datetime import date

import pytest

from answerable.model.people import body_of_name, member_of_name
from answerable.model.question import Answer, Question
from answerable.model.text import plain_text
from answerable.queries.views import cite, title

ASKS = "To ask the Secretary of State for Land, Food and Rivers, "


def question(words="", **fields):
    return Question(id="uk-commons/2025-09-16/1", text=plain_text(words), **fields)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (f"{ASKS}what weirs there are.", "What weirs there are."),
        (f"{ASKS}which weirs leak.", "Which weirs leak."),
        (f"{ASKS}whether weirs leak.", "Whether weirs leak."),
        (f"{ASKS}how many weirs leak.", "How many weirs leak."),
        (f"{ASKS}if she will mend weirs.", "If she will mend weirs."),
        (f"{ASKS}when weirs will be mended.", "When weirs will be mended."),
        (f"{ASKS}where weirs stand.", "Where weirs stand."),
        (f"{ASKS}who owns weirs.", "Who owns weirs."),
        (f"{ASKS}whose weirs leak.", "Whose weirs leak."),
        (f"{ASKS}why weirs leak.", "Why weirs leak."),
        (f"{ASKS}for what reason weirs leak.", "For what reason weirs leak."),
        (f"{ASKS}to what extent weirs leak.", "To what extent weirs leak."),
        (f"{ASKS}by what date weirs will hold.", "By what date weirs will hold."),
        (f"{ASKS}on what day it was.", "On what day it was."),
        (f"{ASKS}in which year it was.", "In which year it was."),
        (f"{ASKS}at what cost.", "At what cost."),
        (f"{ASKS}from whose budget.", "From whose budget."),
        (f"{ASKS}pursuant to the Answer of 4 May 2025, and what she did.", "What she did."),
        ("To ask His Majesty's Government what weirs there are.", "What weirs there are."),
        ("To ask Her Majesty's Government, whether weirs leak.", "Whether weirs leak."),
        ("Weirs, and no question.", "Weirs, and no question."),
        ("", "uk-commons/2025-09-16/1"),
    ],
)
def test_a_question_without_heading_is_called_by_what_it_asks(words, expected):
    assert title(question(words)) == expected
    assert title(question(words, heading="Weirs")) == "Weirs"


def test_a_citation_leaves_out_what_is_not_known():
    assert cite(question()) == "Written question."
    whole = question(
        house="Lords", uin="HL7", heading="Weirs", tabled=date(2025, 9, 16), asker=member_of_name("Ida Fenn"),
        body=body_of_name("Office of Tides"), answer=Answer(on=date(2025, 9, 20)),
    )  # fmt: skip
    assert cite(whole) == (
        "Ida Fenn, HL written question HL7, Weirs, "
        "tabled 16 September 2025, answered 20 September 2025, Office of Tides."
    )
