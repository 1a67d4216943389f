"""Which answers are the same answer, nearly or in part, and which passages are stock."""
