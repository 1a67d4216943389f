"""What tests of several faces share: the record that `answerable demo` makes, whole, and the API on it."""

import pytest

from tests.samples import answerable, served


@pytest.fixture(scope="session")
def demo_record(tmp_path_factory):
    place = tmp_path_factory.mktemp("demo") / "record"
    assert answerable("demo", "--no-serve", record=place).returncode == 0
    return place


@pytest.fixture(scope="session")
def demo(demo_record):
    (demo_record / "settings.toml").write_text("api_rate = 0\n")  # these tests ask more than people do
    with served(demo_record) as address:
        yield f"{address}/api/v1"
