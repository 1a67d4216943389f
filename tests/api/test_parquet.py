"""Parquet through the API, read back and laid beside what JSON tells."""

import io

import httpx
import pyarrow.parquet
import pytest


def table(address, **asked):
    told = httpx.get(address, params=asked)
    assert told.status_code == 200, told.text
    assert told.headers["content-type"] == "application/vnd.apache.parquet"
    return pyarrow.parquet.read_table(io.BytesIO(told.content))


def test_the_whole_list_has_the_types_that_its_values_have(demo):
    told = table(f"{demo}/questions", format="parquet")
    lines = [line for line in httpx.get(f"{demo}/questions?format=ndjson").text.splitlines() if line]
    assert told.num_rows == len(lines) > 100
    assert str(told.schema.field("tabled").type) == "date32[day]"
    first = httpx.get(f"{demo}/questions?limit=3").json()
    assert told.column("id").to_pylist()[:3] == [one["id"] for one in first]
    assert [day.isoformat() for day in told.column("tabled").to_pylist()[:3]] == [one["tabled"] for one in first]
    assert b"Open Parliament Licence" in told.schema.metadata[b"licence"]


def test_accept_asks_for_it_too_and_a_limit_gives_a_page(demo):
    told = httpx.get(f"{demo}/search?q=is:answered&limit=4", headers={"Accept": "application/vnd.apache.parquet"})
    read = pyarrow.parquet.read_table(io.BytesIO(told.content))
    hits = httpx.get(f"{demo}/search?q=is:answered&limit=4").json()["hits"]
    assert read.column("id").to_pylist() == [one["id"] for one in hits]
    assert read.column("highlights").to_pylist()[0] == hits[0]["highlights"]
    assert told.links["next"]


def test_fields_name_columns_or_what_they_stand_together_in(demo):
    asked = f"{demo}/questions/uk-commons/2023-11-20/1502"
    read = table(asked, format="parquet", fields="answer.text,id,asked_by")
    assert {"id", "asked_by.name", "answer.text"} <= set(read.column_names)
    assert "answer.date" not in read.column_names
    one = httpx.get(asked).json()
    assert read.column("answer.text").to_pylist() == [one["answer"]["text"]]
    refused = httpx.get(f"{demo}/search?format=parquet&fields=highlights.text")
    assert (refused.status_code, refused.json()["title"]) == (400, "Bad parameter")
    assert "whole columns" in refused.json()["detail"]


def test_an_empty_list_is_a_file_with_its_columns(demo):
    read = table(f"{demo}/search", q="nobodyeversaidthis", format="parquet")
    assert read.num_rows == 0 and "id" in read.column_names


@pytest.mark.parametrize("path", ["/members", "/bodies", "/documents", "/waiting", "/promises?due=all", "/gaps"])
def test_every_list_can_be_had(demo, path):
    split = "&" if "?" in path else "?"
    read = pyarrow.parquet.read_table(io.BytesIO(httpx.get(f"{demo}{path}{split}format=parquet").content))
    assert read.num_rows == len(httpx.get(f"{demo}{path}{split}format=ndjson").text.splitlines())
