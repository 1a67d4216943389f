"""Full-text search over questions, answers and headings: a query language, facets, highlights and three orders."""

from answerable.findings.search.index import SearchIndex

__all__ = ["SearchIndex"]
