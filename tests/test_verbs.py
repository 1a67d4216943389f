"""The pure verbs under bad input: an answer or a clear error, never a hang."""

import tomllib
from importlib.resources import files

import pytest

from answerable.errors import InputError
from answerable.verbs import LONGEST, outcome, parts

ASKED = "To ask the Minister for Canals, how many (a) barges and (b) rafts sank; and what it cost."


@pytest.mark.parametrize("bad", [None, 7, b"bytes", ["list"]])
def test_what_is_no_text_is_refused_by_name(bad: object) -> None:
    with pytest.raises(InputError, match="answer: expected plain text"):
        outcome(ASKED, bad)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="question: expected plain text"):
        parts(bad)  # type: ignore[arg-type]


def test_what_is_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(InputError, match="at most 500,000 characters; got 500,001"):
        outcome(ASKED, "x" * (LONGEST + 1))


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "\x00\x01\x1b[31m",
        "<p>Fourteen <b>barges</b> sank.</p>" * 40,
        "Quatorze péniches ont coulé en mai, et le ministre n'a pas voulu en dire davantage.",
        "十四艘驳船沉没了。" * 50,
        "İ" * 300,
        "\ud800 lone",
    ],
)
def test_strange_answers_still_get_a_finding(answer: str) -> None:
    assert len(outcome(ASKED, answer).parts) == 3


def _literals() -> list[str]:
    """Openings of every pattern's own words, to be repeated."""
    table = tomllib.loads(files("answerable.findings.outcomes").joinpath("cues.toml").read_text(encoding="utf-8"))
    return sorted({trigger for cue in table["cue"] for trigger in cue["triggers"]})


@pytest.mark.parametrize(
    "repeat",
    [
        "not ",
        "is a matter ",
        "the the ",
        "refer hon. ",
        "a. ",
        "A.\n",
        "| ",
        "\n",
        " ",
        "(",
        "1",
        "will be then now ",
        "no currently ",
    ],
)
def test_hostile_repeats_do_not_hang(repeat: str) -> None:
    assert len(outcome(ASKED, (repeat * LONGEST)[:LONGEST]).parts) == 3  # a hang runs into the suite's limit


@pytest.mark.parametrize("trigger", _literals())
def test_every_patterns_own_words_repeated_do_not_hang(trigger: str) -> None:
    assert len(outcome(ASKED, f"{trigger} " * 2000).parts) == 3
