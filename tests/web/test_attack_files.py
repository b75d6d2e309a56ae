"""Files that want to do harm, sent through the doors of the desk, and names that want out of their folder."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage
from werkzeug.routing import PathConverter
from werkzeug.routing import UnicodeConverter
from werkzeug.test import TestResponse
from werkzeug.test import encode_multipart

from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.web.headers import SECURITY
from tests.browser.hostile_strings import hostile_strings
from tests.shared.public_lists import Harm
from tests.shared.public_lists import listed
from tests.shared.small_library import opened_copy
from tests.uploads.packed import docx_file
from tests.uploads.packed import odt_file
from tests.uploads.packed import packed
from tests.uploads.packed import png_file
from tests.uploads.packed import unpacked
from tests.uploads.packed import xlsx_file
from tests.web.conftest import serve
from tests.web.desk_rules import READS
from tests.web.desk_rules import desk_ways
from tests.web.desk_site import MODEL
from tests.web.desk_site import DeskSite
from tests.web.live_markup import life

ESCAPES = (
    "../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/x", "..\\..\\x", "/etc/passwd", "C:\\x", "%00",
    "x%00.pdf", "....//x", "%c0%ae%c0%ae%c0%afx", ".git/config", "..", ".", "~root", "x%0d%0aSet-Cookie:y=z",
    "jarvi-model%2f..%2fhamn-pilot", "jarvi-model.md", "fi.md", "%252e%252e%252fx", "a" * 400,
)  # fmt: skip
"""Names that lead out of a folder where somebody makes a path of them."""
LISTED = tuple(word for word in listed(Harm.PATHS) if not {"?", "#"} & set(word))
"""Of the public lists those that stay in the path of an address: these two signs end it."""
TEXTS = (UnicodeConverter, PathConverter)
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]><x>&c;&d;</x>"""
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PAGE = b"<!doctype html><script>document.title='taken'</script>"
DOCX, ODT = unpacked(docx_file()), unpacked(odt_file())
BOMB = packed({**DOCX, "word/document.xml": DOCX["word/document.xml"] + b" " * (60 * 1024 * 1024)})
HARMFUL = {
    "bomb.docx": BOMB,
    "bomb.odt": packed({**ODT, "content.xml": ODT["content.xml"] + b" " * (60 * 1024 * 1024)}),
    "bomb.xlsx": packed({**unpacked(xlsx_file([["a"]])), "xl/sharedStrings.xml": b" " * (60 * 1024 * 1024)}),
    "laughs.docx": packed({**DOCX, "word/document.xml": LAUGHS}),
    "laughs.odt": packed({**ODT, "content.xml": LAUGHS}),
    "laughs.xlsx": packed({**unpacked(xlsx_file([["a"]])), "xl/workbook.xml": LAUGHS}),
    "up.docx": packed({**DOCX, "../../../etc/cron.d/x": b"x"}),
    "page-first.pdf": PAGE + PDF,
    "page-behind.png": png_file() + PAGE,
    "packed-behind.pdf": PDF + packed({"x.class": b"x"}),
    "program.pdf": PDF.replace(b"<<>>", b"<</S /JavaScript>>"),
    "picture.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "picture.png": b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
    "tender.pdf.html": PDF,
    "tender.html.pdf": PAGE,
    "tender.php": b"<?php system('id'); ?>",
    "picture.pdf": png_file(),
    "empty.pdf": b"",
    "large.pdf": PDF + b" " * (10 * 1024 * 1024),
    ".htaccess": b"x",
}


@pytest.fixture(scope="module")
def site(desk_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskSite]:
    """A desk of its own."""
    with opened_copy(desk_library, tmp_path_factory.mktemp("files") / "copy") as portal:
        made = DeskSite(portal, serve(portal))
        made.person(Role.CONTRIBUTOR)  # the first account, which the forms about accounts may close
        yield made


@pytest.fixture
def client(site: DeskSite) -> FlaskClient:
    """An administrator's browser."""
    return site.visit(site.person(Role.ADMINISTRATOR)).client


def test_harmful_files_are_refused_in_words(site: DeskSite, client: FlaskClient) -> None:
    """At every door of the desk that takes files, whatever they call themselves; nothing of them is kept."""
    draft = site.portal.desk.begin(Ref(Collection.MATERIALS, "harm"), Language.FI, site.person(Role.ADMINISTRATOR))
    doors = {f"/en/desk/write/{draft.id}/files": {}, "/en/desk/imports": {"collection": "cases"}}
    answers = {
        (name, door): _told(_send(client, door, data, name, **fields))
        for name, data in HARMFUL.items()
        for door, fields in doors.items()
    }
    kept = (list(site.portal.workspace.draft_files.files(draft.id)), site.portal.workspace.imports.recent())

    assert ({}, ([], [])) == ({key: told for key, told in answers.items() if told not in {413, "a sentence"}}, kept)


