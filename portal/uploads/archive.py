"""A zip file that is looked through with a counting reader before anybody else may open it.

The bounds are those of the threat list: entries, unpacked size, ratio, names, no archive inside an archive.
Declared sizes may lie, so that every entry is inflated here once, in pieces, and counted.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED
from zipfile import ZIP_STORED
from zipfile import BadZipFile
from zipfile import ZipFile
from zipfile import ZipInfo

from portal.uploads.refusal import FileRefused
from portal.uploads.refusal import Reason
from portal.uploads.refusal import at_most

MOST_ENTRIES = 200
MOST_UNPACKED = 50 * 1024 * 1024
MOST_RATIO = 100
RATIO_FREE = 1024 * 1024
"""Unpacked bytes below which no ratio is asked: a small file of blanks harms nobody."""
PIECE = 64 * 1024
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
LOCAL_START = b"PK\x03\x04"
END = b"PK\x05\x06"
END_BYTES = 22
LARGE_END = b"PK\x06\x07"
"""How the end of a zip file of more than 4 GB is announced, by which a small one could list entries past the bound."""
NESTED = (b"PK\x03\x04", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"\xfd7zXZ\x00")
ENCRYPTED_FLAG = 0x1


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file whose outer shape is sound; nothing of it has been unpacked yet."""

    data: bytes
    entries: tuple[ZipInfo, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names of its entries."""
        return frozenset(entry.filename for entry in self.entries)

    def entry(self, name: str) -> ZipInfo | None:
        """Return the entry of that name, or None."""
        return next((entry for entry in self.entries if entry.filename == name), None)

    def pieces(self, entry: ZipInfo) -> Iterator[bytes]:
        """Yield an entry in pieces; raises `FileRefused` as soon as it is not what it declares."""
        start, packed = _place(self.data, entry)
        raw = memoryview(self.data)[start : start + packed]
        found, crc = 0, 0
        for piece in _stored(raw) if entry.compress_type == ZIP_STORED else _inflated(raw, entry.filename):
            found += len(piece)
            at_most(found, entry.file_size, Reason.ARCHIVE_UNPACKED, entry.filename)
            crc = zlib.crc32(piece, crc)
            yield piece
        if (found, crc) != (entry.file_size, entry.CRC):
            raise FileRefused(Reason.DAMAGED, place=entry.filename)

    def read(self, name: str, most: int) -> bytes:
        """Return an entry whole, or nothing where there is none; one of more than `most` bytes is refused."""
        entry = self.entry(name)
        if entry is None:
            return b""
        at_most(entry.file_size, most, Reason.ARCHIVE_UNPACKED, name)
        return b"".join(self.pieces(entry))


def open_archive(data: bytes) -> Archive:
    """Return the archive whose outer shape is sound; raises `FileRefused` where it is not."""
    if not data.startswith(LOCAL_START):
        raise FileRefused(Reason.DAMAGED)
    _check_end(data)
    try:
        with ZipFile(BytesIO(data)) as opened:
            entries = tuple(opened.infolist())
    # Beside its own error, zipfile raises what its parts raise on nonsense.
    except (BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error, EOFError) as error:
        raise FileRefused(Reason.DAMAGED) from error
    for entry in entries:
        _check_entry(entry)
    _check_sizes(entries, len(data))
    if len({entry.filename.casefold() for entry in entries}) != len(entries):
        raise FileRefused(Reason.ARCHIVE_NAMES)
    _check_overlaps(data, entries)
    return Archive(data, entries)


def _check_end(data: bytes) -> None:
    """Refuse an archive with too many entries before they are listed, and one with something behind its end."""
    end = data.rfind(END, max(0, len(data) - END_BYTES - 0xFFFF))
    if end < 0 or len(data) - end < END_BYTES:
        raise FileRefused(Reason.DAMAGED)
    count, directory_bytes, directory_at = struct.unpack_from("<HII", data, end + 10)
    comment = int.from_bytes(data[end + 20 : end + 22], "little")
    at_most(count, MOST_ENTRIES, Reason.ARCHIVE_ENTRIES)
    # The count may lie, the room for the entries cannot: names of the formats let in are far below 1 kB each.
    at_most(directory_bytes, MOST_ENTRIES * 1024, Reason.ARCHIVE_ENTRIES)
    large = data[max(0, end - 20) : end].startswith(LARGE_END)
    if large or end + END_BYTES + comment != len(data) or directory_at + directory_bytes != end:
        raise FileRefused(Reason.TWO_TYPES)


def _check_entry(entry: ZipInfo) -> None:
    name = entry.filename
    steps = name.replace("\\", "/").split("/")
    if entry.orig_filename != name or "\\" in name or name.startswith("/") or ":" in name or ".." in steps:
        raise FileRefused(Reason.ARCHIVE_NAMES, place=name)
    if not name.isprintable() or len(name) > 255 or "" in steps[:-1]:
        raise FileRefused(Reason.ARCHIVE_NAMES)
    if entry.flag_bits & ENCRYPTED_FLAG:
        raise FileRefused(Reason.ENCRYPTED, place=name)
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise FileRefused(Reason.DAMAGED, place=name)


def _check_sizes(entries: tuple[ZipInfo, ...], packed: int) -> None:
    at_most(len(entries), MOST_ENTRIES, Reason.ARCHIVE_ENTRIES)
    unpacked = sum(entry.file_size for entry in entries)
    at_most(unpacked, MOST_UNPACKED, Reason.ARCHIVE_UNPACKED)
    if unpacked > RATIO_FREE:
        at_most(unpacked // packed, MOST_RATIO, Reason.ARCHIVE_UNPACKED)


def _check_overlaps(data: bytes, entries: tuple[ZipInfo, ...]) -> None:
    """Refuse entries that share their bytes, by which a small file unpacks to a great one."""
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            raise FileRefused(Reason.ARCHIVE_UNPACKED, place=entry.filename)
        start, packed = _place(data, entry)
        end = start + packed


def _place(data: bytes, entry: ZipInfo) -> tuple[int, int]:
    """Return where the packed bytes of an entry begin and how many there are; its own head must tell the same name."""
    offset = entry.header_offset
    if not 0 <= offset <= len(data) - LOCAL_HEADER.size:
        raise FileRefused(Reason.DAMAGED, place=entry.filename)
    head = LOCAL_HEADER.unpack_from(data, offset)
    name_at = offset + LOCAL_HEADER.size
    name = data[name_at : name_at + head[9]]
    utf8 = bool(entry.flag_bits & 0x800)
    if head[0] != LOCAL_START or name != entry.orig_filename.encode("utf-8" if utf8 else "cp437", "replace"):
        raise FileRefused(Reason.DAMAGED, place=entry.filename)
    start = name_at + head[9] + head[10]
    if start + entry.compress_size > len(data):
        raise FileRefused(Reason.DAMAGED, place=entry.filename)
    return start, entry.compress_size


def _stored(raw: memoryview) -> Iterator[bytes]:
    for start in range(0, len(raw), PIECE):
        yield bytes(raw[start : start + PIECE])


def _inflated(raw: memoryview, name: str) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    waiting: bytes | memoryview = raw
    try:
        while not unpacker.eof:
            piece = unpacker.decompress(waiting, PIECE)
            waiting = unpacker.unconsumed_tail
            if piece:
                yield piece
            elif not waiting:
                break
    except zlib.error as error:
        raise FileRefused(Reason.DAMAGED, place=name) from error
    if not unpacker.eof or unpacker.unused_data:
        raise FileRefused(Reason.DAMAGED, place=name)
