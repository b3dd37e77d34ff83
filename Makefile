# The doors of the house. Every target works from any folder, also with blanks in its path:
#   make -C "/some where/orleu" run      make -f "/some where/orleu/Makefile" test
.DEFAULT_GOAL := help
SHELL := /bin/sh
HERE := $(MAKEFILE_LIST)
export HERE
# make splits lists at blanks, so the shell finds the folder: the list is " " + this file's path.
HOUSE = cd "$$(dirname -- "$${HERE\# }")"
SETUP = $(HOUSE) && sh .ci/setup
PY = .venv/bin/python
# Where .ci/browser.py put a browser of its own, if it had to.
BROWSER = { [ ! -d .venv/browsers ] || export PLAYWRIGHT_BROWSERS_PATH="$$PWD/.venv/browsers"; }

.PHONY: help run test lint bench kill catalogs lock clean

help: ## this list
	@$(HOUSE) && sed -n 's/^\([a-z]*\):.*## /\1|/p' Makefile \
		| while IFS='|' read -r name does; do printf '  make %-9s %s\n' "$$name" "$$does"; done

run: ## set up what is missing, then start the service and print its address
	@$(SETUP) requirements.lock && exec $(PY) -m bot run

test: ## every test; ARGS="-k words" for some; ORLEU_ALL_PARTS=1: a missing part is a failure
	@$(SETUP) requirements-test.lock && $(PY) .ci/browser.py && $(BROWSER) \
		&& exec $(PY) -m pytest $(ARGS)

lint: ## style, types and the arrows between the parts
	@$(SETUP) requirements-test.lock && exec sh .ci/lint

bench: ## measure the cost of a turn beside its peers; ARGS="--quick" for a minute of it
	@$(SETUP) requirements-bench.lock && exec $(PY) benchmarks/turns.py $(ARGS)

kill: ## the long campaign of SIGKILLs; ORLEU_KILLS=1000 of them
	@$(SETUP) requirements-test.lock && export ORLEU_KILLS="$${ORLEU_KILLS:-1000}" \
		&& exec $(PY) -m pytest tests/whole/test_kill.py $(ARGS)

catalogs: ## collect the texts from the code, bring the catalogs up to date, compile them
	@$(SETUP) requirements.lock && sh .ci/catalogs && sh .ci/setup requirements.lock

lock: ## pin the dependencies anew with their hashes; ARGS=--upgrade for newer ones
	@$(SETUP) requirements-test.lock && sh .ci/lock $(ARGS)

clean: ## remove what the other targets made (.venv, caches, builds); data/ stays
	@$(HOUSE) && rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache build dist orleu.egg-info bot/locales \
		&& find bot dialogs tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
