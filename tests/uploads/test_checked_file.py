"""What may come in as a file, and what may not, whatever it says of itself."""

import struct
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from portal.domain.attachment import FILE_NAME
from portal.domain.attachment import MOST_BYTES
from portal.domain.attachment import stored_name
from portal.domain.file_type import ATTACHED
from portal.domain.file_type import TABLES
from portal.domain.file_type import FileType
from portal.uploads.checked_file import CheckedFile
from portal.uploads.checked_file import check_file
from portal.uploads.file_name import LONGEST
from portal.uploads.file_name import safe_name
from portal.uploads.refusal import Reason
from portal.uploads.refusal import Refused
from tests.uploads.packed import BILLION_LAUGHS
from tests.uploads.packed import OUTSIDE
from tests.uploads.packed import PDF
from tests.uploads.packed import changed
from tests.uploads.packed import docx_file
from tests.uploads.packed import jpeg_file
from tests.uploads.packed import lying
from tests.uploads.packed import odt_file
from tests.uploads.packed import packed
from tests.uploads.packed import png_file
from tests.uploads.packed import unpacked
from tests.uploads.packed import webp_file
from tests.uploads.packed import xlsx_file

ROOT = Path(__file__).parents[2]
ANY = ATTACHED | TABLES
CASES = sorted((ROOT / "tests" / "content_fixture").glob("*/*/files/*"))


@pytest.mark.parametrize(
    ("name", "data", "file_type"),
    [
        ("Ehto.pdf", PDF, FileType.PDF),
        ("Ehto.docx", docx_file(), FileType.DOCX),
        ("Ehto.ODT", odt_file(), FileType.ODT),
        ("kuva.png", png_file(), FileType.PNG),
        ("kuva.jpeg", jpeg_file(), FileType.JPEG),
        ("kuva.webp", webp_file(), FileType.WEBP),
        ("tuonti.xlsx", xlsx_file([["a"], ["b"]]), FileType.XLSX),
        ("tuonti.csv", "nimi;määrä\nx;1\n".encode(), FileType.CSV),
    ],
)
def test_sound_files(name: str, data: bytes, file_type: FileType) -> None:
    """A file of each kind is let in with its type, size and digest."""
    found = check_file(data, name, ANY)

    assert isinstance(found, CheckedFile), found
    assert (name, file_type, len(data), sha256(data).hexdigest()) == (
        found.name, found.file_type, found.size, found.digest,
    )  # fmt: skip
    assert ((2, 2) if file_type.is_image else (None, None)) == (found.width, found.height)


def bomb(size: int = 300 * 1024 * 1024) -> bytes:
    """A document of about 325 kB that unpacks to 300 MB."""
    kept = unpacked(docx_file())
    return packed({**kept, "word/document.xml": kept["word/document.xml"] + b" " * size})


def overlapping() -> bytes:
    """A zip file whose second entry is listed with the bytes of the first."""
    data = bytearray(packed({"a.xml": b"<a/>", "b.xml": b"<b/>"}))
    second = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 0)
    return bytes(data)


