"""A search page asked for again is not written again, and never shows what was true before."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from portal.bootstrap import MARKER
from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.publishing.live_shelf import announce
from portal.settings import Settings
from portal.web.finished_pages import HEAD
from portal.web.finished_pages import NAME
from portal.web.finished_pages import PLACE
from portal.web.finished_pages import FinishedPages
from portal.web.finished_pages import remember
from tests.web.conftest import serve

PAGE = "/en/search?q=cleaning"
ENTRY = Path("cases/jarvi-model/en.md")


@pytest.fixture
def library(portal: Portal, tmp_path: Path) -> Iterator[Portal]:
    """A portal on a library and an index of its own, which may be changed."""
    shutil.copytree(portal.settings.content, tmp_path / "content")
    shutil.copytree(portal.settings.search_index, tmp_path / "index")
    built = build_portal(Settings(content=tmp_path / "content", search_index=tmp_path / "index"))
    built.rebuild_index()
    yield built
    built.close()


def opened(client: FlaskClient, path: str = PAGE, **options: object) -> str:
    """Return the page."""
    return client.get(path, **options).get_data(as_text=True)


def change(file: Path, old: str, new: str) -> None:
    """Replace words in a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_same_page_is_the_same_bytes_and_is_not_written_twice(library: Portal, monkeypatch) -> None:
    """The second time no template is filled."""
    client = serve(library).test_client()
    first = opened(client)
    monkeypatch.setattr("portal.web.pages.search.render_template", None)

    assert first == opened(client)


def test_a_changed_entry_is_on_the_next_page_of_every_process(library: Portal) -> None:
    """After a build, the portal that built and another one on the same folders show the new words."""
    other = build_portal(library.settings)
    clients = [serve(each).test_client() for each in (library, other)]
    before = [opened(client) for client in clients]
    change(library.settings.content / ENTRY, "Järvi requires employment in", "Järvi wants NEWLYSAID work in")
    library.rebuild_index()
    after = [opened(client) for client in clients]
    other.close()

    assert [False, False, True, True] == ["NEWLYSAID" in page for page in (*before, *after)]


def test_a_changed_glossary_is_on_the_next_page_without_a_build(library: Portal) -> None:
    """It is enough that the change was announced: another word of the concept is searched, and named."""
    client = serve(library).test_client()
    path = "/en/search?q=employment+condition"
    before = opened(client, path)
    change(library.settings.content / "vocabulary" / "glossary.yaml", "työllistämisehto", "työllistämissääntö")
    announce(library.settings.search_index / MARKER)

    assert [False, True] == ["työllistämissääntö" in page for page in (before, opened(client, path))]


def test_a_question_without_answers_is_counted_each_time(library: Portal) -> None:
    """A page from memory counts as much as a new one."""
    client = serve(library).test_client()
    for _ in range(3):
        opened(client, "/fi/search?q=pulsaariq")

    assert [3] == [each.times for each in library.failed_queries.most_asked() if each.query == "pulsaariq"]


def test_pages_of_other_addresses_are_other_pages(library: Portal) -> None:
    """Language, parameters and the name of the host all stand in a page."""
    client = serve(library).test_client()
    asked = [(PAGE, "localhost"), (PAGE, "127.0.0.1"), (f"{PAGE}&page=1", "localhost"), ("/sv/search?q=cleaning", "")]
    pages = {opened(client, path, headers={"Host": host} if host else {}) for path, host in asked}

    assert len(asked) == len(pages)


def test_folded_and_plain_pages_are_the_same_text(library: Portal) -> None:
    """Whoever cannot unfold gets the page as it is, whichever was asked for first."""
    client = serve(library).test_client()
    folded = [client.get(PAGE, headers={"Accept-Encoding": "gzip"}) for _ in range(2)]
    plain = client.get(PAGE)

    assert (folded[0].data, "gzip", None) == (
        folded[1].data,
        folded[1].headers["Content-Encoding"],
        plain.headers.get("Content-Encoding"),
    )
    assert b"<html" in plain.data


def test_workers_share_what_was_made_before_they_parted(library: Portal) -> None:
    """A page kept by a child process is found by its parent."""
    pages = FinishedPages(8)
    child = os.fork()
    if not child:
        pages.keep(b"key", b"page")
        os._exit(0)
    os.waitpid(child, 0)

    assert b"page" == pages.get(b"key")


def test_another_worker_serves_the_page_without_making_it(library: Portal, monkeypatch) -> None:
    """Two applications with the same room give the same bytes, though the second can fill no template."""
    other = build_portal(library.settings)
    first, second = serve(library), serve(other)
    remember(second, first.extensions[NAME])
    made = opened(first.test_client())
    monkeypatch.setattr("portal.web.pages.search.render_template", None)
    again = opened(second.test_client())
    other.close()

    assert made == again


def test_content_changed_unannounced_is_another_edition(library: Portal) -> None:
    """A worker that starts after the change does not take the pages of one that started before it."""
    before = library.live_shelf
    change(library.settings.content / ENTRY, "Järvi requires employment in", "Järvi wants NEWLYSAID work in")
    after = build_portal(library.settings).live_shelf
    same = build_portal(library.settings).live_shelf
    editions = [each.edition(each.current()) for each in (before, after, same)]

    assert (False, True) == (editions[0] == editions[1], editions[1] == editions[2])


def test_a_page_half_written_counts_as_none(library: Portal) -> None:
    """Whatever byte of a place is wrong, the page is made anew; the whole one is given."""
    pages = FinishedPages(1)
    pages.keep(b"key", b"a page")
    whole = pages.get(b"key")
    found = []
    for place in range(HEAD + len(b"a page")):
        kept = pages._memory[place]
        pages._memory[place] = kept ^ 1
        found.append(pages.get(b"key"))
        pages._memory[place] = kept

    assert (b"a page", {None}, b"a page") == (whole, set(found), pages.get(b"key"))


def test_the_room_is_bounded(library: Portal) -> None:
    """Older pages make room for new ones, each key gets its own page or none, and too large a page is left out."""
    pages = FinishedPages(4)
    for number in range(100):
        pages.keep(f"{number}".encode(), f"page {number}".encode())
    found = {number: page for number in range(100) if (page := pages.get(f"{number}".encode())) is not None}
    pages.keep(b"large", b"x" * PLACE)

    assert ({number: f"page {number}".encode() for number in found}, None) == (found, pages.get(b"large"))
    assert 1 <= len(found) <= 4
