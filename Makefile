PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test-bare test-wheel test-lowest coverage constraints test test-slow test-fast dist check types messages docs pictures clean

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	touch $@

demo: $(VENV)/.installed  ## install into .venv, parse the bundled examples, show the result
	$(BIN)/python examples/demo.py

PYTEST := $(BIN)/python -m pytest --numprocesses auto --durations=10 -rfEs

test: $(VENV)/.installed  ## install into .venv, run all that is not slow on all cores
	$(PYTEST) -m "not slow"

test-slow: $(VENV)/.installed  ## pictures, browsers, clusters, fuzzing; properties with more examples
	GOVREPORT_HYPOTHESIS=ci $(PYTEST) -m "slow or hypothesis"

coverage: $(VENV)/.installed  ## branch coverage of src by the whole suite; fails below 95 %
	$(BIN)/python -m pip install --quiet --disable-pip-version-check coverage
	$(BIN)/coverage erase
	# The measurement itself loads packages, which the first forbids, and writes files, for which
	# the second leaves no room.
	$(BIN)/coverage run -m pytest --numprocesses auto \
		--deselect tests/test_api.py::test_light_import \
		--deselect tests/export/test_writing.py::test_no_room_for_what_a_format_needs
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

FAST := tests/golden tests/placement tests/corrections tests/test_api.py tests/test_cells.py tests/test_labels.py tests/test_values.py
test-fast: $(VENV)/.installed  ## what shows most in little time: golden documents, placement, cells
	$(PYTEST) -m "not slow" $(FAST)

dist: $(VENV)/.installed  ## build wheel and sdist into dist/ and check what they say of themselves
	$(BIN)/python -m pip install --quiet --disable-pip-version-check build twine
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/python -m twine check --strict dist/*

test-bare: $(VENV)/.installed  ## the wheel without extras: it reads, and names what is missing
	$(PYTEST) tests/examples/test_bare_wheel.py

WHEEL := build/wheel
test-wheel: dist  ## the tests against the wheel as pip installs it, not against src
	rm -rf $(WHEEL)
	$(PYTHON) -m venv $(WHEEL)
	$(WHEEL)/bin/python -m pip install --quiet --disable-pip-version-check \
		--constraint constraints.txt "$$(ls dist/*.whl)[dev]"
	$(WHEEL)/bin/python -c "import govreport as g; assert 'site-packages' in g.__file__, g.__file__"
	$(WHEEL)/bin/python -m pytest --numprocesses auto -rfEs -m "not slow" tests

check: $(VENV)/.installed  ## lint, types, layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

types: check  ## what users' type checkers see: typing_examples by mypy (in check) and pyright
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pyright
	$(BIN)/pyright --pythonpath $(BIN)/python typing_examples

messages: $(VENV)/.installed  ## bring the Chinese catalogue up to date
	$(BIN)/python -m tests.language.extraction

constraints: $(VENV)/.installed  ## the versions that make installs, resolved anew for every Python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --no-header \
		--no-annotate --extra dev --extra docs pyproject.toml --output-file constraints.txt

test-lowest: $(VENV)/.installed  ## the tests with the oldest versions that pyproject.toml allows
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	mkdir -p build
	$(BIN)/uv pip compile --quiet --resolution lowest-direct --python-version 3.11 \
		--extra dev pyproject.toml --output-file build/lowest.txt
	$(PYTHON) -m venv build/lowest
	build/lowest/bin/python -m pip install --quiet --requirement build/lowest.txt
	build/lowest/bin/python -m pip install --quiet --no-deps --editable .
	build/lowest/bin/python -m pytest --numprocesses auto -m "not slow"

$(VENV)/.docs: pyproject.toml
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[docs]"
	touch $@

docs: $(VENV)/.docs  ## build the site in both languages into build/docs, warnings as errors
	$(BIN)/python docs/build.py build/docs

pictures: $(VENV)/.docs  ## take the pictures of pages anew; needs Chromium
	$(BIN)/python docs/pictures.py

clean:
	rm -rf $(VENV)
