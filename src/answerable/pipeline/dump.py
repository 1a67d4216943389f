"""The whole record as files, with a manifest that tells what they hold: a directory, or one zip."""

import hashlib
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO

import msgspec
from msgspec import Struct

from answerable.errors import InputError
from answerable.model.licence import ATTRIBUTION, LICENCE, LICENCE_URL
from answerable.pipeline.export import writing
from answerable.record.database import HEAD
from answerable.record.dump import lines, observations
from answerable.record.record import Record

MANIFEST, FORMAT, VERSION = "manifest.json", "answerable dump", 1
Progress = Callable[[str, int], None]
Open = Callable[[str], IO[bytes]]  # a file of the dump, by its name
_STEP = 1_000  # lines between two words on progress
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same in every zip, so that the same record gives the same bytes


class DumpedFile(Struct, frozen=True):
    """One file of a dump: how many lines and bytes it has, and their SHA-256 in hexadecimal."""

    name: str
    lines: int
    bytes: int
    sha256: str


class Licence(Struct, frozen=True):
    """What the text may be used under, and what to say of it."""

    name: str = LICENCE
    url: str = LICENCE_URL
    attribution: str = ATTRIBUTION


class Manifest(Struct, frozen=True, kw_only=True):
    """What a dump is: its form's version, when (UTC) and by which answerable it was made, and its files."""

    format: str = FORMAT
    version: int = VERSION
    made: str
    answerable: str
    record_form: str
    licence: Licence = Licence()
    observations: int
    files: tuple[DumpedFile, ...]


def dump(record: Record, target: Path, progress: Progress | None = None) -> Manifest:
    """Writes all that the record holds; `target` appears only when it is whole. InputError where it cannot be made."""
    with record.reading() as connection, _zip(target) if target.suffix == ".zip" else _directory(target) as create:
        files = tuple(_write(name, told, create, progress) for name, told in lines(connection))
        manifest = Manifest(
            made=datetime.now(UTC).isoformat(timespec="seconds"),
            answerable=version("answerable"),
            record_form=HEAD,
            observations=observations(connection),
            files=files,
        )
        with create(MANIFEST) as out:
            out.write(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
    return manifest


def _write(name: str, told: Iterable[bytes], create: Open, progress: Progress | None) -> DumpedFile:
    digest, count, size = hashlib.sha256(), 0, 0
    with create(name) as out:
        for count, line in enumerate(told, 1):
            ended = line + b"\n"
            out.write(ended)
            digest.update(ended)
            size += len(ended)
            if progress and not count % _STEP:
                progress(f"writing {name}", _STEP)
    return DumpedFile(name, count, size, digest.hexdigest())


@contextmanager
def _zip(target: Path) -> Iterator[Open]:
    with writing(str(target)) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        yield lambda name: archive.open(_member(name), "w", force_zip64=True)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _LONG_AGO)
    member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    return member


@contextmanager
def _directory(target: Path) -> Iterator[Open]:
    """A directory that appears with all its files; one that is there already must be empty."""
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise InputError(str(target), "a new directory, an empty one, or a name that ends in .zip", "one in use")
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as made:
            whole = Path(made) / target.name
            whole.mkdir()
            yield lambda name: (whole / name).open("wb")
            whole.replace(target)
    except OSError as error:
        raise InputError(str(target), "room and leave to write", error.strerror or str(error)) from None
