"""TheyWorkForYou's pages of written answers, in parlparse's XML: the Commons and Lords from 2001, Holyrood from 1999.

One file holds what was answered on a day, scraped from the printed record: headings, questions (`ques`) and the reply
that follows them. What has to be known of it:

- To 2014 (`scrapeversion`): Latin-1, with characters named in the DOCTYPE. The day in an item's id is the day of the
  page and the answer's; when a question was tabled is not told. The page was scraped anew while it still changed:
  editions a, b, c … of one day. What a later edition holds unchanged is taken out of the earlier file and leaves a
  `gidredirect` there, so that an earlier file holds what changed or vanished. `matchtype="removed"`: gone from the
  edition that is named beside it (and perhaps back in one after that).
- Since 2014: UTF-8 without DOCTYPE; the address tells day tabled and number; the answer's day is in the file's name.
- Several `ques` before one `reply`, or one `ques` with numbered paragraphs ("(1) …", each its own `qnum`, after words
  common to all), are questions answered together.
- Major headings are short names of bodies in capitals ("DEFENCE"); the Lords have none. Speakers have parlparse's own
  numbers, not Parliament's. Holyrood prints seat and party after a name, has `spid` for a number, and `holdingdate`.
"""

from answerable.sources.theyworkforyou.parse import parse, recognises
from answerable.sources.theyworkforyou.question import NAME as name

__all__ = ["name", "parse", "recognises"]
