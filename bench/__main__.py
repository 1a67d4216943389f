"""Runs every benchmark, or those named: `python -m bench [name…]`."""
