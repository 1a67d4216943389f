"""A few kills; `python -m bench sync-kills` makes two hundred."""

from tests.sync.soak import soak


def test_a_sync_killed_anywhere_is_mended_by_the_next(tmp_path):
    soak(6, tmp_path, seed=20250916)  # compares the record with the unkilled one after each kill
