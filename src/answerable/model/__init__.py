"""The nouns: frozen structs of the field's own terms, without I/O.

Those that come in great number are out of the garbage collector's sight (`gc=False`): they cannot hold cycles, and
it would look through all of them again and again.
"""
