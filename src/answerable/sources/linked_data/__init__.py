"""The older Linked Data API (lda.data.parliament.uk, 2014 to about 2023): JSON of answered and of written questions.

What has to be known of it: every value may stand bare, in `{"_value": …}`, or in a list of either; copies that went
through R have one object of lists instead of a list of objects. Members, houses and resources are addresses whose last
part is the official number. Texts are whole. Members are named as printed then ("Mr Tom Quill"), both who asked and who
answered, with constituencies but without parties; the minister's role is not given. Questions answered together name
each other's UINs without their dates.

A corrected answer carries `<ins>` and `<del>` marks, the time of its first correction, and `previousAnswerVersion`: who
had answered and which files hung on it, but hardly ever its words, which only the marks tell. An attachment-only
correction has no marks. We say the earlier version as an observation of its own, before the corrected one.
"""

from answerable.sources.linked_data.parse import parse, recognises
from answerable.sources.linked_data.question import NAME as name

__all__ = ["name", "parse", "recognises"]
