"""Pieces and addresses made before: in the right language, for the right basket, and never older than the content."""

import re
import shutil
from pathlib import Path

import pytest
from flask import url_for
from flask.testing import FlaskClient

from portal.bootstrap import MARKER
from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.publishing.live_shelf import announce
from portal.settings import Settings
from tests.web.conftest import serve

PAGES = [f"/{language}/search?q={word}" for word in ("cleaning", "siivous") for language in ("fi", "sv", "en")]
ADDED = "basket=jarvi-clause"


@pytest.mark.parametrize("path", [*PAGES, *(f"{page}&{ADDED}" for page in PAGES)])
def test_a_page_of_pieces_is_the_page_made_at_once(portal: Portal, path: str) -> None:
    """Readers of other languages, with and without a basket, came before; the page is what the first of all gets."""
    client = serve(portal).test_client()
    for other in (*PAGES, *(f"{page}&{ADDED}" for page in PAGES)):
        client.get(f"{other}&page=1")

    assert serve(portal).test_client().get(path).data == client.get(path).data


def test_a_line_is_made_once(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another question that finds the same entries asks for none of their facts."""
    client.get("/en/search?q=cleaning&without=a")
    monkeypatch.setattr("portal.web.answers.card", lambda *_: pytest.fail("a line was made again"))

    assert client.get("/en/search?q=cleaning&without=b").status_code == 200


def test_a_new_shelf_leaves_old_lines_behind(portal: Portal, tmp_path: Path) -> None:
    """The name of an organisation in the line of its case is that of the content of today."""
    shutil.copytree(portal.settings.content, tmp_path / "content")
    shutil.copytree(portal.settings.search_index, tmp_path / "index")
    built = build_portal(Settings(content=tmp_path / "content", search_index=tmp_path / "index"))
    client = serve(built).test_client()
    client.get("/en/search?q=cleaning")
    for file in (tmp_path / "content" / "organisations").glob("*/en.md"):
        words = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r'(?m)^title: ("?)', r"title: \1Renamed ", words), encoding="utf-8")
    announce(built.settings.search_index / MARKER)
    page = client.get("/en/search?q=cleaning").get_data(as_text=True)
    built.close()

    assert "Renamed " in page


def test_an_address_is_built_once_for_each_language(portal: Portal) -> None:
    """The path of the request decides the language, and the second asking is answered from memory."""
    app = serve(portal)
    found = []
    for path in ("/fi/", "/sv/", "/fi/"):
        with app.test_request_context(path):
            found.append(url_for("search.index"))

    assert ["/fi/search", "/sv/search", "/fi/search"] == found


def test_full_addresses_name_the_host_asked_for(portal: Portal) -> None:
    """They are never taken from memory."""
    app = serve(portal)
    found = []
    for host in ("a.example", "b.example"):
        with app.test_request_context("/fi/", base_url=f"http://{host}"):
            found.append(url_for("search.index", _external=True))

    assert ["http://a.example/fi/search", "http://b.example/fi/search"] == found
