"""A few questions in memory, to ask of many queries which of them match: much cheaper than asking the whole index."""

from collections.abc import Mapping, Sequence

from tantivy import Index

from answerable.findings.search.compile import Compiler, Names
from answerable.findings.search.labels import Label
from answerable.findings.search.language import Clause
from answerable.findings.search.schema import WORDS, analyzer, document_of, schema
from answerable.model.question import Question

_HEAP = 32 << 20  # bytes that the writer gathers before it writes
_UNLABELLED = Label()


class Sieve:
    """Matches as the index on disk does, among the questions that it was made of."""

    def __init__(self, questions: Sequence[Question], labels: Mapping[str, Label]) -> None:
        self._schema, self._analyzer, self._count = schema(), analyzer(), len(questions)
        index = Index(self._schema)
        index.register_tokenizer(WORDS, self._analyzer)
        writer = index.writer(_HEAP, 1)
        for one in questions:
            writer.add_document(document_of(one, labels.get(one.id, _UNLABELLED), self._schema))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
        self._searcher = index.searcher()

    def ids(self, clauses: Sequence[Clause], names: Names) -> list[str]:
        """The questions for which all clauses hold."""
        query = Compiler(self._schema, self._analyzer, names, self._searcher).query(clauses)
        found = self._searcher.search(query, max(self._count, 1), False)
        return [str(self._searcher.doc(address)["id"][0]) for _, address in found.hits]
