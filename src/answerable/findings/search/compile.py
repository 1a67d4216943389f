"""Clauses → a query of the index."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date

from tantivy import FieldType, Occur, Query, Schema, Searcher, TextAnalyzer

from answerable.findings.search.language import (
    OF_TODAY,
    Clause,
    Days,
    House,
    Is,
    Labelled,
    Named,
    Numbered,
    Paper,
    SameAs,
    Sought,
    Words,
)

APART = "questions "  # before by or answered-by: the questions of those meant whose printed name means others too
_COLUMNS = {"by": "asker", "answered-by": "answerer", "to": "body", "cites": "cites"}
_PEOPLE = ("by", "answered-by")
# (field, words) → ids: of the Members, bodies or documents whose name has them, of the questions that a flag of today
# means, or of those that got the same answer
Names = Callable[[str, str], Sequence[str]]
_WEIGHT = {"question": 1.0, "heading": 1.5}  # of a word found there, beside its weight in the whole text
_TEXT = (Words, Paper, Numbered)
# Shares of all questions. A word that more of them have tells little, and weighing it takes the longest.
_COMMON = 0.1  # in the question or heading
_VERY_COMMON = 0.5  # anywhere
_MOST_TYPED = 8  # words
_LAST_DAY = date.max.toordinal()


class Compiler:
    """Compiles for one schema; `names` finds what the index does not know: names, what is so today, same answers."""

    def __init__(self, schema: Schema, analyzer: TextAnalyzer, names: Names, searcher: Searcher) -> None:
        self._schema, self._analyzer, self._names, self._searcher = schema, analyzer, names, searcher

    def query(self, clauses: Sequence[Clause]) -> Query:
        """All clauses hold; words found in the question or heading count more."""
        telling = self._telling([clause.sought for clause in clauses if not clause.exclude])
        wanted = [
            (Occur.MustNot if clause.exclude else Occur.Must, self._held(clause.sought, telling)) for clause in clauses
        ]
        if all(clause.exclude for clause in clauses):
            wanted.append((Occur.Must, Query.all_query()))
        weights = [weight for clause in clauses if not clause.exclude for weight in self._weights(clause.sought)]
        return Query.boolean_query([*wanted, *weights])

    def shown(self, clauses: Sequence[Clause]) -> Query:
        """Any of the words that a reader should see marked."""
        marked = [self._text(one.sought) for one in clauses if not one.exclude and isinstance(one.sought, _TEXT)]
        return Query.boolean_query([(Occur.Should, one) for one in marked])

    def _telling(self, sought: Sequence[Sought]) -> Sequence[Sought]:
        """The words by which to rank: all that are not very common, or the rarest of them."""
        words = {one: self._share(one) for one in sought if isinstance(one, _TEXT)}
        telling = [one for one, share in words.items() if share <= _VERY_COMMON]
        return telling or sorted(words, key=lambda one: words[one])[:1]

    def _share(self, sought: Sought) -> float:
        """How many of all questions have the word; phrases and papers count as rare."""
        stems = self._analyzer.analyze(sought.words) if isinstance(sought, Words) else []
        if len(stems) != 1:
            return 0.0
        return self._searcher.doc_freq("text", stems[0]) / max(self._searcher.num_docs, 1)

    def _held(self, sought: Sought, telling: Sequence[Sought]) -> Query:
        query = self._sought(sought)
        return query if sought in telling else Query.const_score_query(query, 0.0)

    def _sought(self, sought: Sought) -> Query:
        match sought:
            case Words() | Paper():
                return self._text(sought)
            case Numbered(uin, bare):
                number = self._term("uin", uin)
                return self._any(number, self._text(sought)) if bare else number
            case Named("party", words):
                return self._phrase("party_name", words)
            case Named(field, words):
                return self._named(field, words)
            case Days(field, first, last):
                low, high = first.toordinal() if first else 0, last.toordinal() if last else _LAST_DAY
                return Query.range_query(self._schema, field, FieldType.Integer, low, high)
            case Is(flag) if flag in OF_TODAY:
                return Query.term_set_query(self._schema, "id", list(self._names("is", flag)))
            case SameAs(question):
                return Query.term_set_query(self._schema, "id", list(self._names("same-as", question)))
            case Is() | House() | Labelled():
                return self._term(*_exact(sought))

    def _named(self, field: str, words: str) -> Query:
        """Of the ids that are meant; and questions by themselves, where an id of a printed name means several."""
        named = Query.term_set_query(self._schema, _COLUMNS[field], list(self._names(field, words)))
        apart = list(self._names(APART + field, words)) if field in _PEOPLE else []
        return self._any(named, Query.term_set_query(self._schema, "id", apart)) if apart else named

    def _text(self, sought: Sought) -> Query:
        match sought:
            case Paper(series, number):
                return self._any(*(self._phrase("text", f"{series}{gap}{number}") for gap in (" ", "")))
            case Numbered(uin):
                return self._phrase("text", uin)
            case Words(words):
                return self._phrase("text", words)
        raise TypeError(sought)

    def _weights(self, sought: Sought) -> list[tuple[Occur, Query]]:
        if not isinstance(sought, Words):
            return []
        return [
            (Occur.Should, Query.boost_query(self._term(field, stem), weight))
            for field, weight in _WEIGHT.items()
            for stem in self._analyzer.analyze(sought.words)
            if self._searcher.doc_freq(field, stem) <= _COMMON * self._searcher.num_docs
        ]

    def _phrase(self, field: str, words: str) -> Query:
        stems = self._analyzer.analyze(words)
        if not stems:
            return Query.empty_query()
        return self._term(field, stems[0]) if len(stems) == 1 else Query.phrase_query(self._schema, field, list(stems))

    def _term(self, field: str, value: str) -> Query:
        option = "freq" if field in _WEIGHT else "position"
        return Query.term_query(self._schema, field, value, option)

    def _any(self, *queries: Query) -> Query:
        return Query.boolean_query([(Occur.Should, query) for query in queries])


def _exact(sought: Is | House | Labelled) -> tuple[str, str]:
    """A field, and the value that a question has there."""
    match sought:
        case Is(flag):
            return "flag", flag
        case House(house):
            return "house", house
        case Labelled(field, value):
            return field, value


def beginning(schema: Schema, analyzer: TextAnalyzer, field: str, words: str) -> Query:
    """Has all of the words in the field, of which the last may be a beginning."""
    typed = re.findall(r"\w+", words.lower())[:_MOST_TYPED]
    if not typed:
        return Query.empty_query()
    whole = [Query.term_query(schema, field, stem) for word in typed[:-1] for stem in analyzer.analyze(word)]
    begun = [Query.term_query(schema, field, stem) for stem in analyzer.analyze(typed[-1])]
    if letters := _ascii(typed[-1]):
        begun.append(Query.regex_query(schema, field, f"{letters}.*"))
    last = Query.boolean_query([(Occur.Should, one) for one in begun])
    return Query.boolean_query([(Occur.Must, one) for one in (*whole, last)])


def _ascii(word: str) -> str:
    """Letters and figures without accents, as the index holds them: nothing that means something in a pattern."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return "".join(letter for letter in plain if letter.isalnum())
