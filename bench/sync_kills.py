"""Two hundred syncs killed at random, each mended by the next: `python -m bench.sync_kills [how many]`."""

import sys
import tempfile
import time
from pathlib import Path

from tests.sync.soak import soak

if __name__ == "__main__":
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as place:
        start = time.monotonic()
        begun, twice = soak(kills, Path(place), seed=1)
    seconds = time.monotonic() - start
    print(f"{kills} syncs killed before their end, of {begun} begun, in {seconds:.0f} s: the next sync ended each time")
    print(f"with the record that was never killed; {twice:,} whole texts were read twice, {twice / kills:.1f} a kill")
