"""One Markdown file with front matter, read from disk and split, before anybody asks what it means."""

import os
import re
import stat
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontmatter.default_handlers import YAMLHandler

from portal.domain.entry import Section
from portal.domain.problem import Rule
from portal.library.faults import Faults
from portal.library.strict_yaml import YamlDocument
from portal.library.strict_yaml import YamlFault
from portal.library.strict_yaml import load_strict

MAX_BYTES = 256 * 1024
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
SECTION = re.compile(r"(?m)^##[ \t]+(?P<heading>[^\n]*?)[ \t]*\{#(?P<id>[a-z0-9-]+)\}[ \t]*$")
HEADING = re.compile(r"(?m)^(#{1,6})(?:[ \t]|$)")


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file's front matter, its sections and the line (from 1) on which each section begins."""

    metadata: Mapping[str, Any]
    document: YamlDocument
    sections: tuple[Section, ...]
    section_lines: Mapping[str, int]
    text: str
    body_line: int


def read_text(path: Path, faults: Faults) -> str | None:
    """Return the text of a file in UTF-8 with Unix line ends, or None with the reason among the faults.

    A byte order mark and Windows line ends are taken off without a word: they change nothing a writer meant.
    """
    try:
        if path.is_symlink():
            faults.add(Rule.FILE_LINK, 1, "", "The file is a link to another place.")
            return None
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            faults.add(Rule.FILE_UNREADABLE, 1, "", "This is not a file.", "Put a Markdown file in its place.")
            return None
        if _is_too_large(status.st_size, faults):
            return None
        data = path.read_bytes()
    except OSError as error:
        faults.add(Rule.FILE_UNREADABLE, 1, "", f"The file cannot be read: {os.strerror(error.errno or 0)}.")
        return None
    return text_of(data, faults)


def text_of(data: bytes, faults: Faults) -> str | None:
    """Return the text of a file that holds these bytes, as `read_text` does."""
    if _is_too_large(len(data), faults):
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        faults.add(Rule.FILE_NOT_UTF8, line, "", f"Byte {error.start} of the file is not UTF-8.")
        return None
    return sound_text(text, faults)


def _is_too_large(size: int, faults: Faults) -> bool:
    if size > MAX_BYTES:
        faults.add(Rule.FILE_TOO_LARGE, 1, "", f"The file has {size} bytes; at most {MAX_BYTES} are read.")
    return size > MAX_BYTES


def sound_text(text: str, faults: Faults) -> str | None:
    """Return the text with Unix line ends, or None with the first thing no file may hold among the faults."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if match := FORBIDDEN.search(text):
        line = text.count("\n", 0, match.start()) + 1
        faults.add(
            Rule.FILE_CONTROL_CHARACTER, line, "", f"The line holds the invisible character U+{ord(match[0]):04X}."
        )
        return None
    if not unicodedata.is_normalized("NFC", text):
        rows = enumerate(text.split("\n"), start=1)
        line = next((number for number, row in rows if not unicodedata.is_normalized("NFC", row)), 1)
        faults.add(Rule.FILE_NOT_NFC, line, "", "A letter on this line is written as a letter and a separate accent.")
        return None
    return text


def read_content_file(path: Path, faults: Faults, draft: str | None = None) -> ContentFile | None:
    """Return the file split into front matter and sections, or None with the reasons among the faults.

    A draft is read in place of the file, as the file would be if it said that.
    """
    text = read_text(path, faults) if draft is None else _draft_text(draft, faults)
    return None if text is None else split_content(text, faults)


def _draft_text(draft: str, faults: Faults) -> str | None:
    size = len(draft.encode("utf-8", "surrogatepass"))
    return None if _is_too_large(size, faults) else sound_text(draft, faults)


def split_content(text: str, faults: Faults) -> ContentFile | None:
    """Return the text of a file split into front matter and sections, or None with the reasons among the faults."""
    handler = YAMLHandler()
    if not handler.detect(text) or len(handler.FM_BOUNDARY.split(text, 2)) < 3:
        faults.add(Rule.FRONT_MATTER_MISSING, 1, "", "The file does not begin with front matter.")
        return None
    front, body = handler.split(text)
    try:
        document = load_strict(front.lstrip("\n"), first_line=_first_line(text, front))
    except YamlFault as fault:
        faults.add(fault.rule, fault.line, "", f"The front matter holds {fault.found}.")
        return None
    if not isinstance(document.value, dict):
        faults.add(Rule.FRONT_MATTER_MISSING, 2, "", "The front matter is not a list of fields.")
        return None
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    sections, lines = _sections(body, body_line, faults)
    return ContentFile(document.value, document, sections, lines, text, body_line)


def _first_line(text: str, front: str) -> int:
    """Return the line of the first field: empty lines above it are no part of the front matter."""
    fence = YAMLHandler.FM_BOUNDARY.match(text)
    above = text[: fence.end() if fence else 0]
    return 1 + above.count("\n") + len(front) - len(front.lstrip("\n"))


def _sections(body: str, first_line: int, faults: Faults) -> tuple[tuple[Section, ...], Mapping[str, int]]:
    matches = list(SECTION.finditer(body))
    ends = [*(match.start() for match in matches[1:]), len(body)][: len(matches)]
    found: dict[str, Section] = {}
    lines: dict[str, int] = {}
    known = {match.start() for match in matches}
    for match in HEADING.finditer(body):
        if len(match[1]) <= 2 and match.start() not in known:
            line = first_line + body.count("\n", 0, match.start())
            faults.add(Rule.SECTION_HEADING, line, "", "The heading does not open a section.")
    before = body[: matches[0].start() if matches else len(body)]
    if before.strip():
        line = first_line + len(before) - len(before.lstrip())
        faults.add(Rule.SECTION_HEADING, line, "", "There is text before the first section.")
    for match, end in zip(matches, ends, strict=True):
        section_id, line = match["id"], first_line + body.count("\n", 0, match.start())
        if section_id in found:
            faults.add(Rule.SECTION_DUPLICATE, line, section_id, "The section stands twice.")
        markdown = body[match.end() : end].strip()
        if not markdown or not match["heading"]:
            faults.add(Rule.SECTION_EMPTY, line, section_id, "The section has no heading text or nothing below it.")
        found[section_id] = Section(section_id, match["heading"], markdown)
        lines[section_id] = line
    return tuple(found.values()), lines
