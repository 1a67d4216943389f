"""One thing to ask of each query, with an answer in the record that `answerable demo` makes: shown, and tried."""

from msgspec import Struct

from answerable.queries.chain import Following
from answerable.queries.changes import Since
from answerable.queries.check import Drafting
from answerable.queries.compare import TwoAnswers
from answerable.queries.declined import OfBody
from answerable.queries.documents import Documents, OneDocument, Unmatched
from answerable.queries.dossier import Topic
from answerable.queries.gaps import GapsAsked
from answerable.queries.latest import Latest
from answerable.queries.lookup import Typed
from answerable.queries.one import OneQuestion
from answerable.queries.passages import PartsOf
from answerable.queries.people import Everybody, MonthsOf, OneOf
from answerable.queries.printed_names import PrintedNames
from answerable.queries.promises import Promises
from answerable.queries.questions import Newest
from answerable.queries.same import Largest, OneAnswer
from answerable.queries.search import Search
from answerable.queries.status import Nothing, UnreadAsked
from answerable.queries.timeliness import BehindFigure, HowLong
from answerable.queries.waiting import Waiting
from answerable.queries.words import WordsOf

_QUESTION = "uk-commons/2023-11-20/1502"  # grouped; cites, promises, and is followed up
_POINTING = "uk-commons/2025-03-18/1048"
_REPEATED = "uk-commons/2023-12-01/1001"
_SERIES = "uk-commons/2025-04-21/1050"
_MEMBER = "uk-4150"
_BODY = "department-for-wellbeing-and-hospitals"
_DOCUMENT = "consultation-on-the-rural-buses-framework-2022"

EXAMPLES: dict[str, Struct] = {
    "search": Search(q="humanitarian aid is:answered", sort="newest", limit=5),
    "question": OneQuestion(_QUESTION),
    "newest": Newest(limit=5),
    "latest": Latest(limit=3),
    "lookup": Typed(q="riv"),
    "members": Everybody(name="adela"),
    "member": OneOf(_MEMBER, limit=5),
    "member_months": MonthsOf(_MEMBER),
    "names": PrintedNames(which="all", limit=5),
    "bodies": Everybody(name="harbours"),
    "body": OneOf(_BODY, limit=5),
    "body_months": MonthsOf(_BODY),
    "changes": Since(since="2025-07", limit=5),
    "waiting": Waiting(body=_BODY, limit=5),
    "timeliness": HowLong(body=_BODY, first="2024", last="2024"),
    "behind": BehindFigure(body=_BODY, first="2024", last="2024", figure="not on time", limit=5),
    "rules": Nothing(),
    "same": OneAnswer(_REPEATED, limit=5),
    "largest": Largest(year=2024, limit=5),
    "passages": OneQuestion(_QUESTION),
    "copies": PartsOf(_QUESTION),
    "compare": TwoAnswers(_QUESTION, _REPEATED),
    "series": OneQuestion(_SERIES),
    "chain": Following(_POINTING),
    "words": WordsOf(_BODY, year=2024),
    "annotations": OneQuestion(_QUESTION),
    "documents": Documents(kind="publication", limit=5),
    "document": OneDocument(_DOCUMENT),
    "unmatched": Unmatched(limit=5),
    "promises": Promises(due="all", limit=5),
    "check": Drafting(
        draft="To ask the Secretary of State for Overseas Relations, what humanitarian aid reached Sarrenia.", limit=3
    ),
    "dossier": Topic(q="humanitarian aid", limit=5),
    "declined": OfBody(_BODY, year=2023, ground="cost"),
    "status": Nothing(),
    "unread": UnreadAsked(limit=5),
    "gaps": GapsAsked(house="commons", tabled_from="2025", limit=5),
}
