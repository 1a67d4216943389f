"""Pages made before are given again while nothing has changed; what was changed is looked for once a second."""

from datetime import timedelta
from time import monotonic
from typing import Any

from cachetools import LRUCache
from litestar import Request
from litestar.config.response_cache import ResponseCacheConfig
from litestar.status_codes import HTTP_200_OK
from litestar.stores.base import Store
from litestar.types import HTTPScope

from answerable.workspace import Workspace

STORE = "pages made before"
_MEMORY = 48 << 20  # bytes of pages that a process remembers; a page is some 6 KB when packed
_LARGEST = 256 << 10  # bytes of one page that is worth remembering
_LOOKED = 1.0  # seconds
_KEY = "answerable page"


class PagesMadeBefore(Store):
    """The pages asked for last, in bounded memory. None grows too old: the key of another time is not asked for."""

    def __init__(self) -> None:
        self._pages: LRUCache[str, bytes] = LRUCache(_MEMORY, getsizeof=len)

    async def get(self, key: str, renew_for: int | timedelta | None = None) -> bytes | None:  # noqa: ARG002
        """The page, or None."""
        found: bytes | None = self._pages.get(key)
        return found

    async def set(self, key: str, value: str | bytes, expires_in: int | timedelta | None = None) -> None:  # noqa: ARG002
        """Remembers a page that is not too large."""
        page = value.encode() if isinstance(value, str) else value
        if len(page) <= _LARGEST:
            self._pages[key] = page

    async def delete(self, key: str) -> None:
        """Forgets a page."""
        self._pages.pop(key, None)

    async def delete_all(self) -> None:
        """Forgets all."""
        self._pages.clear()

    async def exists(self, key: str) -> bool:
        """Whether the page is remembered."""
        return key in self._pages

    async def expires_in(self, key: str) -> int | None:
        """-1 for a page, since pages do not expire; None where there is none."""
        return -1 if key in self._pages else None


class _Times:
    """The state of a workspace, looked at once a second."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._state, self._until = "", 0.0

    def key(self, request: Request[Any, Any, Any]) -> str:
        """What a page is kept under: its state is that of when it was asked for, not of when it was done."""
        scope: dict[str, Any] = request.scope["state"]
        if _KEY not in scope:
            packed = "gzip" in request.headers.get("accept-encoding", "")
            scope[_KEY] = f"{self._now()} {request.method} {request.url} {packed}"
        key: str = scope[_KEY]
        return key

    def _now(self) -> str:
        if monotonic() >= self._until:
            self._state, self._until = self._workspace.state(), monotonic() + _LOOKED
        return self._state


def made_before(workspace: Workspace) -> ResponseCacheConfig:
    """How pages are remembered."""
    return ResponseCacheConfig(
        default_expiration=None, key_builder=_Times(workspace).key, store=STORE, cache_response_filter=_whole
    )


def _whole(_: HTTPScope, status: int) -> bool:
    return status == HTTP_200_OK
