"""What lies under `content/` and is no part of it."""

import os
from pathlib import Path

from portal.domain.problem import Problem
from portal.domain.problem import Rule
from portal.domain.reference import ID_PATTERN
from portal.domain.reference import Collection
from portal.library.faults import Faults
from portal.library.listed import listed

KNOWN_FILES = frozenset({"redirects.yaml", "withdrawn.yaml", "README.md", "LICENSE"})
KNOWN_FOLDERS = frozenset({"vocabulary", "words", ".git", *Collection})


def strays(content: Path) -> list[Problem]:
    """Return a fault for everything under `content` that is no part of it."""
    problems: list[Problem] = []
    for name, is_folder in listed(content):
        if name not in (KNOWN_FOLDERS if is_folder else KNOWN_FILES) and not name.startswith("."):
            problems.extend(_problem(name, Rule.FILE_STRAY, "Nothing is expected here."))
    for collection in Collection:
        folder = content / collection
        if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
            problems.extend(_problem(collection, Rule.FILE_UNREADABLE, "The folder cannot be read."))
        for name, is_folder in listed(folder):
            path = f"{collection}/{name}"
            if not is_folder:
                problems.extend(_problem(path, Rule.FILE_STRAY, "Only folders of entries are expected here."))
            elif not ID_PATTERN.fullmatch(name):
                problems.extend(_problem(path, Rule.ID_INVALID, f"“{name}” is not an id."))
    return problems


def _problem(name: str, rule: Rule, message: str) -> list[Problem]:
    """Return a fault of something that is no content file."""
    faults = Faults(name)
    faults.add(rule, 1, "", message)
    return faults.problems
