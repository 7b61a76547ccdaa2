# `make` alone prints the targets. Each has its line of help after `##`.

PYTHON ?= python3
LANGUAGE ?=
MINUTES ?= 10

VENV := .venv
BIN := $(VENV)/bin
DEMO := out/bag-facaderne.html

# One target folder for every checkout of this machine, if there is one; packages and wheels are pip's own business.
SHARED_TARGET := $(HOME)/.cache/helhed/target
ifeq ($(origin CARGO_TARGET_DIR), undefined)
ifneq ($(wildcard $(SHARED_TARGET)/.),)
export CARGO_TARGET_DIR := $(SHARED_TARGET)
endif
endif

# Where the tools of the workspace are once built (`cargo run` cannot build the whole workspace).
TOOLS = $(or $(CARGO_TARGET_DIR),target)/release

# Always the whole workspace in release: another selection or profile would build every dependency once more.
CARGO_SCOPE := --workspace --release

RUST_SOURCES := Cargo.toml Cargo.lock $(shell find crates datasets -name target -prune -o -type f \
	\( -name '*.rs' -o -name '*.toml' -o -name '*.csv' -o -name '*.json' \) -print)
PYTHON_SOURCES := python/pyproject.toml $(shell find python/helhed -type f -not -name '*.pyc' -not -name '*.so')
PYTHON_CODE := $(wildcard python/helhed tests/python tests/corpus tests/*.py benches/python notebooks)

.DEFAULT_GOAL := help
.PHONY: help demo corpus test test-rust test-python test-notebooks check check-rust check-python reference calibration docs bench fuzz stubs clean
.DELETE_ON_ERROR:

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/installed ## evaluate the example dataset (LANGUAGE=en for English); the last line is the report
	@mkdir -p $(dir $(DEMO))
	$(BIN)/helhed evaluate datasets/bag-facaderne/evaluation.toml --out $(DEMO) $(if $(LANGUAGE),--language $(LANGUAGE))

test: $(VENV)/installed ## run every test, and print the totals
	@$(BIN)/python tests/totals.py rust doc python notebooks

test-rust: ## run the Rust tests only
	@$(PYTHON) tests/totals.py rust doc

test-python: $(VENV)/installed ## run the Python tests only
	@$(BIN)/python tests/totals.py python

corpus: $(VENV)/installed ## read the odd and hostile files of tests/files (HELHED_FILES=FOLDER for others)
	@$(BIN)/python tests/corpus

test-notebooks: $(VENV)/installed ## run the notebooks only
	@$(BIN)/python tests/totals.py notebooks

check: check-rust check-python ## format, lints, types, documentation, layers and sizes

check-rust:
	cargo fmt --check
	cargo clippy $(CARGO_SCOPE) --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc $(CARGO_SCOPE) --no-deps
	cargo test $(CARGO_SCOPE) --quiet --test layers --test size --test documents --test register --test dependencies

check-python: $(VENV)/installed
	cd python && ../$(BIN)/ruff check --config pyproject.toml $(PYTHON_CODE:%=../%)
	cd python && ../$(BIN)/ruff format --check --config pyproject.toml $(PYTHON_CODE:%=../%)
	$(BIN)/python -m mypy.stubtest helhed
	$(BIN)/python tests/stripped.py notebooks

reference: ## compare helhed with the reference values (HELHED_REFERENCE=FOLDER for others)
	@cargo build $(CARGO_SCOPE) --quiet --bins
	@$(TOOLS)/reference

calibration: ## measure how often each interval holds the truth (minutes; then `make docs`)
	@cargo build $(CARGO_SCOPE) --quiet --bins
	@$(TOOLS)/calibration

docs: ## write the pages that are made from the code
	@cargo build $(CARGO_SCOPE) --quiet --bins
	@$(TOOLS)/docs

bench: $(VENV)/installed ## measure the methods, and tally and columns beside their peers
	cargo bench --workspace --bench intervals --bench columns
	$(BIN)/python benches/python/tally.py
	$(BIN)/python benches/python/columns.py

fuzz: ## hand the readers any bytes, MINUTES each (needs `cargo install cargo-fuzz`)
	@for target in csv:csv number: period: excel:xls parquet:parquet arrow:arrow plan:; do \
		name=$${target%%:*}; seeds=fuzz/corpus/$$name; mkdir -p $$seeds; \
		if [ -n "$${target#*:}" ]; then \
			find tests/files -size -64k -name "*.$${target#*:}*" -exec sh -c 'cp "$$1" "$$2/$$(sha256sum < "$$1" | cut -c1-16)"' _ {} $$seeds \; ; \
		fi; \
		echo "$$name: $(MINUTES) minutes"; \
		cargo fuzz run --fuzz-dir fuzz --sanitizer none $$name -- \
			-max_total_time=$$((60 * $(MINUTES))) -timeout=20 -rss_limit_mb=3000 -print_final_stats=1 || exit 1; \
	done

stubs: $(VENV)/installed ## check the type stubs against the built module
	$(BIN)/python -m mypy.stubtest helhed

clean: ## remove what was built here (not the shared target folder)
	rm -rf target dist out $(VENV)

# The environment: once. CPython's own pip is too old for some packages.
$(BIN)/maturin:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip 'maturin>=1.9.4,<2'
	@touch $@

# The wheel and what its tests need: again whenever a source of either language changes.
$(VENV)/installed: $(BIN)/maturin $(RUST_SOURCES) $(PYTHON_SOURCES)
	rm -rf dist
	cd python && ../$(BIN)/maturin build --release --out ../dist
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --force-reinstall --no-deps dist/*.whl
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'helhed[dev]'
	@touch $@
