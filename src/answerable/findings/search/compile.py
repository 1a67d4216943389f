"""Clauses → a query of the index."""

from collections.abc import Callable, Sequence
from datetime import date

from tantivy import FieldType, Occur, Query, Schema, TextAnalyzer

from answerable.findings.search.language import Clause, Days, House, Is, Labelled, Named, Numbered, Paper, Sought, Words

Names = Callable[[str, str], Sequence[str]]  # (field, words) → ids of the Members, bodies or documents meant
_WEIGHT = {"question": 1.0, "heading": 1.5}  # of a word found there, beside its weight in the whole text
_LAST_DAY = date.max.toordinal()


class Compiler:
    """Compiles for one schema; `names` finds Members and bodies by words of their names."""

    def __init__(self, schema: Schema, analyzer: TextAnalyzer, names: Names) -> None:
        self._schema, self._analyzer, self._names = schema, analyzer, names

    def query(self, clauses: Sequence[Clause]) -> Query:
        """All clauses hold; words found in the question or heading count more."""
        wanted = [(Occur.MustNot if clause.exclude else Occur.Must, self._sought(clause.sought)) for clause in clauses]
        if all(clause.exclude for clause in clauses):
            wanted.append((Occur.Must, Query.all_query()))
        weights = [weight for clause in clauses if not clause.exclude for weight in self._weights(clause.sought)]
        return Query.boolean_query([*wanted, *weights])

    def shown(self, clauses: Sequence[Clause]) -> Query:
        """Any of the words that a reader should see marked."""
        kinds = (Words, Paper, Numbered)
        marked = [self._text(one.sought) for one in clauses if not one.exclude and isinstance(one.sought, kinds)]
        return Query.boolean_query([(Occur.Should, one) for one in marked])

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
                column = {"by": "asker", "answered-by": "answerer", "to": "body", "cites": "cites"}[field]
                return Query.term_set_query(self._schema, column, list(self._names(field, words)))
            case Days(field, first, last):
                low, high = first.toordinal() if first else 0, last.toordinal() if last else _LAST_DAY
                return Query.range_query(self._schema, field, FieldType.Integer, low, high)
            case Is(flag):
                return self._term("flag", flag)
            case Labelled(field, value):
                return self._term(field, value)
            case House(house):
                return self._term("house", house)

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
