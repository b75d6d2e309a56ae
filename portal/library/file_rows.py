"""A content file cut into the pieces that stay as they are while nobody changes what they say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from portal.library.content_file import SECTION
from portal.library.content_file import ContentFile

FENCE = re.compile(r"-{3,}\s*")


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one field of the front matter; `above` are the comments and empty lines before it."""

    name: str
    above: tuple[str, ...]
    rows: tuple[str, ...]

    @property
    def is_flow(self) -> bool:
        """Whether the value stands on the line of the name."""
        return self.rows[0].partition(":")[2].strip() != ""


@dataclass(frozen=True, slots=True)
class FileRows:
    """A file in pieces: fields by name, the comments behind the last one, and its sections with their heading lines."""

    blocks: Mapping[str, Block]
    below: tuple[str, ...]
    before_sections: str
    sections: tuple[str, ...]


def rows_of_file(file: ContentFile) -> FileRows | None:
    """Return the file in pieces, which put together again are the file.

    None where the fields do not begin on a line of their own (front matter written in braces).
    """
    rows = file.text.split("\n")
    if not all(rows[file.document.lines[(name,)] - 1].lstrip("\"'").startswith(name) for name in file.metadata):
        return None
    starts = sorted((file.document.lines[(name,)], name) for name in file.metadata)
    end = _closing_line(rows)
    blocks: dict[str, Block] = {}
    above = tuple(rows[1 : starts[0][0] - 1]) if starts else ()
    for (start, name), (following, _) in pairwise([*starts, (end, "")]):
        lines = rows[start - 1 : following - 1]
        kept = _length_without_comments(lines)
        blocks[name] = Block(name, above, tuple(lines[:kept]))
        above = tuple(lines[kept:])
    before, sections = sections_of_body("\n".join(rows[end:]))
    return FileRows(blocks, above, before, tuple(text for _, _, text in sections))


def sections_of_body(body: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """Return what stands before the first section, and id, heading and whole text of each section."""
    matches = list(SECTION.finditer(body))
    if not matches:
        return body, ()
    ends = [*(match.start() for match in matches[1:]), len(body)]
    cut = ((match["id"], match["heading"], body[match.start() : end]) for match, end in zip(matches, ends, strict=True))
    return body[: matches[0].start()], tuple(cut)


def body_of_file(file: ContentFile) -> str:
    """Return everything behind the front matter."""
    rows = file.text.split("\n")
    return "\n".join(rows[_closing_line(rows) :])


def _closing_line(rows: list[str]) -> int:
    """Return the number (from 1) of the line that closes the front matter."""
    return next(number for number, row in enumerate(rows[1:], start=2) if FENCE.fullmatch(row))


def _length_without_comments(lines: list[str]) -> int:
    """Return how many lines belong to the field itself: comments and empty lines at its end belong to what follows."""
    length = len(lines)
    while length > 1 and (not lines[length - 1].strip() or lines[length - 1].startswith("#")):
        length -= 1
    return length
