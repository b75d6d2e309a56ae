"""What is checked in running text: citations, links, blanks, HTML and personal data."""

import re
from collections.abc import Iterator
from itertools import pairwise

from portal.domain.problem import Rule
from portal.domain.reference import ref_from_text
from portal.library.content_file import ContentFile
from portal.library.record import Record

CITATION = re.compile(r"\[\^([^\]\s]{1,40})\]")
LINK = re.compile(r"\]\(\s*<?([^)\s>]*)>?[^)]*\)")
BLANK = re.compile(r"\{\{\s*([^{}]{0,60}?)\s*\}\}")
HTML = re.compile(r"<(?:[A-Za-z][^>]{0,200}|/[A-Za-z][^>]{0,80}|!--|!doctype|\?)", re.IGNORECASE)
AUTOLINK = re.compile(r"<https?://[^>\s]*>")
EMAIL = re.compile(r"[\w.+-]{1,64}(?:@|\(at\)|\[at\])[\w-]{1,63}(?:\.[\w-]{2,24}){1,4}", re.IGNORECASE)
PHONE = re.compile(
    r"(?<![\w.,/-])(?:\+\d{2,3}[  -]?\d{1,3}|0\d{1,2})[  -]\d{2,4}[  -]?\d{2,4}(?:[  -]?\d{2,4})?(?![\w%])"
)


def check_text(file: ContentFile, record: Record) -> None:
    """Note what a writer must not put into any file: personal data, and in sections HTML and broken links."""
    for number, row in enumerate(file.text.split("\n"), start=1):
        for pattern, what in ((EMAIL, "an e-mail address"), (PHONE, "a telephone number")):
            if pattern.search(row):
                record.faults.add(Rule.PERSONAL_DATA, number, "", f"The line seems to hold {what}.")
    for number, section_id, row in _section_rows(file):
        if HTML.search(AUTOLINK.sub("", row)):
            record.faults.add(Rule.HTML_IN_TEXT, number, section_id, "The text holds HTML.")
        for match in CITATION.finditer(row):
            if match[1] not in record.sources:
                record.faults.add(Rule.SOURCE_UNKNOWN, number, section_id, f"There is no source “{match[1]}”.")
            record.cited.append((number, section_id, match[1]))
        for match in LINK.finditer(row):
            _check_link(match[1], number, section_id, record)


def _check_link(target: str, number: int, section_id: str, record: Record) -> None:
    ref = ref_from_text(target)
    if ref is not None:
        record.references.append((number, section_id, ref))
    elif not target.startswith(("https://", "http://")):
        record.faults.add(Rule.LINK_BROKEN, number, section_id, f"The link leads to “{target[:60]}”.")


def blanks_in(file: ContentFile) -> Iterator[tuple[int, str]]:
    """Yield the line and the name of every blank in the wording."""
    for number, section_id, row in _section_rows(file):
        if section_id == "wording":
            for match in BLANK.finditer(row):
                yield number, match[1]


def _section_rows(file: ContentFile) -> Iterator[tuple[int, str, str]]:
    rows = file.text.split("\n")
    starts = [*sorted((line, name) for name, line in file.section_lines.items()), (len(rows) + 1, "")]
    for (start, name), (end, _) in pairwise(starts):
        for number in range(start + 1, end):
            yield number, name, rows[number - 1]
