"""Our own export: a line of JSON for each question, with the official field names and ours beside them."""

from answerable.sources.jsonlines.parse import NAME as name
from answerable.sources.jsonlines.parse import parse, recognises

__all__ = ["name", "parse", "recognises"]