DOCX = docx_file()
RELATIONS = unpacked(DOCX)["word/_rels/document.xml.rels"]
TEMPLATE = RELATIONS.replace(
    b"</Relationships>",
    b'<Relationship Id="r99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
    b' Target="https://evil.example/t.dotm" TargetMode="External"/></Relationships>',
)
LINKED = TEMPLATE.replace(b"attachedTemplate", b"hyperlink")
MACRO_TYPES = unpacked(DOCX)["[Content_Types].xml"].replace(
    b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENCRYPTED_ODT = unpacked(odt_file())["META-INF/manifest.xml"].replace(
    b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"
)
FLAGGED = bytearray(packed({"a.xml": b"<a/>"}))
FLAGGED[FLAGGED.rfind(b"PK\x01\x02") + 8] |= 1
LARGE_SECOND = packed({f"word/{number}.xml": b"<a/>" for number in range(201)})

HOSTILE = [
    ("empty.pdf", b"", Reason.EMPTY),
    ("large.pdf", PDF + b" " * MOST_BYTES, Reason.TOO_LARGE),
    ("page.html", b"<html><script>alert(1)</script>", Reason.TYPE_UNKNOWN),
    ("page.pdf", b"<html><script>alert(1)</script>", Reason.TYPE_UNKNOWN),
    ("late.pdf", b"MZ\x90" + PDF, Reason.TYPE_UNKNOWN),
    ("vector.svg", b"<svg onload='alert(1)'/>", Reason.TYPE_UNKNOWN),
    ("tender.pdf.exe", PDF, Reason.NAME_AND_CONTENT),
    ("tender.png", PDF, Reason.NAME_AND_CONTENT),
    ("tender", PDF, Reason.NAME_AND_CONTENT),
    ("tender.pdf", DOCX, Reason.NAME_AND_CONTENT),
    ("\u202efdp.exe", PDF, Reason.NAME_AND_CONTENT),
    ("table.docx", xlsx_file([["a"]]), Reason.NAME_AND_CONTENT),
    ("cut.pdf", b"%PDF-1.7\n1 0 obj", Reason.DAMAGED),
    ("locked.pdf", PDF.replace(b"/Root", b"/Encrypt 5 0 R /Root"), Reason.ENCRYPTED),
    ("active.pdf", PDF.replace(b"/Type", b"/S /JavaScript /Type"), Reason.MACROS),
    ("both.pdf", PDF + packed({"a.class": b"x"}), Reason.TWO_TYPES),
    ("both.jpg", jpeg_file() + packed({"a.class": b"x"}), Reason.TWO_TYPES),
    ("both.png", png_file() + b"<script>", Reason.TWO_TYPES),
    ("both.webp", webp_file() + b"<script>", Reason.TWO_TYPES),
    ("both.docx", DOCX + PDF, Reason.TWO_TYPES),
    ("two.docx", packed({"a.xml": b"<a/>"}) + DOCX, Reason.TWO_TYPES),
    ("huge.png", png_file(30_000, 30_000), Reason.PIXELS),
    ("wide.jpg", jpeg_file(65_000, 1), Reason.PIXELS),
    ("huge.webp", webp_file(16_000, 16_000), Reason.PIXELS),
    ("flat.png", png_file(0, 5), Reason.DAMAGED),
    ("cut.png", png_file()[:40], Reason.DAMAGED),
    ("cut.jpg", jpeg_file()[:12], Reason.DAMAGED),
    ("cut.webp", webp_file()[:20], Reason.DAMAGED),
    ("old.doc", OLD, Reason.OLD_OFFICE),
    ("locked.docx", OLD + "EncryptedPackage".encode("utf-16-le"), Reason.ENCRYPTED),
    ("locked.odt", changed(odt_file(), **{"META-INF__manifest_dot_xml": ENCRYPTED_ODT}), Reason.ENCRYPTED),
    ("flagged.docx", bytes(FLAGGED), Reason.ENCRYPTED),
    ("bomb.docx", bomb(), Reason.ARCHIVE_UNPACKED),
    ("ratio.docx", bomb(40 * 1024 * 1024), Reason.ARCHIVE_UNPACKED),
    ("lies.docx", lying(bomb(), "word/document.xml", 2000), Reason.ARCHIVE_UNPACKED),
    ("overlap.docx", overlapping(), Reason.ARCHIVE_UNPACKED),
    ("many.docx", LARGE_SECOND, Reason.ARCHIVE_ENTRIES),
    ("up.docx", packed({**unpacked(DOCX), "../../etc/cron.d/x": b"x"}), Reason.ARCHIVE_NAMES),
    ("root.docx", packed({**unpacked(DOCX), "/etc/passwd": b"x"}), Reason.ARCHIVE_NAMES),
    ("drive.docx", packed({**unpacked(DOCX), "C:/x": b"x"}), Reason.ARCHIVE_NAMES),
    ("case.docx", packed({**unpacked(DOCX), "WORD/document.xml": b"<a/>"}), Reason.ARCHIVE_NAMES),
    ("nested.docx", packed({**unpacked(DOCX), "word/embeddings/x.zip": b"x"}), Reason.ARCHIVE_NESTED),
    ("hidden.docx", packed({**unpacked(DOCX), "word/media/x.bin": packed({"a": b"b"})}), Reason.ARCHIVE_NESTED),
    ("macro.docx", packed({**unpacked(DOCX), "word/vbaProject.bin": b"x"}), Reason.MACROS),
    ("typed.docx", packed({**unpacked(DOCX), "[Content_Types].xml": MACRO_TYPES}), Reason.MACROS),
    ("basic.odt", packed({**unpacked(odt_file()), "Basic/Standard/Module1.xml": b"<a/>"}), Reason.MACROS),
    ("laughs.docx", packed({**unpacked(DOCX), "word/document.xml": BILLION_LAUGHS}), Reason.XML_ENTITIES),
    ("outside.docx", packed({**unpacked(DOCX), "word/document.xml": OUTSIDE}), Reason.XML_ENTITIES),
    ("outside.odt", packed({**unpacked(odt_file()), "content.xml": OUTSIDE}), Reason.XML_ENTITIES),
    ("utf16.docx", packed({**unpacked(DOCX), "word/x.xml": OUTSIDE.decode().encode("utf-16")}), Reason.XML_ENTITIES),
    ("broken.docx", packed({**unpacked(DOCX), "word/document.xml": b"<a><b></a>"}), Reason.DAMAGED),
    ("template.docx", packed({**unpacked(DOCX), "word/_rels/document.xml.rels": TEMPLATE}), Reason.OUTSIDE_CONTENT),
    ("cut.docx", DOCX[:-40], Reason.DAMAGED),
    ("any.docx", packed({"a.txt": b"x"}), Reason.TYPE_UNKNOWN),
    ("sheet.odt", packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), Reason.TYPE_UNKNOWN),
    ("binary.csv", bytes(range(256)), Reason.ENCODING),
]


