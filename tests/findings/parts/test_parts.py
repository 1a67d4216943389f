"""The separate things asked: a row for each way that a question is divided, and for each kind of ask."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.findings.parts import parts
from answerable.model.part import Kind

DIVIDED = [
    # one ask, after each kind of opening
    ("To ask the Secretary of State for Canals, how many locks are broken.", ["how many locks are broken"]),
    ("To ask His Majesty's Government whether the locks are safe.", ["whether the locks are safe"]),
    ("To ask His Majesty’s Government, further to the answer by Lord Alder (HL12), what it cost.", ["what it cost"]),
    (
        "To ask the Minister for Canals, with reference to the map, which was published in May, what it cost.",
        ["what it cost"],
    ),
    ("To ask the Minister for Canals, which locks are broken.", ["which locks are broken"]),
    ("How long is the canal?", ["How long is the canal"]),
    ("Please tell me why the canal is dry [R]", ["why the canal is dry"]),
    ("The canal is dry.", ["The canal is dry"]),
    # semicolons, commas, plain "and", sentences
    ("To ask the Minister, how long it is; and what it cost.", ["how long it is", "what it cost"]),
    (
        "To ask the Minister, how long it is; what it cost; and if he will make a statement.",
        ["how long it is", "what it cost", "if he will make a statement"],
    ),
    ("To ask the Minister, how long it is, and why it is dry.", ["how long it is", "why it is dry"]),
    (
        "To ask the Minister, what guidance was given and whether it was read.",
        ["what guidance was given", "whether it was read"],
    ),
    (
        "To ask the Minister, what was said, how many heard it, and when it was said.",
        ["what was said", "how many heard it", "when it was said"],
    ),
    (
        "To ask the Minister, how many came: how many of them were late.",
        ["how many came", "how many of them were late"],
    ),
    ("What did it cost? And why was it closed?", ["What did it cost", "why was it closed"]),
    ("To ask the Minister, whether he met the guild; if so, when.", ["whether he met the guild", "when"]),
    ("To ask the Minister, whether it was sold and, if so, to whom.", ["whether it was sold", "to whom"]),
    ("To ask the Minister, how much was spent; and on what items.", ["how much was spent", "on what items"]),
    # two things asked of one, but not in a list, where each item asks both
    (
        "To ask the Minister, how many and what proportion of boats sank.",
        ["how many", "what proportion of boats sank"],
    ),
    ("To ask the Minister, when and why the lock was shut.", ["when", "why the lock was shut"]),
    (
        "To ask the Minister, how many and what proportion of (a) boats and (b) punts sank.",
        ["(a) boats", "(b) punts sank"],
    ),
    # one ask in spite of a "which"
    (
        "To ask the Minister, how many boats, which are old and leak, are left.",
        ["how many boats, which are old and leak, are left"],
    ),
    # lists
    ("To ask the Minister, how many (a) barges and (b) punts sank.", ["(a) barges", "(b) punts sank"]),
    (
        "To ask the Minister, how many (i) barges, (ii) punts and (iii) rafts sank.",
        ["(i) barges", "(ii) punts", "(iii) rafts sank"],
    ),
    ("To ask His Majesty's Government how many (1) barges, and (2) punts, sank.", ["(1) barges", "(2) punts, sank"]),
    ("To ask the Minister, how many (A) barges and (B) punts sank.", ["(A) barges", "(B) punts sank"]),
    ("To ask the Minister, how many (I) barges and (II) punts sank.", ["(I) barges", "(II) punts sank"]),
    ("To ask the Minister, what it cost in a) May, b) June or(c) July.", ["a) May", "b) June", "(c) July"]),
    ("Please say:\n1. how long it is\n2. what it cost", ["1. how long it is", "2. what it cost"]),
    ("To ask the Minister, (a) how long it is and (b) what it cost.", ["(a) how long it is", "(b) what it cost"]),
    (
        "To ask the Minister, how much (a) wages and (b) fuel cost in (i) May and (ii) June.",
        ["(a) wages", "(b) fuel cost in", "(i) May", "(ii) June"],
    ),
    (
        "To ask the Minister, what (a) is paid to (i) clerks and (ii) cooks and (b) is owed.",
        ["(a) is paid to", "(i) clerks", "(ii) cooks", "(b) is owed"],
    ),
    (
        "To ask the Minister, if he will list (i) barges, (ii) punts and (ii) rafts.",
        ["(i) barges", "(ii) punts", "(ii) rafts"],
    ),
    (
        "To ask the Minister, how many (a) barges and (b) punts sank; and how many (a) sailors and (b) cooks drowned.",
        ["(a) barges", "(b) punts sank", "(a) sailors", "(b) cooks drowned"],
    ),
    (
        "To ask the Minister, how many (a) barges and (b) punts sank; and what it cost.",
        ["(a) barges", "(b) punts sank", "what it cost"],
    ),
    # no list: a law's paragraphs, a single letter, short forms
    (
        "To ask the Minister, what section 4(1)(a) and paragraph 2 (a) of the Canals Act mean.",
        ["what section 4(1)(a) and paragraph 2 (a) of the Canals Act mean"],
    ),
    ("To ask the Minister, how many (a) barges sank.", ["how many (a) barges sank"]),
    ("To ask the Minister, what the Canal Safety Board (CSB) does.", ["what the Canal Safety Board (CSB) does"]),
]

KINDS = [
    ("if he will make a statement", Kind.STATEMENT),
    ("if she will publish the map", Kind.PUBLISH),
    ("if he will list the locks", Kind.PUBLISH),
    ("if his Department will place in the Library the map", Kind.PUBLISH),
    ("if he will meet the guild", Kind.IF_WILL),
    ("if the Government will mend it", Kind.IF_WILL),
    ("whether the lock is shut", Kind.WHETHER),
    ("how many locks", Kind.HOW_MANY),
    ("what proportion of locks", Kind.HOW_MANY),
    ("how long the repair took", Kind.HOW_MANY),
    ("what the average number of boats is", Kind.HOW_MANY),
    ("how much it cost", Kind.HOW_MUCH),
    ("what the total cost was", Kind.HOW_MUCH),
    ("when it will open", Kind.WHEN),
    ("on what date it opened", Kind.WHEN),
    ("how recently he was there", Kind.WHEN),
    ("what the timetable is for repair", Kind.WHEN),
    ("who owns it", Kind.WHO),
    ("by whom it is owned", Kind.WHO),
    ("which locks are shut", Kind.WHICH),
    ("in which towns", Kind.WHICH),
    ("where it lies", Kind.WHERE),
    ("why it is shut", Kind.WHY),
    ("for what reason it is shut", Kind.WHY),
    ("on what grounds it is shut", Kind.WHY),
    ("what steps he is taking", Kind.STEPS),
    ("what recent action was taken", Kind.STEPS),
    ("what assessment he has made", Kind.ASSESSMENT),
    ("what evidence he has", Kind.ASSESSMENT),
    ("what estimate he has made", Kind.ESTIMATE),
    ("what recent discussions he has had", Kind.DISCUSSIONS),
    ("what representations he has received", Kind.DISCUSSIONS),
    ("what plans he has", Kind.PLANS),
    ("what progress was made", Kind.PROGRESS),
    ("what his policy is", Kind.POLICY),
    ("what the Government's position is", Kind.POLICY),
    ("what information he holds", Kind.INFORMATION),
    ("how the lock works", Kind.HOW),
    ("in what way it helps", Kind.HOW),
    ("what the sign says", Kind.WHAT),
    ("the sign says nothing", Kind.OTHER),
]


@pytest.mark.parametrize(("question", "asks"), DIVIDED)
def test_a_question_is_divided(question: str, asks: list[str]) -> None:
    assert [part.ask for part in parts(question)] == asks


@pytest.mark.parametrize(("words", "kind"), KINDS)
def test_each_kind_is_known_by_its_words(words: str, kind: Kind) -> None:
    [part] = parts(f"To ask the Minister for Canals, {words}.")
    assert part.kind is kind


def test_a_list_keeps_its_stem_and_kind() -> None:
    first, second, last = parts(
        "To ask the Minister, what steps he is taking to (a) mend and (b) widen locks; and when."
    )
    assert (first.label, first.stem, first.kind) == ("a", "what steps he is taking to", Kind.STEPS)
    assert (second.label, second.stem, second.whole) == ("b", first.stem, "what steps he is taking to (b) widen locks")
    assert (last.label, last.stem, last.kind) == ("", "", Kind.WHEN)


def test_an_item_with_asking_words_has_its_own_kind() -> None:
    assert [p.kind for p in parts("To ask the Minister, (a) how long it is and (b) why it is dry.")] == [
        Kind.HOW_MANY,
        Kind.WHY,
    ]


def test_blank_text_asks_nothing() -> None:
    assert parts("") == () == parts(" \n\t ")


@given(st.text(alphabet="(abi1) ;,.andwht\nwhatif?", max_size=300))
def test_every_part_is_its_span_and_they_stand_in_order(question: str) -> None:
    found = parts(question)
    assert all(part.ask == part.span.of(question) and part.ask.strip() for part in found)
    assert all(part.stem_span is None or part.stem == part.stem_span.of(question) for part in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


HOSTILE = [
    "(a) ",
    "; and what ",
    " and if so, ",
    "(((",
    "what the the ",
    "To ask ",
    "if he will ",
    ", which ",
    "section ",
    "\x00",
    "é",
    " ",
    "1. \n",
]


@pytest.mark.parametrize("repeat", HOSTILE)
def test_hostile_repeats_do_not_hang(repeat: str) -> None:
    text = (repeat * 500_000)[:500_000]
    found = parts(text)  # a hang runs into the suite's limit
    assert all(0 <= part.span.start < part.span.end <= len(text) for part in found)
