# Two commands for a newcomer, with nothing but Python 3.11+ and make:
#   make demo   sets up and runs the main job
#   make test   sets up and passes the tests
# Everything happens in a virtual environment of the checkout's own, .venv.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test suite lint format types data docs explorer site browser links dist sbom bench robustness mutants check clean

demo: $(VENV)/.core
	$(BIN)/python -m unstatements report

# What a contributor needs, in a few minutes; `make suite` runs the long tests too.
test: $(VENV)/.test
	HYPOTHESIS_PROFILE=quick $(BIN)/python -m pytest -n auto -m "not slow"

suite: $(VENV)/.test
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --quiet .github

format: $(VENV)/.dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(VENV)/.dev
	$(BIN)/mypy
	$(BIN)/pyright --pythonpath $(BIN)/python
	PATH="$(abspath $(BIN)):$$PATH" $(BIN)/pyright --verifytypes unstatements --ignoreexternal

data: $(VENV)/.dev
	$(BIN)/frictionless validate --trusted src/unstatements/data/datapackage.json
	$(BIN)/python -m unstatements check

docs: $(VENV)/.dev
	$(BIN)/python scripts/build_codebook.py
	$(BIN)/python scripts/build_pictures.py
	PYTHONPATH=scripts $(BIN)/zensical build --strict

explorer: $(VENV)/.dev
	$(BIN)/python explorer/build.py

# What is published: the documents at the root, the explorer below them.
site: docs explorer
	cp -r build/explorer site/explorer

# The site and the explorer as they are built, in Debian's Chromium.
browser: site $(VENV)/.browser
	EXPLORER=site/explorer $(BIN)/python -m pytest tests/browser

# A report, no check: other people's sites fail for reasons of their own.
links: docs explorer
	$(BIN)/python -m pip install --quiet linkchecker
	$(BIN)/linkchecker --check-extern --no-warnings site/index.html site/explorer/index.html

# The wheel is made from the sdist, looked through, installed in clean environments and used.
dist: $(VENV)/.dev
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents dist
	$(BIN)/nox --session wheel lowest

# What the wheel brings when it is installed with all extras; the version, which pyproject.toml does not have, is put in.
sbom: $(VENV)/bin/python
	$(PYTHON) -m venv --clear --without-pip $(VENV)-sbom
	$(BIN)/python -m pip --python $(VENV)-sbom/bin/python install --quiet "$$(echo dist/*.whl)[all]"
	$(BIN)/python -m pip install --quiet --group sbom
	mkdir -p sbom
	version=$$($(VENV)-sbom/bin/python -c "import unstatements as un; print(un.__version__)") && \
	sed "s/^dynamic = .*/version = \"$$version\"/" pyproject.toml | \
	$(BIN)/cyclonedx-py environment --pyproject /dev/stdin --output-file sbom/unstatements.cdx.json $(VENV)-sbom

# Rivals want older libraries than the tests, so they have an environment of their own.
bench: $(VENV)-bench/.bench
	$(VENV)-bench/bin/python benchmarks

# The long form of tests/robustness, an hour or so: damaged packages, races, and inputs to each reader and finder of names.
DAMAGES ?= 500
RACES ?= 100
INPUTS ?= 20000
FUZZED := country find_countries parse_signatories draft read_undl read_marcxml read_rollcalls
robustness: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --group fuzz
	$(BIN)/python tests/robustness/damage.py $(DAMAGES)
	$(BIN)/python tests/robustness/races.py $(RACES)
	$(BIN)/python tests/robustness/races.py $(RACES) --fork
	set -e; for target in $(FUZZED); do $(BIN)/python tests/robustness/fuzz.py $$target $(INPUTS); done

# Are the tests good? Hours for all modules; MUTATE narrows it: `make mutants MUTATE='unstatements.core*'`.
MUTATE ?=
mutants: $(VENV)/.test
	$(BIN)/python -m pip install --quiet --group mutants
	$(BIN)/mutmut run $(MUTATE)

check: suite lint types data docs dist browser

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"

$(VENV)/.core: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable ".[cli]"
	touch $@

$(VENV)/.test: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable ".[cli]" --group test
	touch $@ $(VENV)/.core

$(VENV)/.dev: pyproject.toml $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --editable ".[cli]" --group dev
	touch $@ $(VENV)/.test $(VENV)/.core

$(VENV)/.browser: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --group browser
	touch $@

$(VENV)-bench/.bench: pyproject.toml
	$(PYTHON) -m venv $(VENV)-bench
	$(VENV)-bench/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	$(VENV)-bench/bin/python -m pip install --quiet --editable . --group bench
	touch $@

clean:
	rm -rf $(VENV) $(VENV)-bench $(VENV)-sbom dist sbom build site mutants docs/codebook.md docs/assets/pictures
	rm -rf .cache .hypothesis .import_linter_cache .mypy_cache .nox .pytest_cache .ruff_cache
