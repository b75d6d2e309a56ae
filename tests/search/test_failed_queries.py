"""Questions that found nothing are counted without a trace of who asked."""

import multiprocessing
import sqlite3
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from pathlib import Path

import pytest

from portal.search.failed_queries import DAYS_KEPT
from portal.search.failed_queries import MOST_A_DAY
from portal.search.failed_queries import CountsUnreadable
from portal.search.failed_queries import FailedQueries
from portal.search.failed_queries import countable


def today() -> date:
    """Return the day by which is counted."""
    return datetime.now(UTC).date()


def rows(file: Path) -> int:
    """Return how many rows the file holds."""
    with sqlite3.connect(file) as database:
        found = database.execute("SELECT COUNT(*) FROM failed").fetchone()[0]
    database.close()
    return found


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the counts are kept."""
    return tmp_path / "failed.sqlite"


def test_the_same_words_are_counted_together(file: Path) -> None:
    """Case and white space do not matter; the most frequent question comes first."""
    failed = FailedQueries(file)
    for query in ("Hevonen", "hevonen ", "HEVONEN", "koira  ja kissa"):
        failed.count(query)

    assert [("hevonen", 3, today()), ("koira ja kissa", 1, today())] == [
        (each.query, each.times, each.last) for each in failed.most_asked()
    ]


@pytest.mark.parametrize(
    "query",
    [
        "a@b.example",
        "010190-123A",
        "040 123 4567",
        "12345",
        "x" * 81,
        "",
        "!!!",
        "ab",
        "<script>",
        "hevonen\x00",
        "🧹🧹🧹",
    ],
)
def test_what_may_be_personal_is_not_counted(file: Path, query: str) -> None:
    """Addresses, numbers of people and telephones, long texts and what is no words leave no trace."""
    FailedQueries(file).count(query)

    assert [] == FailedQueries(file).most_asked()


@pytest.mark.parametrize("query", ["työllistämisehto", '"social hänsyn"', "laki 1397/2016", "top 500", "te-toimisto"])
def test_words_are_counted(query: str) -> None:
    """Words, phrases in quotes and the numbers of acts are."""
    assert query == countable(query)


def test_a_day_has_a_bound(file: Path) -> None:
    """A machine that asks nonsense fills its day and no more; what is counted already goes on being counted."""
    failed = FailedQueries(file)
    for number in range(MOST_A_DAY + 5):
        failed.count("word " + "".join(chr(97 + int(digit)) for digit in f"{number:03}"))
    failed.count("word aaa")

    assert MOST_A_DAY == rows(file)
    assert ("word aaa", 2) == (failed.most_asked()[0].query, failed.most_asked()[0].times)


def test_old_days_are_forgotten(file: Path) -> None:
    """After ninety days a question is gone from the file."""
    failed = FailedQueries(file)
    failed.count("hevonen", today() - timedelta(days=DAYS_KEPT))
    failed.count("koira")

    assert 1 == rows(file)


def _count(file: Path) -> None:
    for _ in range(20):
        FailedQueries(file).count("hevonen")


def test_several_processes_count_at_once(file: Path) -> None:
    """The file stays whole and hardly a count is lost: a locked file is waited for, but not for long."""
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_count, args=(file,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)

    assert 50 <= FailedQueries(file).most_asked()[0].times <= 60


def test_a_damaged_file_costs_no_reader_a_page(file: Path) -> None:
    """Counting goes on without a word to the reader; whoever asks for the counts is told what to do."""
    file.write_bytes(b"no database" * 100)
    FailedQueries(file).count("hevonen")

    with pytest.raises(CountsUnreadable, match="delete it"):
        FailedQueries(file).most_asked()


def test_a_folder_that_is_not_there_costs_nothing(tmp_path: Path) -> None:
    """Without an index folder nothing is counted and nothing fails."""
    failed = FailedQueries(tmp_path / "nowhere" / "failed.sqlite")
    failed.count("hevonen")

    assert [] == failed.most_asked()
