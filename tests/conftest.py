"""What all tests share: golden files, and the rule that a golden changes only when asked for by name."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"

# The corpus is other people's files, which the project neither holds nor needs.
collect_ignore = [] if os.environ.get("RECONNECT_CORPUS") else ["test_corpus.py"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="overwrite golden files with what the program says now"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update-golden") and os.environ.get("CI"):
        raise pytest.UsageError("golden files are never updated in CI")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the file tests/golden/<name>; a missing file fails unless --update-golden is given."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"there is no golden file {name}; make it with --update-golden and read it"
        assert text == path.read_text(encoding="utf-8")

    return compare
