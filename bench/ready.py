"""A Written Questions service that has every reply ready, so that only the one who asks is measured.

`python -m bench.ready HOW_MANY` serves made-up questions and prints the address. It lists by the day tabled, whole
windows only, and shows single questions; all else is empty.
"""

import asyncio
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

import msgspec

from tests.samples import official
from tests.sync.standin import QUESTIONS, clipped

FIRST = date(2015, 1, 1)
A_DAY = 250  # questions tabled
_QUESTION = "To ask the Secretary of State for Rivers, how many weirs were inspected near post {n} in 2024"
_ANSWER = "The Department inspected {n} weirs along the upper reaches, as it does every other spring. "


class Ready:
    """The replies: single questions by number, and the list's entries in the order of days."""

    def __init__(self, count: int) -> None:
        records = [_record(number) for number in range(count)]
        self.one = {f"{QUESTIONS}/{r['id']}": msgspec.json.encode({"value": r, "links": []}) for r in records}
        self.listed = [msgspec.json.encode({"value": clipped(r), "links": []}) for r in records]

    def reply(self, path: str, query: Mapping[str, str]) -> bytes:
        """The body for a path."""
        if path in self.one:
            return self.one[path]
        found = self._tabled(query) if "tabledWhenFrom" in query and "answered" not in query else []
        skip = int(query.get("skip", "0"))
        results = b",".join(found[skip : skip + int(query.get("take", "20"))])
        return b'{"totalResults":%d,"results":[%s]}' % (len(found), results)

    def _tabled(self, query: Mapping[str, str]) -> list[bytes]:
        first, last = ((date.fromisoformat(query[f"tabledWhen{end}"]) - FIRST).days for end in ("From", "To"))
        return self.listed[max(0, first) * A_DAY : max(0, last + 1) * A_DAY]


class Connection(asyncio.Protocol):
    """One client's."""

    def __init__(self, ready: Ready) -> None:
        self._ready, self._came = ready, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remembers whom to write to."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answers every request that is whole."""
        *heads, self._came = (self._came + data).split(b"\r\n\r\n")
        for head in heads:
            url = urlsplit(head.split(b" ", 2)[1].decode())
            body = self._ready.reply(url.path, dict(parse_qsl(url.query)))
            self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))


def _record(number: int) -> dict[str, object]:
    day = FIRST + timedelta(number // A_DAY)
    return official(
        str(number),
        dateTabled=f"{day}T00:00:00",
        dateForAnswer=f"{day + timedelta(2)}T00:00:00",
        dateAnswered=f"{day + timedelta(8)}T00:00:00",
        questionText=_QUESTION.format(n=number) + ", by month" * (number % 30) + ".",
        answerText=f"<p>{_ANSWER.format(n=number) * (1 + number % 14)}</p>",
    )


async def _serve(count: int) -> None:
    ready = Ready(count)
    server = await asyncio.get_running_loop().create_server(lambda: Connection(ready), "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
