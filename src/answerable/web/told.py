"""What pages tell programs that read them: schema.org data."""

from answerable.model.licence import LICENCE_URL
from answerable.queries.questions import QuestionPage
from answerable.queries.views import AnswerView, Person

_CONTEXT = "https://schema.org"


def site_told(site: str) -> dict[str, object]:
    """The site and how to search it."""
    return {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "name": "answerable",
        "url": f"{site}/",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{site}/search?q={{q}}"},
            "query-input": "required name=q",
        },
    }


def question_told(site: str, question: QuestionPage) -> dict[str, object]:
    """A question and its answer; what is not known is left out."""
    asked = _known(
        {
            "@type": "Question",
            "name": question.title,
            "text": question.question,
            "author": _person(site, question.asked_by),
            "dateCreated": question.tabled and question.tabled.isoformat(),
            "answerCount": 1 if question.answer else 0,
            "acceptedAnswer": question.answer and _answer(site, question.url, question.answer),
        }
    )
    return {
        "@context": _CONTEXT,
        "@type": "QAPage",
        "url": f"{site}{question.url}",
        "license": LICENCE_URL,
        "mainEntity": asked,
    }


def _answer(site: str, url: str, answer: AnswerView) -> dict[str, object]:
    return _known(
        {
            "@type": "Answer",
            "text": answer.text,
            "author": _person(site, answer.answered_by),
            "dateCreated": answer.date and answer.date.isoformat(),
            "url": f"{site}{url}#the-answer",
        }
    )


def _person(site: str, person: Person | None) -> dict[str, object] | None:
    return {"@type": "Person", "name": person.name, "url": f"{site}{person.url}"} if person else None


def _known(told: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in told.items() if value is not None and value != ""}
