"""Files built for the tests: small sound ones, and zip files that say what is not so."""

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED
from zipfile import ZIP_STORED
from zipfile import ZipFile
from zipfile import ZipInfo

import docx
import odfdo
from openpyxl import Workbook

PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n"
BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    + b"]><w:document>&j;</w:document>"
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'


def packed(parts: Mapping[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """Return a zip file of the parts."""
    kept = BytesIO()
    with ZipFile(kept, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(ZipInfo(name), data, ZIP_STORED if name == "mimetype" else method)
    return kept.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a zip file."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, **parts: bytes) -> bytes:
    """Return the file with parts changed or added; `__` in a name stands for a slash, `_dot_` for a point."""
    named = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    return packed({**unpacked(data), **named})


def docx_file(text: str = "Ehto") -> bytes:
    """Return a document as python-docx writes it."""
    document = docx.Document()
    document.add_paragraph(text)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def odt_file() -> bytes:
    """Return a document as odfdo writes it."""
    kept = BytesIO()
    odfdo.Document("text").save(kept)
    return kept.getvalue()


def xlsx_file(rows: list[list[object]], title: str = "Sheet") -> bytes:
    """Return a workbook of one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def lying(data: bytes, name: str, size: int) -> bytes:
    """Return the zip file with another unpacked size declared for an entry, at its head and in the directory."""
    lied = bytearray(data)
    for mark, offset, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        place = lied.find(mark)
        while place >= 0:
            if lied[place + name_at : place + name_at + len(name)] == name.encode():
                struct.pack_into("<I", lied, place + offset, size)
            place = lied.find(mark, place + 4)
    return bytes(lied)


def png_file(width: int = 2, height: int = 2) -> bytes:
    """Return a picture that says it is so wide and high."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"\0\0\0")) + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg_file(width: int = 2, height: int = 2) -> bytes:
    """Return a picture as far as its head goes."""
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + frame + b"\xff\xda\x00\x08\xff\xd9"


def webp_file(width: int = 2, height: int = 2) -> bytes:
    """Return a picture of the extended kind as far as its head goes."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + sides
    return b"RIFF" + struct.pack("<I", len(body)) + body
