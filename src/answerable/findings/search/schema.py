"""What the index holds of each question, and how words are cut and stemmed there."""

from typing import Any

from tantivy import Document, Filter, Schema, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from answerable.findings.search.labels import Label
from answerable.model.question import Question, Status

WORDS = "words"  # the tokenizer of everything that is read as language
FACETS = ("body", "party", "house", "asker", "answerer", "year", "status", "outcome", "ground")
_LONGEST_WORD = 60
_ANSWERED = (Status.ANSWERED, Status.CORRECTED)
_OPEN = (Status.TABLED, Status.HOLDING)


def analyzer() -> TextAnalyzer:
    """Cuts text into words in small letters, without accents, down to their English stems."""
    steps = (Filter.remove_long(_LONGEST_WORD), Filter.lowercase(), Filter.ascii_fold(), Filter.stemmer("english"))
    built = TextAnalyzerBuilder(Tokenizer.simple())
    for step in steps:
        built = built.filter(step)
    return built.build()


def schema() -> Schema:
    """The fields: `text` is heading, question and answer; `question` and `heading` weigh what is found there."""
    fields = SchemaBuilder()
    fields.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    fields.add_text_field("text", tokenizer_name=WORDS)
    fields.add_text_field("question", tokenizer_name=WORDS, index_option="freq")
    fields.add_text_field("heading", tokenizer_name=WORDS, index_option="freq")
    fields.add_text_field("party_name", tokenizer_name=WORDS)
    for name in FACETS:
        fields.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("uin", "flag", "cites"):
        fields.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("tabled", "answered"):
        fields.add_integer_field(name, indexed=True, fast=True)
    return fields.build()


def document_of(question: Question, label: Label, made: Schema) -> Document:
    """A question as the index holds it; days are proleptic ordinals."""
    heading, words = question.heading or "", question.words
    asker, answer, body = question.asker, question.answer, question.body
    party = label.party or (asker.party if asker else None)
    told: dict[str, Any] = {
        "id": question.id,
        "text": [heading, words, question.answer_words],
        "question": words,
        "heading": heading,
        "party_name": party,
        "party": party,
        "asker": asker.id if asker else None,
        "answerer": answer.by.id if answer and answer.by else None,
        "body": body.id if body else None,
        "house": question.house.lower() if question.house else None,
        "status": question.status.value,
        "year": str(question.tabled.year) if question.tabled else None,
        "uin": question.uin.lower() if question.uin else None,
        "flag": list(_flags(question)),
        "outcome": label.outcome,
        "ground": label.ground,
        "cites": list(label.cites),
        "tabled": question.tabled.toordinal() if question.tabled else None,
        "answered": question.answered_on.toordinal() if question.answered_on else None,
    }
    return Document.from_dict({name: value for name, value in told.items() if value}, made)


def _flags(question: Question) -> tuple[str, ...]:
    """What `is:` can be asked of it."""
    flags = {
        "unanswered": question.status in _OPEN,
        "answered": question.status in _ANSWERED,
        "holding": question.status == Status.HOLDING,
        "corrected": question.status == Status.CORRECTED,
        "withdrawn": question.status == Status.WITHDRAWN,
        "unlisted": question.status == Status.UNLISTED,
        "named-day": question.named_day,
        "grouped": question.grouped,
        "interest": question.interest,
    }
    return tuple(name for name, holds in flags.items() if holds)
