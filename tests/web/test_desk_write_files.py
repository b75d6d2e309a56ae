"""Files of a draft: what is let in, how it is listed, and how it goes again."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from werkzeug.test import TestResponse

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.people import Role
from tests.web.desk_visitor import Writer
from tests.web.desk_visitor import desk_portal

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal whose content is a repository, with a workspace."""
    with desk_portal(tmp_path_factory.mktemp("desk")) as built:
        yield built


@pytest.fixture
def aino(portal: Portal) -> Writer:
    """Somebody who writes."""
    return Writer.signed_in(portal, Role.CONTRIBUTOR, "Aino")


def upload(writer: Writer, draft: int, content: bytes, name: str, **words: str) -> TestResponse:
    """Send a file as a browser does."""
    return writer.post(f"/en/desk/write/{draft}/files", {"file": (BytesIO(content), name), **words})


def raw_upload(writer: Writer, draft: int, content: bytes) -> TestResponse:
    """Send a file with the token in a header, as the client of the tests leaves the copy of a large form open."""
    token = writer.get("/fi/desk").split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="large.pdf"\r\n\r\n'
    return writer.client.post(
        f"/en/desk/write/{draft}/files",
        data=head + content + b"\r\n--x--\r\n",
        headers={"X-CSRF-Token": token, "Content-Type": "multipart/form-data; boundary=x"},
    )


@pytest.mark.parametrize("collection", ["materials", "clauses"])
def test_a_file_is_added_listed_handed_out_and_taken_away(aino: Writer, collection: str) -> None:
    """The form lists it under a plain name; its bytes come back as they were, to be saved."""
    draft = aino.begin(f"{collection}/with-file", Language.FI)
    upload(aino, draft, PDF, "../Tarjous ÅÄÖ 2021.pdf", label="Tarjouspyyntö & liite")
    typed = aino.draft(draft).typed
    page = aino.get(f"/en/desk/write/{draft}/files")
    given = aino.client.get(f"/en/desk/write/{draft}/files/{typed['files.0.name']}")
    aino.post(f"/en/desk/write/{draft}/files/remove", {"name": typed["files.0.name"]})
    after = aino.draft(draft).typed

    assert ("tarjous-aao-2021.pdf", "Tarjouspyyntö & liite", True, PDF, True, None) == (
        typed["files.0.name"],
        typed["files.0.label.fi"],
        "Tarjouspyyntö &amp; liite" in page,
        given.data,
        given.headers["Content-Disposition"].startswith("attachment"),
        after.get("files.0.name"),
    )


def test_two_files_of_one_name_are_both_kept(aino: Writer) -> None:
    """The second gets a number."""
    draft = aino.begin("materials/two-files", Language.FI)
    upload(aino, draft, PDF, "liite.pdf")
    upload(aino, draft, PDF + b"\n", "liite.pdf")
    typed = aino.draft(draft).typed

    assert ("liite.pdf", "liite-2.pdf") == (typed["files.0.name"], typed["files.1.name"])


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.pdf"),
        (PDF, "picture.png"),
        (b"MZ\x90\x00", "program.exe"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "x.svg"),
        (b"<html><script>alert(1)</script>", "page.pdf"),
        (b"PK\x03\x04broken", "letter.docx"),
        (PDF, ""),
        (PDF, "x" * 5000),
    ],
)
def test_what_is_not_let_in_is_explained_and_the_words_stay(aino: Writer, content: bytes, name: str) -> None:
    """Nothing is kept, the reason stands at the field, and the label somebody typed is still there."""
    draft = aino.begin("materials/refused", Language.FI)
    answer = upload(aino, draft, content, name, label="Hyvä nimi")
    page = answer.get_data(as_text=True)

    assert (422, True, True, []) == (
        answer.status_code,
        'id="file-fault"' in page,
        'value="Hyvä nimi"' in page,
        list(aino.portal.workspace.draft_files.files(draft)),
    )


def test_a_file_larger_than_a_page_is_taken_and_one_too_large_is_not(aino: Writer) -> None:
    """Forms are small, files are not; what is larger than any file is turned away before it is read."""
    draft = aino.begin("materials/large", Language.FI)
    answers = [raw_upload(aino, draft, PDF[:-6] + b"%" * size + PDF[-6:]) for size in (3_000_000, 11_000_000)]

    assert [302, 413] == [answer.status_code for answer in answers]


@pytest.mark.parametrize("name", ["..%2f..%2fetc%2fpasswd", "nothing.pdf", "%00"])
def test_no_other_file_is_handed_out(aino: Writer, name: str) -> None:
    """Names are looked up among the files of the draft."""
    draft = aino.begin("materials/names", Language.FI)

    assert aino.client.get(f"/en/desk/write/{draft}/files/{name}").status_code in {400, 404}


def test_a_translation_has_no_files_of_its_own(aino: Writer) -> None:
    """They belong to the original."""
    draft = aino.correct("cases/hamn-pilot", Language.EN)

    assert 422 == upload(aino, draft, PDF, "x.pdf").status_code


def test_the_files_of_a_closed_draft_stay_as_they_are(aino: Writer) -> None:
    """Neither adding nor taking away is possible, and both say so with a page."""
    draft = aino.begin("materials/closed", Language.FI)
    aino.portal.desk.discard(draft, aino.draft(draft).version, aino.person)
    answers = [
        upload(aino, draft, PDF, "late.pdf"),
        aino.post(f"/en/desk/write/{draft}/files/remove", {"name": "late.pdf"}),
    ]

    assert [422, 409] == [answer.status_code for answer in answers]
