"""The house keeps its own rules: sizes, names, doors, words."""

import re
from pathlib import Path

import pytest

from tests.shared.order import LONGEST_FIRST
from tests.shared.order import SWEEPS

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "portal").rglob("*.py"))
MAX_LINES = 300
DRAWERS = {"helper", "util", "common", "misc", "base", "manager", "service"}


def name_of(path: Path) -> str:
    """Return the path of a module below the package."""
    return str(path.relative_to(ROOT / "portal"))


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    """Over 300 lines a second noun hides in a module."""
    long = [name_of(path) for path in MODULES if path.read_text(encoding="utf-8").count("\n") > MAX_LINES]

    assert [] == long


def test_there_are_no_drawers() -> None:
    """No module is named for holding whatever fits nowhere else."""
    drawers = [name_of(path) for path in MODULES if path.stem.rstrip("s") in DRAWERS]

    assert [] == drawers


def test_a_package_has_a_doormat_and_nothing_on_it() -> None:
    """An __init__.py is a docstring."""
    furnished = [name_of(path) for path in MODULES if path.name == "__init__.py" and _statements(path) != 1]

    assert [] == furnished


def _statements(path: Path) -> int:
    import ast

    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstring = ast.get_docstring(tree)
    return len(tree.body) if docstring else 0


@pytest.mark.parametrize("command", ["analyse", "content", "doctor", "index", "search"])
def test_every_command_is_documented(command: str) -> None:
    """The operator's page tells of every command."""
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")

    assert f"portal {command}" in page


def test_every_variable_is_documented() -> None:
    """The operator's page tells of every PORTAL_ variable the code reads."""
    read = set(re.findall(r'"(PORTAL_[A-Z_]+)"', "\n".join(path.read_text(encoding="utf-8") for path in MODULES)))
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")

    assert set() == {name for name in read if name not in page}


def test_what_is_tested_first_exists() -> None:
    """A file that was renamed would silently be tested last, and a sweep open every page again."""
    files = [*SWEEPS, *(name for name in LONGEST_FIRST if name.endswith(".py"))]

    assert [] == [name for name in files if not (ROOT / name).is_file()]


def test_the_lock_files_name_no_index() -> None:
    """Every dependency is pinned with hashes, and from nowhere in particular."""
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        assert text.count("==") <= text.count("--hash=sha256:")


def test_exactly_one_distribution_brings_whoosh() -> None:
    """Two forks of Whoosh overwrite each other's files."""
    from importlib.metadata import packages_distributions

    assert 1 == len(set(packages_distributions()["whoosh"]))


def test_the_rooms_are_drawn_on_the_plan() -> None:
    """docs/architecture.md names every room of the house."""
    plan = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.parent.name for path in (ROOT / "portal").glob("*/__init__.py")}

    assert set() == {room for room in rooms if f"{room}/" not in plan}
