"""The sections of a form written as the body of a file: no text typed into one can open another."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from portal.domain.problem import Rule
from portal.library.content_file import SECTION
from portal.library.file_rows import sections_of_body

SECTION_ID = re.compile(r"[a-z0-9-]+")
BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something typed that the file could not take as it is: where, by which rule, and what was done."""

    path: str
    rule: Rule
    message: str


@dataclass(frozen=True, slots=True)
class TypedSection:
    """One row of the sections of a form."""

    row: int
    id: str
    heading: str
    text: str

    @property
    def is_opening(self) -> bool:
        """Whether it is the text before the first section, which has neither id nor heading."""
        return not self.id and not self.heading

    def at(self, name: str) -> str:
        """Return the path of one of its fields."""
        return f"sections.{self.row}.{name}"


@dataclass(frozen=True, slots=True)
class Body:
    """The body of a file and the place (line from 0, row of the form) of each section."""

    text: str
    places: tuple[tuple[int, int], ...]
    refusals: tuple[Refusal, ...]


def body_of(sections: list[TypedSection], base: str) -> Body:
    """Return the body that holds the sections; those that say what they said in `base` keep every byte."""
    kept = _Kept(base)
    body = ""
    places: list[tuple[int, int]] = []
    refusals: list[Refusal] = []
    if not sections or not sections[0].is_opening:
        body = kept.opening if base and not kept.opening.strip() else "\n" if sections else ""
    for number, section in enumerate(sections):
        refusals += _refusals(section, number)
        last = number == len(sections) - 1
        places.append((body.count("\n"), section.row))
        text = kept.text(section, number, last=last)
        body += text if text is not None else _written(section, number) + ("\n" if last else BETWEEN)
    return Body(body, tuple(places), tuple(refusals))


def _written(section: TypedSection, number: int) -> str:
    text = SECTION.sub(r"\\\g<0>", section.text)
    if section.is_opening and number == 0:
        return f"\n{text}"
    section_id = section.id if SECTION_ID.fullmatch(section.id) else f"section-{number + 1}"
    heading = " ".join(section.heading.split("\n"))
    return f"## {heading} {{#{section_id}}}".replace("##  ", "## ") + (BETWEEN + text if text else "")


def _refusals(section: TypedSection, number: int) -> Iterator[Refusal]:
    if not SECTION_ID.fullmatch(section.id) and not (section.is_opening and number == 0):
        found = f"“{section.id[:60]}” is not the id of a section." if section.id else "The section has no id."
        yield Refusal(section.at("id"), Rule.SECTION_UNKNOWN, found)
    if "\n" in section.heading:
        yield Refusal(section.at("heading"), Rule.SECTION_HEADING, "The heading has more than one line.")
    if SECTION.search(section.text):
        yield Refusal(section.at("text"), Rule.SECTION_HEADING, "The text holds the heading of another section.")


class _Kept:
    """The sections of the file a draft was begun from, each to be used once."""

    def __init__(self, base: str) -> None:
        self.opening, sections = sections_of_body(base)
        self._count = len(sections)
        self._found: defaultdict[tuple[str, str, str], list[tuple[int, str]]] = defaultdict(list)
        for number, (section_id, heading, text) in enumerate(sections):
            below = text.partition("\n")[2].strip()
            self._found[section_id, heading, below].append((number, text))

    def text(self, section: TypedSection, number: int, *, last: bool) -> str | None:
        """Return the bytes of a section that was there, with the space it needs below, or None."""
        if section.is_opening:
            same = number == 0 and section.text == self.opening.strip()
            return self.opening.rstrip("\n") + ("\n" if last else BETWEEN) if same else None
        found = self._found.get((section.id, section.heading, section.text))
        if not found:
            return None
        was, text = found.pop(0)
        if last == (was == self._count - 1):
            return text
        return text.rstrip("\n") + ("\n" if last else BETWEEN)
