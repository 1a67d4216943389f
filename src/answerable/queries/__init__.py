"""The read side: one function for each thing a person can ask, listed in `catalogue`."""
