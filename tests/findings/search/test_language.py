"""The query language: every form, and for what is none the place."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import QueryError
from answerable.findings.search.language import (
    FLAGS,
    LONGEST,
    OF_TODAY,
    Days,
    House,
    Is,
    Named,
    Numbered,
    Paper,
    SameAs,
    Words,
    parse,
)

FORMS = [
    ("hybrid threats", [Words("hybrid"), Words("threats")]),
    ('"river levels" weirs', [Words("river levels"), Words("weirs")]),
    ("“river levels”", [Words("river levels")]),
    ("weir-keeper", [Words("weir-keeper")]),
    ("1201", [Numbered("1201", bare=True)]),
    ("same-as:uk-commons/2025-09-16/1201", [SameAs("uk-commons/2025-09-16/1201")]),
    ("same-as:/q/page/3f9c52d01b7ae684", [SameAs("page/3f9c52d01b7ae684")]),
    ("hl1234", [Numbered("hl1234", bare=True)]),
    ("HCWS45", [Words("HCWS45")]),
    ("CP 1338", [Paper("cp", "1338")]),
    ("CP1338", [Paper("cp", "1338")]),
    ("Cm 9876", [Paper("cm", "9876")]),
    ("Cmd 12", [Paper("cmd", "12")]),
    ("Cmnd 12", [Paper("cmnd", "12")]),
    ("HC 461 weirs", [Paper("hc", "461"), Words("weirs")]),
    ("CP 1338a", [Words("CP"), Words("1338a")]),
    ('"CP 1338"', [Words("CP 1338")]),
    ("by:Fenn", [Named("by", "Fenn")]),
    ('by:"Ida Fenn"', [Named("by", "Ida Fenn")]),
    ("BY:fenn", [Named("by", "fenn")]),
    ("answered-by:quill", [Named("answered-by", "quill")]),
    ("to:rivers", [Named("to", "rivers")]),
    ("party:reed", [Named("party", "reed")]),
    ("house:Lords", [House("lords")]),
    ("tabled:2025", [Days("tabled", date(2025, 1, 1), date(2025, 12, 31))]),
    ("tabled:2024-02", [Days("tabled", date(2024, 2, 1), date(2024, 2, 29))]),
    ("answered:2025-06-03", [Days("answered", date(2025, 6, 3), date(2025, 6, 3))]),
    ("tabled:2025-06..2025-09", [Days("tabled", date(2025, 6, 1), date(2025, 9, 30))]),
    ("tabled:2025-06..", [Days("tabled", date(2025, 6, 1), None)]),
    ("tabled:..2025-06", [Days("tabled", None, date(2025, 6, 30))]),
    ("uin:HL12", [Numbered("hl12")]),
    *((f"is:{flag}", [Is(flag)]) for flag in (*FLAGS, *OF_TODAY)),
    ("", []),
    ("   ", []),
]


@pytest.mark.parametrize(("query", "expected"), FORMS)
def test_forms(query, expected):
    assert [clause.sought for clause in parse(query)] == expected
    assert not any(clause.exclude for clause in parse(query))


@pytest.mark.parametrize("query", ["-weirs", '-"river levels"', "-to:rivers", "-is:holding", "-CP 12", "-1201"])
def test_a_minus_excludes(query):
    (clause,) = parse(query)
    assert clause.exclude
    assert clause.span.of(query) == query
    (bare,) = parse(query[1:])
    assert bare.sought == clause.sought


def test_clauses_know_their_place():
    query = 'weirs  by:"Ida Fenn" CP 12 -x'
    assert [clause.span.of(query) for clause in parse(query)] == ["weirs", 'by:"Ida Fenn"', "CP 12", "-x"]


@pytest.mark.parametrize(
    ("query", "place", "message"),
    [
        ("to:", "to:", "expected something after to:"),
        ('weirs by:""', 'by:""', "expected something after by:"),
        ('weirs "river', '"river', "closing quotation mark"),
        ('""', '""', "expected words"),
        ("weirs -", "-", "expected a word after the minus"),
        ("weirs ???", "???", "only signs"),
        ("by:?", "?", "only signs"),
        ("colour:red", "colour", "expected one of by, answered-by, to"),
        ("https://example.org", "https", "got https:"),
        ("tabled:soon", "soon", "expected a date like"),
        ("tabled:2025-02-30", "2025-02-30", "expected a real day"),
        ("tabled:..", "..", "before or after the dots"),
        ("tabled:2025..2024", "2025..2024", "earlier date first"),
        ("is:late", "late", "expected is: with one of unanswered"),
        ("house:third", "third", "expected house: with one of commons"),
        ('uin:"1 2"', '"1 2"', "expected a number"),
        ("outcome:lost", "lost", "expected outcome: with one of answered, partly"),
        ("ground:weather", "weather", "expected ground: with one of cost, not_held"),
        ("cites:?", "?", "only signs"),
        ("same-as:x", "x", "expected an id like"),
    ],
)
def test_what_cannot_be_understood_has_its_place_marked(query, place, message):
    with pytest.raises(QueryError, match=message) as caught:
        parse(query)
    error = caught.value
    assert query[error.start : error.end] == place
    line, carets = error.marked().split("\n")
    assert line == query
    assert carets == " " * error.start + "^" * len(place)


def test_queries_are_bounded():
    with pytest.raises(QueryError, match="at most 1,000 characters"):
        parse("x" * (LONGEST + 1))
    with pytest.raises(QueryError, match="at most 64 things"):
        parse("x " * 65)


@given(st.text(max_size=200))
def test_anything_is_parsed_or_refused_with_a_place(query):
    try:
        clauses = parse(query)
    except QueryError as error:
        assert 0 <= error.start < error.end
    else:
        assert [clause.span for clause in clauses] == sorted(clause.span for clause in clauses)
        between = "".join(query[a.span.end : b.span.start] for a, b in pairwise(clauses))
        assert not between.strip()
