"""Pages made before are given again, and never when something has changed since; what differs by reader is not kept."""

import asyncio
import time

import httpx
import pytest
from litestar.testing import TestClient

from answerable.web import pages
from answerable.web.app import site
from answerable.web.made_before import PagesMadeBefore
from answerable.web.serving import Options
from answerable.workspace import Workspace
from tests.samples import answerable, listed, official, served

Q = "/q/uk-commons/2025-09-16/1201"


@pytest.fixture
def record(tmp_path):
    (tmp_path / "list.json").write_bytes(listed(official("1201", answerText="<p>Forty weirs stand.</p>")))
    assert answerable("add", tmp_path / "list.json", record=tmp_path / "record").returncode == 0
    return tmp_path / "record"


def add(record, uin, words):
    (record.parent / "more.json").write_bytes(
        listed(official(uin, answerText=f"<p>{words}</p>", dateAnsweredCorrected="2025-10-01T00:00:00"))
    )
    assert answerable("add", record.parent / "more.json", record=record).returncode == 0


def test_a_page_is_new_as_soon_as_the_record_is(record):
    with served(record) as address:
        first, again = httpx.get(address + Q), httpx.get(address + Q)
        assert first.text == again.text and "Forty weirs stand." in first.text
        add(record, "1201", "Fifty weirs stand.")
        time.sleep(1.1)  # what has changed is looked for once a second
        assert "Fifty weirs stand." in httpx.get(address + Q).text


def test_a_page_is_made_once_while_nothing_changes(record, monkeypatch):
    made, question = [], pages.question
    monkeypatch.setattr(pages, "question", lambda *words: made.append(words) or question(*words))
    with TestClient(site(Workspace.open(record), Options())) as client:
        for _ in range(3):
            assert "Forty weirs stand." in client.get(Q).text
        assert len(made) == 1
        add(record, "1202", "Otters swim.")
        time.sleep(1.1)
        client.get(Q)
        assert len(made) == 2


def test_a_search_sees_what_was_added_since(record):
    with served(record) as address:
        asked = {"q": "otters"}
        assert "Otters swim" not in httpx.get(f"{address}/search", params=asked).text
        add(record, "1202", "Otters swim.")
        time.sleep(1.1)
        assert "Otters swim" in httpx.get(f"{address}/search", params=asked).text.replace("<mark>", "").replace(
            "</mark>", ""
        )


def test_readers_of_other_kinds_get_their_own(record):
    with served(record) as address:
        plain = {"Accept-Encoding": "identity"}
        for _ in range(2):
            packed, unpacked, head = (
                httpx.get(address + Q),
                httpx.get(address + Q, headers=plain),
                httpx.head(address + Q, headers=plain),
            )
            assert packed.headers["content-encoding"] == "gzip"
            assert "content-encoding" not in unpacked.headers
            assert packed.text == unpacked.text
            assert (head.status_code, head.text) == (200, "")
        thanked = httpx.get(f"{address}{Q}?thanks=true").text
        assert "Thank you" in thanked and "Thank you" not in packed.text
        elsewhere = httpx.get(address + Q, headers={"Host": "weirs.example"}).text
        assert "http://weirs.example/" in elsewhere and "weirs.example" not in packed.text


def test_pages_set_no_cookie_and_forms_are_made_anew(record):
    with served(record) as address:
        assert "set-cookie" not in httpx.get(address + Q).headers
        assert "set-cookie" not in httpx.get(f"{address}/search").headers
        tokens = {httpx.get(f"{address}/wrong{Q[2:]}").cookies["answerable-form"] for _ in range(2)}
        assert len(tokens) == 2


def test_a_page_that_is_not_there_is_looked_for_again(record):
    with served(record) as address:
        later = Q.replace("1201", "1202")
        assert httpx.get(address + later).status_code == 404
        add(record, "1202", "Otters swim.")
        assert httpx.get(address + later).status_code == 200


def test_memory_is_bounded():
    async def filled():
        store = PagesMadeBefore()
        for number in range(2_000):
            await store.set(str(number), b"x" * 50_000)
        await store.set("large", b"x" * 300_000)
        held = [number for number in range(2_000) if await store.exists(str(number))]
        assert not await store.exists("large")
        assert await store.get("1999") == b"x" * 50_000 and await store.get("0") is None
        await store.delete("1999")
        assert await store.get("1999") is None
        await store.delete_all()
        assert await store.get("1998") is None
        return held

    held = asyncio.run(filled())
    assert held[-1] == 1_999 and len(held) * 50_000 <= 48 << 20
