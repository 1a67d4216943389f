"""The query catalogue as tools for assistants, over the Model Context Protocol."""
