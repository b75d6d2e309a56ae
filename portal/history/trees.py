"""A changed tree, made of the old one: only the folders on the way to a change are written."""

from collections.abc import Mapping

from pygit2 import Oid
from pygit2 import Repository
from pygit2 import Tree
from pygit2.enums import FileMode

from portal.history.checkout import PLAIN_FILES
from portal.history.errors import PathRefused

Changes = Mapping[str, bytes | None]


def tree_with(repo: Repository, tree: Tree | None, changes: Changes) -> list[Oid]:
    """Return the objects of the tree with files put in or, where there are no bytes, taken out; the tree comes last.

    Empty folders go with their last file.
    Raises PathRefused where a file stands in the way of a folder, or anything else in the way of a file.
    """
    made: list[Oid] = []
    if _written(repo, tree, changes, "", made) is None:
        made.append(repo.TreeBuilder().write())
    return made


def _written(repo: Repository, tree: Tree | None, changes: Changes, above: str, made: list[Oid]) -> Oid | None:
    """Return the tree with the changes, None when nothing is left in it; notes every object it makes."""
    builder = repo.TreeBuilder(tree) if tree is not None else repo.TreeBuilder()
    for name, (own, below) in _grouped(changes).items():
        path = f"{above}{name}"
        old = tree[name] if tree is not None and name in tree else None
        if (own and below) or (old is not None and not _fits(old.filemode, is_folder=bool(below))):
            raise PathRefused(path)
        if below:
            child = _written(repo, old if isinstance(old, Tree) else None, below, f"{path}/", made)
            mode = FileMode.TREE
        else:
            child = None if own[0] is None else repo.create_blob(own[0])
            mode = FileMode(old.filemode) if old is not None else FileMode.BLOB
            made.extend([child] if child is not None else [])
        if child is not None:
            builder.insert(name, child, mode)
        elif old is not None:
            builder.remove(name)
    if not len(builder):
        return None
    made.append(builder.write())
    return made[-1]


def _fits(mode: int, *, is_folder: bool) -> bool:
    return mode == FileMode.TREE if is_folder else mode in PLAIN_FILES


def _grouped(changes: Changes) -> dict[str, tuple[list[bytes | None], dict[str, bytes | None]]]:
    """Return the changes by the first part of their paths: what is the file itself, and what lies below a folder."""
    groups: dict[str, tuple[list[bytes | None], dict[str, bytes | None]]] = {}
    for path, content in changes.items():
        name, _, rest = path.partition("/")
        own, below = groups.setdefault(name, ([], {}))
        if rest:
            below[rest] = content
        else:
            own.append(content)
    return groups
