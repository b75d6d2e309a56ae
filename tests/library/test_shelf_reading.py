"""A shelf read again is the shelf that a fresh reading gives."""

import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library import folder_reading
from portal.library.shelf_reading import ShelfReading
from portal.library.shelf_reading import read_again
from portal.library.shelf_reading import read_all
from tests.library.shelves import write_library
from tests.library.shelves import write_pair
from tests.shared.rounds import WHOLE

NAMES = ("aalto", "berg", "cirkel")
FILES = ("fi.md", "sv.md", "en.md")
FAR = 10
"""Longer than any history, so that every date of a file in it is another."""

STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["title", "dangle", "date", "spoil", "delete", "add", "rename", "file", "stray", "redirect", "word"]
        ),
        st.sampled_from(NAMES),
        st.sampled_from(FILES),
    ),
    min_size=1,
    max_size=7,
)


def all_of(reading: ShelfReading) -> tuple[object, ...]:
    """Return everything that can be asked of a shelf."""
    shelf = reading.shelf
    names = [*(entry.ref for entry in shelf), Ref(Collection.CASES, "gone")]
    return (
        list(shelf),
        [shelf.entries(collection) for collection in Collection],
        [shelf.linked_from(ref) for ref in (*names, *(link for entry in shelf for link in entry.links))],
        shelf.newest(1000),
        shelf.problems,
        shelf.redirects,
        shelf.sources,
        shelf.concepts,
        reading.edition,
    )


def change(content: Path, verb: str, name: str, file: str, number: int) -> set[Ref]:
    """Do something to the files and return the refs an announcer would name."""
    case, clause = Ref(Collection.CASES, name), Ref(Collection.CLAUSES, f"{name}-clause")
    new = Ref(Collection.CLAUSES, f"{name}-clause-{number}")
    path = content / str(case) / file
    if verb in {"title", "dangle", "date"}:
        edit(path, verb, name, number)
    elif verb in {"file", "spoil"}:
        spoil(path, number if verb == "spoil" else None)
    elif verb == "add":
        write_pair(content, name)
    elif verb == "delete":
        shutil.rmtree(content / str(clause), ignore_errors=True)
    elif verb == "rename" and (content / str(clause)).exists():
        (content / str(clause)).rename(content / str(new))
    else:
        change_around(content, verb, name, number)
    return {case, clause, new}


def change_around(content: Path, verb: str, name: str, number: int) -> None:
    """Change what lies beside the entries."""
    if verb == "redirect":
        (content / "redirects.yaml").write_text(f"clauses/{name}-{number}: clauses/{name}-clause\n", encoding="utf-8")
    elif verb == "stray":
        (content / "cases" / f"{name}.{number}").write_text("stray", encoding="utf-8")
    elif verb == "word":
        words = content / "vocabulary" / "sources.yaml"
        words.write_text(words.read_text(encoding="utf-8").replace("id: S4\n", "id: S4x\n", 1), encoding="utf-8")


def spoil(path: Path, number: int | None) -> None:
    """Put nonsense into a file, or take it away for no number."""
    if number is None:
        path.unlink(missing_ok=True)
    elif path.exists():
        path.write_text(f"no front matter {number}", encoding="utf-8")


def edit(path: Path, verb: str, name: str, number: int) -> None:
    """Change a field of a file that has it."""
    if not path.exists():
        return
    old, new = {
        "title": ('title: "', f'title: "{number} '),
        "dangle": (f"clauses: [{name}-clause", f"clauses: [{name}-clause, {NAMES[number % 3]}-clause"),
        "date": ('as_of: "2019', f'as_of: "20{number + 10}'),
    }[verb]
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small library that is copied and never changed."""
    return write_library(tmp_path_factory.mktemp("library") / "content", *NAMES)


@given(STEPS, st.booleans())
@settings(max_examples=25 if WHOLE else 10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_ends_with_what_a_fresh_reading_gives(
    library: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str]], looking: bool
) -> None:
    """Edits, faults, new, gone and renamed entries, redirects, strays and words: named or looked for, all is seen."""
    content = tmp_path_factory.mktemp("history") / "content"
    shutil.copytree(library, content)
    reading = read_all(content)
    # What was just written counts as settled, so that only what has changed is found, not all that is new.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder_reading, "SETTLED", -FAR * folder_reading.NANOSECONDS)
        reading = read_again(content, reading)
        for number, (verb, name, file) in enumerate(steps):
            time.sleep(0.011)  # the clock of files ticks every ten milliseconds at worst
            refs = change(content, verb, name, file, number)
            reading = read_again(content, reading, None if looking else refs)

    assert all_of(read_all(content)) == all_of(reading)


def test_only_what_has_changed_is_read_again(library: Path, tmp_path: Path) -> None:
    """Entries whose files are as they were stay the same objects, and the words too."""
    content = tmp_path / "content"
    shutil.copytree(library, content)
    first = read_all(content)
    change(content, "title", "berg", "fi.md", 1)

    again = read_again(content, first)

    berg = Ref(Collection.CASES, "berg")
    assert {berg} == again.changed
    assert [entry.ref for entry in again.shelf if first.shelf.get(entry.ref) is not entry] == [berg]
    assert first.shelf.sources is again.shelf.sources


def test_a_change_within_the_same_tick_is_not_missed(library: Path, tmp_path: Path) -> None:
    """A file of the same size and times is read again when it had just changed when it was read."""
    content = tmp_path / "content"
    shutil.copytree(library, content)
    path = content / "cases" / "berg" / "fi.md"
    first = read_all(content)
    status = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("Kunta kertoo", "Kunta KERTOO"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    again = read_again(content, first)

    assert frozenset({Ref(Collection.CASES, "berg")}) == again.changed
