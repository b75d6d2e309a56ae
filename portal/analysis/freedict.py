"""The FreeDict dictionaries between the three languages, where their system packages are installed.

They are read once into a small database beside the other caches, so that a process needs no memory for them.
The dictionaries have licences of their own, so nothing of them is part of this project.
"""

import gzip
import json
import logging
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import closing
from functools import lru_cache
from hashlib import sha256
from itertools import permutations
from pathlib import Path
from threading import Lock

from platformdirs import user_cache_path

from portal.domain.language import Language

FOLDER = Path("/usr/share/dictd")
_LOG = logging.getLogger(__name__)
_CODES = {Language.FI: "fin", Language.SV: "swe", Language.EN: "eng"}
_DIGITS = {
    digit: value for value, digit in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
}
# A sense of several: `2. sitoumus`.
_SENSE = re.compile(r"^\d+\.\s+(.+)")
# What follows a translation and is not part of it: a second number, a bracket, a note on grammar.
_NOTE = re.compile(r"\s*(?:\(.*?\)|\[.*?\]|\b\d+\.?$|<.*?>)")
_LONGEST = 60
_MOST_TRANSLATIONS = 6
_REMEMBERED = 20_000


class FreeDict:
    """Translations of base forms; safe to share between threads. What is not installed has no translations."""

    def __init__(self, cache_folder: Path | None = None, folder: Path = FOLDER) -> None:
        """`cache_folder` keeps the database, by default the user's cache folder; `folder` holds the dictionaries."""
        self._folder = folder
        self._cache = cache_folder or user_cache_path("silta")
        self._lock = Lock()
        self._database: sqlite3.Connection | None = None
        self._asked = lru_cache(_REMEMBERED)(self._ask)

    def translations(self, word: str, source: Language, target: Language) -> tuple[str, ...]:
        """Return what the dictionaries give for a base form, the better attested first."""
        return self._asked(word.casefold(), f"{_CODES[source]}-{_CODES[target]}")

    def close(self) -> None:
        """Let go of the database; asking again opens it again."""
        with self._lock:
            database, self._database = self._database, None
        if database is not None:
            database.close()

    def _ask(self, word: str, pair: str) -> tuple[str, ...]:
        with self._lock:
            if self._database is None:
                self._database = self._opened()
            row = self._database.execute(
                "SELECT translations FROM entries WHERE pair = ? AND word = ?", (pair, word)
            ).fetchone()
        return tuple(json.loads(row[0])) if row else ()

    def _opened(self) -> sqlite3.Connection:
        path = self._cache / f"freedict-{self._signature()}.sqlite"
        try:
            if not path.exists():
                _build(path, self._folder)
            return sqlite3.connect(path, check_same_thread=False)
        except (OSError, sqlite3.Error) as error:
            _LOG.warning("The dictionaries cannot be kept in %s (%s); they are read again at every start.", path, error)
        database = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(database, self._folder)
        return database

    def _signature(self) -> str:
        """A digest of what is installed; another version of a dictionary makes another database."""
        digest = sha256(b"1")
        for path in sorted(self._folder.glob("freedict-*.index")):
            found = path.stat()
            digest.update(f"{path.name} {found.st_size} {found.st_mtime_ns}".encode())
        return digest.hexdigest()[:12]


def missing_dictionaries(folder: Path = FOLDER) -> list[str]:
    """Return the pairs of languages that have no dictionary here, named as in the packages: `fin-swe`."""
    pairs = (f"{_CODES[source]}-{_CODES[target]}" for source, target in permutations(Language, 2))
    return [pair for pair in pairs if not _files(folder, pair)[0].exists()]


def _build(path: Path, folder: Path) -> None:
    """Write the database beside its place and move it there whole, as two processes may do so at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as scratch:
        made = Path(scratch) / path.name
        with closing(sqlite3.connect(made)) as database:
            _fill(database, folder)
        made.replace(path)


def _fill(database: sqlite3.Connection, folder: Path) -> None:
    database.execute(
        "CREATE TABLE entries (pair TEXT, word TEXT, translations TEXT, PRIMARY KEY (pair, word)) WITHOUT ROWID"
    )
    direct = {
        (source, target): _read(folder, f"{_CODES[source]}-{_CODES[target]}")
        for source, target in permutations(Language, 2)
    }
    for (source, target), entries in direct.items():
        merged = _merged(entries, _turned_round(direct[target, source]))
        rows = ((f"{_CODES[source]}-{_CODES[target]}", word, json.dumps(found)) for word, found in merged.items())
        database.executemany("INSERT INTO entries VALUES (?, ?, ?)", rows)
    database.commit()


def _merged(first: Mapping[str, list[str]], second: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the translations of both, those that both have in front."""
    merged = {}
    for word in first.keys() | second.keys():
        own, other = first.get(word, []), second.get(word, [])
        shared = [each for each in own if each in other]
        merged[word] = list(dict.fromkeys((*shared, *own, *other)))[:_MOST_TRANSLATIONS]
    return merged


def _turned_round(entries: Mapping[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word, translations in entries.items():
        for translation in translations:
            found.setdefault(translation.casefold(), []).append(word)
    return found


def _read(folder: Path, pair: str) -> dict[str, list[str]]:
    """Return the entries of one dictionary; none where it is not installed."""
    index, texts = _files(folder, pair)
    if not (index.is_file() and texts.is_file()):
        return {}
    data = gzip.decompress(texts.read_bytes())
    found: dict[str, list[str]] = {}
    for line in index.read_text(encoding="utf-8").splitlines():
        word, offset, length = line.split("\t")[:3]
        if word.startswith("00database"):
            continue
        start = _number(offset)
        entry = data[start : start + _number(length)].decode(errors="replace")
        found.setdefault(word.casefold(), []).extend(_translations(entry))
    return {word: list(dict.fromkeys(translations)) for word, translations in found.items() if translations}


def _number(text: str) -> int:
    """Return a number as the dictd format writes it: base 64, the highest digit first (RFC 2229 tools, dictfmt)."""
    value = 0
    for digit in text:
        value = value * 64 + _DIGITS[digit]
    return value


def _translations(entry: str) -> Iterator[str]:
    """Yield the translations of an entry: its numbered lines, or the line below the headword where it has one sense."""
    lines = [line.strip() for line in entry.splitlines()]
    senses = [match[1] for line in lines[1:] if (match := _SENSE.match(line))] or lines[1:2]
    for sense in senses:
        for translation in re.split(r"[,;]", _NOTE.sub("", sense)):
            cleaned = translation.strip(" .-")
            if cleaned and len(cleaned) <= _LONGEST:
                yield cleaned


def _files(folder: Path, pair: str) -> tuple[Path, Path]:
    """Where the index and the texts of a dictionary lie."""
    return folder / f"freedict-{pair}.index", folder / f"freedict-{pair}.dict.dz"
