"""The record for programs: `answerable.open` gives the same queries on a directory of this machine or on a server."""

from answerable.client.opening import open_reader

open = open_reader
__all__ = ["open"]
