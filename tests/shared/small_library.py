"""The small library of the tests: the vocabularies of the portal, with the entries and sources of the fixture."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.settings import Settings
from tests.history.repository import begin
from tests.history.repository import git
from tests.shared.word_tables import copied

ROOT = Path(__file__).parents[2]


def small_library(content: Path) -> Path:
    """Write the library into a new folder."""
    # The everyday words lead to concepts that only the portal's own glossary has.
    aside = shutil.ignore_patterns("everyday-words.yaml")
    shutil.copytree(ROOT / "content" / "vocabulary", content / "vocabulary", ignore=aside, dirs_exist_ok=True)
    return shutil.copytree(ROOT / "tests" / "content_fixture", content, dirs_exist_ok=True)


def repository_of_library(content: Path) -> Path:
    """Make a repository of the library in a new folder."""
    begin(small_library(content))
    git(content, "add", "--all")
    git(content, "commit", "--quiet", "--message", "The library")
    return content


def make_desk(folder: Path, index: Path) -> Path:
    """Make a repository of the library with an index and an empty workspace beside it, for `opened_copy`.

    `index` is a folder with the word tables, as the fixture `index_folder` gives it; a copy is used.
    """
    repository_of_library(folder / "content")
    shutil.copytree(index, folder / "index", symlinks=True, copy_function=copied)
    portal = build_portal(_beside(folder))
    portal.rebuild_index()
    portal.workspace.database.prepare()
    portal.close()
    return folder


@contextmanager
def opened_copy(desk: Path, folder: Path) -> Iterator[Portal]:
    """Open a portal on a copy of what `make_desk` has made."""
    portal = build_portal(settings_of_copy(desk, folder))
    try:
        yield portal
    finally:
        portal.close()


def settings_of_copy(desk: Path, folder: Path) -> Settings:
    """Copy what `make_desk` has made into a folder, and return the settings of a portal on the copy."""
    shutil.copytree(desk, folder, symlinks=True, dirs_exist_ok=True, copy_function=copied)
    return _beside(folder)


def _beside(folder: Path) -> Settings:
    return Settings(content=folder / "content", search_index=folder / "index", workspace=folder / "workspace")
