"""What is true of the made-up parliament, written down as lines of JSON: one file for each kind of finding."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from hashlib import blake2b
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import msgspec

from answerable.demo import deadlines
from answerable.demo.chains import chains
from answerable.demo.country import Country
from answerable.demo.exchange import Exchange
from answerable.demo.library import Citation
from answerable.demo.parliament import Parliament
from answerable.errors import InputError

Row = dict[str, Any]
_encode = msgspec.json.Encoder().encode


def write_truth(parliament: Parliament, directory: Path) -> None:
    """Writes the files of docs/demo-parliament.md into the directory, making it; InputError when it cannot.

    Memory grows with the number of answers, by which clusters of identical ones are known, and with nothing else.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with ExitStack() as opened:
            files = _Files(directory, opened)
            for name, row in truth(parliament):
                files.write(name, row)
    except OSError as error:
        raise InputError(str(directory), "a directory that can be written", error.strerror or str(error)) from None


class _Files:
    """Files by name, opened when first written to."""

    def __init__(self, directory: Path, opened: ExitStack) -> None:
        self._directory, self._opened = directory, opened
        self._files: dict[str, IO[bytes]] = {}

    def write(self, name: str, row: Row) -> None:
        if name not in self._files:
            self._files[name] = self._opened.enter_context((self._directory / f"{name}.jsonl").open("wb"))
        self._files[name].write(_encode(row) + b"\n")


def truth(parliament: Parliament) -> Iterator[tuple[str, Row]]:
    """Rows with the name of the file they belong to."""
    country = parliament.country()
    yield from _standing(country)
    clusters = Clusters()
    for some in parliament.blocks(country):
        for exchange in some:
            yield "findings", finding(country, exchange)
            yield "timeliness", deadlines.timeliness(country.calendar, exchange)
            yield "history", history(country, exchange)
            clusters.add(country, exchange)
        yield from (("chains", row) for row in chains(country.calendar, some))
        yield from (("series", row) for row in series(country, some))
        yield from (("promises", row) for row in promises(country, some))
        yield from (("passages", row) for row in passages(country, some))
    yield from (("clusters", row) for row in clusters.rows())


def answered(country: Country, exchange: Exchange) -> bool:
    """Whether the answer has come within the period."""
    day = exchange.fate.answered
    return exchange.reply is not None and day is not None and day <= country.calendar.last


def finding(country: Country, exchange: Exchange) -> Row:
    """A question and answer with its label, in the shape of the labelled pairs; an open one has no outcome."""
    slip, asking, iso = exchange.slip, exchange.asking, country.calendar.iso
    reply = exchange.reply if answered(country, exchange) else None
    verdict = reply.verdict if reply else None
    got = verdict.got if verdict else (None,) * len(asking.parts)
    return {
        "id": slip.id,
        "body": slip.office.name,
        "tabled": iso[slip.tabled],
        "answered": iso[exchange.fate.answered] if reply and exchange.fate.answered else "",
        "question": asking.text,
        "answer": reply.plain if reply else "",
        "outcome": verdict.outcome if verdict else None,
        "ground": verdict.ground if verdict else None,
        "evidence": verdict.evidence if verdict else "",
        "parts": [{"ask": part.words, "got": word} for part, word in zip(asking.parts, got, strict=True)],
        "citations": [
            *(_citation("question", one) for one in asking.citations),
            *(_citation("answer", one) for one in (reply.citations if reply else ())),
        ],
        "commitments": [
            {
                "quote": one.quote,
                "actor": one.actor,
                "due": one.due.words if one.due else None,
                "earliest": one.due.earliest if one.due else None,
                "latest": one.due.latest if one.due else None,
            }
            for one in (reply.commitments if reply else ())
        ],
    }


def _citation(where: str, one: Citation) -> Row:
    return {"where": where, **msgspec.structs.asdict(one)}


def history(country: Country, exchange: Exchange) -> Row:
    """What happened and when, in the words of the record's history, and where the question stands on the last day."""
    fate, slip, calendar = exchange.fate, exchange.slip, country.calendar
    happened = [
        ("tabled", slip.tabled),
        ("moved to another body", fate.moved),
        ("holding answer", fate.holding),
        ("answered", fate.answered),
        ("corrected", fate.corrected),
        ("withdrawn", fate.withdrawn),
        ("no longer listed", fate.vanished),
    ]
    seen = [(day, kind) for kind, day in happened if day is not None and day <= calendar.last]
    seen.sort(key=lambda pair: pair[0])
    kinds = [kind for _, kind in seen]
    status = next((_STATUS[kind] for kind in reversed(kinds) if kind in _STATUS), "tabled")
    return {
        "id": slip.id,
        "status": status,
        "events": [{"kind": kind, "on": calendar.iso[day]} for day, kind in seen],
        "bodies": list(dict.fromkeys((slip.addressed.name, slip.office.name))) if "moved to another body" in kinds
        else [slip.addressed.name],
    }  # fmt: skip


