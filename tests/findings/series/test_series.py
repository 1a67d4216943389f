"""Questions that are one sentence with something changed, and what the answer they share leaves out."""

import doctest
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.findings.series import finding, mentions, series
from answerable.findings.series.finding import Series
from answerable.findings.series.mentions import mention
from answerable.findings.series.sentence import read_sentence
from answerable.model.question import Answer, Question
from answerable.model.text import plain_text
from answerable.sources.page import parse
from tests.findings.feed import Feed, question
from tests.shared import real

ASK = "To ask the Secretary of State for Rivers, "
MILLS = ["the Old Mill", "Fell Bridge", "the ford at Upper Reed"]


def asked(*values: str) -> list[str]:
    return [f"{ASK}how many eels were counted at {value} during the spring census." for value in values]


def values(found: series.Series, questions: list[str]) -> list[list[str]]:
    return [
        [span.of(questions[member]) for span in spans]
        for member, spans in zip(found.members, found.template.values, strict=True)
    ]


@pytest.mark.parametrize("module", [series, mentions])
def test_examples(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert (result.failed, result.attempted > 0) == (0, True)


def test_one_slot() -> None:
    questions = [*asked(*MILLS), f"{ASK}what the cost of the eel pass at the Old Mill was."]
    [found] = series.series(questions)
    assert found.template.fixed == ("how many eels were counted at", "during the spring census")
    assert values(found, questions) == [[mill] for mill in MILLS]


def test_he_and_she_are_the_same_and_so_is_the_department_asked() -> None:
    questions = [
        "To ask the Minister for Mills, if he will mend the eel pass at the Old Mill.",
        "To ask the Secretary of State for Rivers, if she will mend the eel pass at Fell Bridge.",
        "To ask His Majesty's Government if they will mend the eel pass at the ford.",
    ]
    [found] = series.series(questions)
    assert values(found, questions) == [["the Old Mill"], ["Fell Bridge"], ["the ford"]]


def test_two_slots_are_parted_by_words_that_carry_matter() -> None:
    questions = [
        f"{ASK}what estimate she has made of the cost of clearing weirs of {beast} from mills in {place}."
        for beast, place in (("young eels", "Fell"), ("otters", "Upper Reed"), ("trout", "Ash Vale"))
    ]
    [found] = series.series(questions)
    assert values(found, questions) == [["young eels", "Fell"], ["otters", "Upper Reed"], ["trout", "Ash Vale"]]


@pytest.mark.parametrize(
    "questions",
    [
        [],
        [""] * 3,
        asked(*MILLS[:2]),
        asked("the Old Mill", "the old  mill", "the Old Mill"),
        [f"{ASK}what steps he is taking to {what}." for what in ("mend weirs", "count eels", "feed otters")],
        [
            f"{ASK}with reference to page 3 of the Weirs and Eel Passes Review, published in May 2025, what the {what}."
            for what in ("cost is", "next date is", "eels eat")
        ],
    ],
)
def test_no_series(questions: list[str]) -> None:
    assert series.series(questions) == ()


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("To ask the Secretary of State for Mills, Weirs and Fords, what he plans.", "what"),
        ("To ask the Minister for Rivers, pursuant to the Answer of 3 May, if it rains.", "pursuant"),
        ("To ask His Majesty's Government whether it rains.", "whether"),
        ("To ask the Minister for Rivers, for what reason it rains.", "for"),
        ("How many eels are there?", "How"),
        ("to ask nothing of anybody", "to"),
    ],
)
def test_the_opening_is_no_part_of_the_sentence(text: str, begins: str) -> None:
    read = read_sentence(text)
    assert text[read.start[0] : read.end[0]] == begins


ANSWER = "The Board works with millers on otter and eel safety, and is counting the fords.\nBridges were repaired."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("improve eel safety", "eel safety"),
        ("otter safety", "otter and eel safety"),
        ("the counting of a ford", "counting the fords"),
        ("bridge repairs", "Bridges were repaired"),
        ("ensure", None),
        ("tackle flooding", None),
        ("millers and bridges", None),
    ],
)
def test_mentions(value: str, words: str | None) -> None:
    found = mention(value, ANSWER)
    assert (found.span.of(ANSWER) if found.span else None) == words
    assert found.left_out == (words is None)


