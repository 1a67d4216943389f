"""An answer given to several questions together is one answer, wherever answers are counted."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import text

from answerable.model.outcome import Ground
from answerable.pipeline.ingest import Added, add_paths
from answerable.queries.declined import OfBody, declined
from answerable.queries.documents import Documents, OneDocument, document, documents
from answerable.queries.people import Everybody, OneOf, bodies, body, member, members
from answerable.queries.promises import Promises, promises
from answerable.queries.same import Largest, OneAnswer, largest, same
from answerable.queries.search import Search, search
from answerable.queries.status import Nothing, status
from answerable.workspace import Workspace
from tests.samples import answerable, listed, official

RIVERS = "department-for-rivers"
UINS = ("1201", "1202", "1203")
REPLY = (
    "<p>This information is not held centrally. As page 4 of the Weirs Strategy (CP 1338) says, "
    "the Department will publish an inspection report by 31 March 2026.</p>"
)


def grouped(uin: str, **fields: Any) -> dict[str, Any]:
    """One of the three questions that got one answer."""
    others = [other for other in UINS if other != uin]
    dates = [{"questionUin": other, "dateTabled": "2025-09-16T00:00:00"} for other in others]
    words = f"To ask the Secretary of State for Rivers, how many weirs leak in region {uin}."
    told = {"groupedQuestions": others, "groupedQuestionsDates": dates, "questionText": words, "answerText": REPLY}
    return official(uin, **(told | fields))


def alone(uin: str) -> dict[str, Any]:
    """A question that got the same answer by itself, on another day."""
    words = f"To ask the Secretary of State for Rivers, how many sluices leak in region {uin}."
    return official(uin, questionText=words, answerText=REPLY, dateAnswered="2025-09-25T00:00:00")


def add(workspace: Workspace, path: Path, *records: dict[str, Any]) -> Added:
    path.write_bytes(listed(*records))
    return add_paths(workspace, [str(path)])


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("groups")


@pytest.fixture(scope="module")
def workspace(place: Path) -> Iterator[Workspace]:
    opened = Workspace.open(place / "record", create=True)
    added = add(opened, place / "list.json", *(grouped(uin) for uin in UINS), alone("1300"), official("1400"))
    assert (added.questions, added.answers) == (5, 3)
    yield opened
    opened.close()


def test_the_record_and_its_people(workspace: Workspace) -> None:
    held = status(workspace, Nothing()).summary
    assert (held.questions, held.answered, held.answers) == (5, 5, 3)
    (rivers,) = bodies(workspace, Everybody())
    assert (rivers.asked, rivers.answered, rivers.answers) == (5, 5, 3)
    assert body(workspace, OneOf(RIVERS)).body == rivers
    by_id = {one.id: one for one in members(workspace, Everybody())}
    assert (by_id["uk-902"].answered, by_id["uk-902"].answers) == (5, 3)
    assert member(workspace, OneOf("uk-902")).member.answers == 3


def test_a_question_whose_fellows_are_not_held_has_its_answer(tmp_path: Path) -> None:
    with_one = Workspace.open(tmp_path / "record", create=True)
    add(with_one, tmp_path / "list.json", grouped("1203"))
    held = status(with_one, Nothing()).summary
    assert (held.answered, held.answers) == (1, 1)
    assert [one.times for one in documents(with_one, Documents())] == [1]
    with_one.close()


def test_the_same_answer(workspace: Workspace) -> None:
    found = same(workspace, OneAnswer("uk-commons/2025-09-16/1202"))
    assert found is not None
    assert (found.questions, found.answers, [one.count for one in found.bodies]) == (4, 2, [2])
    assert [one.answers for one in found.months] == [2]
    (most,) = largest(workspace, Largest(undeclared=True)).answers
    assert (most.questions, most.answers) == (4, 2)


def test_documents(workspace: Workspace) -> None:
    (cited,) = documents(workspace, Documents())
    assert (cited.id, cited.times) == ("cp-1338", 2)
    view = document(workspace, OneDocument("cp-1338"))
    assert [one.times for one in view.bodies] == [2]
    assert [(at.locator, at.times) for at in view.places if at.locator] == [("page 4", 2)]
    assert [one.id[-4:] for one in view.citations] == ["1300", "1201"]


def test_promises(workspace: Workspace) -> None:
    found = promises(workspace, Promises(due="all", as_of="2025-10-01"))
    assert [(one.promise.question[-4:], one.promise.questions) for one in found] == [("1201", 3), ("1300", 1)]


def test_what_is_declined(workspace: Workspace) -> None:
    view = declined(workspace, OfBody(RIVERS, year=2025, ground="not_held"))
    (figure,) = [one for one in view.figures if one.ground is Ground.NOT_HELD]
    assert figure.times == 2
    assert [one.judged.question[-4:] for one in view.answers] == ["1300", "1201"]


def test_search_counts_questions_and_says_which_share_an_answer(workspace: Workspace) -> None:
    found = search(workspace, Search("leak"))
    assert found.total == 4
    assert sum(hit.same_as is not None for hit in found.hits) == 3


def test_counts_follow_when_a_group_comes_apart_and_together(tmp_path: Path) -> None:
    opened = Workspace.open(tmp_path / "record", create=True)
    path = tmp_path / "list.json"

    def counts() -> tuple[int, int, int, int]:
        held, cited = status(opened, Nothing()).summary, documents(opened, Documents())
        figures = declined(opened, OfBody(RIVERS)).figures
        listed = promises(opened, Promises(due="all", as_of="2025-10-01"))
        return held.answers, sum(one.times for one in cited), sum(one.times for one in figures), len(listed)

    add(opened, path, *(grouped(uin) for uin in UINS))
    assert counts() == (1, 1, 1, 1)
    # The second turns out to have got an answer of its own, which cites and promises nothing.
    add(opened, path, grouped("1202", groupedQuestions=[], groupedQuestionsDates=[], answerText="<p>It has 41.</p>"))
    assert counts() == (2, 1, 1, 1)
    add(opened, path, grouped("1201", answerText="<p>It has 42.</p>"), grouped("1203", answerText="<p>It has 42.</p>"))
    assert counts() == (2, 0, 0, 0)
    add(opened, path, *(grouped(uin, dateAnswered="2025-09-26T00:00:00") for uin in UINS))
    assert counts() == (1, 1, 1, 1)
    opened.close()


def test_what_people_see(workspace: Workspace) -> None:
    record = workspace.record.directory
    assert b"5 questions, 5 with an answer, in 3 answers" in answerable("status", record=record).stdout
    shown = answerable("show", "uk-commons/2025-09-16/1202", record=record).stdout
    assert b"Answered together with Questions 1201 and 1203" in shown


def test_a_record_made_before_learns_which_were_answered_together(tmp_path: Path) -> None:
    """The column is filled from what questions say."""
    opened = Workspace.open(tmp_path / "record", create=True)
    add(opened, tmp_path / "list.json", *(grouped(uin) for uin in UINS), alone("1300"))
    column = text("SELECT together FROM question ORDER BY id")
    with opened.record.writing() as connection:
        before = list(connection.scalars(column))
        for index in ("question_together", "question_together_by"):
            connection.execute(text(f"DROP INDEX {index}"))
        connection.execute(text("ALTER TABLE question DROP COLUMN together"))
        with Operations.context(MigrationContext.configure(connection)):
            import_module("answerable.record.migrations.versions.0008_which_questions_were_answered_together").upgrade()
        assert list(connection.scalars(column)) == before
    assert len({*before}) == 2 and before.count(None) == 1
    opened.close()
