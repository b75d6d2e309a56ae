"""WordprocessingML: its namespaces, its parts, its elements (ECMA-376 part 1)."""

from portal.export.markup import Markup
from portal.export.markup import Node

WORD = Markup(
    {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    }
)
TEXT_WIDTH = 9071
"""Twentieths of a point between the margins: 16 cm."""
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

element = WORD.element


def value(name: str, setting: str) -> Node:
    """Return an element that holds one setting: `<w:name w:val="setting"/>`."""
    return element(name, {"w:val": setting})
