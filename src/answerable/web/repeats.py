"""Pages of what is said again: clusters, partial copies, series, two answers compared, a body's words."""

from litestar.datastructures import State
from litestar.response import Redirect, Template

from answerable.errors import NotFound
from answerable.queries.compare import TwoAnswers, compare
from answerable.queries.names import directory
from answerable.queries.one import OneQuestion
from answerable.queries.passages import PartsOf, copies
from answerable.queries.questions import question
from answerable.queries.same import Largest, OneAnswer, largest, same
from answerable.queries.series import series
from answerable.queries.words import WordsOf, WordsSaid, words
from answerable.web.charts import words_by_month
from answerable.web.pages import PAGE_SIZE, PageNumber, page
from answerable.web.timeline import sentence, timeline

_COPIES = 20  # on a page
_AND = "/and/"  # between the two ids of a comparison


@page("/same")
def repeated(state: State, to: str = "", year: int = 0) -> Template:
    """The answers given most often without being said to be the same."""
    found = largest(state.workspace, Largest(to, year, undeclared=True))
    bodies = sorted(directory(state.workspace.record).bodies.names.items(), key=lambda one: one[1])
    return Template("same.html", context={"found": found, "bodies": bodies, "path": "/same"})


@page("/same/{question_id:path}")
def cluster(state: State, question_id: str, page_number: PageNumber = 1) -> Template | Redirect:
    """All questions that got one answer."""
    wanted = question_id.strip("/")
    found = same(state.workspace, OneAnswer(wanted, PAGE_SIZE, (page_number - 1) * PAGE_SIZE))
    if found is None:
        raise NotFound(f"question {wanted[:100]} has no answer that can be compared with others")
    if found.id != wanted:
        return Redirect(found.url, status_code=301)
    context = {
        "same": found,
        "sentence": sentence(found),
        "timeline": timeline(found),
        "page": page_number,
        "pages": min(-(-found.questions // PAGE_SIZE), 500),
    }
    return Template("cluster.html", context=context)


@page("/partly/{question_id:path}")
def partly(state: State, question_id: str) -> Template:
    """The answers that are partly the answer to a question."""
    found = question(state.workspace, OneQuestion(question_id.strip("/")))
    context = {"question": found, "copies": copies(state.workspace, PartsOf(found.id, _COPIES)), "most": _COPIES}
    return Template("partly.html", context=context)


@page("/series/{question_id:path}")
def in_series(state: State, question_id: str) -> Template:
    """The series that a question belongs to."""
    found = question(state.workspace, OneQuestion(question_id.strip("/")))
    told = series(state.workspace, OneQuestion(found.id))
    if told is None:
        raise NotFound(f"{found.id} is not one of several questions that are the same but for some words")
    return Template("series.html", context={"question": found, "series": told})


@page("/compare/{ids:path}")
def comparison(state: State, ids: str) -> Template:
    """Two answers side by side; the address is `/compare/ID/and/ID`."""
    here, _, there = ids.strip("/").partition(_AND)
    return Template("compare.html", context={"found": compare(state.workspace, TwoAnswers(here, there))})


@page("/body/{body_id:str}/words")
def words_said(state: State, body_id: str, year: int = 0) -> Template:
    """How much of what a body said in a year were new words."""
    found = words(state.workspace, WordsOf(body_id, year))
    picture = words_by_month(found.months) if found.months else None
    return Template("words.html", context={"said": found, "sentence": _words_told(found), "picture": picture})


REPEATS = (repeated, cluster, partly, in_series, comparison, words_said)


def _words_told(said: WordsSaid) -> str:
    """What the picture shows."""
    total = said.new + said.repeated
    if not total:
        return (
            f"In {said.year} it gave no answer that is held whole."
            if said.year
            else "No answer of it in this record bears a day, so nothing can be told by month."
        )
    share = round(100 * said.repeated / total)
    return (
        f"Of the {total:,} words of its answers in {said.year}, {said.repeated:,} ({share} %) stand in sentences "
        "that had been said before, word for word, by it or another body."
    )
