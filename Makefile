PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
WHEELS := --only-binary numba,llvmlite

# Small arrays only: BLAS threads cost more than they give, and fight pytest-xdist.
export OPENBLAS_NUM_THREADS = 1
# No look on the network for a newer pyright: the version is pinned.
export PYRIGHT_PYTHON_IGNORE_WARNINGS = 1

.DEFAULT_GOAL := test
.PHONY: setup play test installs fuzz mutants torture golden bench studies docs clean

setup: $(READY)

# The marker is touched last, so an install that broke half way is done again.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --disable-pip-version-check -q -e ".[dev]" -c constraints.txt
	@$(BIN)/python -m pip install --disable-pip-version-check -q -e ".[fast]" -c constraints.txt $(WHEELS) 2>/dev/null || \
	  echo "numba was not installed: is there a wheel for this machine? Everything runs without it, only slower."
	touch $(READY)

play: setup
	$(BIN)/multivector play

test: setup
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python -m pytest
	$(BIN)/multivector check
	$(BIN)/python -m sim docs --check

# The oldest and the newest Python that is present, with the lowest, the pinned and the newest packages.
installs: setup
	$(BIN)/python -m tests.installs

fuzz: setup
	$(BIN)/python -m tests.scenario.fuzz

mutants: setup
	$(BIN)/python tests/mutants.py

# Signals and kills at random moments, some minutes for each campaign of the folder.
torture: setup
	$(BIN)/python -m tests.torture

# Record the playthroughs anew, after a change that is meant to change worlds.
golden: setup
	$(BIN)/python -m tests.golden.make

bench: setup
	$(BIN)/python -m benchmarks

studies: setup
	mkdir -p docs/data
	$(BIN)/multivector compare multivector-2015-2021 --runs 1000 --json > docs/data/counterfactuals.json
	$(BIN)/multivector thesis multivector-2015-2021 --runs 1000 --json > docs/data/thesis.json
	$(BIN)/multivector thesis multivector-2015-2021 --runs 1000 --off play --json > docs/data/thesis-off-play.json
	$(BIN)/multivector facts multivector-2015-2021 --runs 1000 --no-ablate --jobs 2 --off play --json \
	  > docs/data/facts-off-play.json
	$(BIN)/multivector record multivector-2015-2021 --runs 1000 --json > docs/data/record.json
	for y in 2015 2016 2017 2018; do \
	  $(BIN)/multivector hindcast --from $$y --runs 1000 --jobs 2 --json > docs/data/hindcast-$$y.json && \
	  $(BIN)/multivector hindcast --from $$y --runs 1000 --jobs 2 --off play --json \
	    > docs/data/hindcast-$$y-off-play.json || exit 1; \
	done
	$(BIN)/multivector fragile multivector-2015-2021 --jobs 2 --json > docs/data/fragile.json
	for n in 1 3 6; do \
	  $(BIN)/multivector facts multivector-2015-2021 --runs 250 --no-ablate --jobs 2 --turn-months $$n --json \
	    > docs/data/facts-turns-$$n.json && \
	  $(BIN)/multivector compare multivector-2015-2021 --runs 250 --turn-months $$n --json \
	    > docs/data/counterfactuals-turns-$$n.json || exit 1; \
	done
	for s in multivector-2015-2021 sanctions-2017-2019 summit-2018 afghanistan-2021; do \
	  $(BIN)/multivector check $$s --play --jobs 2 --json > docs/data/play-$$s.json || exit 1; \
	done
	$(BIN)/multivector facts multivector-2015-2021 --runs 1000 --jobs 2 --json > docs/data/facts.json

docs: setup
	$(BIN)/python -m sim docs

clean:
	rm -rf $(VENV) dist build *.egg-info .pytest_cache .ruff_cache .import_linter_cache .hypothesis snapshot_report.html
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
