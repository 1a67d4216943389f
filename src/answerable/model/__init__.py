"""The nouns: frozen structs of the field's own terms, without I/O."""
