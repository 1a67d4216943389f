"""The UK Parliament's Written Questions service: JSON of its list and of single questions.

What has to be known of it: the list route gives only the beginning of texts (255 characters; answers then get three
dots), leaves out attachments, and leaves out withdrawn questions unless asked. Numbers (UINs) restart, so the day
tabled belongs to them. Dates are midnight timestamps without a zone. Answers are HTML. A holding answer is marked only
until the real one comes; its date remains.
"""

from answerable.sources.uk_parliament.parse import NAME as name
from answerable.sources.uk_parliament.parse import parse, recognises

__all__ = ["name", "parse", "recognises"]
