"""Feeds in JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from collections.abc import Sequence

import msgspec

from answerable.web.atom import Entry

_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(site: str, address: str, page: str, title: str, entries: Sequence[Entry]) -> bytes:
    """The same as `atom.feed`, as JSON."""
    told = {
        "version": _VERSION,
        "title": title,
        "home_page_url": site + page,
        "feed_url": site + address,
        "items": [
            {
                "id": site + one.url,
                "url": site + one.url,
                "title": one.title,
                "content_text": one.words,
                "date_published": f"{one.updated}T00:00:00Z",
                "authors": [{"name": one.author}],
            }
            for one in entries
        ],
    }
    return msgspec.json.encode(told)
