"""Each real document is recognised by its own source before any other, in the order in which they are to be tried."""

import gzip
from pathlib import Path

import pytest

from answerable.sources import jsonlines, linked_data, page, tables, theyworkforyou, uk_parliament
from answerable.sources.base import Source
from tests.shared import real

ORDER: tuple[Source, ...] = (jsonlines, linked_data, uk_parliament, theyworkforyou, tables, page)


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("uk-api/list/2023-12.json.gz", uk_parliament),
        ("uk-api/questions.jsonl.gz", uk_parliament),
        ("uk-api/history.jsonl.gz", uk_parliament),
        ("uk-api/fulltext.jsonl.gz", uk_parliament),
        ("linked-data-api/answeredquestions-2014.json.gz", linked_data),
        *((f"moj-csv/{name}.csv.gz", tables) for name in ("attorney-general", "business", "justice", "trade")),
        ("theyworkforyou/wrans/answers2009-10-26b.xml", theyworkforyou),
        ("theyworkforyou/wrans/answers2009-10-26f.xml", theyworkforyou),
        ("theyworkforyou/lordswrans/lordswrans2009-10-27a.xml", theyworkforyou),
        ("theyworkforyou/sp-written/spwa2009-10-27.xml", theyworkforyou),
        ("seed/defence-answers-2025-10.txt", page),
    ],
)
def test_a_real_document(path: str, source: Source) -> None:
    head = _head(real(f"data/{path}"))
    assert next(one.name for one in ORDER if one.recognises(head)) == source.name


def _head(path: Path) -> bytes:
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        return file.read(1 << 16)
