"""Two hundred syncs killed at random, each mended by the next: `python -m bench sync-kills [how many]`."""

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.sync.soak import soak


def main(words: Sequence[str] = ()) -> None:
    """As many kills as named, or 200."""
    kills = int(words[0]) if words else 200
    with tempfile.TemporaryDirectory() as place:
        start = time.monotonic()
        begun, twice = soak(kills, Path(place), seed=1)
    seconds = time.monotonic() - start
    print(f"{kills} syncs killed before their end, of {begun} begun, in {seconds:.0f} s: the next sync ended each time")
    print(f"with the record that was never killed; {twice:,} whole texts were read twice, {twice / kills:.1f} a kill")
