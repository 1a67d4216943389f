"""How fast the made-up parliament is made, on one core."""

from collections.abc import Sequence
from time import process_time

from answerable.demo.official import official_pages
from answerable.demo.parliament import Parliament
from bench.machine import described


def rate(questions: int = 100_000) -> tuple[float, float]:
    """Questions, and megabytes of official JSON, for each second of one core."""
    start = process_time()
    size = sum(len(document) for document in official_pages(Parliament(questions)))
    took = process_time() - start
    return questions / took, size / took / 1e6


def main(words: Sequence[str] = ()) -> None:
    """Prints the rate, for 100,000 questions or as many as named."""
    questions, megabytes = rate(int(words[0])) if words else rate()
    print(described())
    print(f"made-up parliament: {questions:,.0f} questions/s ({megabytes:.0f} MB/s of official JSON), one core")
