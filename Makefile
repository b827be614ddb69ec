# Each command does its own set-up. Nothing is needed but Python 3.12 or newer and make.
.DEFAULT_GOAL := help
SHELL := /bin/sh

PORT ?= 8000
DATA_DIR ?= $(CURDIR)/var
SITE_URL ?= http://127.0.0.1:$(PORT)
PYTHON ?=
export DATA_DIR SITE_URL
# Without kept bytecode each process that starts compiles all of Django and Wagtail again: five seconds.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
PY := $(BIN)/python
READY := .venv/installed

.PHONY: help run test check bench setup seed lock clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -e 's/:.*## /\t/' | expand -t 10

run: setup ## Set up, fill the demo on first use, serve site and worker at http://127.0.0.1:$PORT
	@exec $(PY) manage.py serve --port $(PORT) --seed

test: setup ## Every test, on SQLite and on Postgres, unit to browser
	@exec $(PY) -m tests.whole $(ARGS)

check: setup ## Format, lint, types, import contracts, migrations, templates, translations, deployment
	@exec $(PY) -m tests.checks

bench: setup ## The benchmarks, each a ratio or a count, as a table and as JSON lines
	@exec $(PY) -m tests.bench $(ARGS)

setup: $(READY) ## Make .venv from the lock file

seed: setup ## Put the demo's films, people and pages into the database
	@$(PY) manage.py migrate --verbosity 0
	@exec $(PY) manage.py seed $(ARGS)

lock: setup ## Resolve the lock files again from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header \
	    --extra dev -o requirements/dev.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-emit-index-url --no-header \
	    --extra celery -o requirements/production.lock pyproject.toml
	awk '/^uv==/{p=1; print; next} p && /^ /{print; next} {p=0}' requirements/dev.lock > requirements/uv.lock

clean: ## Remove what can be made again (never $DATA_DIR)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# uv is called from the venv it was installed into, and pip does the same when uv cannot.
$(READY): requirements/dev.lock requirements/uv.lock requirements/find-python.sh pyproject.toml
	@$(PY) -c 'import pip' 2>/dev/null || { \
	    python=$$(PYTHON="$(PYTHON)" requirements/find-python.sh) || exit 1; \
	    echo "Making .venv with $$python"; rm -rf .venv; "$$python" -m venv .venv; }
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/uv.lock
	@echo "Installing the locked packages"
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(PY) --no-deps --require-hashes -r requirements/dev.lock \
	    || $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
