"""A portal on a small library in three languages, with a real index behind it."""

import re
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.settings import Settings
from portal.web.app import create_app
from portal.web.i18n import catalogue
from tests.conftest import IndexFolder
from tests.shared.once import once
from tests.shared.small_library import opened_copy
from tests.shared.small_library import small_library
from tests.web.desk_site import DeskSite

ROOT = Path(__file__).parents[2]
FIXTURE = ROOT / "tests" / "content_fixture"

Visit = Callable[..., str]


class Reader(FlaskClient):
    """A client that reads every answer to its end, so that no file stays open."""

    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        """Return the answer, read and closed."""
        return super().open(*arguments, **{"buffered": True, **options})


def serve(portal: Portal) -> Flask:
    """Return an application whose readers read to the end."""
    app = create_app(portal)
    app.test_client_class = Reader
    return app


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """Compile the catalogues as `make translations` does, so that the tests read today's words."""
    for language in Language:
        compiled = catalogue(language)
        with compiled.with_suffix(".po").open("rb") as source:
            words = read_po(source, locale=language.value)
        with compiled.open("wb") as target:
            write_mo(target, words)


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of the tests: the portal's own vocabularies, and entries, sources and concepts of the fixture."""
    return small_library(tmp_path_factory.mktemp("library") / "content")


@pytest.fixture
def library(content: Path, tmp_path: Path) -> Iterator[Portal]:
    """A portal on it with an empty workspace of its own."""
    settings = Settings(content=content, search_index=tmp_path / "index", workspace=tmp_path / "workspace")
    portal = build_portal(settings)
    portal.workspace.database.prepare()
    yield portal
    portal.close()


@pytest.fixture(scope="session")
def portal(content: Path, index_folder: IndexFolder) -> Iterator[Portal]:
    """A portal on that library with its index built and an empty workspace."""
    index = index_folder()
    settings = Settings(
        content=content, search_index=index, workspace=index / "workspace", base_url="https://silta.example"
    )
    built = build_portal(settings)
    built.rebuild_index()
    built.workspace.database.prepare()
    yield built
    built.close()


@pytest.fixture(scope="session")
def desk_library(small_desk: Path, catalogues: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library in a repository, its index and an empty workspace, for pages in three languages.

    All templates are compiled, which each of hundreds of applications would else do for itself.
    """

    def make(folder: Path) -> None:
        with opened_copy(small_desk, folder) as portal:
            templates = create_app(portal).jinja_env
            for name in templates.list_templates():
                templates.get_template(name)

    return once(tmp_path_factory, "desk-library", make)


@pytest.fixture
def desk_site(desk_library: Path, tmp_path: Path) -> Iterator[DeskSite]:
    """A desk on a copy of it."""
    with opened_copy(desk_library, tmp_path / "copy") as portal:
        yield DeskSite(portal, serve(portal))


@pytest.fixture(scope="session")
def app(portal: Portal, catalogues: None) -> Flask:
    """The application that serves that portal."""
    return serve(portal)


@pytest.fixture(scope="session")
def reader(catalogues: None, index_folder: IndexFolder) -> Iterator[FlaskClient]:
    """A reader of the portal's own content, for pages that do not search: there is no index."""
    settings = Settings(content=ROOT / "content", search_index=index_folder(), base_url="https://silta.example")
    built = build_portal(settings)
    yield serve(built).test_client()
    built.engine.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A reader."""
    return app.test_client()


@pytest.fixture
def read(client: FlaskClient) -> Visit:
    """Open a page that has to be there and return its HTML with white space folded."""

    def open_page(path: str, **options: object) -> str:
        response = client.get(path, **options)
        assert response.status_code == 200, f"{path} answered {response.status_code}"
        return folded(response)

    return open_page


def folded(response: TestResponse) -> str:
    """Return the HTML of a page with white space folded, no-break spaces kept."""
    return re.sub(r"[ \n\t]+", " ", response.get_data(as_text=True))
