"""A damaged index is noticed, named and rebuilt, and never answers wrongly."""

import shutil
import time
from pathlib import Path

import pytest

from portal.domain.language import Language
from portal.search.errors import SearchUnavailable
from portal.search.request import SearchRequest
from portal.search.status import IndexFault
from portal.search.status import IndexState
from portal.search.whoosh_engine import WhooshEngine

DAMAGES = {
    "removed": lambda path: path.unlink(),
    "emptied": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-7]),
    "zeroed": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "garbage": lambda path: path.write_bytes(b"\x80\x04garbage" * 99),
    "flipped": lambda path: path.write_bytes(_flipped(path.read_bytes())),
}


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


@pytest.fixture
def documents(compose):
    """Enough documents that every file of the index has something in it."""
    return [compose(f"cases/{number}", fi=f"kuopio sana{number} | yhteinen sana", c="x") for number in range(20)]


@pytest.fixture
def fresh(folder, plain, signatures):
    """A process that starts now: another engine on the same folder."""
    engine = WhooshEngine(folder, plain, signatures)
    yield engine
    engine.close()


def ask(engine: WhooshEngine) -> int:
    """How many entries a common word finds."""
    return engine.find(SearchRequest("yhteinen", Language.FI)).total


def kinds(folder: Path) -> dict[str, Path]:
    """The files of the served generation by what they are."""
    generation = folder / "generation-1"
    found = {path.suffix or path.name: path for path in generation.iterdir()}
    found |= {f"{path.name.split('.')[1]}.col": path for path in generation.glob("*.col")}
    return found | {"CURRENT": folder / "CURRENT"}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("kind", [".toc", ".trm", ".pst", "card.col", "_stored.col", ".json", "CURRENT"])
def test_damage_to_any_file_is_noticed_and_cured(engine, fresh, documents, folder, kind: str, damage: str) -> None:
    """A process that starts says what is wrong and answers nothing; the next build makes the index whole."""
    engine.build(documents)
    engine.close()
    DAMAGES[damage](kinds(folder)[kind])
    state = fresh.status().state
    with pytest.raises(SearchUnavailable):
        ask(fresh)
    report = fresh.build(documents)

    assert (kind == "CURRENT" and damage == "removed", True, IndexState.READY, 20) == (
        state is IndexState.MISSING,
        report.full,
        fresh.status().state,
        ask(fresh),
    )


def test_every_kind_of_file_is_damaged_in_these_tests(engine, documents, folder) -> None:
    """The list of kinds above holds all files that a generation has."""
    engine.build(documents)
    suffixes = {path.suffix for path in (folder / "generation-1").iterdir()}

    assert {".toc", ".trm", ".pst", ".col", ".json"} == suffixes


@pytest.mark.parametrize("change", ["generation", "index", "current-folder", "empty-folder", "file"])
def test_missing_and_strange_folders(engine, fresh, documents, folder, change: str) -> None:
    """Whatever is gone or in the way, search is unavailable and a build cures it where one can be made."""
    engine.build(documents)
    engine.close()
    if change == "generation":
        shutil.rmtree(folder / "generation-1")
    elif change == "current-folder":
        (folder / "CURRENT").unlink()
        (folder / "CURRENT").mkdir()
    else:
        shutil.rmtree(folder)
    if change == "empty-folder":
        folder.mkdir()
    if change == "file":
        folder.write_text("not a folder")
    with pytest.raises(SearchUnavailable):
        ask(fresh)
    if change in ("file", "current-folder"):
        with pytest.raises(OSError, match=r"irectory|exists"):
            fresh.build(documents)
        return
    fresh.build(documents)

    assert 20 == ask(fresh)


@pytest.mark.parametrize("text", ["", "generation-", "generation-0", "generation-1/../..", "generation-77", "\x00"])
def test_a_pointer_to_nothing(engine, fresh, documents, folder, text: str) -> None:
    """A pointer that names no generation is damage, and leads nowhere else on the disk."""
    engine.build(documents)
    (folder / "CURRENT").write_text(text)

    assert IndexState.UNREADABLE is fresh.status().state


def test_a_running_process_serves_on_while_the_new_index_is_damaged(engine, documents, compose, folder) -> None:
    """What is in memory goes on being served, and the status tells of the damage on disk."""
    engine.build(documents)
    before = ask(engine)
    other = WhooshEngine(folder, engine._builder.analyse, engine._builder.signatures)
    other.update([compose("cases/new", fi="yhteinen")])
    (folder / "generation-2" / "META.json").write_text("{}")

    assert (20, 20, IndexState.UNREADABLE, IndexFault.META_DAMAGED) == (
        before,
        ask(engine),
        engine.status().state,
        engine.status().fault,
    )


def test_a_failed_opening_is_not_tried_for_every_reader(engine, fresh, documents, folder) -> None:
    """Checking the files of a damaged index again and again would make the whole portal slow."""
    engine.build(documents)
    kinds(folder)[".pst"].write_bytes(b"")
    started = time.monotonic()
    for _ in range(200):
        with pytest.raises(SearchUnavailable):
            ask(fresh)

    assert time.monotonic() - started < 1


def test_a_damaged_pointer_is_tried_again(engine, fresh, documents, folder) -> None:
    """A new pointer is looked at at once, not after the pause."""
    engine.build(documents)
    (folder / "CURRENT").write_text("nonsense")
    with pytest.raises(SearchUnavailable):
        ask(fresh)
    fresh.build(documents)

    assert 20 == ask(fresh)
