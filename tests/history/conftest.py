"""Repositories to publish into: the content as a repository of its own, and as a folder of a bigger one."""

from pathlib import Path

import pytest

from portal.history.author import Author
from portal.history.publication import ContentRepository
from tests.history.repository import begin
from tests.history.repository import commit

FILE = "cases/kunta/fi.md"
FIRST = "yksi\n"


@pytest.fixture(params=["own", "folder"])
def content(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A content folder with one published file, in both of its forms."""
    root = begin(tmp_path / "repository")
    if request.param == "own":
        commit(root, FILE, FIRST, "Begin")
        return root
    commit(root, "README.md", "A portal.\n", "Begin the portal")
    commit(root, f"content/{FILE}", FIRST, "Begin")
    return root / "content"


@pytest.fixture
def repository(content: Path) -> ContentRepository:
    """The content, ready to be changed."""
    return ContentRepository(content, wait=2, min_free_bytes=0)


@pytest.fixture
def maija() -> Author:
    """Somebody who publishes."""
    return Author("maija", "Maija Meikäläinen")
