# The commands of this book. `make serve` and `make test` are the two that a newcomer needs; each sets up what it uses.
PYTHON ?= python3
RUN := .venv/bin/python -m
export NO_MKDOCS_2_WARNING := 1
export JUPYTER_PLATFORM_DIRS := 1
# The book's matrices are small: a second thread would mostly wait, and two test workers have two cores already.
export OPENBLAS_NUM_THREADS := 1
export OMP_NUM_THREADS := 1
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)

.PHONY: setup serve site offline style test check test-torch bench outputs heights pictures lock

setup: .venv/ready

# uv installs the same lock ten times faster where it is present; plain pip is the baseline.
.venv/ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5) and "Python 3.11.5 or later is needed: PYTHON=python3.12 make ...")'
	$(PYTHON) -m venv .venv
	@if command -v uv >/dev/null; then uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements.txt; \
	 else $(RUN) pip install --quiet --require-hashes -r requirements.txt; fi
	$(RUN) pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

# Rebuilds the saved page only; the whole site is checked by `make site`.
serve: setup
	$(RUN) mkdocs serve --dirty --no-strict --dev-addr 127.0.0.1:8000

site: setup
	$(RUN) mkdocs build --site-dir site

# Opens from a folder, without a server.
offline: setup
	OFFLINE=true $(RUN) mkdocs build --no-directory-urls --site-dir site-offline

style: setup
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	.venv/bin/oxlint --deny-warnings sims docs/assets

test: style
	$(RUN) tests.chromium
	$(RUN) pytest --numprocesses 2 --dist worksteal --cov=layerwise --cov-fail-under=98

# The same without a browser, in under a minute: style, types, a strict build, every block, the library.
check: setup
	$(MAKE) --jobs=2 style site
	$(RUN) pytest --numprocesses 2 --dist worksteal --ignore=tests/sims --ignore=tests/site

# PyTorch as an oracle. 2.13.0 for Linux brings CUDA along where no CPU build is offered, so it is not in the lock.
test-torch: setup
	$(RUN) pip install --quiet torch==2.13.0
	$(RUN) pytest docs README.md tests/library

# Speed as ratios within one run: the library, PyTorch where `make test-torch` has installed it, textbooks' loops.
bench: setup
	$(RUN) tests.benchmarks

# Writes below every Python fence what it prints; read the difference before you commit it.
outputs: setup
	$(RUN) bookmaking.outputs README.md $$(find docs sims -name '*.md' -not -path '*/vendor/*')

# Measures the heights that the sims need, into the front matter of their pages.
heights: setup
	$(RUN) tests.measure_heights

# The pictures of the gallery, two for each sim, and the moving one of the README, taken from the running sims.
pictures: setup
	$(RUN) tests.draw_pictures

# requirements.txt anew from pyproject.toml: current versions, hashes, no addresses. Needs uv.
lock:
	uv pip compile --quiet --universal --upgrade --python-version 3.11.5 --generate-hashes --no-emit-index-url \
	  --no-header --extra site --extra test pyproject.toml --output-file requirements.txt
