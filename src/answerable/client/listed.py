"""A list that is read as far as it is needed, and made a table of."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec.structs import replace

from answerable.client.source import Source, Told
from answerable.queries.asking import Asked
from answerable.queries.frames import arrow_schema, arrow_table, package
from answerable.queries.listing import kind

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

Page = TypeVar("Page")
Item = TypeVar("Item")


class Listed(Generic[Page, Item]):
    """The things that a query lists, `most` of them where that is given; iterating reads page after page.

    `page` is the query's whole answer with the first page of its list: it has totals, counts and whatever else is told.
    """

    def __init__(self, source: Source, asked: Asked, most: int | None) -> None:
        self._source, self._asked, self._most = source, asked, most
        self._first: Told | None = None

    def __iter__(self) -> Iterator[Item]:
        return islice((item for told in self._told() for item in told.items), self._most)

    @property
    def page(self) -> Page:
        """The answer with the first page of the list."""
        return next(self._told()).answer  # type: ignore[no-any-return]

    def pages(self) -> Iterator[Page]:
        """The answer page by page, as they come."""
        return (told.answer for told in self._told())

    def to_arrow(self) -> "pyarrow.Table":
        """All things as an Arrow table, what is within them in columns such as `promise.due`. Needs pyarrow."""
        return arrow_table(arrow_schema(kind(self._asked.query)), self)

    def to_pandas(self) -> "pandas.DataFrame":
        """The same as a pandas data frame. Needs pandas and pyarrow."""
        package("pandas")
        frame: pandas.DataFrame = self.to_arrow().to_pandas()
        return frame

    def to_polars(self) -> "polars.DataFrame":
        """The same as a polars data frame. Needs polars and pyarrow."""
        frame: polars.DataFrame = package("polars").from_arrow(self.to_arrow())
        return frame

    def _told(self) -> Iterator[Told]:
        """Pages as far as they are asked for; the first is read once."""
        if self._first is None:
            self._first = self._source.told(self._asked)
        told, read = self._first, 0
        yield told
        while told.next and (self._most is None or (read := read + len(told.items)) < self._most):
            told = self._source.told(replace(self._asked, cursor=told.next))
            yield told
