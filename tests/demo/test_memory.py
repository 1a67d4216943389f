"""A parliament streams: three times the questions take no more room."""

import tracemalloc

from answerable.demo.official import official_pages
from answerable.demo.parliament import Parliament


def peak(questions: int) -> int:
    """The most bytes held while all documents go by."""
    tracemalloc.start()
    try:
        for _ in official_pages(Parliament(questions)):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_is_flat() -> None:
    peak(600)  # what is read once and kept, such as the words
    assert peak(6_000) < 1.1 * peak(2_000)
