"""Questions as Parquet: typed columns, some thousand rows to a group, so that memory stays flat. Needs pyarrow."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any

from answerable.model.licence import ATTRIBUTION, LICENCE_URL
from answerable.model.question import Question
from answerable.sources.jsonlines.shape import COLUMNS, to_typed
from answerable.sources.tables.parquet import pyarrow

_GROUP = 5_000  # rows
_NUMBERS = ("id", "askingMemberId", "answeringBodyId", "answeringMemberId", "correctingMemberId", "attachmentCount")
_TRUTHS = ("isNamedDay", "memberHasInterest", "isWithdrawn", "answerIsHolding", "answerIsCorrection")
_DAYS = ("dateTabled", "dateForAnswer", "dateHoldingAnswer", "dateAnswered", "dateAnswerCorrected")
_LISTS = ("groupedQuestions", "sources", "also", "clipped")


def write_parquet(questions: Iterable[Question], out: IO[bytes]) -> Iterator[int]:
    """Writes the questions, and gives back how many each group holds. InputError while pyarrow is absent."""
    arrow, parquet = pyarrow("--format parquet", "to write Parquet")
    schema = _schema(arrow)
    todo = iter(questions)
    with parquet.ParquetWriter(_Counted(out), schema, compression="zstd") as writer:
        while some := [to_typed(question) for question in islice(todo, _GROUP)]:
            writer.write_table(arrow.Table.from_pylist(some, schema), row_group_size=_GROUP)
            yield len(some)


def _schema(arrow: Any) -> Any:
    """The columns of the CSV; days, numbers, yes and no, and lists are what they are."""
    day = arrow.date32()
    grouped = [("questionUin", arrow.string()), ("dateTabled", day)]
    file = [(name, arrow.string()) for name in ("url", "title", "fileType")] + [("fileSizeBytes", arrow.int64())]
    said = [(name, arrow.string()) for name in ("outcome", "when", "why", "by", "ground", "evidence")]
    kinds = {
        **dict.fromkeys(_NUMBERS, arrow.int64()),
        **dict.fromkeys(_TRUTHS, arrow.bool_()),
        **dict.fromkeys(_DAYS, day),
        **dict.fromkeys(_LISTS, arrow.list_(arrow.string())),
        "groupedQuestionsDates": arrow.list_(arrow.struct(grouped)),
        "attachments": arrow.list_(arrow.struct(file)),
        "correction": arrow.struct(said),
    }
    fields = [(name, kinds.get(name, arrow.string())) for name in COLUMNS if name != "shown"]
    return arrow.schema(fields, {"licence": f"{ATTRIBUTION} {LICENCE_URL}"})


class _Counted:
    """A stream that knows how far it is, as a pipe does not."""

    closed = False

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._count = out, 0

    def write(self, data: bytes) -> int:
        """Writes on."""
        self._count += len(data)
        return self._out.write(data)

    def tell(self) -> int:
        """The bytes written so far."""
        return self._count

    def flush(self) -> None:
        """Nothing is held back here."""

    def close(self) -> None:
        """Whoever opened the stream closes it."""
