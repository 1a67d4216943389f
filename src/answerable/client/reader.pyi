"""Written by `make stub` from the query catalogue."""

from types import TracebackType
from typing import Literal, Self

import answerable.queries.annotations
import answerable.queries.chain
import answerable.queries.changes
import answerable.queries.check
import answerable.queries.compare
import answerable.queries.deadlines
import answerable.queries.declined
import answerable.queries.documents
import answerable.queries.dossier
import answerable.queries.figures
import answerable.queries.gaps
import answerable.queries.latest
import answerable.queries.lookup
import answerable.queries.passages
import answerable.queries.people
import answerable.queries.printed_names
import answerable.queries.promises
import answerable.queries.questions
import answerable.queries.same
import answerable.queries.search
import answerable.queries.series
import answerable.queries.status
import answerable.queries.views
import answerable.queries.waiting
import answerable.queries.words
import answerable.record.gaps
import answerable.record.people
import answerable.record.summary
from answerable.client.listed import Listed
from answerable.client.source import Source

class Reader:
    """Asks a record, here or on a server. A list is read as far as it is iterated; `limit` is how many in all."""

    source: Source
    def __init__(self, source: Source) -> None: ...
    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...
    def search(
        self,
        q: str = '',
        sort: Literal['relevance', 'newest', 'oldest'] = 'relevance',
        limit: int | None = None,
    ) -> Listed[answerable.queries.search.Found, answerable.queries.search.Hit]:
        """Questions and answers that have all that the query asks for, with counts of what they have in common."""
    def question(
        self,
        id: str,
    ) -> answerable.queries.questions.QuestionPage:
        """A question and its answer: who, when and by when, its history, and where else its words were said."""
    def newest(
        self,
        limit: int | None = None,
    ) -> Listed[tuple[answerable.queries.views.QuestionLine, ...], answerable.queries.views.QuestionLine]:
        """The questions tabled last."""
    def latest(
        self,
        limit: int = 5,
    ) -> answerable.queries.latest.LatestView:
        """What was asked and answered last, waits longest, was said most often this year, and was promised next."""
    def lookup(
        self,
        q: str = '',
        limit: int | None = None,
    ) -> Listed[tuple[answerable.queries.lookup.Meant, ...], answerable.queries.lookup.Meant]:
        """A few Members, bodies, documents and headings that have all words typed; nothing for fewer than two letters."""
    def members(
        self,
        name: str = '',
        limit: int | None = None,
    ) -> Listed[list[answerable.record.people.MemberCount], answerable.record.people.MemberCount]:
        """Everybody who asked or answered a question, by name, with counts; a printed name that is read is its Member's."""
    def member(
        self,
        id: str,
        limit: int | None = None,
    ) -> Listed[answerable.queries.people.MemberView, answerable.queries.views.QuestionLine]:
        """A Member: what they asked, of whom and how it was answered, and what they answered themselves."""
    def member_months(
        self,
        id: str,
        limit: int | None = None,
    ) -> Listed[tuple[answerable.record.people.MonthCount, ...], answerable.record.people.MonthCount]:
        """How many questions a Member asked in each month, from the first to the last, and how many have an answer."""
    def names(
        self,
        which: Literal['uncertain', 'none', 'certain', 'all'] = 'uncertain',
        limit: int | None = None,
    ) -> Listed[answerable.queries.printed_names.NamesTold, answerable.queries.printed_names.PrintedName]:
        """Names as printed by sources that give no official number: whom they mean, and which of them are uncertain."""
    def bodies(
        self,
        name: str = '',
        limit: int | None = None,
    ) -> Listed[list[answerable.record.people.BodyCount], answerable.record.people.BodyCount]:
        """Every answering body, by name, with counts."""
    def body(
        self,
        id: str,
        limit: int | None = None,
    ) -> Listed[answerable.queries.people.BodyView, answerable.queries.views.QuestionLine]:
        """An answering body: what it was asked and by whom, how it answered, and the line of bodies that it stands in."""
    def body_months(
        self,
        id: str,
        limit: int | None = None,
    ) -> Listed[tuple[answerable.record.people.MonthCount, ...], answerable.record.people.MonthCount]:
        """How many questions were put to a body in each month, from the first to the last, and how many have an answer."""
    def changes(
        self,
        since: str,
        kind: str = '',
        limit: int | None = None,
    ) -> Listed[answerable.queries.changes.Changes, answerable.queries.changes.Changed]:
        """What happened to questions, or came to light, on a day or later."""
    def waiting(
        self,
        body: str = '',
        member: str = '',
        overdue: bool = False,
        rule: str = '',
        as_of: str = '',
        limit: int | None = None,
    ) -> Listed[answerable.queries.waiting.Awaited, answerable.queries.waiting.WaitingLine]:
        """The questions without an answer, longest waiting first: due when, and under which rule."""
    def timeliness(
        self,
        body: str = '',
        member: str = '',
        party: str = '',
        first: str = '',
        last: str = '',
        by: Literal['due', 'tabled'] = 'due',
        rule: str = '',
        as_of: str = '',
    ) -> answerable.queries.figures.Timely:
        """How long answers took: share on time under a named rule, and how long all waited, unanswered ones too."""
    def behind(
        self,
        body: str = '',
        member: str = '',
        party: str = '',
        first: str = '',
        last: str = '',
        by: Literal['due', 'tabled'] = 'due',
        rule: str = '',
        as_of: str = '',
        figure: str = 'all',
        limit: int | None = None,
    ) -> Listed[answerable.queries.figures.Behind, answerable.queries.views.QuestionLine]:
        """The questions behind a figure of `timeliness`."""
    def rules(
        self,
        limit: int | None = None,
    ) -> Listed[tuple[answerable.queries.deadlines.RuleView, ...], answerable.queries.deadlines.RuleView]:
        """The deadline rules that there are, ours and the reader's own, each with who says so."""
    def same(
        self,
        id: str,
        limit: int | None = None,
    ) -> Listed[answerable.queries.same.SameAnswer | None, answerable.queries.views.QuestionLine]:
        """Every question that got the answer of this one; nothing when it has no answer that can be compared."""
    def largest(
        self,
        to: str = '',
        year: int = 0,
        undeclared: bool = False,
        limit: int | None = None,
    ) -> Listed[answerable.queries.same.Repetition, answerable.queries.same.RepeatedAnswer]:
        """The answers given most often, in all or by a body and in a year."""
    def passages(
        self,
        id: str,
        limit: int | None = None,
    ) -> Listed[tuple[answerable.queries.passages.Passage, ...], answerable.queries.passages.Passage]:
        """The passages of an answer that other answers have too, with first use, last use and bodies."""
    def copies(
        self,
        id: str,
        limit: int | None = None,
    ) -> Listed[tuple[answerable.queries.passages.PartialCopy, ...], answerable.queries.passages.PartialCopy]:
        """Other answers of which half or more is in this one, or that hold half or more of it; nearest first."""
    def compare(
        self,
        id: str,
        other: str,
    ) -> answerable.queries.compare.Comparison:
        """The answers to two questions beside each other, with the words that only one of them has."""
    def series(
        self,
        id: str,
    ) -> answerable.queries.series.SeriesView | None:
        """The series that a question belongs to, and what the answer that several got never mentions."""
    def chain(
        self,
        id: str,
        limit: int = 20,
    ) -> answerable.queries.chain.Chain:
        """The answers that a question points to, followed to the last, and the questions that follow up on it."""
    def words(
        self,
        id: str,
        year: int = 0,
        limit: int | None = None,
    ) -> Listed[answerable.queries.words.WordsSaid, answerable.queries.words.MonthOfWords]:
        """How much of what a body answered in a year were new words, and how much it or another body had said before."""
    def annotations(
        self,
        id: str,
    ) -> answerable.queries.annotations.AnnotationsView:
        """What an answer does with each part of its question, what both cite, what is promised, and acronyms explained."""
    def documents(
        self,
        kind: Literal['', 'command_paper', 'house_paper', 'written_statement', 'publication', 'act', 'instrument', 'treaty', 'web'] = '',
        to: str = '',
        limit: int | None = None,
    ) -> Listed[tuple[answerable.queries.documents.DocumentLine, ...], answerable.queries.documents.DocumentLine]:
        """The documents that questions and answers cite, those cited most often first."""
    def document(
        self,
        id: str,
        limit: int | None = None,
    ) -> Listed[answerable.queries.documents.DocumentView, answerable.queries.documents.Citing]:
        """Who cites a document, in questions and in answers, by page or paragraph, newest first."""
    def unmatched(
        self,
        limit: int | None = None,
    ) -> Listed[tuple[answerable.queries.documents.Citing, ...], answerable.queries.documents.Citing]:
        """Citations of documents of which neither a number nor a title tells which they are, newest first."""
    def promises(
        self,
        due: Literal['all', 'this month', 'from now on', 'overdue', 'without a day'] = 'all',
        to: str = '',
        act: Literal['', 'publish', 'consult', 'legislate', 'meet', 'write', 'fund', 'decide', 'deliver', 'respond', 'place in the Library', 'announce', 'review', 'launch', 'update', 'other'] = '',
        hedge: Literal['', 'firm', 'expected', 'aim', 'vague', 'conditional'] = '',
        followed: Literal['', 'met', 'repeated', 'postponed', 'overdue and unmentioned', 'unknown'] = '',
        as_of: str = '',
        limit: int | None = None,
    ) -> Listed[tuple[answerable.queries.promises.PromiseLine, ...], answerable.queries.promises.PromiseLine]:
        """Promises made in answers, by the day they are due, with what later answers tell of each."""
    def check(
        self,
        draft: str,
        limit: int = 10,
        as_of: str = '',
    ) -> answerable.queries.check.Checked:
        """Whether a draft question was asked and answered before, and what the rules of order would have a clerk look at."""
    def dossier(
        self,
        q: str,
        sort: Literal['relevance', 'newest', 'oldest'] = 'oldest',
        limit: int = 100,
    ) -> answerable.queries.dossier.DossierView:
        """A topic's questions and answers in order, with what they share, cite, promise and leave unanswered."""
    def declined(
        self,
        id: str,
        year: int = 0,
        ground: Literal['', 'cost', 'not_held', 'commercial', 'security', 'confidential', 'legal', 'other_body', 'policy', 'timing', 'other'] = '',
        limit: int | None = None,
    ) -> Listed[answerable.queries.declined.DeclinedView, answerable.queries.declined.DeclinedLine]:
        """What a body declined, in whole or in part, and on what ground, by year, with the sentences that say so."""
    def status(
        self,
    ) -> answerable.queries.status.Status:
        """What is in the record, from where, how fresh, what could not be read, and what waits for its question."""
    def unread(
        self,
        waiting: bool = False,
        limit: int | None = None,
    ) -> Listed[answerable.queries.status.UnreadView, answerable.record.summary.UnreadPlace]:
        """What could not be read of what was added, or what waits for its question or answer: where it stood, and why."""
    def gaps(
        self,
        house: Literal['both', 'commons', 'lords'] = 'both',
        tabled_from: str = '',
        tabled_to: str = '',
        lacking: bool = False,
        limit: int | None = None,
    ) -> Listed[answerable.queries.gaps.Gaps, answerable.record.gaps.DayGaps]:
        """For each House and day: what the service says it has, what is held, clipped, missing, and not read and why."""
