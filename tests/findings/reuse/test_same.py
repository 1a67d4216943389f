"""The pure verb: groups and partial copies among plain texts."""

import doctest

import pytest

from answerable.findings.reuse import same as module
from answerable.findings.reuse.same import same

STOCK = (
    "The Rivers Board keeps every weir in the valley under review and mends those that the spring floods have harmed, "
    "beginning with the ones on which the mills and the eel passes depend the most."
)
OTHER = (
    "Otters have been counted along the upper valley since the first survey, and the wardens publish what they find "
    "every autumn together with the maps of the holts, the fords and the reed beds that they walked."
)


def test_example() -> None:
    assert doctest.testmod(module).failed == 0
    assert doctest.testmod(module).attempted > 0


def test_identical_and_identical_but_for_figures() -> None:
    found = same(["We mended 41 weirs.", "Otters?", "we mended 41 weirs", "We mended 7 weirs!", "No."])
    assert [group.members for group in found.identical] == [(0, 2)]
    assert [group.members for group in found.but_for_figures] == [(0, 3)]
    assert found.copies == ()


def test_a_stock_block_in_a_longer_answer_is_a_partial_copy() -> None:
    long = f"{OTHER}\n{STOCK}\nThe hon. Lady will know this."
    [copy] = same([STOCK, OTHER[:60], long]).copies
    assert (copy.first, copy.second, copy.alignment.containment) == (0, 2, 1.0)
    [shared] = copy.alignment.shared
    assert shared.there.of(long) == STOCK.rstrip(".")


def test_identical_texts_are_no_partial_copies_of_each_other() -> None:
    assert same([STOCK, STOCK.upper()]).copies == ()
    assert same([f"{STOCK} In 2021.", f"{STOCK} In 2022."]).copies == ()


def test_short_texts_are_no_partial_copies() -> None:
    assert (
        same(["The weir will be mended in due course.", "The weir will be mended in due course, I hope."]).copies == ()
    )


def test_at_most_so_many_copies_of_a_text() -> None:
    texts = [f"{STOCK} {name} says so." for name in ("Ash", "Birch", "Cedar", "Elm")]
    assert len(same(texts).copies) == 6
    assert [(copy.first, copy.second) for copy in same(texts, most=1).copies] == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize("answers", [[], [""], ["", ""], ["…", "—"], ["hon.", "hon."]])
def test_nothing_is_the_same_as_nothing(answers: list[str]) -> None:
    found = same(answers)
    assert (found.identical, found.but_for_figures, found.copies) == ((), (), ())


@pytest.mark.parametrize(
    ("answers", "groups"),
    [
        (["Yes."] * 3, [(0, 1, 2)]),
        ([STOCK] * 1000, [tuple(range(1000))]),
        ([("eel " * 125_000).strip()] * 2, [(0, 1)]),
        (["Year\tWeirs\n2021\t41", "Year\tWeirs\n2021\t41"], [(0, 1)]),
        (["नदी का पानी साफ है।", "नदी का पानी साफ है", "水はきれいです", "水はきれいです。"], [(0, 1), (2, 3)]),
    ],
)
def test_odd_texts(answers: list[str], groups: list[tuple[int, ...]]) -> None:
    assert [group.members for group in same(answers).identical] == groups


def test_a_very_long_answer_is_laid_beside_others() -> None:
    long = " ".join(f"{STOCK} Mile {mile}." for mile in range(2_500))
    assert len(long) > 500_000
    [copy] = same([STOCK, long]).copies
    assert copy.alignment.containment == 1.0
