"""The word tables and dictionaries that every portal makes for itself at its first start, in some 15 seconds."""

import shutil
from pathlib import Path

from portal.analysis.analyzers import build_analyzers
from portal.analysis.freedict import FreeDict
from portal.bootstrap import CACHE
from portal.domain.language import Language

WORD = "zyxwvut"


def make_word_tables(folder: Path) -> None:
    """Make all tables in a folder, with the code of this run."""
    for analyzer in build_analyzers(folder).values():
        analyzer.analyse(WORD)
    FreeDict(folder).translations(WORD, Language.FI, Language.SV)


def furnish(index: Path, tables: Path) -> Path:
    """Put the tables where a portal with that index looks for them; returns the index."""
    shutil.copytree(tables, index / CACHE, dirs_exist_ok=True)
    return index
