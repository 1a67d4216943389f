"""The API: the query catalogue over HTTP, as JSON."""
