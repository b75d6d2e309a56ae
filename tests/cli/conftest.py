"""A small library for commands that only read it."""

from pathlib import Path

import pytest

from tests.library.shelves import write_library


@pytest.fixture(scope="package")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound library, written once."""
    return write_library(tmp_path_factory.mktemp("library") / "content", "kunta")
