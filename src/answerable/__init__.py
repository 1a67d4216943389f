"""answerable: the open system of record for parliamentary written questions."""
