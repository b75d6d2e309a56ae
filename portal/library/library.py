"""Everything under `content/`, read at once, with every fault in it."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.domain.language import Language
from portal.domain.problem import Problem
from portal.library.entry_folder import EntryFolder
from portal.library.entry_folder import read_entry_folder
from portal.library.folder_reading import refs_there
from portal.library.known_words import read_known_words
from portal.library.shelf import Shelf
from portal.library.strays import strays
from portal.library.vocabulary_files import Words
from portal.library.vocabulary_files import read_redirects
from portal.library.vocabulary_files import read_words
from portal.library.withdrawn_file import read_withdrawals


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
    there = {folder.ref for folder in folders}
    redirects, redirect_problems = read_redirects(content, there.__contains__)
    withdrawn, withdrawal_problems = read_withdrawals(content, there.__contains__)
    problems += [*known.problems, *words.problems, *strays(content), *redirect_problems, *withdrawal_problems]
    shelf = Shelf(
        (entry for folder in folders if (entry := withdrawn.shown(folder.entry)) is not None),
        vocabularies=words.vocabularies,
        concepts=words.concepts,
        sources=words.sources,
        redirects=redirects,
        problems=tuple(sorted(problems)),
        withdrawn=withdrawn,
    )
    return Library(shelf, shelf.problems, folders, known.words)


def _folders(content: Path, words: Words) -> Iterator[EntryFolder]:
    """Yield every folder of an entry, with the references that lead nowhere among its faults."""
    refs = refs_there(content)
    there = set(refs)
    for ref in refs:
        folder = read_entry_folder(content, ref, words)
        folder.check_references(there)
        yield folder
