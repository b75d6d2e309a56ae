"""What holds for every test, and what all processes of one run share."""

import gc
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from xdist.remote import Producer

from tests.shared.once import once
from tests.shared.order import FilesAndSweeps
from tests.shared.order import longest_first
from tests.shared.real_index import build_real_index
from tests.shared.small_library import make_desk
from tests.shared.word_tables import copied
from tests.shared.word_tables import furnish
from tests.shared.word_tables import make_word_tables

settings.register_profile("steady", derandomize=True)
settings.load_profile("steady")

# Millions of objects live as long as a process of the tests, in dictionaries and shelves; each small library that a
# test reads would have them all looked through for garbage, which takes longer than most tests.
gc.set_threshold(700, 10, 1000)

IndexFolder = Callable[[], Path]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several processes share the work, let the longest begin first."""
    if hasattr(config, "workerinput"):
        longest_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> FilesAndSweeps | None:
    """Hand out files whole, so that what a file sets up is set up once, and the sweeps over all pages by language."""
    if config.getoption("dist") != "loadfile":
        return None
    config.option.loadscopereorder = False
    return FilesAndSweeps(config, log)


@pytest.fixture(scope="session")
def word_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The word tables as this run made them, so that nothing an older version kept is read; not to be written to."""
    return once(tmp_path_factory, "word-tables", make_word_tables)


@pytest.fixture(scope="session")
def index_folder(word_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> IndexFolder:
    """Give a new folder for an index: there is none in it yet, but the word tables, which take long to make."""
    return lambda: furnish(tmp_path_factory.mktemp("index"), word_tables)


@pytest.fixture(scope="session")
def small_desk(word_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library in a repository, its index and an empty workspace, as this run made them; for `opened_copy`."""

    def make(folder: Path) -> None:
        make_desk(folder, furnish(tmp_path_factory.mktemp("index"), word_tables))

    return once(tmp_path_factory, "small-desk", make)


@pytest.fixture(scope="session")
def real_index(word_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> IndexFolder:
    """Give a copy of the index of the portal's own content, which this run built from nothing."""
    built = once(tmp_path_factory, "real-index", lambda folder: build_real_index(folder, word_tables))

    def copy() -> Path:
        return shutil.copytree(built, tmp_path_factory.mktemp("real-index"), dirs_exist_ok=True, copy_function=copied)

    return copy
