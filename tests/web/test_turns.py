"""How the pages of one process take turns."""

import gc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from time import sleep

import pytest
from litestar.testing import TestClient

from answerable.queries.one import OneQuestion
from answerable.queries.questions import QuestionPage, question
from answerable.web import pages
from answerable.web.app import site
from answerable.web.serving import Options
from answerable.workspace import Workspace
from tests.record.say import official, tell


def test_question_pages_are_made_one_after_the_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace.open(tmp_path, create=True)
    tell(workspace.record, *(official(uin) for uin in ("1", "2", "3", "4")))
    workspace.refresh()
    inside = Lock()
    alone: list[bool] = []

    def watched(workspace: Workspace, asked: OneQuestion) -> QuestionPage:
        alone.append(inside.acquire(blocking=False))
        sleep(0.02)  # others could begin meanwhile
        try:
            return question(workspace, asked)
        finally:
            if alone[-1]:
                inside.release()

    monkeypatch.setattr(pages, "question", watched)
    ids = workspace.record.ids(0, 9)
    with TestClient(site(workspace, Options())) as client, ThreadPoolExecutor(4) as readers:
        answered = readers.map(lambda id_: client.get(f"/q/{id_}").status_code, ids)
        assert list(answered) == [200] * 4
    assert alone == [True] * 4


def test_a_site_looks_for_rings_of_objects_seldom_while_it_serves(tmp_path: Path) -> None:
    before = gc.get_threshold()
    with TestClient(site(Workspace.open(tmp_path, create=True), Options())):
        assert gc.get_threshold()[0] > before[0]
        assert gc.get_freeze_count() > 0
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
