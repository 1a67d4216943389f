"""Timeliness: when an answer was due, how long it took, and what still waits; always under a named rule."""
