# Everything a person types. `make run` and `make test` do their own set-up on a fresh machine.
#   HOST, PORT, PUBLIC_URL, DATABASE_URL, REDIS_URL, SECRET_KEY, VAR_DIR and DEMO are read from the environment.
#   make test ARGS="tests/unit -x"   passes ARGS on to pytest

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done || echo python3)
IN_VENV := .venv/bin/python

.DEFAULT_GOAL := run
.PHONY: run test install dev bench lint types shots helpshots chaos proxy-check upgrade-check trust sbom weaknesses lock words clean

run: install
	@$(IN_VENV) -m tools.run

test: dev
	@$(IN_VENV) -m tools.check $(ARGS)

install:
	@$(PYTHON) -B -m tools.install

dev:
	@$(PYTHON) -B -m tools.install --dev

bench: dev
	@$(IN_VENV) -m tools.bench $(ARGS)

lint: dev
	@$(IN_VENV) -m tools.check --only lint

types: dev
	@$(IN_VENV) -m tools.check --only types

shots: dev
	@$(IN_VENV) -m tools.check --only shots

chaos: dev
	@$(IN_VENV) -m tools.chaos $(ARGS)

proxy-check: dev
	@$(IN_VENV) -m tools.chaos tests/chaos/behind_caddy.py $(ARGS)

trust: dev
	@$(IN_VENV) -m tools.trust $(ARGS)

sbom: install
	@$(IN_VENV) -m tools.sbom $(ARGS)

weaknesses: install
	@$(IN_VENV) -m tools.weaknesses $(ARGS)

helpshots: dev
	@$(IN_VENV) -m tools.helpshots $(ARGS)

upgrade-check: dev
	@$(IN_VENV) -m tools.upgrade $(ARGS)

lock: dev
	@$(IN_VENV) -m tools.lock

clean:
	@rm -rf .venv node_modules app/static/vendor .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis shots
	@find translations -name '*.mo' -delete 2>/dev/null || true
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "已清理；var/ 里的数据没有动。 Cleaned; the data in var/ was left alone."

words: dev
	@$(IN_VENV) -m tools.words
