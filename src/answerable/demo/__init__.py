"""A made-up parliament whose true findings are known: for the first run, for tests and for benchmarks."""
