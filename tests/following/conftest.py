"""A record, a mail server, and short ways to follow and to be told."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from answerable.pipeline.notify import notify
from answerable.queries.alerts import gather
from answerable.queries.following import thing, wish
from answerable.record import links
from answerable.record.follows import Followed, confirm
from answerable.workspace import Workspace
from tests.following.mailbox import Mailbox, mail_server
from tests.record.say import tell

IDA = "ida@reader.example"
TODAY = datetime.now(UTC).date()


def settings(directory: Path, port: int, site: str = "http://weirs.example", **more: str) -> None:
    """Has a record's mail go to a server on loopback."""
    said = {"host": "127.0.0.1", "security": "none", "sender": "answerable <alerts@weirs.example>"} | more
    directory.mkdir(exist_ok=True)
    lines = [f'{name} = "{value}"' for name, value in said.items()]
    (directory / "settings.toml").write_text("\n".join([f'site = "{site}"', "[mail]", f"port = {port}", *lines, ""]))


class Desk:
    """A record whose readers are told by a mail server that keeps what it takes."""

    def __init__(self, directory: Path, mailbox: Mailbox, port: int) -> None:
        settings(directory, port)
        self.mailbox, self.workspace = mailbox, Workspace.open(directory, create=True)
        self.record = self.workspace.record

    def settings(self, port: int) -> None:
        """Has mail go elsewhere from now on."""
        settings(self.record.directory, port)
        vars(self.workspace).pop("settings", None)

    def tell(self, *said):
        """What a source said, findings in step."""
        tell(self.record, *said)
        self.workspace.refresh()

    def wish(self, kind, what, address=IDA, cadence="immediately", now=None):
        """A reader's wish, not confirmed."""
        wanted = thing(self.workspace, Followed(kind, what))
        wish(self.workspace, wanted, address, cadence, now or datetime.now(UTC))

    def follow(self, kind, what, address=IDA, cadence="immediately", now=None):
        """A wish, confirmed by the link of the mail that came."""
        self.wish(kind, what, address, cadence, now or datetime.now(UTC))
        self.notify(now)
        return self.confirm(cadence, now)

    def confirm(self, cadence="immediately", now=None):
        """What the last mail asks to confirm is confirmed."""
        (link,) = self.mailbox.links("confirm")
        self.mailbox.taken.clear()
        name = links.read(self.record, "confirm", link.rpartition("/")[2])
        return confirm(self.record, name, cadence, now or datetime.now(UTC))

    def notify(self, now=None):
        """One pass."""
        return notify(self.workspace, gather, now)

    def told(self, address=IDA):
        """The alerts that an address got."""
        return [mail for to, mail in self.mailbox.taken if to == address and "List-Id" in mail]


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory):
    """A record with nothing in it and all findings made: tests work on copies, which are made sooner."""
    place = tmp_path_factory.mktemp("empty") / "record"
    made = Workspace.open(place, create=True)
    made.refresh()
    made.close()
    return place


@pytest.fixture
def desk(tmp_path, empty_record):
    with mail_server() as (mailbox, port):
        shutil.copytree(empty_record, tmp_path / "record")
        made = Desk(tmp_path / "record", mailbox, port)
        yield made
        made.workspace.close()


def days_ago(days: int) -> date:
    """A day some days before today."""
    return TODAY - timedelta(days=days)
