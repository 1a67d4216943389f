"""A page of questions and answers as people copy or save it: plain text, or HTML with the same words.

Asked by: NAME (PARTY - CONSTITUENCY) / Question to the BODY: / question / Answered by NAME - ROLE / paragraphs. Such
pages bear neither dates nor numbers as a rule, and names as printed; lines that are clearly labelled (`UIN 77123`,
`Tabled: 3 October 2025`, `Answered on 7 October 2025`) are taken where they stand. What follows a peer's party in the
brackets (“Life peer”) stands in the place of a constituency, as in the official service. Roles may hold several
brackets. Words that belong to no question, such as a site's menu, are reported as unread.
"""

from answerable.sources.page.parse import NAME as name
from answerable.sources.page.parse import parse, recognises

__all__ = ["name", "parse", "recognises"]
