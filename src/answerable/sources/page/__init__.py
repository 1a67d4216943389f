"""A page of questions and answers as people copy or save it: plain text, or HTML with the same words.

Asked by: NAME (PARTY - CONSTITUENCY) / Question to the BODY: / question / Answered by NAME - ROLE / paragraphs. Such
pages bear neither dates nor numbers, and names as printed. Peers have no constituency; roles may hold several brackets.
"""

from answerable.sources.page.parse import NAME as name
from answerable.sources.page.parse import parse, recognises

__all__ = ["name", "parse", "recognises"]