_STATUS = {"holding answer": "holding", "answered": "answered", "corrected": "corrected", "withdrawn": "withdrawn",
           "no longer listed": "no longer listed"}  # fmt: skip


class Clusters:
    """Answers with the same words, found among all that were given."""

    def __init__(self) -> None:
        self._first: dict[bytes, str] = {}
        self._same: dict[bytes, list[tuple[str, str]]] = {}

    def add(self, country: Country, exchange: Exchange) -> None:
        """Takes an answer into account."""
        if not answered(country, exchange) or exchange.reply is None:
            return
        words = blake2b(exchange.reply.plain.encode(), digest_size=8).digest()
        declared = exchange.bond.name if exchange.grouped else ""
        if words in self._first:
            self._same.setdefault(words, []).append((exchange.slip.id, declared))
        else:
            self._first[words] = f"{exchange.slip.id}\t{declared}"

    def rows(self) -> Iterator[Row]:
        """Clusters of two and more; `declared` when the department said that all were answered together."""
        for words, others in self._same.items():
            first, _, declared = self._first[words].partition("\t")
            groups = {declared, *(group for _, group in others)}
            yield {
                "cluster": words.hex(),
                "ids": [first, *(one for one, _ in others)],
                "declared": len(groups) == 1 and groups != {""},
            }


def series(country: Country, some: Iterable[Exchange]) -> Iterator[Row]:
    """Questions that are one sentence with one thing changed, and what a shared answer never mentions of it."""
    tied = (one for one in some if one.asking.template)
    for name, group in groupby(tied, key=lambda one: one.bond.name):
        these = list(group)
        if len(these) < 2:
            continue
        answers = {one.reply.plain for one in these if one.reply and answered(country, one)}
        shared = len(answers) == 1 and len(these) > 1
        words = next(iter(answers)) if shared else ""
        yield {
            "series": name,
            "template": these[0].asking.template,
            "members": [{"id": one.slip.id, "slot": one.asking.slot} for one in these],
            "shared_answer": shared,
            "declared": bool(these[0].grouped),
            "unmentioned": [one.asking.slot for one in these if shared and (one.asking.slot or "") not in words],
        }


def promises(country: Country, some: Iterable[Exchange]) -> Iterator[Row]:
    """What became of the promises that a scene was made of."""
    tied = sorted((one for one in some if one.bond.kind == "promise"), key=lambda one: one.bond.name)
    for _, group in groupby(tied, key=lambda one: one.bond.name):
        made, *later = sorted(group, key=lambda one: one.slip.number)
        if not answered(country, made) or made.reply is None or not made.reply.commitments:
            continue
        told = [one for one in later if answered(country, one) and one.reply and not one.reply.verdict.formula]
        yield {
            "promise": made.slip.id,
            "quote": made.reply.commitments[0].quote,
            "state": told[0].bond.role if told else "forgotten",
            "by": told[0].slip.id if told else None,
        }


def passages(country: Country, some: Iterable[Exchange]) -> Iterator[Row]:
    """Stock passages of a body inside longer answers, a line for each use."""
    for one in some:
        if one.reply and answered(country, one):
            for name, words in one.reply.passages:
                yield {"passage": name, "id": one.slip.id, "text": words}


def _standing(country: Country) -> Iterator[tuple[str, Row]]:
    """Who and what there is: Members, posts, bodies, documents, sitting days."""
    iso = country.calendar.iso
    for person in country.members.everybody():
        until = None if person.until is None else iso[person.until]
        yield "members", {
            "id": person.number, "name": person.name, "house": person.house, "party": person.party,
            "seat": person.seat, "since": iso[person.since], "until": until, "leaves": person.leaves,
        }  # fmt: skip
    for post in country.government.posts():
        until = None if post.until is None else iso[post.until]
        yield "posts", {"member": post.person.number, "name": post.person.name, "role": post.role, "body": post.body,
                        "since": iso[post.since], "until": until}  # fmt: skip
    for row in country.government.changes():
        yield "bodies", {**row, "since": iso[row["since"]], "until": row["until"] and iso[row["until"]]}
    for document in country.library.documents():
        yield "documents", {"title": document.title, "kind": document.kind, "number": document.number,
                            "published": iso[document.day], "url": document.url}  # fmt: skip
    for house, days in country.calendar.sitting.items():
        for day in days:
            yield "sitting-days", {"house": house, "day": iso[day], "session": country.calendar.session_of[day]}
