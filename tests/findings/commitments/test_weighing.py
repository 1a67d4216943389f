"""The signs by which a clause about the future is weighed, in made-up answers."""

from datetime import date

import pytest

from answerable.findings.commitments.extract import clauses
from answerable.findings.commitments.weigh import features

ANSWERED_ON = date(2031, 6, 2)

SIGNS = [
    ("We will publish a report.", "stem publish record report"),
    ("We are committed to publishing a plan.", "stem publish"),
    ("The report will be published in May 2032.", "stem publish of record report"),
    ("We will pay £3 million.", "figures"),
    ("We will build 40 ferries.", "figures agent we"),
    ("We will open the North Quay Harbour Office.", "names 1"),
    ("We will publish a decision.", "record decision"),
    ("We will act to ensure that ferries sail.", "purpose"),
    ("We will act so that ferries sail.", "purpose agent we"),
    ("We will publish it in due course.", "stem publish due vague"),
]


@pytest.mark.parametrize(("answer", "sign"), SIGNS)
def test_the_signs_that_are_weighed(answer: str, sign: str) -> None:
    ((promise, due),) = clauses(answer, ANSWERED_ON)
    assert sign in features(answer, promise, due)
    other = "They shall see."
    ((promise, due),) = clauses(other, ANSWERED_ON)
    assert sign not in features(other, promise, due)
