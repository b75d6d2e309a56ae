"""The shelf that is kept from start to start: right, or not used."""

import os
from pathlib import Path
from pickle import loads
from types import SimpleNamespace

import pytest

from portal.domain.language import Language
from portal.library import folder_reading
from portal.publishing import on_demand
from portal.publishing.live_shelf import LiveShelf
from tests.library.shelves import write_library


def titles(shelf: LiveShelf) -> list[str]:
    """Return what every entry is called."""
    return [text.title for entry in shelf.current() for text in entry.texts.values.values()]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small library."""
    return write_library(tmp_path / "content", "kunta")


def opened(content: Path) -> LiveShelf:
    """Return the shelf as a worker gets it that starts now."""
    return LiveShelf(content, content.parent / "marker", content.parent / "kept" / "shelf")


def test_a_second_start_goes_on_from_the_first(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has not changed is taken from the first start."""
    first = opened(content)
    monkeypatch.setattr("portal.publishing.live_shelf.read_all", None)

    assert titles(first) == titles(opened(content))


def test_a_changed_file_is_read_anew(content: Path) -> None:
    """One letter is enough, even where size and time of the text stay as they were."""
    opened(content)
    file = next(content.glob("cases/*/fi.md"))
    before = file.stat()
    words = file.read_text(encoding="utf-8")
    title = next(row for row in words.splitlines() if row.startswith("title:"))
    changed = title.replace(title[-2], "Z", 1)
    file.write_text(words.replace(title, changed[: len(title)]), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    fresh = LiveShelf(content, content.parent / "marker")

    assert titles(fresh) == titles(opened(content))


def test_texts_are_made_when_somebody_asks(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A start makes none of them; those asked for are the same as before, each made once."""
    # The files would else be too fresh to go by their times.
    monkeypatch.setattr(folder_reading, "SETTLED", -3600 * folder_reading.NANOSECONDS)
    whole = {entry.ref: entry for entry in opened(content).current()}
    made: list[bytes] = []
    monkeypatch.setattr(on_demand, "pickle", SimpleNamespace(loads=lambda text: made.append(text) or loads(text)))
    shelf = opened(content).current()
    before = len(made)
    entries = {entry.ref: entry for entry in shelf}

    assert (0, whole, whole) == (before, entries, entries)
    assert len(made) == sum(len(entry.texts.values) for entry in whole.values())


def test_what_was_never_asked_for_is_kept_again(content: Path) -> None:
    """One file changes: the next shelf is kept with texts that were made and texts that were not."""
    opened(content)
    file = next(content.glob("cases/*/fi.md"))
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: Uusi ", 1), encoding="utf-8")
    opened(content)
    fresh = LiveShelf(content, content.parent / "marker")

    assert [*fresh.current()] == [*opened(content).current()]
    assert any("Uusi" in title for title in titles(opened(content)))


@pytest.mark.parametrize("damage", [b"", b"x" * 32, b"\x80", None])
def test_a_damaged_file_is_passed_over(content: Path, damage: bytes | None) -> None:
    """Empty, foreign or cut short: the content is read, and the next start has a whole one."""
    first = opened(content)
    file = content.parent / "kept" / "shelf"
    file.write_bytes(file.read_bytes()[:-100] if damage is None else damage)

    assert titles(first) == titles(opened(content))
    assert file.stat().st_size > 1000


def test_one_damaged_bit_is_enough(content: Path) -> None:
    """Wherever in a title it is: what a failing disk makes of a word is a word as well."""
    first = opened(content)
    title = titles(first)[0].encode()
    file = content.parent / "kept" / "shelf"
    kept = file.read_bytes()
    file.write_bytes(kept.replace(title, bytes([title[0] ^ 1]) + title[1:]))

    assert (titles(first), kept) == (titles(opened(content)), file.read_bytes())


def test_a_file_that_others_can_write_is_not_opened(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a stranger may have put there could run as soon as it is read."""
    opened(content)
    (content.parent / "kept" / "shelf").chmod(0o666)
    monkeypatch.setattr("portal.publishing.kept_file.pickle.load", None)

    assert titles(opened(content))


def test_a_place_that_cannot_be_written_costs_only_time(content: Path) -> None:
    """A file stands where the folder should be: the shelf is read all the same."""
    (content.parent / "kept").write_text("", encoding="utf-8")

    assert any(Language.FI in entry.texts for entry in opened(content).current())
