"""The packed office formats: which one a file is, and whether it is one that cannot harm its reader."""

import re
from collections.abc import Iterator
from zipfile import ZipInfo

from portal.domain.file_type import FileType
from portal.uploads.archive import NESTED
from portal.uploads.archive import Archive
from portal.uploads.archive import open_archive
from portal.uploads.markup import OnElement
from portal.uploads.markup import local
from portal.uploads.markup import look_through
from portal.uploads.refusal import FileRefused
from portal.uploads.refusal import Reason

CONTENT_TYPES = "[Content_Types].xml"
ODT_TYPE = FileType.ODT.media_type.encode()
MACRO_PARTS = re.compile(r"(?i)(?:^|/)(?:vba[^/]*\.(?:bin|xml)|activex/.*|macrosheets/.*|basic/.*|scripts/.*)")
NESTED_NAMES = re.compile(r"(?i)\.(?:zip|jar|rar|7z|gz|xz|tar|docx|docm|xlsx|xlsm|pptx|odt|ods|odp)$")
XML_NAMES = re.compile(r"(?i)\.(?:xml|rels|vml|rdf)$")
HARMLESS_OUTSIDE = ("/hyperlink",)
TYPE_NAMES = {
    "wordprocessingml.document.main+xml": FileType.DOCX,
    "spreadsheetml.sheet.main+xml": FileType.XLSX,
}


def office_type(data: bytes) -> FileType:
    """Return which office format a zip file is; raises `FileRefused` for others and for what could do harm."""
    archive = open_archive(data)
    for name in archive.names:
        if NESTED_NAMES.search(name):
            raise FileRefused(Reason.ARCHIVE_NESTED, place=name)
    found = _opendocument(archive) if "mimetype" in archive.names else _openxml(archive)
    for name in sorted(archive.names):
        if MACRO_PARTS.search(name) and not name.endswith("/"):
            raise FileRefused(Reason.MACROS, place=name)
    for entry in archive.entries:
        _look_through(archive, entry, found)
    return found


def _opendocument(archive: Archive) -> FileType:
    kind = archive.read("mimetype", 200).strip()
    if kind != ODT_TYPE or not {"content.xml", "META-INF/manifest.xml"} <= archive.names:
        raise FileRefused(Reason.TYPE_UNKNOWN, place=kind[:100].decode("ascii", "replace"))
    encrypted = False

    def notice(name: str, _: dict[str, str]) -> None:
        nonlocal encrypted
        encrypted = encrypted or local(name) == "encryption-data"

    look_through(_pieces(archive, "META-INF/manifest.xml"), "META-INF/manifest.xml", notice)
    if encrypted:
        raise FileRefused(Reason.ENCRYPTED)
    return FileType.ODT


def _openxml(archive: Archive) -> FileType:
    if CONTENT_TYPES not in archive.names:
        raise FileRefused(Reason.TYPE_UNKNOWN)
    kinds: set[str] = set()

    def notice(_: str, attributes: dict[str, str]) -> None:
        kinds.add(attributes.get("ContentType", ""))

    look_through(_pieces(archive, CONTENT_TYPES), CONTENT_TYPES, notice)
    if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in kinds):
        raise FileRefused(Reason.MACROS, place=CONTENT_TYPES)
    found = {kind for ending, kind in TYPE_NAMES.items() if any(each.endswith(ending) for each in kinds)}
    if len(found) != 1:
        raise FileRefused(Reason.TWO_TYPES if found else Reason.TYPE_UNKNOWN)
    return found.pop()


def _look_through(archive: Archive, entry: ZipInfo, found: FileType) -> None:
    """Unpack an entry once, counted; XML must be without entities, and nothing may be an archive or be fetched."""
    name = entry.filename
    # LibreOffice writes parts of no bytes at all, which are no XML.
    if name.endswith("/") or not entry.file_size:
        return
    if XML_NAMES.search(name):
        fetched = _refuse_outside(name) if name.endswith(".rels") and found is FileType.DOCX else None
        look_through(_pieces(archive, name), name, fetched)
        return
    first = True
    for piece in _pieces(archive, name):
        if first and piece.startswith(NESTED):
            raise FileRefused(Reason.ARCHIVE_NESTED, place=name)
        first = False


def _refuse_outside(place: str) -> OnElement:
    """Return what refuses a relationship by which opening the document fetches a template, a picture or an object."""

    def notice(_: str, attributes: dict[str, str]) -> None:
        outside = attributes.get("TargetMode", "").lower() == "external"
        if outside and not attributes.get("Type", "").endswith(HARMLESS_OUTSIDE):
            raise FileRefused(Reason.OUTSIDE_CONTENT, place=place)

    return notice


def _pieces(archive: Archive, name: str) -> Iterator[bytes]:
    entry = archive.entry(name)
    return iter(()) if entry is None else archive.pieces(entry)
