"""Where a question or an answer points to an earlier one: found, resolved, and followed to the text finally reached."""
