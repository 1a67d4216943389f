"""A few kills; `python -m bench sync-kills` makes two hundred."""

from tests.sync.soak import soak


def test_a_sync_killed_anywhere_is_mended_by_the_next(tmp_path):
    begun, _ = soak(6, tmp_path, seed=20250916)
    assert begun >= 6
