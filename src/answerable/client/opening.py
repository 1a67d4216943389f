"""Opening a record to read, wherever it is."""

from pathlib import Path

from answerable.client.local import Local
from answerable.client.reader import Reader
from answerable.client.remote import PATIENCE, Remote
from answerable.workspace import Workspace


def open_reader(where: str | Path, *, patience: float = PATIENCE) -> Reader:
    """The record in a directory, or that which a server tells of at an address that begins with http:// or https://.

    Reading changes nothing: what was added is found once a command has brought the findings into step, as `answerable
    add` does. `patience`: for how many seconds in all a server that asks to wait is waited for. NotFound where the
    directory holds no record; InputError for no address.
    """
    if str(where).startswith(("http://", "https://")):
        return Reader(Remote(str(where), patience))
    return Reader(Local(Workspace.open(Path(where))))
