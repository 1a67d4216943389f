"""What we know: observations, only ever appended, and the questions they merge into."""
