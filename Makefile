# Two commands do everything: `make demo` sets up and shows, `make test` sets up and tests.
.DEFAULT_GOAL := help
.PHONY: help demo serve front test test-long lint texts bench lighthouse client lock fuzz fuzz-api crawl read-back suppositions hostile starts torture docs duties planted dist check-dist clean

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
unexport PYTHONDONTWRITEBYTECODE # commands and workers would compile everything at each start
BIN := .venv/bin
READY := .venv/.ready
TOOLKIT := .venv/.toolkit
FRONT := node_modules/.ready
MEASURES := node_modules/.measures
TEXTS := $(patsubst %.po,%.mo,$(wildcard src/parkledger/locale/*/LC_MESSAGES/django.po))
LOCK = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --no-annotate --quiet
# tests marked long too, where a command names its files
ALL := -m 'long or not long'

help: ## show these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/'

demo: $(READY) $(FRONT) $(TEXTS) ## build the demonstration books and print the situation of Bắc Giang beside Bắc Kạn
	@unset PARKLEDGER_HOME PARKLEDGER_DATABASE_URL; \
	$(BIN)/parkledger demo && \
	$(BIN)/parkledger brief --place "Bắc Giang" --place "Bắc Kạn" --on 22/8/2023 --known-at 22/8/2023 && \
	echo && echo "Mở cổng thông tin: make serve, rồi vào http://127.0.0.1:8000 / To open the portal: make serve, then http://127.0.0.1:8000"

serve: $(READY) $(FRONT) $(TEXTS) ## serve the portal over the demonstration books on http://127.0.0.1:8000
	$(BIN)/parkledger serve

front: $(FRONT) ## bring the libraries that pages are made with

test: $(READY) $(FRONT) $(TEXTS) ## run the tests
	$(BIN)/pytest -q -n 3 --dist loadfile

test-long: $(READY) $(FRONT) $(TEXTS) ## run the tests that take long: kills, whole crawls, every role, backups under load
	$(BIN)/pytest -q -n 3 --dist load -m long

lint: $(READY) ## check style, types, import contracts and generated documents
	$(BIN)/ruff check src tests tools benchmarks hatch_build.py
	$(BIN)/ruff format --check src tests tools benchmarks hatch_build.py
	$(BIN)/djangofmt --check src
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m tools.dead_code
	$(BIN)/python tools/write_event_reference.py --check
	$(BIN)/python tools/write_indicator_reference.py --check
	$(BIN)/python tools/write_parameter_reference.py --check
	$(BIN)/python tools/write_api_reference.py --check
	$(BIN)/python tools/write_settings_reference.py --check
	$(BIN)/python -m tools.translations check
	$(BIN)/python tools/write_client_shapes.py --check
	$(BIN)/python tools/write_readme.py --check

planted: $(READY) $(TEXTS) ## plant 1,000 errors in pages made from the demonstration books and check them; SEED=… for others
	rm -rf .planted && mkdir .planted && PARKLEDGER_HOME=.planted $(BIN)/parkledger demo >/dev/null
	PARKLEDGER_HOME=.planted DJANGO_SETTINGS_MODULE=parkledger.settings $(BIN)/python -m tests.checking.planted .planted $(or $(SEED),1) 1000 500

bench: $(READY) $(TOOLKIT) $(TEXTS) ## measure speed against its limits; writes docs/benchmarks.md
	$(BIN)/python -m benchmarks --write docs/benchmarks.md

lighthouse: $(READY) $(MEASURES) $(TEXTS) ## measure a page of each kind against its limits: speed, accessibility, practices, search engines, weight
	$(BIN)/python -m tools.measure_pages

docs: $(READY) ## write the documents that are generated from definitions
	$(BIN)/python tools/write_event_reference.py
	$(BIN)/python tools/write_indicator_reference.py
	$(BIN)/python tools/write_parameter_reference.py
	$(BIN)/python tools/write_api_reference.py
	$(BIN)/python tools/write_settings_reference.py

texts: $(READY) ## gather the interface's texts into the catalogues of translations; says what is not translated
	$(BIN)/python -m tools.translations update

client: $(READY) ## write the client's types from the description of the API
	$(BIN)/python tools/write_client_shapes.py

lock: $(READY) ## lock the requirements anew, with hashes
	$(BIN)/pip install -q uv
	$(LOCK) pyproject.toml requirements-dev.in -o requirements.txt
	$(LOCK) requirements-bench.in -o requirements-bench.txt
	$(LOCK) requirements-node.in -o requirements-node.txt
	$(LOCK) requirements-spark.in -o requirements-spark.txt

fuzz: $(READY) ## look for pages on which reading fails, for an hour; what fails is kept as a test
	$(BIN)/python -m tools.fuzz_reading 3600 --seed "$$(date +%s)"

fuzz-api: $(READY) $(FRONT) $(TEXTS) ## send the API many more made-up requests than the tests do
	PARKLEDGER_API_EXAMPLES=$${EXAMPLES:-1000} $(BIN)/pytest -q -n 2 tests/api/test_schema.py

crawl: $(READY) $(FRONT) $(TEXTS) ## follow every link and form of every page as each role, on both databases
	PARKLEDGER_WHOLE_CRAWL=1 $(BIN)/pytest -q -n 2 --dist load $(ALL) tests/portal/test_crawl.py

read-back: $(READY) $(TEXTS) ## read 10,000 random reports back figure by figure, and find one wrong digit in each of 1,000
	PARKLEDGER_REPORTS=$${REPORTS:-10000} PARKLEDGER_CHANGES=$${CHANGES:-1000} PARKLEDGER_SEED=$${SEED:-2023} \
		$(BIN)/pytest -q -n 2 --dist load tests/briefing/test_reading_back.py

suppositions: $(READY) $(TEXTS) ## set 1,000 random suppositions, and the pages of 100, against recording them in copies of the database
	PARKLEDGER_SUPPOSITIONS=$${CASES:-1000} PARKLEDGER_SUPPOSED_PAGES=$${PAGES:-100} \
		$(BIN)/pytest -q -n 2 --dist load $(ALL) tests/suppositions/test_equality.py tests/suppositions/test_pages.py

duties: $(READY) ## set 10,000 random duties against an independent calculation
	PARKLEDGER_DUTIES=$${CASES:-10000} $(BIN)/pytest -q tests/duties

hostile: $(READY) $(TEXTS) ## try 100,000 random events on SQLite, 20,000 on PostgreSQL: refused in words, or loaded again and verified; SEED=… for others
	for tried in sqlite:$(or $(EVENTS),100000) postgresql:$(or $(EVENTS_POSTGRESQL),20000); do \
		PARKLEDGER_HOSTILE_EVENTS=$${tried#*:} PARKLEDGER_HOSTILE_SEED=$(or $(SEED),1500) \
			$(BIN)/pytest -q -n 2 --dist load -rP tests/ledger/test_hostile.py -k "anything and $${tried%:*}" || exit 1; done

starts: $(READY) $(FRONT) $(TEXTS) ## start the server with several workers on PostgreSQL, 50 times; each worker must answer each time
	PARKLEDGER_SERVER_STARTS=$(or $(STARTS),50) $(BIN)/pytest -q -s tests/test_server.py -k every_worker

torture: hostile starts ## hostile events, kills, backups under load, flipped bits, full disks, restarts, hostile files and texts, at full size
	PARKLEDGER_KILLS=$${KILLS:-1000} $(BIN)/pytest -q -s $(ALL) tests/faults tests/test_homes.py
	PARKLEDGER_LOAD_EVENTS=$${LOAD:-20000} $(BIN)/pytest -q -n 2 --dist load $(ALL) tests/backup/test_backups.py -k during_a_load
	PARKLEDGER_FLIPS=$${FLIPS:-1000} $(BIN)/pytest -q $(ALL) tests/ledger/test_damage.py tests/figures/test_mirror.py -k flipped
	PARKLEDGER_CSV_ROWS=$${ROWS:-3000000} $(BIN)/pytest -q -s $(ALL) tests/workbooks/test_limits.py tests/geography/test_importing.py
	PARKLEDGER_ADVERSARIAL_SIZE=$${SIZE:-75000} $(BIN)/pytest -q $(ALL) tests/reading/test_fuzz.py -k 'grows or run_of'

dist: $(READY) $(FRONT) $(TEXTS) ## build the sdist, and from it the wheel, into dist/
	rm -rf dist && $(BIN)/python -m hatchling build -t sdist -d dist
	$(BIN)/pip wheel --quiet --no-deps --no-index --no-build-isolation -w dist dist/*.tar.gz

check-dist: dist ## install the wheel into an empty environment elsewhere, and visit its pages
	PARKLEDGER_DIST=$(CURDIR)/dist $(BIN)/pytest -q -m installed tests/portal/test_installed.py

clean: ## remove the environment, the demonstration books and caches
	rm -rf .venv .parkledger .bench dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): requirements.txt pyproject.toml hatch_build.py
	@test -n "$(PYTHON)" || { echo "Cần Python 3.11 trở lên / Python 3.11 or later is needed: apt-get install python3 python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Thiếu venv / venv is missing: apt-get install python3-venv"; rm -rf .venv; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

$(TEXTS): %.mo: %.po hatch_build.py | $(READY)
	$(BIN)/python -m tools.translations compile
	@touch $@

$(FRONT): package-lock.json tools/bring_front_end.py tools/draw_borders.py tools/draw_outline.py | $(READY)
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-node.txt
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --ignore-scripts --omit=dev --no-audit --no-fund --loglevel=error
	$(BIN)/python -m tools.bring_front_end
	@touch $(FRONT)

# with what only measures pages, which is larger than all that they are made with
$(MEASURES): package-lock.json | $(FRONT)
	@PATH="$$PATH:$(CURDIR)/$(BIN)" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $(FRONT) $(MEASURES)

$(TOOLKIT): $(READY) requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $(TOOLKIT)
