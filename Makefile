# `make run` and `make test` do all the set-up themselves. What they make lies in .venv and .make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# Two workers of the tests share the cores: a library that starts a thread a core would slow both.
TEST_ENV := OMP_NUM_THREADS=1 QT_QPA_PLATFORM=offscreen
WORKERS ?= 2

QT_LIBRARIES := libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 \
	libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 \
	libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1
DISPLAY_TOOLS := xvfb xdotool

.PHONY: help run test test-slow check format picture wheel clean

help:
	@echo "make run        open the window"
	@echo "make test       run the tests"
	@echo "make test-slow  run the long tests"
	@echo "make check      format, lint, types and the import contract"
	@echo "make format     put the code into its format"
	@echo "make picture    take the README's picture of the window anew"
	@echo "make wheel      build the wheel into dist/"
	@echo "make clean      remove everything that make made"

run: $(INSTALLED) .make/debian-run
	@$(BIN)/gen-explorer

test: $(INSTALLED) .make/debian-test
	@$(TEST_ENV) $(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

test-slow: $(INSTALLED) .make/debian-test
	@$(TEST_ENV) $(BIN)/python -m pytest -m slow $(ARGS)

check: $(INSTALLED)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(INSTALLED)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

picture: $(INSTALLED) .make/debian-run
	@QT_QPA_PLATFORM=offscreen $(BIN)/gen-explorer open fashion-vae --language en --theme light \
		--screenshot resources/screenshot.png

wheel: $(INSTALLED)
	@$(BIN)/python -m pip wheel --no-deps --no-build-isolation --wheel-dir dist .

clean:
	rm -rf $(VENV) .make build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		.import_linter_cache

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo "$(PYTHON) was not found. Install Python 3.11 or newer, or name it:"; \
		echo "  make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "$(PYTHON) is $$($(PYTHON) --version 2>&1). Python 3.11 or newer is needed; name it:"; \
		echo "  make PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python cannot make a virtual environment here."; \
		echo "On Debian and Ubuntu, install the package python3-venv."; exit 1; }

# pip leaves the stamp only when everything is in.
$(INSTALLED): pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing into $(VENV). The first time this takes some minutes."
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip
	@$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

# Qt's wheels leave these libraries to the system; a display for the tests comes with xvfb.
.make/debian-run: PACKAGES := $(QT_LIBRARIES)
.make/debian-test: PACKAGES := $(QT_LIBRARIES) $(DISPLAY_TOOLS)
.make/debian-run .make/debian-test: Makefile
	@mkdir -p .make
	@command -v apt-get >/dev/null && command -v dpkg-query >/dev/null || { touch $@; exit 0; }; \
	missing=""; \
	for package in $(PACKAGES); do \
		dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' \
			|| missing="$$missing $$package"; \
	done; \
	if [ -z "$$missing" ]; then touch $@; exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then as_root=""; \
	elif sudo -n true 2>/dev/null; then as_root="sudo -n"; \
	else echo "Note: not installed, and needed if the window does not open:$$missing"; exit 0; fi; \
	echo "Installing Debian packages:$$missing"; \
	{ $$as_root apt-get update -q && $$as_root env DEBIAN_FRONTEND=noninteractive \
		apt-get install -q -y --no-install-recommends $$missing && touch $@; } \
		|| echo "Note: apt-get could not install:$$missing"
