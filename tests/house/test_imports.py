"""Every module can be imported alone: nothing hangs on what somebody else imported before.

Trying each in a clean interpreter costs half a minute, so it is proved in three steps.
Where no chain of imports comes back to its beginning, all that a module imports is whole before the module begins,
whichever module of the house is imported first.
Where a module names what it takes with `from`, it takes nothing that it has not imported itself.
And importing all modules once shows that what they take is there.
"""

import ast
import subprocess
import sys
from graphlib import CycleError
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RUN_BY_ALEMBIC = "portal.workspace.migrations.env"
"""It works on the connection that Alembic hands over, so nobody imports it."""


def modules_below(root: Path) -> dict[str, ast.Module]:
    """Return the modules of the house below a folder by their dotted names."""
    paths = {path: path.relative_to(root).with_suffix("").parts for path in (root / "portal").rglob("*.py")}
    named = {".".join(parts).removesuffix(".__init__"): path for path, parts in paths.items()}
    return {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in named.items()}


def import_order(modules: dict[str, ast.Module]) -> list[str]:
    """Return the modules, each behind those that it imports; raises CycleError where that cannot be."""
    needed = {name: {each for each in _imported(tree, modules) if each in modules} for name, tree in modules.items()}
    return list(TopologicalSorter(needed).static_order())


def _imported(tree: ast.Module, modules: dict[str, ast.Module]) -> set[str]:
    """Return what is imported anywhere in a module: `from portal.a import b` may name a module b or a noun of a."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    pairs = [(str(node.module), f"{node.module}.{alias.name}") for node in found for alias in node.names]
    return {inner if inner in modules else outer for outer, inner in pairs}


def test_no_chain_of_imports_comes_back_to_its_beginning() -> None:
    """Each module has an order in which all that it needs is there before it."""
    modules = modules_below(ROOT)

    assert set(modules) == set(import_order(modules))


def test_a_chain_that_comes_back_is_found(tmp_path: Path) -> None:
    """Also over a third module, and where a module of a package is named like a noun."""
    house = {"a": "from portal import b\n", "b": "from portal.c import noun\n", "c": "from portal.a import other\n"}
    (tmp_path / "portal").mkdir()
    for name, text in house.items():
        (tmp_path / "portal" / f"{name}.py").write_text(text, encoding="utf-8")

    with pytest.raises(CycleError):
        import_order(modules_below(tmp_path))


def test_a_module_takes_only_what_it_imports_itself() -> None:
    """A module of the house is named with `from`: `import portal.a` would let it reach all of `portal`."""
    bare = {
        f"{name}:{node.lineno}"
        for name, tree in modules_below(ROOT).items()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and any(alias.name.split(".")[0] == "portal" for alias in node.names))
        or (isinstance(node, ast.ImportFrom) and node.level)
    }

    assert set() == bare


def test_every_module_can_be_imported() -> None:
    """What each takes is there, and importing creates nothing that warns."""
    names = [name for name in import_order(modules_below(ROOT)) if name != RUN_BY_ALEMBIC]
    script = "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\n"
    command = [sys.executable, "-W", "error", "-c", script, *names]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)

    assert ("", 0) == (done.stderr, done.returncode)
