"""Which numbers in an answer count as figures."""

import pytest

from answerable.queries.wordings import has_figure

FIGURES = [
    ("The Department inspected 41 weirs.", True),
    ("It cost £1.2 million.", True),
    ("Some 20% leak.", True),
    ("In 2024, 12 leaked.", True),
    ("I refer to the Answer of 16 September 2025 to Question 77123.", False),
    ("Figures for 2024-25 follow in March 2026.", False),
    ("See CP 1338, page 34, and https://weirs.example/2024/41.", False),
    ("Officials met on the 3rd May.", False),
    ("There are no plans.", False),
    ("", False),
]


@pytest.mark.parametrize(("answer", "holds"), FIGURES)
def test_figures(answer, holds):
    assert has_figure(answer) is holds
