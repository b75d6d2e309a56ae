"""The portal's own content, read once."""

from pathlib import Path

import pytest

from portal.library.library import Library
from portal.library.library import read_library

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="session")
def library() -> Library:
    """The library under `content/`."""
    return read_library(CONTENT)
