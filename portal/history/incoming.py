"""What a pull brings: joined with what is here, and held up for a check before anybody can read it."""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pygit2 import Commit
from pygit2 import Oid
from pygit2 import Tree
from pygit2.enums import MergeFlag
from pygit2.enums import ObjectType

from portal.history.author import portal_signature
from portal.history.checkout import Checkout
from portal.history.checkout import blob_at
from portal.history.content_paths import checked_path
from portal.history.errors import PathRefused
from portal.history.errors import PullRefused


@dataclass(frozen=True, slots=True)
class Incoming:
    """The content as it would be after a pull, to be checked before anybody can read it."""

    commit: str
    changed: tuple[str, ...]
    """The paths of the content that would change, those that go away among them."""
    checkout: Checkout
    tree: Tree

    def read(self, path: str) -> bytes | None:
        """Return what a file would hold, None where there would be none."""
        blob = blob_at(self.tree, self.checkout.full(checked_path(path)))
        return blob.data if blob else None

    def write_to(self, folder: Path) -> None:
        """Write the whole content into an empty folder, for a check that looks at all files together."""
        top = self.tree[self.checkout.prefix[:-1]] if self.checkout.prefix else self.tree
        for path, content in _files(top) if isinstance(top, Tree) else ():
            target = folder / checked_path(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def joined_commits(checkout: Checkout, ours: Commit, theirs: Commit) -> tuple[list[Oid], Commit]:
    """Return the commit that holds both, and the objects made for it; raises PullRefused where they contradict."""
    repo = checkout.repo
    base = repo.merge_base(ours.id, theirs.id)
    if base is None:
        raise PullRefused(["The other repository has another history, without a commit in common."])
    if base in (ours.id, theirs.id):
        new = theirs if base == ours.id else ours
        return [new.id], new
    # Renames are not guessed: an entry never changes its place by itself.
    merged = repo.merge_commits(ours, theirs, flags=MergeFlag(0))
    if merged.conflicts is not None:
        sides = (side for conflict in merged.conflicts for side in conflict if side is not None)
        raise PullRefused([f"{path}: changed here and there." for path in sorted({side.path for side in sides})])
    tree = merged.write_tree(repo)
    signature = portal_signature()
    message = "Merge what came from the other repository\n"
    commit = repo.create_commit(None, signature, signature, message, tree, [ours.id, theirs.id])
    new = repo[commit].peel(Commit)
    return [*_new_trees(new.tree, ours.tree), commit], new


def _new_trees(tree: Tree, old: Tree | None) -> Iterator[Oid]:
    """Yield the objects of a tree that the old one has not got, the innermost first."""
    for each in tree:
        name = str(each.name)
        before = old[name] if old is not None and name in old else None
        if before is not None and before.id == each.id:
            continue
        if isinstance(each, Tree):
            yield from _new_trees(each, before if isinstance(before, Tree) else None)
        elif each.type == ObjectType.BLOB:
            yield each.id
    yield tree.id


def changed_paths(old: Tree, new: Tree) -> Iterator[str]:
    """Yield the paths, from the root of the repository, that differ between two trees."""
    for delta in old.diff_to_tree(new).deltas:
        yield from {delta.old_file.path, delta.new_file.path}


def refused_paths(checkout: Checkout, trees: Sequence[Tree], changed: Sequence[str]) -> Iterator[str]:
    """Yield why paths cannot be taken over: they lie outside the content, or are no plain files with plain names."""
    for path in changed:
        if not path.startswith(checkout.prefix):
            yield f"{path}: lies outside the content, which is all that the portal changes."
            continue
        try:
            checked_path(path.removeprefix(checkout.prefix))
            for tree in trees:
                blob_at(tree, path)
        except PathRefused:
            yield f"{path}: is not a plain file with a plain name."


def _files(tree: Tree, above: str = "") -> Iterator[tuple[str, bytes]]:
    for each in tree:
        path = f"{above}{each.name}"
        if isinstance(each, Tree):
            yield from _files(each, f"{path}/")
        elif (blob := blob_at(tree, str(each.name))) is not None:
            yield path, blob.data
