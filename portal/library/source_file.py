"""The file of sources as something that grows: what it holds, the next id, and the same file with one source more."""

import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.problem import Problem
from portal.domain.source import Source
from portal.library.front_matter import plain
from portal.library.front_matter import quoted
from portal.library.vocabulary_files import read_sources

NAME = "vocabulary/sources.yaml"
NUMBERED = re.compile(r"S([0-9]{1,9})")
ROW_ID = re.compile(rf"(?m)^[ -]*\{{?[ ]*id:[ ]*[\"']?{NUMBERED.pattern}\b")
"""The id of a row, also of one that is faulty and so not among the sources."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes of the file and what the library reads in them."""

    content: bytes
    sources: Mapping[str, Source]
    problems: tuple[Problem, ...]

    @property
    def next_id(self) -> str:
        """The id that follows the highest one; one that was given is never given again while its row is there."""
        matches = [NUMBERED.fullmatch(each) for each in self.sources]
        numbers = [int(match[1]) for match in matches if match]
        numbers += [int(each) for each in ROW_ID.findall(self.content.decode("utf-8-sig", "replace"))]
        return f"S{max(numbers, default=0) + 1}"

    def with_source(self, source: Source) -> "SourceFile":
        """Return the file with a source below all others; what stood there before stays byte for byte."""
        newline = b"\r\n" if b"\r\n" in self.content else b"\n"
        gap = b"" if not self.content or self.content.endswith(b"\n") else newline
        rows = newline.join(row.encode() for row in _rows(source))
        return source_file(self.content + gap + rows + newline)

    def holds_besides(self, before: "SourceFile", source: Source) -> bool:
        """Tell whether this is what another file held with a source more, and no fault more."""
        same_faults = self.problems == before.problems
        return same_faults and list(self.sources.values()) == [*before.sources.values(), source]


def source_file(content: bytes) -> SourceFile:
    """Return the file as the library reads it."""
    return SourceFile(content, *read_sources(content))


def _rows(source: Source) -> Iterator[str]:
    """Yield the lines of a source as the file writes them; what it has not is left out."""
    yield f"- id: {plain(source.id)}"
    yield f"  title: {quoted(source.title)}"
    yield f"  publisher: {quoted(source.publisher)}"
    if source.addresses:
        yield f"  addresses: [{', '.join(map(quoted, source.addresses))}]"
    yield f"  languages: [{', '.join(map(plain, source.languages))}]"
    if source.date:
        yield f"  date: {quoted(str(source.date))}"
    yield f"  seen: {plain(source.seen)}"
