"""Whether a clause about the future is a promise that could be checked: a small linear model over plain features."""

import re
from collections.abc import Iterator

from msgspec import Struct

from answerable.findings.commitments.acts import act_of_verb
from answerable.findings.commitments.promises import Promise
from answerable.findings.commitments.when import Due
from answerable.findings.linear import chance, weights
from answerable.findings.openings import Openings

_WORD = re.compile(r"[A-Za-z’'-]+")
_OWN = Openings(
    re.compile(
        r"\b(?:Government|Department|Ministers?|Secretary|Treasury|Office|Ministry|HMRC|Defra|DfE|DHSC|Home Office)\b",
        re.I,
    ),
    "government department minist secretary treasury office hmrc defra dfe dhsc home_office",
)
_IF = Openings(
    re.compile(r"\b(?:if|would|could|should|whether|unless)\b", re.I), "if would could should whether unless"
)
_RECORD = Openings(
    re.compile(
        r"\b(?:announcements?|decisions?|details?|information|reports?|responses?|strategy|guidance|data|"
        r"consultation|plans?|review|legislation|Bill|regulations|assessments?|statistics|figures|results|"
        r"findings|minutes|letter|cop(?:y|ies)|updates?|proposals?|recommendations|statement|timetable|"
        r"White Paper|Green Paper|framework|call for evidence|next steps|conclusions|accounts)\b",
        re.I,
    ),
    "announcement decision detail information report response strategy guidance data consultation plan review "
    "legislation bill regulations assessment statistics figures results findings minutes letter copy copies update "
    "proposal recommendations statement timetable white_paper green_paper framework call_for next_steps "
    "conclusions accounts",
)
_ATTITUDE = re.compile(
    r"continue|ensure|help|support|work|working|remain|need|benefit|enable|require|keep|look|inform|"
    r"depend|allow|protect|mean|give|improve|have|be|apply|drive|encourage|strengthen|build|focus|reduce|"
    r"tackle|address|make|vary|expect|include"
)
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|e|es|s)$")
_FIGURE = re.compile(r"£|\d[\d,.]*\s?(?:%|per cent|million|billion|bn|m\b)|\b\d{2,}\b")
_NAMED = re.compile(r"\b[A-Z][a-z]+(?:\s[A-Z][a-z]+)+")
_PURPOSE = re.compile(
    r"\b(?:to ensure|so that|in order to|that will|which will|to help|to support|to enable|to improve)\b"
)
_OUT = re.compile(r"\b(?:continue|remain|always|ensure|help|support|work)\b")


class _Clause(Struct, frozen=True):
    """A clause as the features see it: who is to act, what follows them, and things of record in either."""

    promise: Promise
    subject: str
    after: str
    voice: str
    agent: str
    own: bool
    due: str
    record: str
    subject_record: str


def features(text: str, promise: Promise, due: Due | None) -> list[str]:
    """What the model looks at: words of the future, verb, subject, object and time."""
    clause = _clause(text, promise, due)
    return [
        *_of_words(clause),
        *_of_subject(clause),
        *_of_act(clause),
        *_of_object(clause),
        *_of_place(text, promise),
        *_of_stem(text, clause),
        *_of_due(text, due, clause),
    ]


def _clause(text: str, promise: Promise, due: Due | None) -> _Clause:
    subject, after = promise.subject.of(text), text[promise.subject.end : promise.span.end]
    own = _OWN.search(subject) is not None
    return _Clause(
        promise,
        subject,
        after,
        "passive" if promise.passive else "active",
        _agent(subject, own),
        own,
        _kind(due),
        _record(after),
        _record(subject),
    )


def _record(words: str) -> str:
    """The first thing of record, one of it; empty where there is none."""
    found = _RECORD.search(words)
    return found.group().lower().removesuffix("s") if found else ""


def _of_due(text: str, due: Due | None, clause: _Clause) -> Iterator[str]:
    yield "due " + clause.due
    yield f"due {clause.due} {clause.voice}"
    yield f"due {clause.due} {clause.promise.verb}"
    if due:
        yield "due words " + " ".join(due.span.of(text).lower().split()[:3])


def _of_words(clause: _Clause) -> Iterator[str]:
    promise, voice = clause.promise, clause.voice
    marker, verb = promise.marker, promise.verb
    yield "marker " + marker
    yield "verb " + verb
    yield f"{marker} {verb}"
    yield f"{voice} {marker}"
    yield f"{voice} {verb}"
    if promise.skipped:
        yield "skipped " + promise.skipped
        for skipped in promise.skipped.split():
            yield "skips " + skipped


