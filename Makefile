# Everything runs in .venv, which the first target that needs it makes. `make help` lists the rest.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
QUICK := tests/core tests/loaders tests/reports tests/test_cases.py tests/test_rules.py
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site serve check format quick test pythons fuzz coverage mutants docs screenshots vscode bench browser signing

help: ## list what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

site: .venv/site ## environment, install, check, build; says how to look at the site
	$(BIN)/crossfolio check --fail-on warning
	$(BIN)/mkdocs build --quiet --strict
	@echo "The site is in $(CURDIR)/site. It is for a server; to look at it, run: make serve"

serve: .venv/site ## show the site while you write; it is built anew at each change
	$(BIN)/mkdocs serve

check: .venv/dev ## format, lint, types, imports, docs
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/pyright --warnings
	$(BIN)/lint-imports
	$(BIN)/python -m tools.reference --check
	$(BIN)/python -m tools.texts --check

format: .venv/dev ## put the code into the house's format
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

quick: .venv/dev ## the tests of values and readers, for every save; under a minute
	$(BIN)/python -m pytest --quiet --numprocesses auto --dist worksteal $(QUICK)

test: .venv/dev browser signing ## everything that the tests need, a browser included, then all of them
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

pythons: .venv/dev ## the fast tests on every other Python from 3.11 on that is installed
	$(BIN)/python -m tools.pythons

fuzz: .venv/dev ## feed the readers broken files for FUZZ_ROUNDS (10) of 600 each
	FUZZ_ROUNDS=$${FUZZ_ROUNDS:-10} $(BIN)/python -m pytest --quiet tests/fuzz

coverage: .venv/dev ## which branches of core and loaders the fast tests take
	$(BIN)/coverage run -m pytest --quiet tests/core tests/loaders tests/workspace tests/cli tests/reports tests/fuzz tests/test_cases.py tests/test_rules.py
	@for part in core loaders; do $(BIN)/coverage report --precision=1 --show-missing --skip-covered --include="*/crossfolio/$$part/*"; done

mutants: .venv/dev ## which small changes of the core no test notices; takes hours, or MUTANTS=1000 draws some, by SEED (2026), ONLY=core.record of some modules
	$(PIP) --group mutants
	$(BIN)/python -m tools.mutants $(MUTANTS) --seed $${SEED:-2026} --only "$(ONLY)"

docs: .venv/dev ## write the reference pages and the catalogue of texts anew from the code, and the grammar of IDs into the schemas
	$(BIN)/python -m tools.reference
	$(BIN)/python -m tools.texts

screenshots: .venv/dev browser ## take the pictures of README and docs anew
	$(BIN)/python tools/screenshots.py

vscode: editors/vscode/node_modules ## the extension for VS Code as editors/vscode/crossfolio.vsix; needs npm
	cd editors/vscode && npm test && npm run package

editors/vscode/node_modules: editors/vscode/package-lock.json
	cd editors/vscode && npm ci --no-audit --no-fund
	@touch $@

bench: .venv/dev ## time check and build beside the floors; PEERS=1 installs and runs other tools as well
	$(BIN)/python -m bench $(if $(PEERS),--peers) $(BENCH)

browser:
	@command -v chromium-headless-shell >/dev/null || \
	  { root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	    $$root apt-get update -qq && $$root apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-dejavu-core; } || \
	  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
	  $$root apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core

signing:
	@command -v ssh-keygen >/dev/null || \
	  { root=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	    $$root apt-get update -qq && $$root apt-get install -y -qq --no-install-recommends openssh-client; }

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/site: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

.venv/dev: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --upgrade 'pip>=25.1'
	$(PIP) --editable '.[cohort,import,lsp,pdf]' --group dev --group plugins
	@touch $@ .venv/site
