"""A dossier as a file: laid out once, as blocks, and written in four forms."""
