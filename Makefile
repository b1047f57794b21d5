# make graph   builds the graph from data/ and answers one question with its evidence
# make test    runs the tests
# make check   checks style, types and the ontology
# make bench   measures speed against bare spaCy, and how time grows with the length of a text and with the graph
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: graph test check bench clean

graph: $(READY)
	$(BIN)/soegraph build data/articles --store graph-store
	$(BIN)/soegraph query shareholders -p enterprise=china-rare-earth-group --store graph-store --explain

test: $(READY)
	$(BIN)/python -m pytest -q -n auto --maxprocesses 4 --dist loadfile

check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/soegraph ontology check

bench: $(READY)
	$(BIN)/python -m benchmarks.english
	$(BIN)/python -m benchmarks.growth
	$(BIN)/python -m benchmarks.incremental --claims 100000

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and f"soegraph needs Python 3.11 or newer, and $(PYTHON) is {sys.version.split()[0]}: make PYTHON=python3.11")'
	@echo "Installing soegraph and its tools into .venv, a few minutes the first time"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis dist graph-store
