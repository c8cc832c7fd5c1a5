# The commands of this project. `make run` starts the site, `make test` passes the tests.
PYTHON ?= python3
BIN := .venv/bin
export HOST PORT

# What members do is tested on both databases.
POSTGRES ?= postgres://postgres@127.0.0.1:5432/tmdbsite

.PHONY: run test test-postgres check bench e2e format

run: .venv/runtime
	@exec $(BIN)/python manage.py start

test: .venv/development
	$(BIN)/pytest -n auto --dist loadgroup --cov --cov-report= $(ARGS)
	$(BIN)/coverage report --skip-covered --fail-under=90

test-postgres: .venv/development
	TESTS_DATABASE_URL=$(POSTGRES) $(BIN)/pytest -n auto tests/library tests/accounts $(ARGS)

check: .venv/development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py build_css --check
	$(BIN)/python manage.py api_docs --check
	$(MAKE) test
	$(MAKE) test-postgres

e2e: .venv/development
	$(BIN)/pytest tests/e2e $(ARGS)

bench: .venv/development
	$(BIN)/python -m benchmarks $(ARGS)

format: .venv/development
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.venv/runtime: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "This needs Python 3.11 or newer as '$(PYTHON)'. Another one: make run PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || { echo "Making the virtual environment …"; $(PYTHON) -m venv .venv; }
	@echo "Installing what the site runs on …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/development: .venv/runtime requirements-dev.txt
	@echo "Installing what the tests need …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
