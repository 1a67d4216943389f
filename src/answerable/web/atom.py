"""Feeds in Atom (RFC 4287)."""

import re
from collections.abc import Sequence
from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring

from msgspec import Struct

_NAMESPACE = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot say


class Entry(Struct, frozen=True):
    """One piece of news; `url` is its page, and with the site's address its id."""

    url: str
    title: str
    updated: date
    author: str
    words: str


def feed(site: str, address: str, page: str, title: str, entries: Sequence[Entry]) -> bytes:
    """The feed at `address` of the site whose own address is `site`; `page` shows the same to a person."""
    root = Element("feed", xmlns=_NAMESPACE)
    _say(root, "id", site + address)
    _say(root, "title", title)
    _say(root, "updated", _moment(max((one.updated for one in entries), default=date.today())))
    _say(SubElement(root, "author"), "name", "answerable")
    SubElement(root, "link", rel="self", type="application/atom+xml", href=_sayable(site + address))
    SubElement(root, "link", rel="alternate", type="text/html", href=_sayable(site + page))
    for entry in entries:
        _add(root, site, entry)
    told: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return told


def _add(root: Element, site: str, entry: Entry) -> None:
    told = SubElement(root, "entry")
    _say(told, "id", site + entry.url)
    _say(told, "title", entry.title)
    _say(told, "updated", _moment(entry.updated))
    _say(SubElement(told, "author"), "name", entry.author)
    SubElement(told, "link", rel="alternate", type="text/html", href=_sayable(site + entry.url))
    _say(told, "summary", entry.words)


def _say(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = _sayable(words)


def _sayable(words: str) -> str:
    return _NO_XML.sub("", words)


def _moment(day: date) -> str:
    return f"{day}T00:00:00Z"
