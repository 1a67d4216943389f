"""Tables that people keep: CSV (comma, semicolon, tab or bar; UTF-8 or windows-1252) and Parquet.

There is no publisher; each keeper names the columns in their own way. They are known by their headers (`headers.toml`:
the official service's names, our own export's, and those of public tables such as the Ministry of Justice's PQ tools
published). Two columns that would do for one field are refused: `--columns FILE` says which.

What has to be known: many such tables were made from the official list and hold only the beginning of texts (255
characters); R writes NA for what is missing; pandas makes numbers of UINs ("77123.0"); texts may be HTML with the marks
of corrections; names may be turned ("Fenn, Ida"); some were decoded wrongly once and hold mangled characters. All words
are kept as they are.
"""

from answerable.sources.tables.columns import Columns, read_columns
from answerable.sources.tables.parse import Tables, parse, recognises
from answerable.sources.tables.question import NAME as name

__all__ = ["Columns", "Tables", "name", "parse", "read_columns", "recognises"]
