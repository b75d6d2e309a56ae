"""Questions that found nothing, counted by day without a trace of who asked."""

import logging
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from pathlib import Path

from portal.domain.errors import PortalError

FILE = "failed_queries.sqlite"
DAYS_KEPT = 90
MOST_A_DAY = 200
"""Different questions counted on one day: a machine that asks nonsense fills its day and no more."""

LONGEST = 80
_WAIT_SECONDS = 0.25
_LEAST_LETTERS = 3
_MOST_DIGITS = 4
_MADE_OF_WORDS = re.compile(r"[^\W_](?:[\w '’\"“”:/.,-]*[\w'’\"“”])?")
_LAW_NUMBER = re.compile(r"\b\d{1,4}/\d{4}\b")
_TABLE = """
CREATE TABLE IF NOT EXISTS failed (day TEXT NOT NULL, query TEXT NOT NULL, times INTEGER NOT NULL,
PRIMARY KEY (day, query)) WITHOUT ROWID
"""
_COUNT = """
INSERT INTO failed (day, query, times) SELECT :day, :query, 1
WHERE EXISTS (SELECT 1 FROM failed WHERE day = :day AND query = :query)
OR (SELECT COUNT(*) FROM failed WHERE day = :day) < :most
ON CONFLICT (day, query) DO UPDATE SET times = times + 1
"""
_READ = """
SELECT query, SUM(times), MAX(day) FROM failed WHERE day > ? GROUP BY query ORDER BY SUM(times) DESC, query LIMIT ?
"""
_LOG = logging.getLogger(__name__)


class CountsUnreadable(PortalError):
    """Raised when the counts are asked for and their file cannot be read."""


@dataclass(frozen=True, slots=True)
class FailedQuery:
    """A question that found nothing: how often it was asked, and on which day last."""

    query: str
    times: int
    last: date


class FailedQueries:
    """The counts in a small SQLite file; any number of processes may count at once.

    Each counting is one transaction on a connection of its own, for failing questions are rare.
    The file is bounded: `MOST_A_DAY` questions of `LONGEST` characters for `DAYS_KEPT` days.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def count(self, query: str, day: date | None = None) -> None:
        """Count a question once, if it is made of words; never fails, for a count is not worth a reader's page."""
        words = countable(query)
        if not words:
            return
        today = day or _today()
        try:
            with self._opened() as database:
                database.execute("DELETE FROM failed WHERE day <= ?", (f"{today - timedelta(days=DAYS_KEPT)}",))
                database.execute(_COUNT, {"day": f"{today}", "query": words, "most": MOST_A_DAY})
        except sqlite3.Error as error:
            _LOG.warning("A question that found nothing could not be counted: %s.", error)

    def most_asked(self, days: int = 30, limit: int = 50) -> list[FailedQuery]:
        """Return the questions of the last days, the most frequent first; raises `CountsUnreadable`."""
        if not self._file.exists():
            return []
        since = _today() - timedelta(days=min(days, DAYS_KEPT))
        try:
            with self._opened() as database:
                rows = database.execute(_READ, (f"{since}", limit)).fetchall()
        except sqlite3.Error as error:
            raise CountsUnreadable(
                f"{self._file} cannot be read ({error}); delete it, and counting begins anew."
            ) from error
        return [FailedQuery(query, times, date.fromisoformat(last)) for query, times, last in rows]

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """A connection whose transaction is committed at the end of the block."""
        with closing(sqlite3.connect(self._file, timeout=_WAIT_SECONDS)) as database, database:
            database.execute(_TABLE)
            yield database


def countable(query: str) -> str:
    """The question as it is counted, in lower case and one space between words; empty where it may be personal.

    Not counted is what has an @, five digits in a row or in all (an identity or telephone number; the numbers of acts
    such as 1397/2016 aside), what is longer than 80 characters, and what has fewer than three letters or signs that
    words have not.
    """
    text = " ".join(unicodedata.normalize("NFC", query[: 4 * LONGEST]).casefold().split())
    if len(text) > LONGEST or not _MADE_OF_WORDS.fullmatch(text.strip("\"'“”’ ")):
        return ""
    letters = sum(letter.isalpha() for letter in text)
    digits = sum(letter.isdigit() for letter in _LAW_NUMBER.sub("", text))
    return text if letters >= _LEAST_LETTERS and digits <= _MOST_DIGITS else ""


def _today() -> date:
    return datetime.now(UTC).date()
