"""Who says what: a folder a source, its parse (pure: bytes to observations) apart from its fetch."""
