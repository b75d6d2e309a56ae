"""Readings kept on disk, so that a dictionary that is slow to ask is asked once for each word."""

import json
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

from portal.analysis.reading import Reading
from portal.analysis.reading import Segment

_LOG = logging.getLogger(__name__)
_BUSY_SECONDS = 10
# Whoever writes does so for a moment; to wait longer would take more time than to ask the dictionary.
_BUSY_SECONDS_OF_READERS = 0.1
# A page brings some hundred new words; written together they cost one transaction.
_WRITTEN_TOGETHER = 50
# Visitors may send any text; a bound keeps memory below about 50 MB and the file at some ten.
# It makes room for new words, since whoever filled it with rubbish would else make every later word slow.
# What the analysers and spellers remember beside it of single words has the same bound.
MOST_WORDS = 50_000


class Memo:
    """Readings by word under one analyser signature, shared by threads and processes.

    The file is a cache: a corrupt one is thrown away, an unwritable one is done without.
    """

    def __init__(
        self, folder: Path | None, signature: str, read: Callable[[str], Reading], most: int = MOST_WORDS
    ) -> None:
        """`read` is asked for words not yet known, `most` is how many are kept.

        Without a folder nothing is kept beyond the process.
        """
        name = f"readings-{sha256(signature.encode()).hexdigest()[:16]}.sqlite"
        self._file = folder / name if folder else None
        self._ask = read
        self._most = most
        self._lock = Lock()
        self._unwritten: dict[str, Reading] = {}
        self._known: dict[str, Reading] = {}
        # Most words on disk are not asked for in the life of a process, so that each is looked up when it is.
        self._kept: sqlite3.Connection | None = None

    def read(self, word: str) -> Reading:
        """The reading of the word, remembered or asked for now."""
        reading = self._known.get(word)
        if reading is None:
            recorded = self._recorded(word)
            reading = recorded or self._ask(word)
            with self._lock:
                self._known[word] = reading
                if len(self._known) > self._most:
                    del self._known[next(iter(self._known))]
                if recorded is None and self._file is not None:
                    self._unwritten[word] = reading
        return reading

    def keep(self, at_least: int = _WRITTEN_TOGETHER) -> None:
        """End the reading of a text: let go of the file, and write what is new if there are so many words of it.

        Nothing is open between two texts, since a process that is forked must not share an open database.
        """
        with self._lock:
            self._let_go()
            if self._file is None or len(self._unwritten) < max(at_least, 1):
                return
            fresh, self._unwritten = self._unwritten, {}
        try:
            _write(self._file, fresh, self._most)
        except (OSError, sqlite3.Error) as error:
            _LOG.warning("Readings cannot be kept in %s (%s): the next start is slower.", self._file, error)
            self._file = None

    def _recorded(self, word: str) -> Reading | None:
        """The reading that some process has kept."""
        with self._lock:
            record = self._record(word)
        try:
            return _reading_from_record(json.loads(record)) if record is not None else None
        except (ValueError, TypeError) as error:
            _LOG.warning("The kept reading of %r in %s is damaged (%s) and made anew.", word, self._file, error)
        return None

    def _record(self, word: str) -> str | None:
        if self._file is None:
            return None
        try:
            if self._kept is None:
                self._kept = _opened(self._file)
            if self._kept is None:
                return None
            row = self._kept.execute("SELECT reading FROM readings WHERE word = ?", (word,)).fetchone()
        except (OSError, sqlite3.Error) as error:
            self._let_go()
            if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
                _LOG.warning("The kept readings in %s are damaged (%s) and made anew.", self._file, error)
                with suppress(OSError):
                    self._file.unlink(missing_ok=True)
            return None
        return row[0] if row else None

    def _let_go(self) -> None:
        if self._kept is not None:
            self._kept.close()
            self._kept = None


def _opened(file: Path) -> sqlite3.Connection | None:
    """The database, None where there is none yet or another process is still making it."""
    if not file.exists():
        return None
    database = sqlite3.connect(file, timeout=_BUSY_SECONDS_OF_READERS, check_same_thread=False)
    is_made = False
    try:
        is_made = bool(database.execute("SELECT name FROM sqlite_master WHERE name = 'readings'").fetchone())
    finally:
        if not is_made:
            database.close()
    return database if is_made else None


def _write(file: Path, readings: dict[str, Reading], most: int) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = [(word, json.dumps(_record_from_reading(reading))) for word, reading in readings.items()]
    with closing(sqlite3.connect(file, timeout=_BUSY_SECONDS)) as database, database:
        database.execute("CREATE TABLE IF NOT EXISTS readings (word TEXT PRIMARY KEY, reading TEXT) WITHOUT ROWID")
        if database.execute("SELECT count(*) FROM readings").fetchone()[0] >= most:
            database.execute("DELETE FROM readings")  # mostly rubbish by now; the words of the texts soon come again
        database.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?)", rows)


def _record_from_reading(reading: Reading) -> list[object]:
    return [reading.lemmas, [[piece.start, piece.end, piece.lemmas] for piece in reading.pieces], reading.known]


def _reading_from_record(record: Any) -> Reading:
    lemmas, pieces, known = record
    return Reading(
        tuple(lemmas),
        tuple(Segment(start, end, tuple(bases)) for start, end, bases in pieces),
        bool(known),
    )