@pytest.mark.parametrize("value", ["", "of the", "—"])
def test_a_value_without_matter_is_never_said_to_be_left_out(value: str) -> None:
    assert not mention(value, ANSWER).left_out


def test_the_page_this_project_started_from() -> None:
    document = real("data/seed/defence-answers-2025-10.txt").read_bytes()
    told = list(parse(document, "seed"))
    questions = [one.plain for one in told]  # type: ignore[union-attr]
    replies = [one.answer.text.plain for one in told]  # type: ignore[union-attr]
    [found] = series.series(questions)
    assert found.template.fixed[0].endswith("the UK-EU Security and Defence Partnership to help")
    said = [value for [value] in values(found, questions)]
    assert said == [
        "tackle illicit finance",
        "improve maritime security",
        "improve the resilience of critical infrastructure",
        "tackle hybrid threats",
        "tackle irregular migration",
    ]
    assert len({replies[member] for member in found.members}) == 1
    left_out = [mention(value, replies[found.members[0]]).left_out for value in said]
    assert left_out == [True, False, True, False, False]


def feed_of(*said: tuple[str, str, str | None]) -> Feed:
    return Feed(*(question(uin, reply, words=asked(value)[0]) for uin, value, reply in said))


def taken(feed: Feed, directory: Path) -> Series:
    found = Series.open(directory, feed.identity)
    found.refresh(feed)
    return found


def words_of(feed: Feed, ids: object) -> dict[str, str]:
    return {change.id: change.question.words for change in feed.changed() if change.question and change.id in ids}  # type: ignore[operator]


def ids(*uins: str) -> tuple[str, ...]:
    return tuple(f"uk-commons/2025-09-16/{uin}" for uin in uins)


def test_the_series_of_a_question_and_what_its_answer_leaves_out(tmp_path: Path) -> None:
    reply = "We counted eels at the Old Mill."
    feed = feed_of(("1", MILLS[0], reply), ("2", MILLS[1], reply.upper()), ("3", MILLS[2], "None."), ("4", "Ash", None))
    found = taken(feed, tmp_path / "s").series(*ids("2"), lambda i: words_of(feed, i), feed.plain)
    assert found is not None
    assert [(one.id, one.asker, one.tabled) for one in found.asked] == [
        (id_, "uk-901", "2025-09-16") for id_ in ids("1", "2", "3", "4")
    ]
    [shared] = found.shared
    assert shared.ids == ids("1", "2")
    assert [[one.left_out for one in row] for row in shared.mentions] == [[False], [True]]


def test_of_a_long_series_those_asked_around_it_are_told(tmp_path: Path) -> None:
    places = ("Ash", "Beck", "Corn", "Dell", "Elm", "Fell", "Gate", "Hill", "Inn", "Jetty")
    feed = feed_of(*((f"{number:02}", f"{place} Mill", None) for number, place in enumerate(places)))
    found = taken(feed, tmp_path / "s")
    for own, told in (("00", "00 01 02 03"), ("05", "03 04 05 06"), ("09", "06 07 08 09")):
        some = found.series(*ids(own), lambda i: words_of(feed, i), feed.plain, 4)
        assert some is not None
        assert (some.size, tuple(one.id for one in some.asked)) == (10, ids(*told.split()))


@pytest.mark.parametrize(
    ("places", "told"),
    [
        ("Ash Ash Ash Ash Beck Corn", "0 1 4 5"),
        ("Ash Beck Corn Ash Ash Ash Ash Ash Ash Ash Ash Ash", "0 1 2 3"),
        ("Ash Ash Ash Ash Beck Ash Corn Ash Ash Ash Dell Ash", "0 1 4 6"),
        ("Ash Ash Ash Ash Beck Ash Ash Ash ash, Ash", ""),
        ("his her their Ash", ""),
    ],
)
def test_of_a_series_some_are_told_that_differ(tmp_path: Path, places: str, told: str) -> None:
    feed = feed_of(*((f"{number:02}", f"{place} Mill", None) for number, place in enumerate(places.split())))
    read: list[str] = []

    def words(wanted: Sequence[str]) -> dict[str, str]:
        read.extend(wanted)
        return words_of(feed, wanted)

    some = taken(feed, tmp_path / "s").series(*ids("00"), words, feed.plain, 4)
    shown = [one.id for one in some.asked] if some else []
    assert shown == [*ids(*(f"{int(one):02}" for one in told.split()))]
    # The words of those that do not differ are not even read.
    assert [*dict.fromkeys(read)] == (shown or [*ids("00")])


