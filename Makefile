# Luzhi 履职. `make help` lists what can be made. Needs Python 3.11 or later and make, nothing else.

SHELL := /bin/sh
.DEFAULT_GOAL := help

# The first Python on the path that is new enough and can make virtual environments.
PYTHON ?= $(shell for name in python3 python3.11 python3.12 python3.13 python3.14 python /usr/bin/python3; do \
	if "$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then command -v "$$name"; break; fi; done)
VENV ?= .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
HOST ?= 127.0.0.1
PORT ?= 8000
SCALE ?= tiny
JOBS ?= 2
ARGS ?=

.PHONY: help
help: ## List what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

# --- Setting up -------------------------------------------------------------------------------

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or later with venv on the path; on Debian: apt install python3 python3-venv" >&2; exit 1; }
	"$(PYTHON)" -m venv $(VENV)

$(VENV)/.installed: requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.installed

.PHONY: setup setup-dev compile
setup: $(VENV)/.installed ## Virtual environment with what the site needs, from the hashed lock

setup-dev: $(VENV)/.installed-dev ## The same with what tests and checks need

compile:
	@$(MANAGE) compile_chinese

# --- Running ----------------------------------------------------------------------------------

# Two processes of two threads: few writers per process suit SQLite. Static files are served by the
# site itself.
SERVE = $(BIN)/gunicorn config.wsgi --bind $(HOST):$(PORT) --workers 2 --threads 2
# One more process makes what people wait for; it ends when the one that started it ends.
WORK = $(MANAGE) work --parent $$$$

.PHONY: ready demo demo-check
ready: setup
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) compile_chinese
	@$(MANAGE) seed_demo --scale $(SCALE)

demo: ready ## Everything from a fresh clone: a seeded site on http://localhost:8000/ (PORT=, SCALE=)
	@echo
	@echo "  http://localhost:$(PORT)/"
	@echo
	@$(WORK) & exec $(SERVE) --log-level warning

demo-check: ready ## Start the demo, see that it answers, stop it
	@$(WORK) & $(SERVE) --log-level warning & server=$$!; trap 'kill $$server' EXIT; \
	$(BIN)/python -m config.demo.answers http://$(HOST):$(PORT)

.PHONY: fresh
fresh: ## Throw away the demo's data and the prepared test databases
	rm -rf var/luzhi.sqlite3 var/luzhi.sqlite3-wal var/luzhi.sqlite3-shm var/media var/private var/demo var/test

# --- Checking ---------------------------------------------------------------------------------

.PHONY: test lint
test: setup-dev compile ## The whole suite; browser tests where Chromium is found (ARGS= for pytest)
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
		echo "*** NO CHROMIUM HERE: the browser tests will be SKIPPED (on Debian: apt install chromium fonts-noto-cjk)"
	$(BIN)/pytest -n $(JOBS) --dist loadgroup $(ARGS)

lint: setup-dev compile ## Style, import layers, migrations, translations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@git ls-files '*.html' | xargs -r $(BIN)/djade --target-version 5.2 --check
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run
	$(MANAGE) check --fail-level WARNING

# --- Making things that are kept in the repository ----------------------------------------------

.PHONY: messages shots bench lock
messages: setup-dev ## Gather English texts and merge the Chinese of every room into one catalogue
	$(MANAGE) merge_chinese

shots: setup-dev compile ## Take the pictures in docs/screenshots/ (needs Chromium)
	$(BIN)/python -m config.demo.shots $(ARGS)

bench: setup-dev compile ## Measure and write docs/benchmarks.md (about half an hour; ARGS=--quick for a look)
	$(BIN)/python -m bench $(ARGS)

lock: ## Choose versions anew and write both lock files (needs uv)
	uv pip compile --quiet pyproject.toml --extra dev --python-version 3.11 --universal --generate-hashes --no-header --no-annotate --output-file requirements-dev.lock $(ARGS)
	uv pip compile --quiet pyproject.toml --python-version 3.11 --universal --generate-hashes --no-header --no-annotate --constraint requirements-dev.lock --output-file requirements.lock $(ARGS)
