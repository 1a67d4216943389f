"""How many pages a second a site gives to 32 connections, how late the slow ones are, and what memory it takes."""

import asyncio
import random
import time
from collections.abc import Sequence
from itertools import cycle
from urllib.parse import urlsplit

from msgspec import Struct

_CONNECTIONS = 32


class Load(Struct, frozen=True):
    """Of one kind of page: `rate` a second, milliseconds of the median, the 95th and 99th of a hundred, the slowest."""

    kind: str
    requests: int
    rate: float
    median: float
    p95: float
    p99: float
    slowest: float
    errors: int
    largest: int


def load(site: str, kind: str, paths: Sequence[str], seconds: float) -> Load:
    """Asks for the paths in random order with 32 connections kept open for so many seconds."""
    return asyncio.run(_load(site, kind, paths, seconds))


async def _load(site: str, kind: str, paths: Sequence[str], seconds: float) -> Load:
    order = list(paths)
    random.Random(1).shuffle(order)
    turning = cycle(order)
    times: list[float] = []
    sizes: list[int] = []
    errors: list[tuple[str, int]] = []
    end = time.perf_counter() + seconds

    async def asker() -> None:
        at = urlsplit(site)
        reader, writer = await asyncio.open_connection(at.hostname, at.port)
        while time.perf_counter() < end:
            path = next(turning)
            began = time.perf_counter()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {at.netloc}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
            status, size = await _answer(reader)
            times.append(time.perf_counter() - began)
            sizes.append(size)
            if status != 200:
                errors.append((path, status))
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(asker() for _ in range(_CONNECTIONS)))
    taken = time.perf_counter() - began
    ordered = sorted(1000 * one for one in times)

    def at(share: float) -> float:
        return round(ordered[min(int(share * len(ordered)), len(ordered) - 1)], 1)

    rate = round(len(times) / taken, 1)
    return Load(kind, len(times), rate, at(0.5), at(0.95), at(0.99), at(1), len(errors), max(sizes))


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    """The status and how many bytes came."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head.split(b" ", 2)[1])
    if b"content-length:" in head:
        size = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        await reader.readexactly(size)
        return status, size
    size = 0
    while length := int((await reader.readline()).strip() or b"0", 16):
        await reader.readexactly(length + 2)
        size += length
    await reader.readline()
    return status, size
