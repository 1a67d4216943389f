"""The UK Parliament's Written Questions service: JSON of its list and of single questions.

What has to be known of it: the list route gives only the beginning of texts (255 characters; answers then get three
dots) without their markup, leaves out attachments, and leaves out withdrawn questions unless asked. Numbers (UINs)
restart, so the day tabled belongs to them. Dates are midnight timestamps without a zone. Answers are HTML. A holding
answer is marked only until the real one comes; its date remains.

Shapes that are read, each as a document or as a line of one:

- the list as served, `{"totalResults": 2, "results": [{"value": {…}, "links": […]}, …]}`, or the array of its results;
- a single question as served, `{"value": {…}, "links": […]}`; it is whole if it is all that the document holds;
- a record as it was kept, `{"value": {…}, "snapshot": "2024-10-30", "whole": true}`: `snapshot` is the day or time at
  which it was read, `whole` says that it came by itself and not from the list, `"unlisted": true` that by then the
  service no longer showed it, and `last_seen` then the last day on which it did; such a record may bear no more than
  what names the question. This is how to keep many single questions, a line each. `list` may stand for `value` where
  the record is known to come from the list;
- all states seen of one question, `{"id": …, "versions": [{"snapshot": …, "value": {…}}, …]}`; `whole` as above;
- the bare fields;
- whole words alone, `{"id": …, "questionText": …, "answerText": …}`: the record joins them to the question of that
  number if what it holds of it is their beginning.

A text of 255 characters, or an answer of 258 that ends in dots, is marked as clipped unless the record is whole: it
came by itself, was kept as whole, or bears what the list never gives (longer texts, markup, attachments). So a whole
question of just 255 characters is not taken for a clipped one where its origin is known.
"""

from answerable.sources.uk_parliament.parse import NAME as name
from answerable.sources.uk_parliament.parse import parse, recognises

__all__ = ["name", "parse", "recognises"]
