# Everything runs in a virtual environment of its own; `make demo` and `make test` set it up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test lint format eval bench soak docs clean

help:  ## Show what there is to make
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## */\t/' | expand -t 12

$(BIN)/docket: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable .
	touch $@

$(VENV)/dev: $(BIN)/docket
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@

$(VENV)/bench: $(VENV)/dev
	$(BIN)/pip install --quiet --editable '.[dev,bench]'
	touch $@

demo: $(BIN)/docket  ## Tell the story of one case, end to end, with no network
	$(BIN)/docket demo

test: $(VENV)/dev  ## Run every test
	$(BIN)/pytest -n auto

lint: $(VENV)/dev  ## Check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy scraper db notify commands cli.py

format: $(VENV)/dev  ## Put the code into ruff's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: $(VENV)/dev  ## Score what entries are understood to mean, and how stories are linked
	@missed=0; for each in eval eval_news; do \
		$(BIN)/python -m bench.$$each || missed=1; done; exit $$missed

bench: $(VENV)/bench  ## Measure parsing, rounds and start-up against other ways
	$(BIN)/python -m bench

soak: $(VENV)/dev  ## Kill rounds at 200 random moments and count what arrives
	$(BIN)/python -m bench.soak

clean:  ## Remove what was built
	rm -rf $(VENV) build dist *.egg-info
