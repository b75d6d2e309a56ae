"""The word tables and dictionaries that every portal makes for itself at its first start, in some 15 seconds."""

import os
import shutil
from pathlib import Path

from portal.analysis.analyzers import build_analyzers
from portal.analysis.freedict import FreeDict
from portal.bootstrap import CACHE
from portal.domain.language import Language

WORD = "zyxwvut"
TABLES = ("*.dic", "*.trie", "freedict-*.sqlite")


def make_word_tables(folder: Path) -> None:
    """Make all tables in a folder, with the code of this run."""
    for analyzer in build_analyzers(folder).values():
        analyzer.analyse(WORD)
    FreeDict(folder).translations(WORD, Language.FI, Language.SV)


def furnish(index: Path, tables: Path) -> Path:
    """Put the tables where a portal with that index looks for them; returns the index."""
    shutil.copytree(tables, index / CACHE, dirs_exist_ok=True, copy_function=copied)
    return index


def copied(source: str, target: str) -> None:
    """Copy a file, but give a word table another name only: all of them are 40 MB, and nobody writes into one."""
    if any(Path(source).match(table) for table in TABLES):
        os.link(source, target)
    else:
        shutil.copy2(source, target)
