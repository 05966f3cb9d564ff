# Two commands for a newcomer, with nothing but Python 3.11+ and make:
#   make demo   sets up and runs the main job
#   make test   sets up and passes the tests
# Everything happens in a virtual environment of the checkout's own, .venv.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint format types data docs explorer browser links dist sbom bench mutants robustness check clean

demo: $(VENV)/.core
	$(BIN)/python -m unstatements report

test: $(VENV)/.dev
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(VENV)/.dev
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/pyright --verifytypes unstatements --ignoreexternal

data: $(VENV)/.dev
	$(BIN)/frictionless validate --trusted src/unstatements/data/datapackage.json

docs: $(VENV)/.dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

explorer: $(VENV)/.dev
	$(BIN)/python explorer/build.py

# A report, no check: other people's sites fail for reasons of their own.
links: $(VENV)/.dev
	$(BIN)/python scripts/check_links.py --sources

# The site and the explorer as they are built, in Debian's Chromium.
browser: docs explorer $(VENV)/.browser
	EXPLORER=site/explorer $(BIN)/python -m pytest tests/browser

dist: $(VENV)/.dev
	$(BIN)/python scripts/check_dist.py
	$(BIN)/twine check --strict dist/*
	$(BIN)/python scripts/check_install.py

sbom: $(VENV)/.dev
	$(BIN)/python scripts/build_sbom.py

# Rivals want older libraries than the tests, so they have an environment of their own.
bench: $(VENV)-bench/.bench
	$(VENV)-bench/bin/python benchmarks

# Are the tests good? An hour or two; `make mutants JOBS=4` tries four mutants at once.
JOBS ?= 1
mutants: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --group mutants
	$(BIN)/python scripts/mutants.py --jobs $(JOBS)

# Hours: what docs/robustness.md tells of. The suite has a short form of each.
robustness: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --group fuzz
	$(BIN)/python tests/robustness/damage.py 10000
	$(BIN)/python tests/robustness/races.py 1000
	$(BIN)/python tests/robustness/races.py 1000 --fork
	$(BIN)/python tests/robustness/fuzz.py country 200000
	$(BIN)/python tests/robustness/fuzz.py draft 2000
	for reader in find_countries parse_signatories read_undl read_marcxml read_rollcalls; do \
		$(BIN)/python tests/robustness/fuzz.py $$reader 100000 || exit; done

check: test lint types data docs dist browser

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.core: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@ $(VENV)/.core

$(VENV)/.browser: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --group browser
	touch $@

$(VENV)-bench/.bench: pyproject.toml
	$(PYTHON) -m venv $(VENV)-bench
	$(VENV)-bench/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(VENV)-bench/bin/python -m pip install --quiet --editable . --group bench
	touch $@

clean:
	rm -rf $(VENV) $(VENV)-bench dist sbom build site .mypy_cache .pytest_cache .ruff_cache .hypothesis
