"""Printed names → Members: what is certain, what is only likely, and that nothing is guessed."""

import csv
import gzip
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.model.names import Known, Names, words_of
from answerable.model.people import Member, member_of_number
from tests.shared import real

IDA = member_of_number(901, "Ms Ida Fenn-Orme", "Reed", "Overwater")
TOM = member_of_number(902, "Sir Thomas Quill", "Sedge", "Northing and Weir")
ANNA = member_of_number(903, "Anna Rask", "Reed", "Firth")
ANNA_THE_OTHER = member_of_number(904, "Anna Rask", "Sedge", "Ness")
PEER = member_of_number(905, "Lord Fenwick of Weir", "Reed")
BARONESS = member_of_number(906, "Baroness Fenwick", "Reed")
JOSE = member_of_number(907, "José Óg O'Dell", "Sedge", "Kelp")
NAMES = Names(
    [
        Known(IDA, aliases=("Ida Wren",)),
        Known(TOM),
        Known(ANNA),
        Known(ANNA_THE_OTHER),
        Known(PEER, aliases=("Mr Hugh Fenwick",)),
        Known(BARONESS),
        Known(JOSE),
    ]
)


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("Ida Fenn", "ida fenn"),
        ("FENN, Ida", "ida fenn"),
        ("Fenn, Dr Ida", "ida fenn"),
        ("Mr  Ida Fenn", "ida fenn"),
        ("The Rt Hon. Ida Fenn MP", "ida fenn"),
        ("Ida Fenn, MP", "ida fenn"),
        ("Prof Dame Ida Fenn KC CBE", "ida fenn"),
        ("Ida Fenn (Overwater) (Reed)", "ida fenn"),
        ("Ída Fénn", "ida fenn"),
        ("Ida Fenn-Orme", "ida fenn orme"),
        ("Fenn Orme, Ida", "ida fenn orme"),
        ("Ida O’Dell", "ida odell"),
        ("I. P. Fenn", "i p fenn"),
        ("The Lord Fenwick of Weir", "lord fenwick of weir"),
        ("Baron Fenwick of Weir", "lord fenwick of weir"),
        ("Baroness Fenwick", "lady fenwick"),
        ("Fenwick, Baroness", "lady fenwick"),
        ("The Lord Bishop of Weir", "lord bishop of weir"),
        ("The Earl of Weir", "earl of weir"),
        ("Weir, Earl of", "earl of weir"),
        ("Dr", "dr"),
        ("", ""),
    ],
)
def test_the_words_of_a_name(printed: str, words: str) -> None:
    assert " ".join(words_of(printed)) == words


@pytest.mark.parametrize(
    ("printed", "seat", "member", "how"),
    [
        ("Ms Ida Fenn-Orme", None, IDA, "exact"),
        ("Fenn Orme, Ida", None, IDA, "normalised"),
        ("Ida Wren", None, IDA, "exact"),
        ("Mrs Ida WREN", None, IDA, "normalised"),
        ("Jose Og ODell", None, JOSE, "normalised"),
        ("Thomas P. Quill", None, TOM, "initials"),
        ("Anna Rask", "Ness", ANNA_THE_OTHER, "seat"),
        ("Rask, Anna", "Firth", ANNA, "seat"),
        ("Tom Quill", "Weir and Northing", TOM, "seat"),
        ("The Lord Fenwick of Weir", None, PEER, "normalised"),
        ("Lady Fenwick", None, BARONESS, "normalised"),
        ("Hugh Fenwick", None, PEER, "normalised"),
    ],
)
def test_a_name_that_is_certain(printed: str, seat: str | None, member: Member, how: str) -> None:
    found = NAMES.resolve(printed, seat)
    assert (found.certainty, found.member, found.candidates, found.how) == ("certain", member, (), how)


@pytest.mark.parametrize(
    ("printed", "seat", "candidates"),
    [
        ("Anna Rask", None, (ANNA, ANNA_THE_OTHER)),
        ("Anna Rask", "Overwater", (ANNA, ANNA_THE_OTHER)),
        ("Tom Quill", None, (TOM,)),
        ("Tom Quill", "Firth", (TOM,)),
        ("Ida Fen-Orme", None, (IDA,)),
        ("Lord Fenwyck of Weir", None, (PEER,)),
    ],
)
def test_a_name_that_is_only_likely_lists_its_candidates(
    printed: str, seat: str | None, candidates: tuple[Member, ...]
) -> None:
    found = NAMES.resolve(printed, seat)
    assert (found.certainty, found.member, found.candidates) == ("uncertain", None, candidates)


@pytest.mark.parametrize(
    "printed", ["Una Brook", "Lord Quill", "Lord Fenwick", "Baroness Rask", "Quill", "", " , ", "Dr"]
)
def test_a_name_that_is_nobodys(printed: str) -> None:
    assert NAMES.resolve(printed).certainty == "none"


@given(st.text(max_size=60), st.none() | st.text(max_size=20))
def test_any_text_gets_an_answer_and_a_seat_alone_makes_nobody_certain(printed: str, seat: str | None) -> None:
    found = NAMES.resolve(printed, seat)
    assert found.member is None or not found.candidates
    assert NAMES.resolve("Una Brook", seat).certainty == "none"


def _real_names() -> Names:
    with real("data/reference/members.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Names(
        Known(member_of_number(int(row["mnis_id"]), row["name"], row["party"], row["constituency"])) for row in rows
    )


def test_printed_names_of_known_number_are_never_taken_for_another_member() -> None:
    names, wrong, certainty = _real_names(), [], Counter[str]()
    for name, seat, number in _printed_with_numbers():
        found = names.resolve(name, seat)
        certainty[found.certainty] += 1
        if found.member and found.member.id != f"uk-{number}":
            wrong.append((name, found.member))
    assert wrong == []
    assert certainty["certain"] >= 166 and certainty["none"] <= 38  # all but one of those that are in the list


def _printed_with_numbers() -> set[tuple[str, str | None, str]]:
    """Names and seats as the older API prints them, with the official number it gives."""
    items = json.loads(gzip.decompress(real("data/linked-data-api/answeredquestions-2014.json.gz").read_bytes()))[
        "items"
    ]
    told = [(item, "tablingMember") for item in items] + [(item["answer"], "answeringMember") for item in items]
    return {
        (
            "".join(item[f"{role}Printed"]["_value"]),  # one name, in a list or bare
            item.get(f"{role}Constituency", {}).get("_value"),
            item[role]["_about"].rpartition("/")[2],
        )
        for item, role in told
    }


def test_turned_names_of_the_public_tables_resolve_or_are_listed() -> None:
    names, certainty = _real_names(), Counter[str]()
    for printed in sorted(_turned_names()):
        certainty[names.resolve(printed).certainty] += 1
    assert (certainty["certain"], certainty["uncertain"], certainty["none"]) == (475, 7, 6)


def _turned_names() -> set[str]:
    """`Fenn, Ida`: how the public tables print Members of the Commons."""
    printed: set[str] = set()
    for name in ("attorney-general", "business", "justice", "trade"):
        with gzip.open(real(f"data/moj-csv/{name}.csv.gz"), "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                printed |= {row["Question_MP"], row["Answer_MP"]}
    return {one for one in printed if "," in one}