@pytest.mark.parametrize(
    ("name", "data", "reason"), HOSTILE, ids=[name.encode("ascii", "replace").decode() for name, *_ in HOSTILE]
)
def test_hostile_files(name: str, data: bytes, reason: Reason) -> None:
    """Each is refused, for its own reason."""
    found = check_file(data, name, ANY)

    assert isinstance(found, Refused), found
    assert reason is found.reason


def test_what_is_not_asked_for_is_not_let_in() -> None:
    """A table is no attachment, and a document no table."""
    table = check_file(xlsx_file([["a"]]), "a.xlsx", ATTACHED)
    document = check_file(DOCX, "a.docx", TABLES)

    assert Refused(Reason.TYPE_NOT_ALLOWED, place="xlsx") == table
    assert Refused(Reason.TYPE_NOT_ALLOWED, place="docx") == document


def test_links_and_old_document_types_do_no_harm() -> None:
    """A document may link to the web, and the manifest of an older office may name its document type."""
    linked = packed({**unpacked(DOCX), "word/_rels/document.xml.rels": LINKED})
    parts = unpacked(odt_file())
    manifest = parts["META-INF/manifest.xml"]
    typed = manifest.replace(
        b"<manifest:manifest", b'<!DOCTYPE manifest:manifest PUBLIC "-//x" "M.dtd"><manifest:manifest', 1
    )

    assert isinstance(check_file(linked, "a.docx", ATTACHED), CheckedFile)
    assert isinstance(check_file(packed({**parts, "META-INF/manifest.xml": typed}), "a.odt", ATTACHED), CheckedFile)


