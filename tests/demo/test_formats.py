"""One truth, two tongues: the official JSON and the page say the same to the parsers that know them."""

import json
from collections.abc import Sequence
from pathlib import Path

from answerable.demo.country import Country
from answerable.demo.exchange import Block, Exchange
from answerable.demo.official import list_pages, official_pages
from answerable.demo.older import Answered, answered, editions, table
from answerable.demo.older import linked_data as linked_data_of
from answerable.demo.older import theyworkforyou as theyworkforyou_of
from answerable.demo.page import page_text
from answerable.demo.parliament import Parliament
from answerable.model.history import Happening
from answerable.model.observation import Observation, Unread
from answerable.model.question import Status
from answerable.record.history import history
from answerable.record.merge import in_order, merge, squash
from answerable.record.record import Record
from answerable.record.summary import unread_places
from answerable.sources import linked_data, page, tables, theyworkforyou, uk_parliament
from answerable.sources.base import Source
from tests.samples import answerable


def observed(documents: list[bytes], source: Source) -> list[Observation]:
    said = [one for document in documents for one in source.parse(document, "demo")]
    assert not [one for one in said if isinstance(one, Unread)]
    return [one for one in said if isinstance(one, Observation)]


def known(size: int = 600) -> tuple[Country, list[Exchange]]:
    parliament = Parliament(size)
    country = parliament.country()
    return country, list(parliament.exchanges(country))


def test_official_json_says_what_is_true() -> None:
    country, exchanges = known()
    by_id: dict[str, list[Observation]] = {}
    for one in observed(list(official_pages(Parliament(600))), uk_parliament):
        assert one.leftover is None
        by_id.setdefault(str(one.question_id), []).append(one)
    assert list(by_id) == [exchange.slip.id for exchange in exchanges]
    for exchange in exchanges:
        question = merge(exchange.slip.id, in_order(by_id[exchange.slip.id]))
        slip, fate = exchange.slip, exchange.fate
        assert (question.asker and question.asker.name) == slip.asker.name
        assert (question.body and question.body.name) == slip.office.name
        assert question.words == exchange.asking.text
        assert not question.clipped
        if exchange.reply and fate.answered is not None and fate.answered <= country.calendar.last:
            assert question.answer_words.split() == exchange.reply.plain.split()
            assert question.answer and question.answer.by and fate.post
            assert question.answer.by.name == fate.post.person.name
            assert question.answered_on == country.calendar.days[fate.answered]
        else:
            assert question.answered_on is None


def test_the_page_says_what_is_true() -> None:
    country, exchanges = known()
    said = observed(["".join(page_text(Parliament(600))).encode()], page)
    assert len(said) == len(exchanges)
    for exchange, one in zip(exchanges, said, strict=True):
        slip, fate = exchange.slip, exchange.fate
        assert one.asker and one.body
        assert (one.asker.name, one.asker.party, one.asker.constituency) == (
            slip.asker.name,
            slip.asker.party,
            slip.asker.seat,
        )
        assert one.body.name == slip.office.name
        assert one.plain == exchange.asking.text
        if exchange.reply and fate.post and fate.answered is not None and fate.answered <= country.calendar.last:
            assert one.answer and one.answer.text and one.answer.by
            assert one.answer.text.plain.split() == exchange.reply.plain.split()
            assert (one.answer.by.name, one.answer.role) == (fate.post.person.name, fate.post.role)
        else:
            assert one.unanswered


def test_the_list_clips_as_the_service_does() -> None:
    whole = {one.question_id: one for one in observed(list(official_pages(Parliament(600))), uk_parliament)}
    listed = observed(list(list_pages(Parliament(600))), uk_parliament)
    clipped = [one for one in listed if one.answer and one.answer.text and one.answer.text.clipped]
    assert len(clipped) > len(listed) / 2
    for one in listed:
        there = whole[one.question_id]
        assert one.text and one.text.clipped == (len(there.plain) >= 255)  # as long as the list leaves it: it may go on
        assert there.plain.startswith(one.plain)
    for one in clipped:
        answer = whole[one.question_id].answer
        assert one.answer and one.answer.text and answer and answer.text
        assert squash(answer.text.plain).startswith(squash(one.answer.text.plain.removesuffix("...")))


SIZE = 600


def true_answers() -> dict[str, Answered]:
    return {one.exchange.slip.id: one for one in answered(Parliament(SIZE))}


