# Everything sets itself up: a virtual environment in .venv, with what the lock files say.

PYTHONS := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python)
VENV := .venv
BIN := $(VENV)/bin
WORKERS = $(shell expr 1 + $$(getconf _NPROCESSORS_ONLN)) # one more than cores: many tests wait for a process
PO_OPTIONS := --no-fuzzy-matching --ignore-pot-creation-date -i build/messages.pot -d locales -w 120

.PHONY: run test check format catalogs extract lock update dist pictures bench bench-quick clean

run: $(VENV)/run.stamp ## start the bot; without a token, the simulator's page on 127.0.0.1:8080
	@$(BIN)/python -m bot run

test: $(VENV)/dev.stamp ## run the tests
	@$(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: $(VENV)/dev.stamp extract ## look for faults without running anything
	$(BIN)/python -m bot check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@diff -q -I POT-Creation-Date -I Generated-By build/messages.pot locales/messages.pot \
		|| { echo "locales/ is behind the code; run: make catalogs"; exit 1; }
	@$(BIN)/pybabel -q update --check $(PO_OPTIONS) 2>/dev/null \
		|| { echo "a catalog in locales/ is behind the code; run: make catalogs"; exit 1; }
	@$(BIN)/python -m tests.project.licences requirements.txt
	@$(BIN)/python -m tests.project.audit requirements.txt

format: $(VENV)/dev.stamp ## put the layout of the code right
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

catalogs: $(VENV)/dev.stamp extract ## carry new sentences of the code over to locales/
	@cp build/messages.pot locales/messages.pot
	$(BIN)/pybabel -q update $(PO_OPTIONS)

extract: $(VENV)/dev.stamp
	@mkdir -p build
	@$(BIN)/pybabel -q extract -F pyproject.toml --no-location --sort-output -w 120 --add-comments=Translators \
		--project=ally-shoring-bot --version=1 -o build/messages.pot .

lock: $(VENV)/dev.stamp ## carry changes of pyproject.toml over to the lock files, and leave all else at its version
	$(LOCK)
	@$(BIN)/python -m tests.project.changes

update: $(VENV)/dev.stamp ## renew the lock files with the newest versions, and say what changed
	$(LOCK)
	@$(BIN)/python -m tests.project.changes
	@$(BIN)/python -m tests.project.held

define LOCK
$(BIN)/pip-compile -q $(UPGRADE) $(LOCK_OPTIONS) -o requirements.txt pyproject.toml
$(BIN)/pip-compile -q $(UPGRADE) $(LOCK_OPTIONS) --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml
$(BIN)/pip-compile -q $(UPGRADE) $(LOCK_OPTIONS) -o $(PEERS)/requirements.txt $(PEERS)/requirements.in
command -v npm >/dev/null || { echo "$(PEERS)/package-lock.json stays as it is: npm is not here"; exit 0; }; \
	cd $(PEERS) && npm $(if $(UPGRADE),update,install) --silent --package-lock-only
endef

update: UPGRADE := --upgrade

LOCK_OPTIONS := --generate-hashes --allow-unsafe --no-strip-extras --no-header \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

dist: $(VENV)/dev.stamp ## build wheel and sdist in dist/: from the same commit, the same bytes everywhere
	@test -z "$$(git status --porcelain 2>&1)" || echo "With what is not committed: nobody else can build the same."
	rm -rf dist
	env -u SOURCE_DATE_EPOCH $(BIN)/python -m build --no-isolation
	@$(BIN)/python -m pip hash dist/*

pictures: $(VENV)/dev.stamp ## take the README's pictures with the system's Chromium, and draw that of a tap
	$(BIN)/python docs/pictures/take.py
	$(BIN)/python docs/pictures/tap.py

PEERS := benchmarks/peers

bench: $(VENV)/run.stamp $(PEERS)/.venv/peers.stamp $(PEERS)/node_modules/peers.stamp ## compare the bot with others, in a quarter of an hour
	@$(BIN)/python -m benchmarks.comparison
	@$(BIN)/python -m benchmarks.growth
	@$(BIN)/python -m benchmarks.search
	@$(BIN)/python -m benchmarks.meanwhile --quick

bench-quick: $(VENV)/run.stamp $(PEERS)/.venv/peers.stamp $(PEERS)/node_modules/peers.stamp ## the same in two minutes, into build/bench
	@$(BIN)/python -m benchmarks.comparison --quick
	@$(BIN)/python -m benchmarks.growth --quick

# .python-version speaks to platforms: where pyenv has another one, that will do
$(VENV)/python.stamp:
	@export PYENV_VERSION=$${PYENV_VERSION:-$$(pyenv global 2>/dev/null | paste -sd: -)}; \
	for python in $(PYTHONS); do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
		python=; \
	done; \
	test -n "$$python" \
		|| { echo "Python 3.11 or newer is needed; say where it is: make PYTHON=/path/to/python3 $(MAKECMDGOALS)"; exit 1; }; \
	$$python -m venv $(VENV) \
		|| { echo "Python's venv is missing; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@touch $@

$(VENV)/run.stamp: requirements.txt $(VENV)/python.stamp
	@echo "Installing what the bot needs (once) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	@echo "Installing what the tests need (once) ..."
	@$(BIN)/python -m pip install -q --no-compile --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(PEERS)/.venv/peers.stamp: $(PEERS)/requirements.txt $(VENV)/python.stamp
	@echo "Installing the bots to compare with (once) ..."
	@$(BIN)/python -m venv $(PEERS)/.venv
	@$(PEERS)/.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(PEERS)/node_modules/peers.stamp: $(PEERS)/package-lock.json
	@command -v npm >/dev/null || { echo "Node 20 or newer is needed for grammY; on Debian and Ubuntu: apt install nodejs npm"; exit 1; }
	@cd $(PEERS) && npm ci --silent
	@touch $@

clean: ## remove what was installed and built
	rm -rf $(VENV) $(PEERS)/.venv $(PEERS)/node_modules build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
