# Everything a newcomer types: `make serve` and `make test` each work as the first command.
PORT ?= 8000
CONTENT ?= content
PYTHON ?= python3
WORKERS ?= 2
KILLS ?= 300
PAIRS ?= 50

VENV := .venv
BIN := $(VENV)/bin
BENCH := .build/bench-venv
export PORTAL_CONTENT := $(CONTENT)

RUN_PACKAGES := libvoikko1 voikko-fi dict-freedict-fin-swe dict-freedict-swe-fin dict-freedict-fin-eng \
                dict-freedict-eng-fin dict-freedict-swe-eng dict-freedict-eng-swe
TEST_PACKAGES := chromium-headless-shell fonts-dejavu-core default-jre-headless hunspell-en-gb \
                 libreoffice-calc-nogui libreoffice-writer-nogui poppler-utils postgresql

# Installs what is missing where apt and the rights allow, else says what is missing and goes on.
define install_packages
	@missing=""; for package in $(1); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	done; \
	if [ -n "$$missing" ]; then \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo="sudo -n"; \
	  echo "Installing system packages:$$missing"; \
	  { $$sudo apt-get update -q && \
	    $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
	      -o DPkg::Lock::Timeout=300 $$missing; } >/dev/null 2>&1 \
	  || echo "Not installed (no right to, or no apt). To mend it: apt-get install$$missing"; \
	fi
endef

.PHONY: serve test check stress bench lock clean system system-test install install-test install-bench translations messages index

serve: system install translations index
	@$(BIN)/portal workspace prepare
	@$(BIN)/portal doctor || true
	@echo "Silta is at http://127.0.0.1:$(PORT)"
	@exec $(BIN)/gunicorn --workers $(WORKERS) --bind 127.0.0.1:$(PORT) wsgi:application

test: system system-test install-test translations check
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: install-test translations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tests/house/audit.py
	@$(BIN)/portal content check

# The same code as a small round of `make test`; bounded in time, and every seed is printed.
LONG_PROOFS := tests/stress tests/analysis tests/browser tests/history tests/library/test_shelf_reading.py \
               tests/search/test_processes.py

stress: install-test
	@STRESS_KILLS=$(KILLS) STRESS_PAIRS=$(PAIRS) STRESS_ROWS=500 STRESS_SWEEPS=yes \
	  STRESS_PUBLISH_KILLS=100 STRESS_PUBLISH_FAULTS=30 \
	  STRESS_PEOPLE=20 STRESS_ENTRIES=200 STRESS_SECONDS=120 \
	  timeout 10800 $(BIN)/python -m pytest $(LONG_PROOFS) -s --durations=3

# Peers live in an environment of their own; without them the tables say what is missing.
# `make bench BENCH_PARTS="quality speed served hostile documents publishing" BENCH_SIZES="1000 10000"` does less than everything.
bench: system install translations
	@$(MAKE) --no-print-directory install-bench || echo "The peers are not installed; the bench goes on without them."
	@$(BIN)/python -m compileall -q portal  # a start is timed as it is after the first one
	@python=$(BENCH)/bin/python; [ -e $(BENCH)/.installed ] || python=$(BIN)/python; $$python tests/bench/run.py

index:
	@$(BIN)/portal index build

translations: install
	@$(BIN)/pybabel -q compile --directory translations --statistics 2>/dev/null || \
	  $(BIN)/pybabel compile --directory translations

messages: install
	@$(BIN)/pybabel -q extract --mapping babel.cfg --no-location --sort-output --keywords "pgettext:1c,2" \
	  --output .build/messages.pot .
	@$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --input-file .build/messages.pot \
	  --output-dir translations
	@sed -i -E '/^"(Project-Id-Version|Report-Msgid-Bugs-To|(POT-Creation|PO-Revision)-Date|Last-Translator|Language-Team|Generated-By):/d' \
	  translations/*/LC_MESSAGES/messages.po

system:
	$(call install_packages,$(RUN_PACKAGES))

system-test:
	$(call install_packages,$(TEST_PACKAGES))

install: $(VENV)/.installed
install-test: $(VENV)/.installed-test
install-bench: $(BENCH)/.installed

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Silta needs Python 3.11 or newer; set PYTHON= to one."; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { \
	  sudo=""; [ "$$(id -u)" = 0 ] || sudo="sudo -n"; \
	  $$sudo apt-get update -q >/dev/null 2>&1; \
	  $$sudo apt-get install -y -q python3-venv >/dev/null 2>&1; \
	  rm -rf $(VENV); $(PYTHON) -m venv $(VENV); } || \
	  { echo "The Python environment could not be made. To mend it: apt-get install python3-venv"; exit 1; }
	@mkdir -p .build
	@touch $@

$(VENV)/.installed: $(VENV)/.made requirements.lock pyproject.toml
	@echo "Installing the portal …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed requirements-test.lock
	@echo "Installing the tools for tests …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

$(BENCH)/.installed: $(VENV)/.made requirements-bench.lock pyproject.toml
	@echo "Installing the peers of the bench …"
	@rm -rf $(BENCH)
	@$(PYTHON) -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@$(BENCH)/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Renews the lock files; the only rule that needs `uv`.
lock: install-test
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv
	@for extra in "" "-test" "-bench"; do \
	  $(BIN)/uv pip compile -q --upgrade --generate-hashes --no-emit-index-url --no-annotate --no-header \
	    --python-version 3.11 --extra build $${extra:+--extra $${extra#-}} pyproject.toml -o requirements$$extra.lock; \
	done

clean:
	@find search_index -mindepth 1 ! -name README.md -delete
	@rm -rf $(VENV) .build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
	@find translations -name '*.mo' -delete
	@find portal tests -name __pycache__ -type d -prune -exec rm -rf {} +
