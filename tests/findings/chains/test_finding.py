"""Chains over a record."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from answerable.findings.chains import finding
from answerable.findings.chains.finding import Chains
from answerable.findings.chains.following import End
from answerable.findings.chains.resolving import Basis
from answerable.model.question import Question
from answerable.model.text import Link, Text, plain_text
from tests.findings.feed import Feed, question

MAY, JUNE, JULY = date(2025, 5, 6), date(2025, 6, 3), date(2025, 7, 1)
APRIL = date(2025, 4, 28)
ASK = "To ask the Secretary of State for Rivers, pursuant to the Answer of 6 May 2025 to Question 101 on Weirs, when."


def taken(feed: Feed, directory: Path) -> Chains:
    found = Chains.open(directory, feed.identity)
    found.refresh(feed)
    return found


def id_of(uin: str, tabled: date = APRIL) -> str:
    return f"uk-commons/{tabled}/{uin}"


@pytest.fixture
def feed() -> Feed:
    return Feed(
        question("101", "We mended the weir.", MAY, tabled=APRIL, heading="Weirs"),
        question("102", "I refer the hon. Member to the answer of 6 May to Question 101.", JUNE, tabled=MAY),
        question("103", "I refer the hon. Member to the answer I gave on 3 June 2025.", JULY, tabled=JUNE),
        question("104", None, tabled=JUNE, words=ASK),
        question("105", "See Question 999.", JULY, tabled=JUNE),
    )


def test_a_chain_is_followed_to_the_text_finally_reached(feed: Feed, tmp_path: Path) -> None:
    chain = taken(feed, tmp_path / "c").chain(id_of("103", JUNE))
    assert [(step.target, step.end) for step in chain] == [
        (id_of("102", MAY), End.ON),
        (id_of("101"), End.REACHED),
    ]
    assert [step.pointer.resolution.basis for step in chain] == [Basis.DAY, Basis.ANSWERED]


def test_a_target_that_is_not_held_is_told(feed: Feed, tmp_path: Path) -> None:
    [step] = taken(feed, tmp_path / "c").chain(id_of("105", JUNE))
    assert (step.target, step.end, step.pointer.resolution.why_not) == (None, End.UNRESOLVED, "not held")


def test_what_follows_up_on_a_question(feed: Feed, tmp_path: Path) -> None:
    chains = taken(feed, tmp_path / "c")
    found = chains.follow_ups(id_of("101"))
    assert [(one.id, one.place) for one in found] == [(id_of("102", MAY), "answer"), (id_of("104", JUNE), "question")]
    assert found[1].pointer.reference.span.of(ASK) == "6 May 2025 to Question 101"
    assert [one.id for one in chains.follow_ups(id_of("102", MAY))] == [id_of("103", JUNE)]
    assert chains.follow_ups(id_of("104", JUNE)) == chains.follow_ups("page/0123456789abcdef") == ()


def test_pointers_of_the_question_itself(feed: Feed, tmp_path: Path) -> None:
    chains = taken(feed, tmp_path / "c")
    [pointer] = chains.pointers(id_of("104", JUNE), "question")
    assert (pointer.resolution.target, pointer.resolution.agrees) == (id_of("101"), True)
    assert chains.pointers(id_of("104", JUNE), "answer") == ()


def test_a_target_that_comes_later_is_found(tmp_path: Path) -> None:
    feed = Feed(question("104", None, tabled=JUNE, words=ASK))
    chains = taken(feed, tmp_path / "c")
    feed.say(question("101", "Yes.", MAY, tabled=APRIL))
    chains.refresh(feed)
    assert [one.id for one in chains.follow_ups(id_of("101"))] == [id_of("104", JUNE)]


def test_links_are_followed(tmp_path: Path) -> None:
    address = f"https://questions-statements.parliament.uk/written-questions/detail/{APRIL}/101"
    linked = Text(plain_text("See an earlier answer.").blocks, links=(Link(7, 21, address),))
    later = question("106", "x", JULY, tabled=JUNE)
    assert later.answer is not None
    feed = Feed(question("101", "Yes.", MAY, tabled=APRIL))
    feed.say(question("106", answer=replace(later.answer, text=linked), tabled=JUNE))
    [step] = taken(feed, tmp_path / "c").chain(id_of("106", JUNE))
    assert (step.target, step.pointer.resolution.basis) == (id_of("101"), Basis.TABLED)


def test_half_a_number_at_the_end_of_a_clipped_text_is_no_reference(tmp_path: Path) -> None:
    words = "To ask the Minister, pursuant to the Answer of 6 May 2025 to Question 10"
    feed = Feed(question("104", None, tabled=JUNE, text=plain_text(words, clipped=True)))
    feed.say(question("107", None, tabled=JUNE, text=plain_text(f"{words}1, if", clipped=True)))
    chains = taken(feed, tmp_path / "c")
    assert chains.pointers(id_of("104", JUNE), "question") == ()
    assert len(chains.pointers(id_of("107", JUNE), "question")) == 1


@pytest.mark.parametrize("damage", ["record", "version", "file"])
def test_it_starts_anew_when_it_does_not_fit(
    feed: Feed, tmp_path: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(feed, tmp_path / "c").close()
    if damage == "version":
        monkeypatch.setattr(finding, "VERSION", "next")
    elif damage == "file":
        (tmp_path / "c" / "kept.sqlite").write_bytes(b"no database" * 100)
    again = Chains.open(tmp_path / "c", "two" if damage == "record" else "one")
    assert (again.kept.cursor, again.chain(id_of("103", JUNE))) == (0, ())


POINTING = st.sampled_from(
    [
        None,
        "No.",
        "I refer him to the answer of 6 May 2025 to Question 101.",
        "I refer him to the answers to Questions 101, 102 and 103.",
        "I refer him to the answer I gave on 6 May 2025.",
    ]
)
CHANGES = st.builds(
    lambda uin, reply, on, tabled: question(uin, reply, on, tabled=tabled),
    st.sampled_from(["101", "102", "103"]),
    POINTING,
    st.sampled_from([MAY, JUNE]),
    st.just(APRIL),
)
IDS = tuple(id_of(uin) for uin in ("101", "102", "103"))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(CHANGES | st.sampled_from(IDS), max_size=4), max_size=4))
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
    for id_ in IDS:
        assert (kept.chain(id_), kept.follow_ups(id_)) == (rebuilt.chain(id_), rebuilt.follow_ups(id_))
    kept.close()
    rebuilt.close()
