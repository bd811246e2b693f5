# make: the site, served · make build: the site, in site/ · make lab: JupyterLab · make test: the whole suite. Works with GNU make 3.81.
SHELL = /bin/sh
PORT ?=
VENV = $(or $(NINES_VENV),.venv)
NINES = $(VENV)/bin/python -m nines.cli
PORT_OPTION = $(if $(PORT),--port $(PORT))

# The newest Python that runs, is new enough and can make a venv; else the best of the others, to say what is wrong.
PYTHONS = python3.14 python3.13 python3.12 python3.11 python3
CAN = import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
NEW = import sys; sys.exit(sys.version_info < (3, 11))
bootstrap = \
	for test in '$(CAN)' '$(NEW)' ''; do \
		for python in $(PYTHON) $(PYTHONS); do \
			if $$python -c "$$test" >/dev/null 2>&1; then exec $$python nines/bootstrap.py $(1); fi; \
		done; \
	done; \
	echo 'nines: no Python here. Install Python 3.11 or newer (Debian, Ubuntu: sudo apt install python3 python3-venv;' \
		'macOS: brew install python); then run make again.' >&2; \
	exit 1

.PHONY: site build lab ready test bench shots lock clean

site:
	@$(call bootstrap,site)
	@$(NINES) serve $(PORT_OPTION)

build:
	@$(call bootstrap,site)
	@$(NINES) build

lab:
	@$(call bootstrap,lab)
	@$(NINES) lab $(PORT_OPTION)

# Everything the tests need, installed; prints the interpreter that has it.
ready:
	@{ $(call bootstrap,test); } >&2
	@echo $(VENV)/bin/python

test:
	@$(call bootstrap,test)
	@$(VENV)/bin/python -m pytest $(ARGS)

bench:
	@$(call bootstrap,test)
	@$(VENV)/bin/python -m benchmarks $(ARGS)

# The pictures of README and docs, in docs/assets/shots.
shots:
	@$(call bootstrap,test)
	@$(VENV)/bin/python -m tests.shots

lock:
	@command -v uv >/dev/null || { echo 'nines: make lock needs uv (pipx install uv, or brew install uv).' >&2; exit 1; }
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --all-extras \
		--annotation-style line --output-file requirements.lock

# What was built; never the workspace, and not .venv, which needs the network to come back.
clean:
	rm -rf site docs/lessons .cache web/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find nines labs tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
