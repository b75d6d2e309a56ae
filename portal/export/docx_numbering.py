"""The numbering of a DOCX file: headings count through, every ordered list starts anew."""

from dataclasses import dataclass
from dataclasses import field

from portal.export.docx_markup import element
from portal.export.docx_markup import value
from portal.export.markup import Node
from portal.export.markup import part

HEADINGS = 1
POINTS = 2
ORDERED = 3
"""The three schemes of `parts/docx/numbering.xml`; the first two are counted once, under the same number."""
DEEPEST = 8
"""Word counts nine levels, from 0."""


@dataclass(slots=True)
class Numbering:
    """The lists counted so far."""

    lists: list[Node] = field(default_factory=lambda: [_counter(HEADINGS, HEADINGS), _counter(POINTS, POINTS)])

    def ordered(self, depth: int, start: int) -> int:
        """Return the number of a new ordered list whose first point at that depth has the number `start`."""
        number = len(self.lists) + 1
        override = element("w:lvlOverride", {"w:ilvl": str(depth)}, value("w:startOverride", str(max(start, 0))))
        self.lists.append(_counter(number, ORDERED, override))
        return number

    def root(self) -> Node:
        """Return the whole part."""
        root = part("docx/numbering.xml")
        root.extend(self.lists)
        return root


def counted(number: int, depth: int) -> Node:
    """Return the property by which a paragraph is a point of a list."""
    return element("w:numPr", None, value("w:ilvl", str(depth)), value("w:numId", str(number)))


def _counter(number: int, scheme: int, *overrides: Node) -> Node:
    return element("w:num", {"w:numId": str(number)}, value("w:abstractNumId", str(scheme)), *overrides)
