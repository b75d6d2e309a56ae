"""Where the file of an entry lay before the entry was given another id: what git tells of renames."""

import re
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.history.git import ask_git

ALIKE = ("-M50%", "-l1000")
"""How much of a file must have stayed for it to be the same file under another name: git's own measure.

Files of two entries share 20 to 30 % by their fields alone, a renamed one nearly all.
"""
MOST_LEGS = 20
ADDED = ("--no-renames", "--diff-filter=A", "--format=%H")
COMMIT = re.compile(r"[0-9a-f]{40,64}")
PLACE = re.compile(r"([a-z-]+)/[A-Za-z0-9_][A-Za-z0-9._-]*/([a-z]{2}\.md)")

Renames = Mapping[tuple[str, str], str]
"""From a commit and a path that it made to the path that it took away."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of history in which a file had one path; `commits` names them as `git log` wants it."""

    path: str
    commits: tuple[str, ...]


def legs(content: Path, head: str, path: str) -> tuple[Leg, ...]:
    """Return the stretches of history of a file, the newest first, each with the path that it had then.

    A copy begins a history of its own, and so does a file that was made while a like one in another collection or
    language went: an entry keeps both when it is renamed.
    Raises HistoryUnknown when git cannot answer.
    """
    found: list[Leg] = []
    while len(found) < MOST_LEGS:
        added = ask_git(content, "log", *ADDED, head, "--", path).decode("ascii").split()
        known = renames(content, added)
        commit = next((each for each in added if (each, path) in known), None)
        if commit is None:
            break
        found.append(Leg(path, (head, f"^{commit}^")))
        head, path = f"{commit}^", known[commit, path]
    return (*found, Leg(path, (head,)))


def renames(content: Path, commits: Iterable[str]) -> Renames:
    """Return the renames of entries in these commits, asked in one question; merges are not looked into."""
    given = "".join(f"{commit}\n" for commit in dict.fromkeys(commits))
    arguments = ("--stdin", "-r", *ALIKE, "--diff-filter=R", "--name-status", "--relative")
    found: dict[tuple[str, str], str] = {}
    commit = ""
    for line in ask_git(content, "diff-tree", *arguments, given=given.encode()).decode("utf-8", "replace").split("\n"):
        if COMMIT.fullmatch(line):
            commit = line
            continue
        _, _, paths = line.partition("\t")
        old, _, new = paths.partition("\t")
        if _same_kind(old, new):
            found[commit, new] = old
    return found


def _same_kind(old: str, new: str) -> bool:
    """Whether both paths are those of a file of an entry, in one collection and one language."""
    before, after = PLACE.fullmatch(old), PLACE.fullmatch(new)
    return before is not None and after is not None and before.groups() == after.groups()
