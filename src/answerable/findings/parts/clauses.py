"""Where the clauses of a question begin: past the opening, at "; and what …", at "and if he will …"."""

import re

from answerable.model.text import Span

_ASK = (
    r"(?:whether|if|what|how|when|why|who|whom|whose|which|where"
    r"|(?:for|by|on|to|from|in|at|of|with|under|between|over|until|since) (?:what|which|whom|how|where|when))\b"
)
_PLAIN = (
    r"(?:whether|if|what|how|why|(?:for|by|on|to|from|in|at|with|under) (?:what|whom))\b"  # never a relative clause
)
_SO = r"(?:if (?:so|not|yes)|where (?:so|not)|in each case)"
# A new clause begins after a semicolon, after ", and", after a comma alone or "and" alone (there only with words that
# do not also open relative clauses).
_NEW = re.compile(
    r"[;:,.? ](?:"  # found at once, and only then which it was
    rf"(?<=[;:]) ?(?:(?:and|or|but),? )?(?:{_SO},? )?(?P<semicolon>{_ASK})"
    rf"|(?<=,) (?:and|or),? (?:{_SO},? )?(?P<comma>{_ASK})"
    rf"|(?<=,) (?P<alone>(?:whether|what|how many|how much|how often|why)\b)"
    rf"|(?<=[.?])\s+(?:And )?(?P<sentence>{_ASK})"
    rf"|(?<= )and,? (?:{_SO},? )?(?P<plain>{_PLAIN})"
    rf"|(?<=[,;:]) (?:and )?{_SO},? (?P<so>{_ASK}))",
    re.I,
)
_TWIN = re.compile(rf"(?:{_ASK}|\b(?:how|what) \w+)[ ,]*$", re.I)  # "how many | and what proportion", "when | and why"
_FIRST = re.compile(rf"(?:\A|, ?|: ?|\bGovernment,? |\n)(?:and )?(?:\(\w{{1,2}}\) )?(?!if (?:so|not))({_ASK})", re.I)
_ANY = re.compile(rf"\b({_ASK})", re.I)
_WEAK = re.compile(r"(?:which|who|whom|whose|where|when)\b", re.I)
_PREAMBLE = re.compile(
    r"\b(?:pursuant to|with reference to|further to|in (?:the )?light of|following|given|regarding|in relation to)\b",
    re.I,
)
_TO_ASK = re.compile(r"\s*(?:To ask [^,]{0,120}(?:, |\Z))?", re.I)
_END = re.compile(r"(?:[\s.?;,:]|\[[A-Z]{1,2}\])+\Z")


def clauses(question: str) -> list[Span]:
    """The clauses that ask, each to the beginning of the next; one clause when no asking word is found."""
    end = len(question.rstrip())
    if tail := _END.search(question, max(0, end - 40)):
        end = tail.start()
    starts = [begin(question)]
    starts += [at for at in _begun(question, starts[0]) if at > starts[0]]
    return [Span(a, b) for a, b in zip(starts, [*starts[1:], end], strict=True) if a < b]


def begin(question: str) -> int:
    """Where the asking begins, after the office addressed and what the question refers to."""
    opening = _TO_ASK.match(question)
    after = opening.end() if opening else 0
    firsts = [match.start(1) for match in _FIRST.finditer(question)]
    firm = [at for at in firsts if not _WEAK.match(question, at)]
    if firsts and firm and firsts[0] < firm[0] and not _refers(question, firsts[0]):
        return firsts[0]
    if firm or firsts:
        return (firm or firsts)[0]
    anywhere = _ANY.search(question, after)
    return anywhere.start() if anywhere else after


def _refers(question: str, at: int) -> bool:
    """Whether words like "with reference to" stand before, so that ", which …" may only describe."""
    return bool(_PREAMBLE.search(question, 0, at))


def _begun(question: str, start: int) -> list[int]:
    found = []
    for match in _NEW.finditer(question, start):
        at = match.start(str(match.lastgroup))
        if match.lastgroup == "plain" and _TWIN.search(question, max(start, match.start() - 40), match.start()):
            continue
        found.append(at)
    return found
