"""Everything under `content/`, read at once, with every fault in it."""

import os
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.domain.language import Language
from portal.domain.problem import Problem
from portal.domain.problem import Rule
from portal.domain.reference import ID_PATTERN
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.entry_folder import EntryFolder
from portal.library.entry_folder import read_entry_folder
from portal.library.faults import Faults
from portal.library.known_words import read_known_words
from portal.library.shelf import Shelf
from portal.library.vocabulary_files import read_redirects
from portal.library.vocabulary_files import read_words

KNOWN_FILES = frozenset({"redirects.yaml", "README.md", "LICENSE"})
KNOWN_FOLDERS = frozenset({"vocabulary", "words", ".git", *Collection})


@dataclass(frozen=True, slots=True)
class Library:
    """What is on disk: the shelf holds the sound part, `problems` every fault in the order of files and lines."""

    shelf: Shelf
    problems: tuple[Problem, ...]
    folders: tuple[EntryFolder, ...]
    known_words: Mapping[Language, frozenset[str]]


def read_library(content: Path) -> Library:
    """Return the library under `content`; no fault in a file stops it, and none goes unreported."""
    words = read_words(content)
    strays = _strays(content)
    folders = [
        read_entry_folder(content, Ref(collection, path.name), words)
        for collection in Collection
        for path in _entry_paths(content / collection)
    ]
    there = {folder.ref for folder in folders}
    for folder in folders:
        folder.check_references(there)
    redirects, redirect_problems = read_redirects(content, there.__contains__)
    known = read_known_words(content)
    problems = tuple(sorted(_all_problems(folders, words.problems, known.problems, strays, redirect_problems)))
    shelf = Shelf(
        (entry for folder in folders if (entry := folder.entry) is not None),
        vocabularies=words.vocabularies,
        concepts=words.concepts,
        sources=words.sources,
        redirects=redirects,
        problems=problems,
    )
    return Library(shelf, problems, tuple(folders), known.words)


def _all_problems(folders: Iterable[EntryFolder], *others: Iterable[Problem]) -> Iterable[Problem]:
    for folder in folders:
        yield from folder.problems
    for problems in others:
        yield from problems


def _entry_paths(folder: Path) -> list[Path]:
    return [path for path in _listed(folder) if path.is_dir() and ID_PATTERN.fullmatch(path.name)]


def _listed(folder: Path) -> list[Path]:
    """Return what is in a folder; nothing where there is none, or where it may not be looked into."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _strays(content: Path) -> list[Problem]:
    problems: list[Problem] = []
    for path in _listed(content):
        known = path.name in (KNOWN_FOLDERS if path.is_dir() else KNOWN_FILES)
        if not known and not path.name.startswith("."):
            problems.extend(_problem(path.name, Rule.FILE_STRAY, "Nothing is expected here."))
    for collection in Collection:
        folder = content / collection
        if folder.is_dir() and not os.access(folder, os.R_OK | os.X_OK):
            problems.extend(_problem(collection, Rule.FILE_UNREADABLE, "The folder cannot be read."))
        for path in _listed(folder):
            name = f"{collection}/{path.name}"
            if not path.is_dir():
                problems.extend(_problem(name, Rule.FILE_STRAY, "Only folders of entries are expected here."))
            elif not ID_PATTERN.fullmatch(path.name):
                problems.extend(_problem(name, Rule.ID_INVALID, f"“{path.name}” is not an id."))
    return problems


def _problem(name: str, rule: Rule, message: str) -> list[Problem]:
    """Return a fault of something that is no content file."""
    faults = Faults(name)
    faults.add(rule, 1, "", message)
    return faults.problems
