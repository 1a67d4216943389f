"""The made-up parliament goes into a record as the official service's own documents, through the same parser."""

from answerable.demo.official import official_pages
from answerable.demo.parliament import Parliament
from answerable.pipeline.ingest import Added, Progress, store
from answerable.sources.documents import Document
from answerable.workspace import Workspace


def add_parliament(workspace: Workspace, parliament: Parliament, progress: Progress | None = None) -> Added:
    """Adds all that the parliament published, and brings the findings into step."""
    pages = (Document(f"demo {number}", page) for number, page in enumerate(official_pages(parliament), 1))
    added = store(workspace, pages, progress)
    workspace.refresh(progress)
    return added
