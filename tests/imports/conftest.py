"""A small library in a repository of its own, with people of the desk, for imports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from tests.conftest import IndexFolder
from tests.shared.small_library import make_desk
from tests.shared.small_library import opened_copy


@pytest.fixture(scope="session")
def library(index_folder: IndexFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds the small library, and its index, made once."""
    return make_desk(tmp_path_factory.mktemp("import-library"), index_folder())


@pytest.fixture
def portal(library: Path, tmp_path: Path) -> Iterator[Portal]:
    """A portal on a copy of that library."""
    with opened_copy(library, tmp_path / "copy") as opened:
        yield opened


@pytest.fixture
def coordinator(portal: Portal) -> Person:
    """Somebody who may import."""
    return portal.workspace.accounts.add("aino@silta.invalid", "Aino", Role.COORDINATOR, Language.FI).person