def test_a_question_alone_has_no_series(tmp_path: Path) -> None:
    feed = feed_of(("1", MILLS[0], None), ("2", MILLS[1], None))
    found = taken(feed, tmp_path / "s")
    assert found.series(*ids("1"), lambda i: words_of(feed, i), feed.plain) is None
    assert found.series("uk-commons/2020-01-01/1", lambda i: words_of(feed, i), feed.plain) is None


def test_clipped_questions_and_holding_answers_are_left_out(tmp_path: Path) -> None:
    feed = feed_of(("1", MILLS[0], None), ("2", MILLS[1], None))
    held = Answer(text=plain_text("Soon."), on=date(2025, 10, 1), holding=True)
    feed.say(question("3", words=asked(MILLS[2])[0], answer=held))
    feed.say(question("4", text=plain_text(asked("Ash")[0], clipped=True)))
    found = taken(feed, tmp_path / "s").series(*ids("1"), lambda i: words_of(feed, i), feed.plain)
    assert found is not None
    assert ([one.id for one in found.asked], found.shared) == (list(ids("1", "2", "3")), ())


@pytest.mark.parametrize("damage", ["record", "version", "file", "shelf"])
def test_it_starts_anew_when_it_does_not_fit(tmp_path: Path, damage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    feed = feed_of(*((str(place), mill, None) for place, mill in enumerate(MILLS)))
    taken(feed, tmp_path / "s").close()
    if damage == "version":
        monkeypatch.setattr(finding, "VERSION", "next")
    elif damage == "file":
        (tmp_path / "s" / "kept.sqlite").write_bytes(b"no database" * 100)
    elif damage == "shelf":
        next((tmp_path / "s").glob("keys-*.keys.npy")).write_bytes(b"no column")
    again = Series.open(tmp_path / "s", "two" if damage == "record" else "one")
    assert again.kept.cursor == 0


def test_of_two_ways_to_see_a_question_the_one_with_most_questions_counts_also_after_some_ceased(
    tmp_path: Path,
) -> None:
    begins, ends = "how many young eels swam", "past Fell Bridge last spring"
    alike = [
        "at Upper Reed that winter",
        "under Old Mill each night",
        "over mended weirs this May",
        "to Ash Vale since then",
    ]
    others = [
        "which otters were seen swimming",
        "what boats Wardens counted drifting",
        "whose rafts Millers sent floating",
    ]
    said = [f"{begins} {ends}", *(f"{begins} {end}" for end in alike), *(f"{begin} {ends}" for begin in others)]
    feed = Feed(*(question(str(place), words=f"{ASK}{words}.") for place, words in enumerate(said)))
    found = taken(feed, tmp_path / "s")

    def told() -> list[str] | None:
        its = found.series(*ids("0"), lambda i: words_of(feed, i), feed.plain)
        return its and [one.id for one in its.asked]

    assert told() == [*ids("0", "1", "2", "3", "4")]
    feed.cease(*ids("1"))
    feed.say(question("2", words=f"{ASK}when it rains."))
    found.refresh(feed)
    assert told() == [*ids("0", "5", "6", "7")]


CHANGES = st.builds(
    lambda uin, value, reply: question(uin, reply, words=asked(value)[0]),
    st.sampled_from(["1", "2", "3", "4", "5"]),
    st.sampled_from([*MILLS, "Ash", "the ford"]),
    st.sampled_from([None, "We counted at the ford.", "No."]),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(CHANGES | st.sampled_from(ids("1", "2")), max_size=4), max_size=4))
def test_any_split_into_refreshes_equals_a_rebuild(
    tmp_path_factory: pytest.TempPathFactory, refreshes: list[list[Question | str]]
) -> None:
    feed, directory = Feed(), tmp_path_factory.mktemp("kept")
    kept = taken(feed, directory / "kept")
    for changes in refreshes:
        for change in changes:
            feed.cease(change) if isinstance(change, str) else feed.say(change)
        kept.refresh(feed)
    rebuilt = taken(feed, directory / "rebuilt")
    for id_ in ids("1", "2", "3", "4", "5"):
        one, other = (f.series(id_, lambda i: words_of(feed, i), feed.plain) for f in (kept, rebuilt))
        assert one == other
    kept.close()
    rebuilt.close()
