"""What the words of a pair speak for, all at once: linear in the wordings of answer and question, by what is asked."""

from itertools import chain

from msgspec import Struct

from answerable.findings.outcomes.features import Floats
from answerable.findings.outcomes.linear import GroupedWordings, Wordings
from answerable.findings.outcomes.reading import Reading
from answerable.findings.outcomes.words import Wording


class Whole(Struct, frozen=True):
    """Linear in all wordings of the answer and the question, and in frequent ones of the answer by what is asked.

    `groups` is 1 + groups × outcomes: the first counts always, the others where their group is asked.
    """

    said: Wordings
    asked: Wordings
    frequent: GroupedWordings
    groups: Floats

    def scores(self, reading: Reading, groups: tuple[int, ...]) -> Floats:
        """Before the softmax: a row of outcomes."""
        words = said(reading)
        total: Floats = self.said.scores([words])[0] + self.asked.scores([reading.wordings])[0]
        total += self.frequent.scores(groups, words)
        total += self.groups[[0, *(1 + group for group in groups)]].sum(axis=0)
        return total


def said(reading: Reading) -> list[Wording]:
    """The different wordings of the whole answer."""
    return [*dict.fromkeys(chain.from_iterable(sentence.wordings for sentence in reading.sentences))]
