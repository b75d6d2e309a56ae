"""Readings outlive the process, and a broken file never does harm."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from portal.analysis.memo import Memo
from portal.analysis.reading import Reading
from portal.analysis.reading import Segment

_READING = Reading(("sysselsättningskrav",), (Segment(0, 15, ("sysselsättning",)), Segment(15, 19, ("krav",))))


def _never(word: str) -> Reading:
    raise AssertionError(f"{word} was asked again")


def _filled(folder: Path, signature: str = "one") -> Memo:
    memo = Memo(folder, signature, lambda _: _READING)
    memo.read("sysselsättningskrav")
    memo.keep(at_least=1)
    return memo


def test_kept_reading_is_not_asked_again(tmp_path: Path) -> None:
    """A second memo over the same folder knows what the first one kept."""
    _filled(tmp_path)

    assert _READING == Memo(tmp_path, "one", _never).read("sysselsättningskrav")


def test_reading_kept_meanwhile_by_another_process_is_known(tmp_path: Path) -> None:
    """What is on disk is looked up when it is asked for, not when the process begins."""
    early = Memo(tmp_path, "one", _never)
    _filled(tmp_path)

    assert _READING == early.read("sysselsättningskrav")


def test_a_file_that_somebody_writes_is_left_alone(tmp_path: Path) -> None:
    """Nobody waits for long, and what is only busy is not thrown away."""
    _filled(tmp_path)
    (file,) = tmp_path.glob("*.sqlite")
    other = Reading(("other",))
    with closing(sqlite3.connect(file, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        meanwhile = Memo(tmp_path, "one", lambda _: other).read("sysselsättningskrav")

    assert (other, _READING) == (meanwhile, Memo(tmp_path, "one", _never).read("sysselsättningskrav"))


def test_nothing_is_open_between_two_texts(tmp_path: Path) -> None:
    """A process that is forked must not share an open database."""
    _filled(tmp_path)
    (file,) = tmp_path.glob("*.sqlite")
    memo = Memo(tmp_path, "one", _never)
    memo.read("sysselsättningskrav")
    during = _is_open(file)
    memo.keep()

    assert (True, False) == (during, _is_open(file))


def _is_open(file: Path) -> bool:
    return any(each.samefile(file) for each in Path("/proc/self/fd").iterdir() if each.exists())


def test_other_signature_knows_nothing(tmp_path: Path) -> None:
    """Readings of one analyser are not used by another version of it."""
    _filled(tmp_path)
    other = Reading(("other",))

    assert other == Memo(tmp_path, "two", lambda _: other).read("sysselsättningskrav")


@pytest.mark.parametrize("damage", [b"not a database at all" * 50, b"SQLite format 3\x00" + b"\xff" * 5000])
def test_damaged_file_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    """Rubbish in place of the file is thrown away and the next readings are kept again."""
    _filled(tmp_path)
    (file,) = tmp_path.glob("*.sqlite")
    file.write_bytes(damage)
    _filled(tmp_path)

    assert _READING == Memo(tmp_path, "one", _never).read("sysselsättningskrav")


@pytest.mark.parametrize("damage", ["{}", "[[", "[1, 2, 3]", None, b"\xff"])
def test_damaged_record_is_made_anew(tmp_path: Path, damage: object) -> None:
    """A record that is no reading is asked for again, and kept in place of the damaged one."""
    _filled(tmp_path)
    (file,) = tmp_path.glob("*.sqlite")
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE readings SET reading = ?", (damage,))
    _filled(tmp_path)

    assert _READING == Memo(tmp_path, "one", _never).read("sysselsättningskrav")


def test_empty_file_of_another_process_is_left_alone(tmp_path: Path) -> None:
    """A file that another process has created and not yet filled is not thrown away."""
    _filled(tmp_path)
    (file,) = tmp_path.glob("*.sqlite")
    file.write_bytes(b"")
    Memo(tmp_path, "one", lambda _: _READING)

    assert file.exists()


def test_unwritable_folder_is_done_without(tmp_path: Path) -> None:
    """Where nothing can be written the memo still answers."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    memo = _filled(tmp_path / "file")

    assert _READING == memo.read("sysselsättningskrav")


def test_memory_makes_room_for_new_words(tmp_path: Path) -> None:
    """However much rubbish was read before, a new word is remembered and the oldest is asked for again."""
    asked: list[str] = []

    def ask(word: str) -> Reading:
        asked.append(word)
        return Reading((word,))

    memo = Memo(tmp_path, "one", ask, most=3)
    for word in ("a", "b", "c", "d", "d", "c", "a"):
        assert Reading((word,)) == memo.read(word)

    assert ["a", "b", "c", "d", "a"] == asked


def test_full_file_of_rubbish_begins_anew(tmp_path: Path) -> None:
    """A file that is full does not keep later words out."""
    rubbish = Memo(tmp_path, "one", lambda word: Reading((word,)), most=3)
    for word in ("qq", "ww", "xx"):
        rubbish.read(word)
    rubbish.keep(at_least=1)
    later = Memo(tmp_path, "one", lambda _: _READING, most=3)
    later.read("sysselsättningskrav")
    later.keep(at_least=1)
    unknown = Reading((), known=False)
    last = Memo(tmp_path, "one", lambda _: unknown, most=3)

    assert [_READING, unknown] == [last.read("sysselsättningskrav"), last.read("qq")]


def test_few_words_wait(tmp_path: Path) -> None:
    """A single new word, as queries bring them, is not worth a transaction."""
    memo = Memo(tmp_path, "one", lambda _: _READING)
    memo.read("krav")
    memo.keep()

    assert [] == list(tmp_path.iterdir())
