# `make demo` and `make test` need only Python 3.11, pip, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: install demo test check stub bench clean

install: $(VENV)/.installed

$(VENV)/.installed: pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@

demo: install  ## build the made-up parliament's record and serve it
	$(BIN)/answerable demo --port $(PORT)

test: install  ## every test
	$(BIN)/python -m pytest --numprocesses 2

check: install  ## style, types and the layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

stub: install  ## what type checkers are told of `answerable.open`, after the query catalogue changed
	$(BIN)/python -m answerable.client.stub

bench: install  ## the figures in docs/benchmarks.md; takes minutes
	$(BIN)/python -m bench

clean:
	rm -rf $(VENV) build dist src/*.egg-info
