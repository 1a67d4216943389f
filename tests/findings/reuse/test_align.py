"""Alignment: shared and differing words are exact spans into both texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.findings.reuse.align import align, contained, read
from answerable.model.text import Span

MAY = "Officials met the mill owners in May 2021 to discuss the weir and the eel pass."
JUNE = "In reply: officials met the mill owners in June 2022 to discuss the weir, and the eel ladder!"
PARTS = st.lists(
    st.sampled_from(
        [
            "the weir is to be mended before the spring floods",
            "eels",
            "No.",
            "1,234",
            "the hon. Lady asked",
            "\n",
            "and",
        ]
    ),
    max_size=8,
).map(" ".join)


def words(spans: tuple[Span, ...], text: str) -> list[str]:
    return [span.of(text) for span in spans]


def test_shared_and_differing_words() -> None:
    found = align(MAY, JUNE)
    assert words(tuple(one.here for one in found.shared), MAY) == [
        "Officials met the mill owners in",
        "to discuss the weir and the eel",
    ]
    assert words(tuple(one.there for one in found.shared), JUNE) == [
        "officials met the mill owners in",
        "to discuss the weir, and the eel",
    ]
    assert words(found.only_here, MAY) == ["May 2021", "pass"]
    assert words(found.only_there, JUNE) == ["In reply", "June 2022", "ladder"]


def test_single_words_are_matched_between_runs() -> None:
    one = "In the last year we mended 41 weirs of 90 and we shall mend the rest in time."
    two = "In the last year we mended 38 weirs of 91 and we shall mend the rest in time."
    assert words(align(one, two).only_here, one) == ["41", "90"]
    assert words(align(one, two).only_there, two) == ["38", "91"]


def test_a_moved_paragraph_is_shared() -> None:
    first, second = "The gate at Upper Fell is shut for now", "The eel pass was opened again in March"
    found = align(f"{first}\n{second}", f"{second}\n{first}")
    assert not found.only_here and not found.only_there


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (MAY, MAY, 1.0),
        (MAY, f"Before that. {MAY} And after.", 1.0),
        ("one two three four five six", "one two three four five seven", 0.5),
        (MAY, "The otter count rose again this year in every valley.", 0.0),
        (MAY, "", 0.0),
        ("No.", "No.", 0.0),
    ],
)
def test_containment_is_of_the_shorter_text(here: str, there: str, expected: float) -> None:
    assert align(here, there).containment == expected
    assert contained(read(there).runs, read(here).runs) == expected


def test_tables_of_repeated_figures_are_aligned_in_little_time() -> None:
    figures = ["0 1 0 0 2 0 1 1 0 0 1 0 2 0 0 0 1 2 0 1", "1 0 2 0 0 1 0 0 1 2 1 0 0 0 2 1 0 1 0 0"]
    here, there = (
        " ".join(f"{row} {start} weirs were open in the valley" for row in [part * 9] * 300)
        for start, part in zip("ab", figures, strict=True)
    )
    assert align(here, there).shared


@given(PARTS, PARTS)
def test_spans_hold_the_same_words_and_the_rest_is_the_rest(here: str, there: str) -> None:
    found = align(here, there)
    for one in found.shared:
        mine, other = read(one.here.of(here)), read(one.there.of(there))
        assert mine.number.tolist() == other.number.tolist()
    for text, shared, left in (
        (here, [one.here for one in found.shared], found.only_here),
        (there, [one.there for one in found.shared], found.only_there),
    ):
        spans = sorted([*shared, *left])
        kept = read(text)
        covered = {place for span in spans for place in range(span.start, span.end)}
        assert all(int(start) in covered for start in kept.start)
    spans = [one.here for one in found.shared] + list(found.only_here)
    assert all(one.end <= other.start for one, other in zip(sorted(spans), sorted(spans)[1:], strict=False))


@given(PARTS)
def test_a_text_is_all_shared_with_itself(text: str) -> None:
    found = align(text, text)
    assert (found.only_here, found.only_there) == ((), ())
