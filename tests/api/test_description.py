"""The API's description is true: its examples work, answers have the shapes it says, and nothing else happens."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import httpx
import msgspec
import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import asdict

from answerable.queries.asking import docs, shape
from answerable.queries.catalogue import CATALOGUE
from answerable.queries.examples import EXAMPLES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def described(demo):
    return httpx.get(f"{demo}/openapi.json").json()


@pytest.mark.parametrize("query", CATALOGUE, ids=lambda query: query.name)
def test_every_query_is_described_with_its_parameters_and_an_example_that_works(demo, described, query):
    ((method, operation),) = described["paths"][f"/api/v1{query.path}"].items()
    assert (operation["operationId"], method) == (query.name, "post" if query.private else "get")
    assert operation["summary"].endswith(".")
    told = (in_body if query.private else in_address)(demo, query, operation)
    assert told.status_code == 200, told.text
    assert told.json(), f"the example of {query.name} finds nothing in the demo record"
    validator(described, operation).validate(told.json())
    msgspec.json.decode(told.content, type=query.answers, strict=True)


def in_address(demo, query, operation):
    """What comes of the examples of the parameters."""
    assert all(one["description"] for one in operation["parameters"]), f"say what each parameter of {query.name} means"
    given = {one["name"]: one["example"] for one in operation["parameters"] if "example" in one}
    assert {one["name"] for one in operation["parameters"] if one.get("required")} <= set(given)
    return httpx.get(demo + query.path.replace("{id}", quote(given.pop("id", ""), safe="")), params=given)


def in_body(demo, query, operation):
    """What comes of the example of the body."""
    content = operation["requestBody"]["content"]["application/json"]
    properties = content["schema"]["properties"].values()
    assert all(one["description"] for one in properties), f"say what each parameter of {query.name} means"
    assert set(content["schema"]["required"]) <= set(content["example"])
    return httpx.post(demo + query.path, json=content["example"])


def test_every_query_has_an_example_and_every_example_a_query():
    assert set(EXAMPLES) == {query.name for query in CATALOGUE}


@pytest.mark.parametrize("query", CATALOGUE, ids=lambda query: query.name)
def test_no_query_has_a_parameter_that_the_faces_need_for_themselves(query):
    assert not {"fields", "format", "cursor"} & set(query.asks.__struct_fields__)
    assert set(docs(query.asks)) >= set(query.asks.__struct_fields__) - {"limit", "offset"}
    assert asdict(EXAMPLES[query.name]).keys() - {"offset"} <= {*shape(query).__struct_fields__}


def validator(described, operation):
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return Draft202012Validator({**schema, "components": described["components"]})


def test_schemathesis_finds_nothing(demo, tmp_path):
    config = ROOT / "tests" / "api" / "schemathesis.toml"
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", config, "run", f"{demo}/openapi.json"]
    python = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, "--no-color"], cwd=tmp_path, env=python, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-8_000:] + done.stderr[-2_000:]
    assert f"Tested: {len(CATALOGUE)}" in done.stdout
