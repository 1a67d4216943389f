"""The made-up parliament goes into a record as the official service's own documents, through the same parser."""

from pathlib import Path

from answerable.demo.lineage import lineage_toml
from answerable.demo.official import official_pages
from answerable.demo.parliament import Parliament
from answerable.pipeline.ingest import Added, Progress, store
from answerable.settings import FILE
from answerable.sources.documents import Document
from answerable.workspace import Workspace

_BODIES = "bodies.toml"


def add_parliament(workspace: Workspace, parliament: Parliament, progress: Progress | None = None) -> Added:
    """Adds all that the parliament published, and brings the findings into step."""
    pages = (Document(f"demo {number}", page) for number, page in enumerate(official_pages(parliament), 1))
    added = store(workspace, pages, progress=progress)
    _remember_lineage(workspace.record.directory, parliament)
    workspace.refresh(progress)
    return added


def _remember_lineage(directory: Path, parliament: Parliament) -> None:
    """Puts the parliament's lineage of bodies beside its record, as a reader would, unless a reader chose settings."""
    settings = directory / FILE
    if not settings.exists():
        (directory / _BODIES).write_text(lineage_toml(parliament.country()), "utf-8")
        settings.write_text(f'bodies = "{_BODIES}"\n')
