"""Words that templates are given."""

import pytest

from answerable.queries.standing import Taken
from answerable.web.environment import days_taken


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        (Taken(10, 8, 7), "10 days (8 working days, 7 sitting days)"),
        (Taken(1, 1, 0), "1 day (1 working day, 0 sitting days)"),
        (Taken(1200, 860, None), "1,200 days (860 working days, calendar of sitting days not known)"),
    ],
)
def test_days_in_three_units(taken, said):
    assert days_taken(taken) == said
