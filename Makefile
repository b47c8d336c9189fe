.PHONY: run test lint format lock
.SILENT:

export PORT ?= 8000

run: ## everything that runs, with one log; ends with Ctrl-C
	./bootstrap.sh requirements.lock
	exec setpriv --pdeathsig TERM .venv/bin/python -m groupcounsel.lib.services.run

test: ## all tests, on real servers and in real Chromium; TESTS="tests/members -x" for some
	./bootstrap.sh requirements-dev.lock
	.ci/system
	trap '$(SERVERS) stop' EXIT INT TERM; $(SERVERS) start && .venv/bin/python -m pytest -n 2 --dist loadfile $(TESTS)

lint:
	./bootstrap.sh requirements-dev.lock
	.venv/bin/ruff check && .venv/bin/ruff format --check

format:
	./bootstrap.sh requirements-dev.lock
	.venv/bin/ruff check --fix && .venv/bin/ruff format

lock: ## after a change in pyproject.toml; UPGRADE=--upgrade for newer releases of everything
	./bootstrap.sh requirements-dev.lock
	echo uv | $(COMPILE) -o requirements-uv.lock -
	$(COMPILE) -o requirements.lock pyproject.toml
	$(COMPILE) -o requirements-dev.lock -c requirements.lock --group dev pyproject.toml

SERVERS = .venv/bin/python -m groupcounsel.lib.services.testing
COMPILE = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links $(UPGRADE)
