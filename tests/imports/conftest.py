"""A small library in a repository of its own, with people of the desk, for imports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from tests.shared.small_library import opened_copy


@pytest.fixture
def portal(small_desk: Path, tmp_path: Path) -> Iterator[Portal]:
    """A portal on a copy of it."""
    with opened_copy(small_desk, tmp_path / "copy") as opened:
        yield opened


@pytest.fixture
def coordinator(portal: Portal) -> Person:
    """Somebody who may import."""
    return portal.workspace.accounts.add("aino@silta.invalid", "Aino", Role.COORDINATOR, Language.FI).person