@pytest.mark.parametrize(
    ("raw", "name", "stored"),
    [
        ("Tarjouspyyntö 2019.pdf", "Tarjouspyyntö 2019.pdf", "tarjouspyynto-2019.pdf"),
        ("Tarjouspyynto\u0308.PDF", "Tarjouspyyntö.PDF", "tarjouspyynto.pdf"),
        ("C:\\Users\\maija\\ehto.pdf", "ehto.pdf", "ehto.pdf"),
        ("../../etc/passwd", "passwd", "passwd.pdf"),
        ("a\x00b\r\nc.pdf", "abc.pdf", "abc.pdf"),
        ("ann\u202efdp.exe", "annfdp.exe", "annfdp.pdf"),
        ("..", "file", "file.pdf"),
        ("", "file", "file.pdf"),
        ("\ud800.pdf", "?.pdf", "file.pdf"),
        ("雪.pdf", "雪.pdf", "file.pdf"),
        ("a" * 500 + ".pdf", "a" * (LONGEST - 4) + ".pdf", "a" * 80 + ".pdf"),
    ],
)
def test_names(raw: str, name: str, stored: str) -> None:
    """A name is fit to be shown, and the stored one fit for every file system."""
    assert (name, stored) == (safe_name(raw), stored_name(safe_name(raw), FileType.PDF))


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_name(raw: str) -> None:
    """Whatever somebody calls a file, its name is one line without a path, and its stored name is one of ours."""
    name = safe_name(raw)

    assert 0 < len(name) <= LONGEST
    assert name.isprintable()
    assert not set(name) & set("/\\:")
    assert FILE_NAME.fullmatch(stored_name(name, FileType.ODT))


WHOLE = (
    ("a.docx", DOCX), ("a.odt", odt_file()), ("a.xlsx", xlsx_file([["a", 1]])), ("a.png", png_file()),
    ("a.jpg", jpeg_file()), ("a.webp", webp_file()), ("a.pdf", PDF),
)  # fmt: skip
"""Made once: a workbook says when it was made, so that another one may be longer by a byte."""


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_damage(data: st.DataObject) -> None:
    """However a file is damaged, it is let in or refused, and nothing else happens."""
    name, whole = data.draw(st.sampled_from(WHOLE))
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(damaged)))

    for tried in (bytes(damaged), bytes(damaged[:cut]), bytes(damaged) + b"x"):
        assert isinstance(check_file(tried, name, ANY), CheckedFile | Refused)


MEASURED = """
import resource, sys
from pathlib import Path
from portal.domain.file_type import ATTACHED, TABLES
from portal.uploads.checked_file import CheckedFile, check_file
from portal.uploads.table_reading import read_table
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for name in sys.argv[1:]:
    data = Path(name).read_bytes()
    found = check_file(data, Path(name).name, ATTACHED | TABLES)
    if isinstance(found, CheckedFile) and found.file_type in TABLES:
        found = read_table(data, found)
    print(type(found).__name__, file=sys.stderr)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_bombs_take_little_memory(tmp_path: Path) -> None:
    """A process that meets every bomb grows by less than 60 MB, where opening one takes some six hundred."""
    strings = b"<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
    many = strings + b"".join(b"<si><t>%x</t></si>" % (number * 7919) for number in range(1_500_000)) + b"</sst>"
    bombs = {
        "bomb.docx": bomb(),
        "lies.docx": lying(bomb(), "word/document.xml", 2000),
        "laughs.docx": packed({**unpacked(DOCX), "word/document.xml": BILLION_LAUGHS}),
        "strings.xlsx": packed({**unpacked(xlsx_file([["a"]])), "xl/sharedStrings.xml": many}),
    }
    for name, data in bombs.items():
        (tmp_path / name).write_bytes(data)
    command = [sys.executable, "-c", MEASURED, *(str(tmp_path / name) for name in bombs)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)

    assert ["Refused"] * len(bombs) == done.stderr.split()
    assert int(done.stdout) < 60
