"""Readers see that an entry is to be checked because the law has changed since its check."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from portal.bootstrap import build_portal
from portal.settings import Settings
from tests.web.conftest import folded
from tests.web.conftest import serve

CLAUSE = "clauses/jarvi-clause"
MARKS = {
    "fi": (
        "<b>Tarkistettava.</b> Laki on muuttunut sen jälkeen, kun tämän sivun juridiikka tarkistettiin (1.6.2024):",
        "Tarkistettava: laki on muuttunut sen jälkeen (1/2016).",
        "; tarkistettava: laki on muuttunut sen jälkeen",
    ),
    "sv": (
        "<b>Ska granskas på nytt.</b> Lagen har ändrats sedan sidans juridik granskades (1\u00a0juni\u00a02024):",
        "Ska granskas på nytt: lagen har ändrats sedan dess (1/2016).",
        "; ska granskas på nytt: lagen har ändrats sedan dess",
    ),
    "en": (
        "<b>To be checked.</b> The law has changed since this page was checked against it (1\u00a0June\u00a02024):",
        "To be checked: the law has changed since then (1/2016).",
        "; to be checked: the law has changed since",
    ),
}


def reader_of(content: Path, folder: Path, check: str) -> Iterator[FlaskClient]:
    """Serve the library of the tests with a law changed in 2025 and a clause checked on a day."""
    copy = folder / "content"
    shutil.copytree(content, copy)
    law, clause = copy / "laws/act-one/fi.md", copy / CLAUSE / "fi.md"
    text = law.read_text(encoding="utf-8")
    newer = 'note: in-force, source: [S1]}, {date: "2025-03-01", note: amended, source: [S1]}]'
    law.write_text(text.replace("note: in-force, source: [S1]}]", newer), encoding="utf-8")
    words = clause.read_text(encoding="utf-8")
    added = f'laws: [act-one]\nlegal_check: {{role: "Juristi", on: "{check}"}}\n' if check else "laws: [act-one]\n"
    clause.write_text(words.replace("laws: [act-one]\n", added), encoding="utf-8")
    built = build_portal(Settings(content=copy, search_index=folder / "index", base_url="https://silta.example"))
    yield serve(built).test_client()
    built.close()


@pytest.fixture(scope="module")
def marked(content: Path, catalogues: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A reader of a clause that was checked before the law changed."""
    yield from reader_of(content, tmp_path_factory.mktemp("marked"), "2024-06-01")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_of_a_clause_bears_the_mark(marked: FlaskClient, language: str) -> None:
    """Once as a note with the law and the day of its change, and where the check is told."""
    page = folded(marked.get(f"/{language}/{CLAUSE}"))
    notice, _, _ = MARKS[language]

    assert 1 == page.count(notice)
    assert 2 == page.count(notice.partition("</b>")[0])
    assert f'<a href="/{language}/laws/act-one"' in page.partition(notice)[2][:60]
    assert '<time datetime="2025-03-01">' in page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_basket_and_its_documents_bear_the_mark(marked: FlaskClient, language: str) -> None:
    """Whoever takes a clause home takes the mark with it."""
    _, sentence, _ = MARKS[language]
    page = folded(marked.get(f"/{language}/basket?basket=jarvi-clause"))

    assert sentence in page


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_comparison_bears_the_mark(marked: FlaskClient, language: str) -> None:
    """Beside the check."""
    _, _, words = MARKS[language]
    page = folded(marked.get(f"/{language}/compare?clauses=jarvi-clause&clauses=model-size"))

    assert words in page


@pytest.mark.parametrize("check", ["", "2025-03-01", "2026-01-01"])
def test_without_a_change_after_a_check_there_is_no_mark(
    content: Path, catalogues: None, tmp_path: Path, check: str
) -> None:
    """A clause checked since, and one never checked, of which the page says just that."""
    for reader in reader_of(content, tmp_path, check):
        page = folded(reader.get(f"/en/{CLAUSE}"))
        unchecked = "No lawyer has checked this clause." in page

        assert ("To be checked" in page, unchecked) == (False, not check)
