"""Import at the desk: the template, every fault named in the reader's words, the import and the way back."""

import re
import shutil
import time
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html
from openpyxl import load_workbook
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse
from werkzeug.test import encode_multipart

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.problem import Rule
from portal.domain.reference import Collection
from portal.domain.spreadsheet_import import ImportState
from portal.domain.spreadsheet_import import SheetRule
from portal.domain.spreadsheet_import import Staying
from portal.publishing.import_columns import columns_of
from portal.settings import Settings
from portal.uploads.refusal import Reason
from portal.web.desk.fault_words import FAULT_WORDS
from portal.web.desk.import_words import SHEET_WORDS
from portal.web.desk.import_words import STATE_WORDS
from portal.web.desk.import_words import STAYING_WORDS
from portal.web.desk.import_words import TABLE_WORDS
from portal.web.desk.server_session import OPEN_COOKIE
from tests.conftest import IndexFolder
from tests.history.repository import begin
from tests.history.repository import git
from tests.imports.table import COLUMNS
from tests.imports.table import good_rows
from tests.imports.table import plain
from tests.imports.table import seeded_rows
from tests.imports.table import workbook
from tests.uploads import packed
from tests.web.conftest import serve

ROOT = Path(__file__).parents[2]
LONGEST_WAIT = 120


