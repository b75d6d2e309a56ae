"""A small library in a repository of its own, with people of the desk, for imports."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from portal.settings import Settings
from tests.history.repository import begin
from tests.history.repository import git

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds the small library, and its index, made once."""
    folder = tmp_path_factory.mktemp("import-library")
    content = begin(folder / "content")
    aside = shutil.ignore_patterns("everyday-words.yaml")
    shutil.copytree(ROOT / "content" / "vocabulary", content / "vocabulary", ignore=aside)
    shutil.copytree(ROOT / "tests" / "content_fixture", content, dirs_exist_ok=True)
    git(content, "add", "--all")
    git(content, "commit", "--quiet", "--message", "The library")
    portal = build_portal(Settings(content=content, search_index=folder / "index", workspace=folder / "workspace"))
    portal.rebuild_index()
    portal.workspace.database.prepare()
    portal.close()
    return folder


@pytest.fixture
def portal(library: Path, tmp_path: Path) -> Iterator[Portal]:
    """A portal on a copy of that library."""
    folder = tmp_path / "copy"
    shutil.copytree(library, folder, symlinks=True)
    opened = build_portal(
        Settings(content=folder / "content", search_index=folder / "index", workspace=folder / "workspace")
    )
    yield opened
    opened.close()


@pytest.fixture
def coordinator(portal: Portal) -> Person:
    """Somebody who may import."""
    return portal.workspace.accounts.add("aino@silta.invalid", "Aino", Role.COORDINATOR, Language.FI).person
