"""Trees asked all at once give what walking down each would give."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from answerable.findings.outcomes.trees import Trees, packed_trees, unpacked_trees

# wet <= 0.5 ? (deep <= 2 ? 1 : 2) : 3, for the first class; always 5 for the second.
TREES = Trees(
    np.array([[0, 1] + [0] * 5, [0] * 7], np.int16).T,
    np.array([[0.5, 2] + [0] * 5, [0] * 7], np.float32).T,
    np.array([[0b11111100, 0b11111110] + [255] * 5, [255] * 7], np.uint8).T,
    np.array([[1, 2, 3] + [0] * 5, [5] + [0] * 7], np.float32),
    2,
)


def walked(wet: float, deep: float) -> float:
    if wet <= 0.5:
        return 1 if deep <= 2 else 2
    return 3


@given(st.lists(st.tuples(st.floats(-4, 4, width=32), st.floats(-4, 4, width=32)), min_size=1, max_size=5))
def test_all_at_once_is_as_one_by_one(rows: list[tuple[float, float]]) -> None:
    assert TREES.scores(np.array(rows, np.float32)).tolist() == [[walked(*row), 5] for row in rows]


def test_trees_come_back_from_their_arrays() -> None:
    again = unpacked_trees(packed_trees(TREES, "few"), "few")
    assert again.scores(np.array([[1, 0]], np.float32)).tolist() == [[3, 5]]
