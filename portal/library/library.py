"""Everything under `content/`, read at once, with every fault in it."""

import os
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.domain.entry import Entry
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
from portal.library.vocabulary_files import Words
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
    folders = tuple(_folders(content, words))
    known = read_known_words(content)
    problems = [problem for folder in folders for problem in folder.problems]
    shelf = _shelf(content, words, [folder.entry for folder in folders], [*problems, *known.problems])
    return Library(shelf, shelf.problems, folders, known.words)


def read_shelf(content: Path) -> Shelf:
    """Return what the public may see of the library under `content`.

    Each folder is let go of once its entry is made: the files with all they say of themselves take twice the memory of
    the entries, and would leave it in pieces.
    """
    words = read_words(content)
    entries: list[Entry | None] = []
    problems = list(read_known_words(content).problems)
    for folder in _folders(content, words):
        entries.append(folder.entry)
        problems += folder.problems
    return _shelf(content, words, entries, problems)


def _folders(content: Path, words: Words) -> Iterator[EntryFolder]:
    """Yield every folder of an entry, with the references that lead nowhere among its faults."""
    refs = [Ref(collection, path.name) for collection in Collection for path in _entry_paths(content / collection)]
    there = set(refs)
    for ref in refs:
        folder = read_entry_folder(content, ref, words)
        folder.check_references(there)
        yield folder


def _shelf(content: Path, words: Words, entries: Iterable[Entry | None], problems: Iterable[Problem]) -> Shelf:
    """Return the sound entries as a shelf, with every fault in the order of files and lines."""
    there = {Ref(collection, path.name) for collection in Collection for path in _entry_paths(content / collection)}
    redirects, redirect_problems = read_redirects(content, there.__contains__)
    return Shelf(
        (entry for entry in entries if entry is not None),
        vocabularies=words.vocabularies,
        concepts=words.concepts,
        sources=words.sources,
        redirects=redirects,
        problems=tuple(sorted([*problems, *words.problems, *_strays(content), *redirect_problems])),
    )


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
