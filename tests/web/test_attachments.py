"""The files of an entry on its page, and as they are handed out."""

import os
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.attached_files import open_attached
from portal.settings import Settings
from portal.web.formats import file_size
from tests.web.conftest import FIXTURE
from tests.web.conftest import Visit
from tests.web.conftest import serve

CLAUSE = Ref(Collection.CLAUSES, "jarvi-clause")
FILES = FIXTURE / str(CLAUSE) / "files"


@pytest.mark.parametrize(
    ("language", "heading", "label", "size", "picture", "shows"),
    [
        ("fi", "Tiedostot", "<span>Tarjouspyyntö 2019</span>", "(PDF, 1\u00a0kt)", "Kaavio", "Pylväät kasvavat."),
        ("sv", "Filer", "<span>Anbudsförfrågan 2019</span>", "(PDF, 1\u00a0kB)", "Diagram", "Staplarna växer."),
        ("en", "Files", '<span lang="fi">Tarjouspyyntö 2019</span>', "(PDF, 1\u00a0kB)", "Chart", "The bars grow."),
    ],
)
def test_the_page_lists_the_files(
    read: Visit, language: str, heading: str, label: str, size: str, picture: str, shows: str
) -> None:
    """Each file is a link that tells its type and size, in the reader's words or marked as another language's."""
    page = read(f"/{language}/{CLAUSE}")

    assert f'<h2 id="page-files">{heading}</h2>' in page
    assert f'href="/{language}/{CLAUSE}/files/tender.pdf" hreflang="fi" type="application/pdf" download' in page
    assert f"{label} {size}</a>" in page
    assert f"<span>{picture}</span> (PNG, " in page
    assert f"<span>{shows}</span>" in page


def test_a_page_without_files_says_nothing_of_them(read: Visit) -> None:
    """There is no empty list."""
    assert "page-files" not in read("/en/cases/jarvi-model")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("name", "media_type"), [("tender.pdf", "application/pdf"), ("chart.png", "image/png")])
def test_a_file_is_handed_out_to_be_saved(client: FlaskClient, language: str, name: str, media_type: str) -> None:
    """It arrives whole, of its type, under its name, never opened in the portal's name, and without a cookie."""
    response = client.get(f"/{language}/{CLAUSE}/files/{name}")
    headers = response.headers

    assert (FILES / name).read_bytes() == response.data
    assert (200, media_type, f"attachment; filename={name}") == (
        response.status_code, headers["Content-Type"], headers["Content-Disposition"],
    )  # fmt: skip
    assert ("nosniff", str(len(response.data))) == (headers["X-Content-Type-Options"], headers["Content-Length"])
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert ("public, max-age=60", None) == (headers["Cache-Control"], headers.get("Set-Cookie"))


def test_a_file_that_is_known_is_not_sent_again(client: FlaskClient) -> None:
    """Whoever has the file is told so by its tag; a question for the head gets no body."""
    address = f"/fi/{CLAUSE}/files/tender.pdf"
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})

    assert (304, b"") == (again.status_code, again.data)
    assert b"" == client.head(address).data


@pytest.mark.parametrize(
    "name",
    ["fi.md", "../fi.md", "..%2ffi.md", "%2e%2e/fi.md", "..%5cfi.md", "tender.pdf%00.md", "TENDER.PDF",
     "%2fetc%2fpasswd", "....//fi.md", "tender.pdf.md", ".", "chart.jpg", "%E2%80%AEfdp.rednet", "a" * 3000],
)  # fmt: skip
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_no_other_file_is_handed_out(client: FlaskClient, name: str, language: str) -> None:
    """What the entry does not list is not there, whatever is written for it."""
    response = client.get(f"/{language}/{CLAUSE}/files/{name}")

    assert response.status_code in {308, 400, 404}
    assert b"Sanamuoto" not in response.data


@pytest.mark.parametrize("ref", ["clauses/model-start", "clauses/nothing", "cases/jarvi-clause"])
def test_another_entry_has_no_such_file(client: FlaskClient, ref: str) -> None:
    """A file is found with its own entry only."""
    assert 404 == client.get(f"/en/{ref}/files/tender.pdf").status_code


def test_programs_are_told_of_the_files(client: FlaskClient) -> None:
    """The data of an entry names type, size and address of each file."""
    told = client.get(f"/api/v1/{CLAUSE}").get_json()["files"]

    assert [("tender.pdf", "application/pdf"), ("chart.png", "image/png")] == [
        (each["name"], each["media_type"]) for each in told
    ]
    assert f"https://silta.example/fi/{CLAUSE}/files/tender.pdf" == told[0]["address"]
    assert {"fi": "Tarjouspyyntö 2019", "sv": "Anbudsförfrågan 2019"} == told[0]["labels"]
    assert (FILES / "tender.pdf").stat().st_size == told[0]["size"]


def test_what_becomes_of_a_file_after_the_shelf_was_read(content: Path, tmp_path: Path) -> None:
    """A file that is gone, or has become a link or a pipe, is not there; the page lives on."""
    own = shutil.copytree(content, tmp_path / "content")
    portal: Portal = build_portal(Settings(content=own, search_index=tmp_path / "index"))
    client = serve(portal).test_client()
    file, address = own / str(CLAUSE) / "files" / "tender.pdf", f"/sv/{CLAUSE}/files/tender.pdf"
    found = [client.get(address).status_code]
    file.unlink()
    found.append(client.get(address).status_code)
    file.symlink_to(own / str(CLAUSE) / "fi.md")
    found.append(client.get(address).status_code)
    file.unlink()
    os.mkfifo(file)
    found.append(client.get(address).status_code)
    portal.close()

    assert [200, 404, 404, 404] == found


def test_a_folder_that_leads_elsewhere_is_not_entered(tmp_path: Path) -> None:
    """A link in the place of the folder of files hands out nothing."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "tender.pdf").write_bytes(b"%PDF-")
    folder = tmp_path / "content" / str(CLAUSE)
    folder.mkdir(parents=True)
    (folder / "files").symlink_to(tmp_path / "secret")

    assert open_attached(tmp_path / "content", CLAUSE, "tender.pdf") is None
    assert open_attached(tmp_path / "content", CLAUSE, "../fi.md") is None


@pytest.mark.parametrize(
    ("size", "fi", "en"),
    [(1, "1 kt", "1 kB"), (1499, "1 kt", "1 kB"), (340_200, "340 kt", "340 kB"), (999_600, "1 Mt", "1 MB"),
     (1_249_000, "1,2 Mt", "1.2 MB"), (10_485_760, "10,5 Mt", "10.5 MB")],
)  # fmt: skip
def test_sizes(size: int, fi: str, en: str) -> None:
    """Sizes are told in thousands and millions of bytes, as each language writes them."""
    assert (fi, en) == tuple(file_size(size, each).replace("\u00a0", " ") for each in (Language.FI, Language.EN))
