"""The shelf alone is the same as the shelf of the whole library."""

import shutil
from pathlib import Path

from portal.library.library import read_library
from portal.library.shelf_reading import read_all

ROOT = Path(__file__).parents[2]


def test_the_shelf_alone_is_that_of_the_library(tmp_path: Path) -> None:
    """Entries, links, redirects and faults agree, faulty and stray files and dangling references included."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content" / "vocabulary", content / "vocabulary")
    shutil.copytree(ROOT / "tests" / "content_fixture", content, dirs_exist_ok=True)
    (content / "stray.txt").write_text("stray", encoding="utf-8")
    (content / "cases" / "hamn-pilot" / "fi.md").write_text("no front matter", encoding="utf-8")
    shutil.rmtree(content / "organisations" / "hamn")
    whole, alone = read_library(content).shelf, read_all(content).shelf

    assert whole.problems
    assert (list(whole), whole.problems, whole.redirects) == (list(alone), alone.problems, alone.redirects)
