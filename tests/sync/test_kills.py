"""A few kills; `python -m bench.sync_kills` makes two hundred."""

from tests.sync.soak import soak


def test_a_sync_killed_anywhere_is_mended_by_the_next(tmp_path):
    killed, _ = soak(8, tmp_path, seed=20250916)
    assert killed >= 4
