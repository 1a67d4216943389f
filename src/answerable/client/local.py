"""A record on this machine."""

from answerable.client.source import Told
from answerable.queries.asking import Asked
from answerable.queries.paging import Reading
from answerable.workspace import Workspace


class Local:
    """Asks an open record, which it closes."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def told(self, asked: Asked) -> Told:
        """The answer, or the page of it after the cursor."""
        reading = Reading(self._workspace, asked)
        page = reading.page()
        return Told(page.answer, page.items, reading.after(page))

    def close(self) -> None:
        """Closes the record."""
        self._workspace.close()