@pytest.fixture(scope="module")
def portal(index_folder: IndexFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal on the small library as a repository, with a workspace and an index."""
    folder = tmp_path_factory.mktemp("desk-import")
    content = begin(folder / "content")
    aside = shutil.ignore_patterns("everyday-words.yaml")
    shutil.copytree(ROOT / "content" / "vocabulary", content / "vocabulary", ignore=aside)
    shutil.copytree(ROOT / "tests" / "content_fixture", content, dirs_exist_ok=True)
    git(content, "add", "--all")
    git(content, "commit", "--quiet", "--message", "The library")
    opened = build_portal(Settings(content=content, search_index=index_folder(), workspace=folder / "workspace"))
    opened.rebuild_index()
    opened.workspace.database.prepare()
    yield opened
    opened.close()


def visitor(portal: Portal, role: Role) -> FlaskClient:
    """Return the browser of somebody with a role."""
    book = portal.workspace.accounts
    email = f"{role}@silta.invalid"
    account = book.by_email(email) or book.add(email, role.title(), role, Language.FI)
    client = serve(portal).test_client()
    client.set_cookie(OPEN_COOKIE, portal.workspace.sessions.begin({}, account_id=account.person.id, agent="test"))
    return client


@pytest.fixture
def coordinator(portal: Portal) -> FlaskClient:
    """The browser of somebody who may import."""
    return visitor(portal, Role.COORDINATOR)


def send(client: FlaskClient, path: str, **sent: object) -> TestResponse:
    """Send a form with the token of the session."""
    page = client.get("/fi/desk/imports").get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]
    boundary, body = encode_multipart({"csrf_token": token, **sent})
    return client.post(path, data=body, content_type=f'multipart/form-data; boundary="{boundary}"')


def upload(client: FlaskClient, data: bytes, name: str = "tapaukset.xlsx", language: str = "fi") -> TestResponse:
    """Send a table of cases."""
    return send(client, f"/{language}/desk/imports", collection="cases", file=FileStorage(BytesIO(data), name))


def settled(client: FlaskClient, address: str) -> str:
    """Return the page of an import when nothing goes on any more."""
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        page = client.get(address).get_data(as_text=True)
        if "data-at-work" not in page:
            return page
        time.sleep(0.1)
    raise AssertionError("the import does not end")


def told(page: str) -> str:
    """Return the words of a page."""
    return " ".join(unescape(html.fromstring(page).text_content()).split())


def test_every_fault_has_words() -> None:
    """For the rules of tables and of the checker, the reasons of files, the states and the reasons to stay."""
    assert (set(SheetRule), set(Reason), set(ImportState), set(Staying), set(Rule)) == (
        set(SHEET_WORDS), set(TABLE_WORDS), set(STATE_WORDS), set(STAYING_WORDS), set(FAULT_WORDS),
    )  # fmt: skip


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("collection", list(Collection))
def test_a_template_for_every_collection(coordinator: FlaskClient, collection: Collection, language: Language) -> None:
    """Every column has a label and a line of help, and the file that nobody filled in has nothing to import."""
    answer = coordinator.get(f"/{language}/desk/imports/template/{collection}.xlsx")
    header, note, _ = load_workbook(BytesIO(answer.data)).worksheets[0].iter_rows(max_row=3, values_only=True)
    names = [re.search(r"\[(.+)\]$", text)[1] for text in header]
    unsaid = [name for name, text in zip(names, note, strict=True) if not text]

    assert (200, [column.name for column in columns_of(collection)], []) == (answer.status_code, names, unsaid)


def test_an_empty_template_has_no_row(coordinator: FlaskClient) -> None:
    """Its help and its example are no rows."""
    data = coordinator.get("/fi/desk/imports/template/cases.xlsx").data
    page = settled(coordinator, upload(coordinator, data).location)

    assert "Otsikkorivin alla ei ole tuotavia rivejä." in told(page)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fi", "Kalenterissa ei ole tällaista päivää."),
        ("sv", "Datumet finns inte i kalendern."),
        ("en", "There is no such date in the calendar."),
    ],
)
def test_faults_are_told_by_cell_in_the_words_of_the_reader(
    coordinator: FlaskClient, language: str, words: str
) -> None:
    """The page and the list to take along name each of the fifty cells."""
    rows, cells = seeded_rows(60)
    address = upload(coordinator, workbook(rows), language=language).location
    page = settled(coordinator, address)
    shown = set(re.findall(r'<th scope="row"><code>([A-Z]+\d+)</code>', page))
    listed = coordinator.get(f"{address}/faults.csv").get_data(as_text=True)
    listed_cells = {line.split(";")[0] for line in listed.splitlines()[1:] if re.match(r"[A-Z]+\d+;", line)}

    assert (set(cells), set(cells), True) == (shown, listed_cells, words in told(page))


def test_a_coordinator_imports_and_takes_back(portal: Portal, coordinator: FlaskClient) -> None:
    """All of it by plain forms; the entry can be read between the two."""
    count = int(git(portal.settings.content, "rev-list", "--count", "HEAD"))
    address = upload(coordinator, workbook(good_rows(2, "selain"))).location
    ready = settled(coordinator, address)
    send(coordinator, f"{address}/import", mode="publish")
    imported = settled(coordinator, address)
    read = coordinator.get("/fi/cases/selain-1").status_code
    send(coordinator, f"{address}/undo")
    undone = settled(coordinator, address)

    assert (True, True, 200, True, 404, 2) == (
        "ei virheitä" in told(ready), "Tuotu." in told(imported), read, "Peruttu." in told(undone),
        coordinator.get("/fi/cases/selain-1").status_code,
        int(git(portal.settings.content, "rev-list", "--count", "HEAD")) - count,
    )  # fmt: skip


def test_an_undo_is_refused_with_reasons(portal: Portal, coordinator: FlaskClient) -> None:
    """The page names what somebody has built on, and offers no button that cannot work."""
    address = upload(coordinator, workbook(good_rows(2, "este"))).location
    settled(coordinator, address)
    send(coordinator, f"{address}/import", mode="publish")
    settled(coordinator, address)
    path = portal.settings.content / "cases/este-1/fi.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Aloita", "Ryhdy"), encoding="utf-8")
    git(portal.settings.content, "commit", "--quiet", "--all", "--message", "correct")
    answer = send(coordinator, f"{address}/undo")

    assert (409, True, False, True) == (
        answer.status_code, "cases/este-1/fi.md: Joku on muuttanut sitä sen jälkeen." in told(answer.text),
        f'action="{address}/undo"' in answer.text, path.exists(),
    )  # fmt: skip


HOSTILE = {
    "empty.xlsx": (b"", "Tiedosto on tyhjä."),
    "table.pdf": (packed.PDF, "Tällaisessa tiedostossa ei ole taulukkoa."),
    "table.xlsx": (packed.PDF, "Tällaisessa tiedostossa ei ole taulukkoa."),
    "noise.xlsx": (bytes(range(256)) * 20, "Portaali ei tunne tätä tiedostotyyppiä."),
    "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "vanhojen toimisto-ohjelmien muoto"),
    "locked.xlsx": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "lukittu salasanalla",
    ),
    "quote.csv": (b'id;language;title\r\n"a;fi;b\r\n', "Lainausmerkki on jäänyt sulkematta."),
    "half.xlsx": (workbook(good_rows(1))[:-300], "Tiedosto on vioittunut."),
    "cell.csv": (b"id;language;title\r\na;fi;" + b"x" * 30_000, "liikaa tekstiä"),
    "entities.xlsx": (
        packed.changed(workbook(good_rows(1)), xl__workbook_dot_xml=packed.BILLION_LAUGHS), "Tiedoston rakenne",
    ),
    "bomb.xlsx": (
        packed.changed(workbook(good_rows(1)), xl__worksheets__sheet1_dot_xml=b"<a>" + b" " * 120_000_000),
        "purkautuisi liian suureksi",
    ),
    "macros.xlsx": (packed.changed(workbook(good_rows(1)), xl__vbaProject_dot_bin=b"x" * 50), "makroja"),
    "climbing.xlsx": (
        packed.changed(workbook(good_rows(1)), **{"..__..__evil_dot_xml": b"x"}), "Tiedoston rakenne",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_file_gets_a_sentence(coordinator: FlaskClient, name: str) -> None:
    """At the field or on the page of the import, never a 500, and nothing is imported."""
    data, words = HOSTILE[name]
    answer = upload(coordinator, data, name)
    page = answer.text if answer.status_code == 422 else settled(coordinator, answer.location)

    assert (True, True) == (answer.status_code in {303, 422}, words in told(page)), told(page)


def test_what_a_cell_says_is_never_obeyed(coordinator: FlaskClient) -> None:
    """Markup is shown as text; formulas come back with an apostrophe; an id that climbs is no id."""
    rows = good_rows(3)
    rows[0]["id"] = "../../../etc/passwd"
    rows[1]["country"] = '=HYPERLINK("https://evil.example","x")'
    rows[2]["kind"] = "<script>alert(1)</script>"
    address = upload(coordinator, plain(rows), "tapaukset.csv").location
    page = settled(coordinator, address)
    listed = coordinator.get(f"{address}/faults.csv").get_data(as_text=True)

    assert (False, True, True, True) == (
        "<script>alert" in page, "&lt;script&gt;alert(1)" in page, "A2" in page, "'=HYPERLINK" in listed,
    )  # fmt: skip


def test_columns_that_are_not_known_are_named(coordinator: FlaskClient) -> None:
    """By the cell of the header; a missing one by its name."""
    columns = [*(name for name in COLUMNS if name != "language"), "väri", "checked"]
    page = settled(coordinator, upload(coordinator, workbook(good_rows(1), columns)).location)
    words = told(page)

    assert [True] * 3 == [
        "Portaali ei tunne tällaista saraketta." in words,
        "Portaali kirjoittaa tämän kentän itse." in words,
        "Tämä sarake puuttuu." in words,
    ]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"collection": "cases"}, "Valitse tiedosto."),
        ({"collection": "../etc"}, "Valitse, mitä taulukko sisältää."),
        ({}, "Valitse, mitä taulukko sisältää."),
    ],
)
def test_a_form_that_lacks_something_says_so(coordinator: FlaskClient, sent: dict[str, str], words: str) -> None:
    """At its field."""
    answer = send(coordinator, "/fi/desk/imports", **sent)

    assert (422, True) == (answer.status_code, words in told(answer.text))


def test_imports_that_are_not_there(coordinator: FlaskClient) -> None:
    """And a mode or template that is none."""
    address = upload(coordinator, workbook(seeded_rows(60)[0])).location
    settled(coordinator, address)
    answers = [
        coordinator.get("/fi/desk/imports/999999"),
        coordinator.get("/fi/desk/imports/999999/faults.csv"),
        coordinator.get("/fi/desk/imports/template/nothing.xlsx"),
        send(coordinator, "/fi/desk/imports/999999/undo"),
        send(coordinator, f"{address}/import", mode="everything"),
        send(coordinator, f"{address}/import", mode="publish"),
        send(coordinator, f"{address}/undo"),
    ]

    assert [404, 404, 404, 404, 422, 409, 409] == [each.status_code for each in answers]


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.REVIEWER])
def test_others_find_no_door(portal: Portal, role: Role) -> None:
    """Neither the pages nor the link in the ways of the desk."""
    client = visitor(portal, role)
    paths = ("", "/1", "/template/cases.xlsx", "/1/faults.csv")

    assert ([403] * 4, False) == (
        [client.get(f"/fi/desk/imports{path}").status_code for path in paths],
        "desk/imports" in client.get("/fi/desk").text,
    )  # fmt: skip


def test_only_the_door_for_files_takes_more_than_a_form(coordinator: FlaskClient) -> None:
    """Two megabytes reach the table and no other page; eleven reach nothing."""
    large = b"x" * 2_000_000
    answers = [
        upload(coordinator, large, "a.xlsx").status_code,
        send(coordinator, "/fi/desk/imports/1/undo", file=FileStorage(BytesIO(large), "a.xlsx")).status_code,
        upload(coordinator, b"x" * 11_000_000, "a.xlsx").status_code,
    ]

    assert [422, 413, 413] == answers
