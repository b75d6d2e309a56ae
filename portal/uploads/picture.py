"""Pictures, told by their heads alone: nothing is decoded, so that no bomb of pixels can go off."""

import struct

from portal.domain.file_type import FileType
from portal.uploads.refusal import FileRefused
from portal.uploads.refusal import Reason
from portal.uploads.refusal import at_most

MOST_SIDE = 12_000
MOST_PIXELS = 40_000_000
MOST_CHUNKS = 20_000
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The markers that begin a JPEG frame: all of C0 to CF but tables and what is reserved."""
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
"""The markers of a JPEG that have nothing behind them."""


def picture_size(file_type: FileType, data: bytes) -> tuple[int, int]:
    """Return width and height; raises `FileRefused` for a picture that is cut off, goes on behind its end, or is huge.

    PNG: the Portable Network Graphics specification (third edition); JPEG: ITU-T T.81; WebP: RFC 9649.
    """
    readers = {FileType.PNG: _png, FileType.JPEG: _jpeg, FileType.WEBP: _webp}
    try:
        width, height = readers[file_type](data)
    except (struct.error, IndexError) as error:
        raise FileRefused(Reason.DAMAGED) from error
    if not width or not height:
        raise FileRefused(Reason.DAMAGED)
    at_most(max(width, height), MOST_SIDE, Reason.PIXELS)
    at_most(width * height, MOST_PIXELS, Reason.PIXELS)
    return width, height


def _png(data: bytes) -> tuple[int, int]:
    length, kind, width, height = struct.unpack_from(">I4sII", data, 8)
    if (length, kind) != (13, b"IHDR"):
        raise FileRefused(Reason.DAMAGED)
    place = 8
    for _ in range(MOST_CHUNKS):
        length, kind = struct.unpack_from(">I4s", data, place)
        place += length + 12
        if kind == b"IEND":
            if place != len(data):
                raise FileRefused(Reason.TWO_TYPES if place < len(data) else Reason.DAMAGED)
            return width, height
    raise FileRefused(Reason.DAMAGED)


def _jpeg(data: bytes) -> tuple[int, int]:
    place = 2
    for _ in range(MOST_CHUNKS):
        if data[place] != 0xFF:
            break
        marker = data[place + 1]
        if marker == 0xFF or marker in _BARE:
            place += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, place + 5)
            if b"\xff\xd9" not in data[-64 * 1024 :]:
                break
            return width, height
        if marker in {0xD9, 0xDA}:
            break
        place += 2 + max(2, struct.unpack_from(">H", data, place + 2)[0])
    raise FileRefused(Reason.DAMAGED)


def _webp(data: bytes) -> tuple[int, int]:
    declared = struct.unpack_from("<I", data, 4)[0] + 8
    if declared != len(data):
        raise FileRefused(Reason.TWO_TYPES if declared < len(data) else Reason.DAMAGED)
    kind = data[12:16]
    if kind == b"VP8X":
        return _three_bytes(data, 24) + 1, _three_bytes(data, 27) + 1
    if kind == b"VP8L" and data[20] == 0x2F:
        bits = struct.unpack_from("<I", data, 21)[0]
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and data[23:26] == b"\x9d\x01\x2a":
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise FileRefused(Reason.DAMAGED)


def _three_bytes(data: bytes, place: int) -> int:
    if place + 3 > len(data):
        raise FileRefused(Reason.DAMAGED)
    return int.from_bytes(data[place : place + 3], "little")