def _of_subject(clause: _Clause) -> Iterator[str]:
    promise, voice = clause.promise, clause.voice
    words = clause.subject.split()
    who = words[-1].lower() if words else "-"
    if clause.subject_record:
        yield f"record {voice}"
        yield f"record {promise.marker} {promise.verb}"
    yield "subject " + who
    yield f"subject {who} {promise.marker}"
    yield f"subject {who} {promise.verb}"
    if words:
        yield "subject opens " + words[0].lower()
    if clause.own:
        yield f"own {voice}"
        yield f"own {promise.verb}"
    yield f"subject words {min(len(words), 6)}"


def _of_act(clause: _Clause) -> Iterator[str]:
    promise, agent = clause.promise, clause.agent
    act: str = act_of_verb(promise.verb)
    if act == "other" and _ATTITUDE.fullmatch(promise.verb):
        act = "attitude"
    yield f"agent {agent} {clause.voice}"
    yield f"act {act} {clause.voice}"
    yield f"act {act} agent {agent}"
    yield f"act {act} due {clause.due}"
    yield f"agent {agent} due {clause.due}"
    yield f"act {act} marker {promise.marker}"


def _kind(due: Due | None) -> str:
    return "none" if due is None else "dated" if due.dated else "event" if due.anchored else "vague"


def _agent(subject: str, own: bool) -> str:
    """Who is to act: the one who answers, their own side, a thing pointed back at, a named body, or a thing."""
    words = subject.split()
    who = words[-1].lower() if words else "-"
    if who in ("we", "i", "ministers", "officials", "they", "he", "she"):
        return who
    if own:
        return "own"
    if who in ("this", "it", "these", "which", "that", "there", "those", "who", "-"):
        return who
    named = sum(word[:1].isupper() for word in words[1:]) or (words and words[0].isupper())
    return "body" if named else "thing"


def _of_object(clause: _Clause) -> Iterator[str]:
    after, verb = clause.after, clause.promise.verb
    at = after.lower().find(verb)
    following = _WORD.findall(after[at + len(verb) :])[:4]
    for place, word in enumerate(following[:3]):
        yield f"object {place} {word.lower()}"
    if clause.record:
        yield "object of record"
        yield f"object of record {clause.promise.marker}"
    if following:
        yield f"{verb} {following[0].lower()}"
    yield f"clause words {min(after.count(' ') // 4, 6)}"


def _of_place(text: str, promise: Promise) -> Iterator[str]:
    before = text[promise.sentence.start : promise.span.start]
    lead = _WORD.findall(before[-40:].lower())[-2:]
    yield "before " + (lead[-1] if lead else "^")
    if before:
        yield "before " + " ".join(lead)
    if _IF.search(before):
        yield "condition before"
    if _OUT.search(promise.span.of(text)):
        yield "attitude"
    if promise.sentence.end >= len(text) - 2:
        yield "last sentence"
    if promise.sentence.start == 0:
        yield "first sentence"
    opening = _WORD.match(text, promise.sentence.start)
    if opening:
        yield "sentence opens " + opening.group().lower()


def _of_stem(text: str, clause: _Clause) -> Iterator[str]:
    """The verb without its ending, with who acts, on what, and whether figures or capitals make it definite."""
    promise, after, agent = clause.promise, clause.after, clause.agent
    stem = _ENDING.sub("", promise.verb)
    yield "stem " + stem
    yield f"stem {stem} agent {agent}"
    yield f"stem {stem} due {clause.due}"
    if _FIGURE.search(after):
        yield "figures"
        yield f"figures agent {agent}"
    capitals = len(_NAMED.findall(after))
    yield f"names {min(capitals, 3)}"
    if clause.record:
        yield "record " + clause.record
        yield f"stem {stem} record {clause.record}"
    if clause.subject_record:
        yield f"stem {stem} of record {clause.subject_record}"
    if _PURPOSE.search(after):
        yield "purpose"
        yield f"purpose agent {agent}"
    following = text[promise.span.end : promise.span.end + 30].lower()
    yield "then " + " ".join(_WORD.findall(following)[:1])


def likely(text: str, promise: Promise, due: Due | None) -> float:
    """How likely it is, 0 to 1, that the clause is a commitment."""
    return chance(weights("answerable.findings.commitments"), features(text, promise, due))
