"""What is read at one moment, while others write."""

import pytest

from answerable.errors import NotFound
from answerable.record.record import Record
from tests.samples import answerable, listed, official


def add(place, uin):
    (place / "list.json").write_bytes(listed(official(uin)))
    assert answerable("add", place / "list.json", record=place / "record").returncode == 0


def test_what_is_added_meanwhile_shows_after_the_block_and_what_is_watched_is_never_older_than_told(tmp_path):
    add(tmp_path, "1201")
    record = Record.open(tmp_path / "record")
    before, later = record.cursor(), "uk-commons/2025-09-16/1202"
    with record.at_one_moment():
        assert record.question("uk-commons/2025-09-16/1201").uin == "1201"
        add(tmp_path, "1202")
        with record.at_one_moment(), pytest.raises(NotFound):
            record.question(later)
        with pytest.raises(NotFound):
            record.question(later)
        assert record.cursor() > before
    assert record.question(later).uin == "1202"
    assert len(list(record.changed(before))) == 1
    record.close()
