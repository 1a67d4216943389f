"""`series(questions)`: which of some questions are one sentence with something changed. Needs no record."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from answerable.findings.series.keys import Key, keys_of_all
from answerable.findings.series.sentence import Sentence, read_sentences, wordings
from answerable.findings.series.template import Template, template
from answerable.findings.words import batches

FEWEST = 3  # different values that make a series
MOST = 200  # questions that one series shows


class Series(Struct, frozen=True):
    """Questions of one sentence: `members` are their places in the list, in the order of the template's values."""

    members: tuple[int, ...]
    template: Template


def series(questions: Sequence[str]) -> tuple[Series, ...]:
    """Every series among the questions, the longest first; a question is in one at most.

    >>> asked = [f"To ask the Minister, what eels were counted near the {mill} in the spring census." for mill in
    ...          ("Old Mill", "New Mill House", "ford")]
    >>> [found] = series(asked)
    >>> str(found.template)
    'what eels were counted near the … in the spring census'
    >>> [span.of(text) for text, [span] in zip(asked, found.template.values)]
    ['Old Mill', 'New Mill House', 'ford']
    """
    sentences = [sentence for part in batches(questions) for sentence in read_sentences(questions[part])]
    by_key: dict[Key, list[int]] = defaultdict(list)
    for place, keys in enumerate(keys_of_all(sentences)):
        for key in keys:
            by_key[key].append(place)
    return tuple(_one_each(sentences, sorted(by_key.items(), key=lambda one: (-len(one[1]), -one[0].fixed))))


def _one_each(sentences: Sequence[Sentence], groups: Sequence[tuple[Key, list[int]]]) -> Iterator[Series]:
    taken: set[int] = set()
    for key, places in groups:
        members = [place for place in places if place not in taken][:MOST]
        if len(members) >= FEWEST:
            made = series_of([sentences[place] for place in members], key)
            if made:
                taken.update(members)
                yield Series(tuple(members), made)


def series_of(sentences: Sequence[Sentence], key: Key) -> Template | None:
    """The template of questions that share a key; None when they do not differ enough to be a series."""
    return template(sentences, key) if len({*wordings(sentences)}) >= FEWEST else None
