"""Records of an older form come up to date with all they hold; migrations end in the tables as the code has them."""

from datetime import date
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import select

from answerable.record import database, tables
from answerable.record.gaps import day_counts
from answerable.record.heard import card_of
from answerable.record.merge import merge
from answerable.record.record import FILE, Record
from tests.record.say import official, tell


def first_form(directory: Path) -> None:
    """A record as the first version made it, with one clipped question."""
    directory.mkdir()
    engine = database.connect(directory / FILE)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        config = Config()
        config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        card = card_of(merge("uk-commons/2025-09-16/1201", [official(clipped=True, official=901201)]))
        row = {"key": 1, "id": card.id, "changed": 1, "status": card.status.value, "likeness": 0, "data": card.data}
        connection.execute(tables.question.insert(), row | {"tabled": card.tabled})
    engine.dispose()


def test_a_record_of_the_first_form_comes_up_to_date_and_knows_what_is_clipped(tmp_path):
    first_form(tmp_path / "record")
    record = Record.open(tmp_path / "record")
    (day,) = day_counts(record, "Commons", date.min, date.max)
    assert (day.listed, day.held, day.clipped) == (None, 1, 1)
    with record.reading() as connection:
        assert connection.scalar(select(tables.question.c.official)) == 901201
    record.close()


def test_migrations_end_in_the_tables_as_the_code_has_them(tmp_path):
    record = Record.open(tmp_path / "record", create=True)
    with record.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    record.close()


def test_words_that_look_like_the_mark_of_clipping_are_not_taken_for_it(tmp_path):
    record = Record.open(tmp_path / "record", create=True)
    words = 'To ask whether "clipped":true stands in the reply.'
    tell(record, official(words=words))
    assert day_counts(record, "Commons", date.min, date.max)[0].clipped == 0
    record.close()