def words(blocks: Sequence[Block]) -> list[str]:
    return " ".join(block.text for block in blocks).split()


def agrees(said: Observation, true: Answered) -> None:
    slip = true.exchange.slip
    assert said.asker and said.body and said.answer and said.answer.text and said.answer.by
    assert (said.asker.name, said.body.name) == (slip.asker.name, slip.office.name)
    assert said.plain.split() == true.exchange.asking.text.split()
    assert said.answer.text.plain.split() == words(true.now)
    assert (said.answer.by.name, str(said.answer.on)) == (true.by.name, true.on)


def test_the_linked_data_api_says_what_is_true() -> None:
    true, said = true_answers(), dict[str, list[Observation]]()
    for one in observed([linked_data_of(Parliament(SIZE))], linked_data):
        said.setdefault(str(one.question_id), []).append(one)
    assert sorted(said) == sorted(true)
    for id_, its in said.items():
        there, now = true[id_], its[-1]
        agrees(now, there)
        assert now.answer
        assert [other.uin for other in now.grouped or ()] == [other.uin for other in there.exchange.grouped]
        assert str(now.answer.corrected_on or "") == there.corrected
        assert len(its) == (2 if there.corrected else 1)  # a correction tells of the answer before it too
        if there.corrected:
            assert now.answer.original and now.answer.original.plain.split() == words(there.before)
            assert merge(id_, its).status == Status.CORRECTED
    assert any(its[0].grouped for its in said.values()) and any(len(its) > 1 for its in said.values())


def test_theyworkforyou_says_what_is_true() -> None:
    true, found = true_answers(), set()
    for house in ("Commons", "Lords"):
        for name, written in theyworkforyou_of(Parliament(SIZE), house):
            for one in theyworkforyou.parse(written, name):
                assert isinstance(one, Observation), one
                found.add(str(one.question_id))
                there = true[str(one.question_id)]
                agrees(one, there)
                assert {other.uin for other in one.grouped or ()} == {other.uin for other in there.exchange.grouped}
    assert found == set(true)


def test_an_edition_supersedes_the_one_before() -> None:
    true = {(one.on, one.exchange.slip.uin): one for one in answered(Parliament(SIZE))}
    said: dict[str, list[Observation]] = {}
    for name, edition in editions(Parliament(SIZE)):
        assert edition.startswith(b'<?xml version="1.0" encoding="ISO-8859-1"?>')
        for one in theyworkforyou.parse(edition, name):
            assert isinstance(one, Observation) and one.tabled is None
            said.setdefault(one.id or "", []).append(one)
    changed = [its for its in said.values() if len(its) == 2]
    assert changed and len(changed) < len(said)  # what did not change is in the later edition alone
    for id_, its in said.items():
        question = merge(id_, its)
        there = true[str(question.answered_on), question.uin or ""]
        assert question.answer_words.split() == words(there.now)
        assert len(its) == (2 if there.corrected else 1)
        if there.corrected:
            revised = [event for event in history(id_, its) if event.kind is Happening.REVISED]
            assert [event.before.split() for event in revised] == [words(there.before)]


def test_a_table_says_what_is_true() -> None:
    true = true_answers()
    data = "".join(table(Parliament(SIZE))).encode()
    said = [one for one in tables.parse(data, "table.csv") if isinstance(one, Observation)]
    assert sorted(str(one.question_id) for one in said) == sorted(true)
    for one in said:
        agrees(one, true[str(one.question_id)])


def test_all_of_them_can_be_written_and_added(tmp_path: Path) -> None:
    done = answerable(
        "demo", "--questions", "60", "--documents", tmp_path / "forms", "--no-serve", record=tmp_path / "r"
    )
    assert done.returncode == 0, done.stderr
    names = {one.name for one in (tmp_path / "forms").iterdir()}
    assert {"linked-data.json", "table.csv", "page.txt"} <= names and any(one.endswith(".xml") for one in names)
    added = answerable("add", "--json", *sorted((tmp_path / "forms").iterdir()), record=tmp_path / "r")
    assert added.returncode == 0, added.stderr
    assert json.loads(added.stdout)["changed"] > 0
    record = Record.open(tmp_path / "r")
    missed = unread_places(record, 10_000)  # addresses and the like, which are kept as they came
    assert missed and all(one.reason.startswith("a field that is not known here: ") for one in missed)
    record.close()
