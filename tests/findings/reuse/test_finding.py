"""Reuse over a record: clusters, stock passages, partial copies, and keeping in step."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from answerable.errors import RecordError
from answerable.findings.reuse import finding
from answerable.findings.reuse.answers import Cluster, Elsewhere
from answerable.findings.reuse.finding import Reuse
from answerable.model.question import Answer, Question
from answerable.model.text import plain_text
from tests.findings.feed import Feed, question

STOCK = (
    "The Rivers Board keeps every weir in the valley under review and mends those that the spring floods have harmed, "
    "beginning with the ones on which the mills and the eel passes depend the most."
)
OTTERS = "Otters have been counted along the upper valley since the first survey."
MAY, JUNE, JULY = date(2025, 5, 6), date(2025, 6, 3), date(2025, 7, 1)
RIVERS, MILLS = "department-for-rivers", "office-for-mills"


def taken(feed: Feed, directory: Path) -> Reuse:
    reuse = Reuse.open(directory, feed.identity)
    reuse.refresh(feed)
    return reuse


@pytest.fixture
def feed() -> Feed:
    return Feed(
        question("1", STOCK, MAY, asker=11),
        question("2", STOCK.upper(), JUNE, asker=12, grouped=("3",)),
        question("3", STOCK, JUNE, asker=12, grouped=("2",)),
        question("4", STOCK, JULY, asker=13, body="Office for Mills", by=903),
        question("5", f"{OTTERS}\n{STOCK}", JULY),
        question("6", "No.", JULY),
        question("7"),
        question("8", "We mended 41 weirs.", MAY),
        question("9", "We mended 38 weirs.", JUNE),
    )


def uin(*numbers: str) -> tuple[str, ...]:
    return tuple(f"uk-commons/2025-09-16/{number}" for number in numbers)


def test_a_cluster_tells_who_got_the_answer_and_what_was_declared(feed: Feed, tmp_path: Path) -> None:
    cluster = taken(feed, tmp_path / "reuse").cluster(*uin("3"))
    assert cluster is not None
    assert tuple(use.id for use in cluster.uses) == uin("1", "2", "3", "4")
    assert cluster.declared() == (uin("2", "3"),)
    assert (cluster.answers, cluster.undeclared) == (3, True)
    assert (cluster.first_use, cluster.last_use) == ("2025-05-06", "2025-07-01")
    assert cluster.bodies == {RIVERS: 2, MILLS: 1}
    assert cluster.askers == {"uk-12": 2, "uk-11": 1, "uk-13": 1}


def test_answers_alike_but_for_figures_are_named(feed: Feed, tmp_path: Path) -> None:
    cluster = taken(feed, tmp_path / "reuse").cluster(*uin("8"))
    assert cluster is not None
    assert (cluster.answers, cluster.undeclared, cluster.alike) == (1, False, uin("9"))


def test_a_question_without_an_answer_has_no_cluster(feed: Feed, tmp_path: Path) -> None:
    assert taken(feed, tmp_path / "reuse").cluster(*uin("7")) is None


def test_beside_a_question_stand_the_oldest_others_of_its_cluster(feed: Feed, tmp_path: Path) -> None:
    feed.say(question("0", STOCK, None, asker=11))
    reuse = taken(feed, tmp_path / "reuse")
    found = reuse.elsewhere(*uin("1"), 3)
    assert found == Elsewhere(5, 4, "2025-05-06", "2025-07-01", uin("0", "2", "3"))
    assert [reuse.elsewhere(id_, 3) for id_ in uin("6", "7", "99")] == [None, None, None]


def test_largest_counts_a_grouped_answer_once(feed: Feed, tmp_path: Path) -> None:
    reuse = taken(feed, tmp_path / "reuse")
    [all_told] = reuse.largest()
    assert (all_told.id, all_told.answers, all_told.questions) == (*uin("1"), 3, 4)
    [rivers] = reuse.largest(RIVERS, 2025)
    assert (rivers.answers, rivers.questions) == (2, 3)
    assert reuse.largest(MILLS) == reuse.largest(year=2024) == ()


def test_answers_without_a_body_are_among_all_alone(tmp_path: Path) -> None:
    """Tables may have no column for the body."""
    bare = [replace(question(uin, STOCK, MAY, grouped=()), body=None) for uin in ("1", "2")]
    reuse = taken(Feed(*bare), tmp_path / "reuse")
    [all_told] = reuse.largest()
    assert (all_told.answers, all_told.questions) == (2, 2)
    assert len(reuse.largest(year=2025)) == 1


def test_stock_passages_are_shown_in_place_with_their_users(feed: Feed, tmp_path: Path) -> None:
    answer = f"{OTTERS}\n{STOCK}"
    [stock] = taken(feed, tmp_path / "reuse").stock(answer)
    assert stock.span.of(answer) == STOCK.rstrip(".")
    assert (stock.users.answers, stock.users.first, stock.words) == (4, *uin("1"), 35)
    assert (stock.users.first_use, stock.users.last_use) == ("2025-05-06", "2025-07-01")
    assert stock.users.bodies == {RIVERS: 3, MILLS: 1}
    assert stock.users.answerers == {"uk-902": 3, "uk-903": 1}


def test_partial_copies_come_with_their_alignment(feed: Feed, tmp_path: Path) -> None:
    [copy] = taken(feed, tmp_path / "reuse").copies(*uin("5"), feed.plain)
    assert copy.id == uin("1")[0]
    assert copy.alignment.containment == 1.0
    [shared] = copy.alignment.shared
    assert shared.there.of(STOCK) == STOCK.rstrip(".")


def test_an_answer_identical_but_short_has_no_partial_copies(feed: Feed, tmp_path: Path) -> None:
    reuse = taken(feed, tmp_path / "reuse")
    assert reuse.copies(*uin("6"), feed.plain) == reuse.copies(*uin("7"), feed.plain) == ()
    assert reuse.copies("uk-commons/2025-01-01/999", feed.plain) == ()


def test_new_and_repeated_words_by_body_and_month(tmp_path: Path) -> None:
    feed = Feed(
        question("1", f"{OTTERS} Eels swim.", MAY),
        question("2", f"{OTTERS} Eels sleep.", JUNE, body="Office for Mills", grouped=("3",)),
        question("3", f"{OTTERS} Eels sleep.", JUNE, body="Office for Mills", grouped=("2",)),
        question("4", OTTERS, None),
    )
    said = taken(feed, tmp_path / "reuse").said()
    assert [(s.body, s.month, s.words, s.repeated) for s in said] == [
        (RIVERS, "2025-05", 14, 0),
        (MILLS, "2025-06", 14, 12),
    ]
    assert [s.body for s in taken(feed, tmp_path / "reuse").said(MILLS)] == [MILLS]


@pytest.mark.parametrize(
    "answer",
    [
        Answer(text=plain_text(STOCK), on=JUNE, holding=True),
        Answer(text=plain_text(STOCK, clipped=True), on=JUNE),
        Answer(on=JUNE),
        Answer(text=plain_text("—"), on=JUNE),
    ],
)
def test_holding_clipped_and_empty_answers_are_not_compared(answer: Answer, tmp_path: Path) -> None:
    feed = Feed(question("1", STOCK), question("2", answer=answer))
    cluster = taken(feed, tmp_path / "reuse").cluster(*uin("1"))
    assert cluster is not None
    assert len(cluster.uses) == 1


def test_a_changed_answer_leaves_its_cluster_and_an_old_id_ceases(feed: Feed, tmp_path: Path) -> None:
    reuse = taken(feed, tmp_path / "reuse")
    feed.say(question("4", OTTERS, JULY))
    feed.cease(*uin("2"))
    assert reuse.refresh(feed) == 2
    cluster = reuse.cluster(*uin("1"))
    assert cluster is not None
    assert tuple(use.id for use in cluster.uses) == uin("1", "3")
    assert reuse.refresh(feed) == 0


def test_another_reader_sees_what_was_taken_in(feed: Feed, tmp_path: Path) -> None:
    reader = taken(Feed(), tmp_path / "reuse")
    assert reader.stock(STOCK) == ()
    taken(feed, tmp_path / "reuse").close()
    assert [one.users.answers for one in reader.stock(STOCK)] == [4]


def test_who_used_a_passage_of_many_answers_is_remembered_until_something_is_taken_in(tmp_path: Path) -> None:
    said = "The Rivers Board keeps each weir in good repair all year."
    many = [question(str(n), f"Weir number {n} is well. {said}", date(2025, 6, n)) for n in range(1, 26)]
    feed = Feed(*many)
    reuse = taken(feed, tmp_path / "reuse")
    for _ in range(2):  # worked out, and remembered
        for on, earlier in (("2025-06-01", 0), ("2025-06-11", 10), ("2026-01-01", 25), ("", 0)):
            [stock] = reuse.stock(said, on)
            assert (stock.users.answers, stock.users.earlier, stock.users.first) == (25, earlier, *uin("1"))
    assert len(reuse._known) == 1
    feed.say(question("26", f"Another is well. {said}", date(2025, 5, 1)))
    feed.cease(*uin("7"))
    reuse.refresh(feed)
    [stock] = reuse.stock(said, "2025-06-11")
    assert (stock.users.answers, stock.users.earlier, stock.users.first) == (25, 10, *uin("26"))


def test_progress_is_told(feed: Feed, tmp_path: Path) -> None:
    told: list[int] = []
    Reuse.open(tmp_path / "reuse", "one").refresh(feed, told.append)
    assert sum(told) == 9


@pytest.mark.parametrize("damage", ["record", "version", "file", "shelf", "gone"])
def test_it_starts_anew_when_it_does_not_fit(
    feed: Feed, tmp_path: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    directory = tmp_path / "reuse"
    taken(feed, directory).close()
    kept = Reuse.open(directory, "one")
    assert kept.kept.cursor == 9
    kept.close()
    if damage == "version":
        monkeypatch.setattr(finding, "VERSION", "next")
    elif damage == "file":
        (directory / "kept.sqlite").write_bytes(b"no database" * 100)
    elif damage == "shelf":
        next(directory.glob("prints-*.keys.npy")).write_bytes(b"no column")
    elif damage == "gone":
        for file in directory.iterdir():
            file.unlink()
    reuse = Reuse.open(directory, "two" if damage == "record" else "one")
    assert (reuse.kept.cursor, reuse.largest()) == (0, ())
    feed.identity = reuse.kept.identity
    reuse.refresh(feed)
    assert len(reuse.largest()) == 1


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory")
    with pytest.raises(RecordError, match="expected a directory that can be written"):
        Reuse.open(tmp_path / "file" / "reuse", "one")


def test_a_refresh_that_fails_changes_nothing(feed: Feed, tmp_path: Path) -> None:
    reuse = taken(feed, tmp_path / "reuse")
    before = reuse.largest(), reuse.said()
    feed.say(question("10", STOCK, JULY))

    def fail(_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reuse.refresh(feed, fail)
    assert ((reuse.largest(), reuse.said()), reuse.kept.cursor) == (before, 9)
    reuse.refresh(feed)
    cluster = reuse.cluster(*uin("10"))
    assert cluster is not None
    assert cluster.answers == 4


SENTENCES = st.sampled_from([STOCK, OTTERS, "Eels swim past.", "We mended 41 weirs.", "We mended 7 weirs.", "No.", ""])
REPLIES = st.none() | st.lists(SENTENCES, min_size=1, max_size=3).map("\n".join)
QUESTIONS = st.builds(
    lambda uin, reply, day, body, grouped: question(uin, reply, day, body=body, grouped=grouped),
    st.sampled_from(["1", "2", "3", "4", "5", "6"]),
    REPLIES,
    st.sampled_from([MAY, JUNE, JULY, None]),
    st.sampled_from(["Department for Rivers", "Office for Mills"]),
    st.sampled_from([(), ("1",), ("2", "3")]),
)


def beside(cluster: Cluster | None, id_: str, most: int) -> Elsewhere | None:
    """What stands beside a question, worked out from the whole of its cluster."""
    if cluster is None or len(cluster.uses) == 1:
        return None
    others = tuple(use.id for use in cluster.uses if use.id != id_)[:most]
    return Elsewhere(len(cluster.uses), cluster.answers, cluster.first_use, cluster.last_use, others)


def told(reuse: Reuse, feed: Feed) -> object:
    """All that can be asked."""
    ids = uin("1", "2", "3", "4", "5", "6")
    return (
        [reuse.cluster(id_) for id_ in ids],
        [reuse.largest(body, year) for body in ("", RIVERS, MILLS) for year in (0, 2025)],
        [reuse.stock(words) for words in feed.plain(ids).values()],
        [reuse.copies(id_, feed.plain) for id_ in ids],
        reuse.said(),
    )


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(QUESTIONS | st.sampled_from(uin("1", "2", "3")), max_size=4), max_size=5))
def test_any_split_into_refreshes_equals_a_rebuild(
    tmp_path_factory: pytest.TempPathFactory, refreshes: list[list[Question | str]]
) -> None:
    feed, directory = Feed(), tmp_path_factory.mktemp("kept")
    reuse = Reuse.open(directory / "kept", feed.identity)
    for changes in refreshes:
        for change in changes:
            feed.cease(change) if isinstance(change, str) else feed.say(change)
        reuse.refresh(feed)
    rebuilt = taken(feed, directory / "rebuilt")
    assert told(reuse, feed) == told(rebuilt, feed)
    for id_ in uin("1", "2", "3", "4", "5", "6"):
        assert reuse.elsewhere(id_, 2) == beside(reuse.cluster(id_), id_, 2)
    reuse.close()
    rebuilt.close()


def test_odd_answers_are_taken_in(tmp_path: Path) -> None:
    answers = ["", "Yes.", "eel " * 125_000, "Year\tWeirs\n2021\t41", "水はきれいです。", *[STOCK] * 1000]
    feed = Feed(*(question(str(place), answer) for place, answer in enumerate(answers)))
    reuse = taken(feed, tmp_path / "reuse")
    [largest] = reuse.largest()
    assert largest.answers == 1000
    assert reuse.copies(*uin("2"), feed.plain) == ()