def test_a_file_is_handed_out_as_what_it_is_and_to_be_saved(site: DeskSite, client: FlaskClient) -> None:
    """With hostile names and words; under a name that is a plain one, by its own type, which nobody may guess anew."""
    draft = site.portal.desk.begin(Ref(Collection.MATERIALS, "names"), Language.FI, site.person(Role.ADMINISTRATOR))
    page = f"/en/desk/write/{draft.id}/files"
    for string in (*hostile_strings()[::300], *ESCAPES[:6]):
        sent = _send(client, page, png_file(), f"{string}.png", label=string[:100], description=string)
        assert sent.status_code in {302, 422}
    files = site.portal.workspace.draft_files.files(draft.id)
    answers = [client.get(f"{page}/{each.name}") for each in files]
    expected = (200, "image/png", "attachment", "nosniff", "private, no-store", SECURITY["Content-Security-Policy"])

    assert len(answers) >= 10
    assert [] == list(life(client.get(page).text))
    assert {expected} == {
        (
            each.status_code,
            each.mimetype,
            each.headers["Content-Disposition"].split(";")[0],
            each.headers["X-Content-Type-Options"],
            each.headers["Cache-Control"],
            each.headers["Content-Security-Policy"],
        )
        for each in answers
    }


def test_no_name_leads_out_of_its_folder(site: DeskSite, client: FlaskClient) -> None:
    """As any text in the address of any route of the desk or of the pages for readers, raw and encoded."""
    before = _files(site)
    broken = {}
    for rule in site.app.url_map.iter_rules():
        texts = {
            name
            for name in rule.arguments
            if type(rule._converters[name]).__name__ in {"UnicodeConverter", "PathConverter"}
        }
        for name in texts:
            for word in (*ESCAPES, *LISTED):
                answer = client.get(_address(site, rule, name, word))
                leaked = b"root:x:" in answer.data or b"[core]" in answer.data
                if leaked or answer.status_code == 500 or (answer.status_code == 200 and name != "facet"):
                    broken[rule.rule, word] = answer.status_code

    assert {} == broken
    assert before == _files(site)


def test_no_form_writes_outside_its_folder(site: DeskSite, client: FlaskClient) -> None:
    """Ids that forms name are ids, or the form is refused."""
    before = _files(site)
    fields = ("id", "entry", "name", "instead", "draft", "revision", "part", "collection", "check")
    for way in desk_ways(site.app):
        if way.method == READS or way.rule.endpoint == "sign_in.leave":
            continue
        values = {"verb": way.verb} if way.verb else {}
        for word in ESCAPES[:14]:
            address = _address(site, way.rule, "", "", **values)
            said = dict.fromkeys(fields, word) | {"language": "fi", "text": "fi", "collection": "cases"}
            assert _send(client, address, b"", "", **said).status_code != 500, (address, word)

    assert before == _files(site)


def _address(site: DeskSite, rule, name: str, word: str, **more: str) -> str:  # a rule of the map
    plain = {"language": "en", "collection": "cases", "entry_id": MODEL.id, "target": "sv", "purpose": "invitation"}
    plain |= {"facet": "country", "form": "bib", "file_format": "docx", "ending": "csv", "id": MODEL.id}
    path = rule.rule
    for argument in rule.arguments:
        value = word if argument == name else more.get(argument, plain.get(argument, "1"))
        path = _put(path, argument, value)
    return path


def _put(path: str, argument: str, value: str) -> str:
    """Return a path of the map with one of its places filled as it is, however odd."""
    end = path.index(f"{argument}>") + len(argument) + 1
    return path[: path.rindex("<", 0, end)] + value + path[end:]


def _files(site: DeskSite) -> dict[str, bytes]:
    """Return what lies in and around the content, by its place."""
    content = site.portal.settings.content
    around = {str(each): b"" for each in content.parent.iterdir()}
    within = (each for each in content.rglob("*") if each.is_file() and ".git" not in each.parts)
    return around | {str(each): each.read_bytes() for each in within}


def _send(client: FlaskClient, path: str, data: bytes, file_name: str, /, **fields: str) -> TestResponse:
    token = client.get("/en/desk/account").text.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]
    sent = {"csrf_token": token, **fields, "file": FileStorage(BytesIO(data), file_name)}
    boundary, body = encode_multipart(sent)
    return client.post(path, data=body, content_type=f'multipart/form-data; boundary="{boundary}"')


def _told(answer: TestResponse) -> str | int:
    refused = answer.status_code == 422 and 'class="fault"' in answer.text.replace("field-fault", "fault")
    return "a sentence" if refused else answer.status_code
