"""Questions that are one sentence with something changed, and what the answer they got leaves out."""
