"""XML elements by their prefixed names, for both office formats."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from importlib.resources import files
from typing import Any

from lxml import etree

Node = Any
"""An element of lxml, which ships no types."""


@dataclass(frozen=True, slots=True)
class Markup:
    """The namespaces of one format, and elements made in them; text is text and never becomes markup."""

    namespaces: Mapping[str, str]
    names: dict[str, str] = field(default_factory=dict)

    def name(self, prefixed: str) -> str:
        """Return the full name of `w:p` in James Clark's notation."""
        found = self.names.get(prefixed)
        if found is None:
            prefix, _, local = prefixed.partition(":")
            found = self.names[prefixed] = f"{{{self.namespaces[prefix]}}}{local}"
        return found

    def element(self, prefixed: str, attributes: Mapping[str, str] | None = None, *children: Node) -> Node:
        """Return an element with these attributes and children; a child may be text before the first element."""
        node = etree.Element(self.name(prefixed), nsmap=self.namespaces)
        for name, value in (attributes or {}).items():
            node.set(self.name(name), value)
        self.fill(node, children)
        return node

    def fill(self, node: Node, children: tuple[Node, ...] | list[Node]) -> None:
        """Append children to a node: elements as they are, text where it stands among them."""
        for child in children:
            if not isinstance(child, str):
                node.append(child)
            elif len(node):
                node[-1].tail = (node[-1].tail or "") + child
            else:
                node.text = (node.text or "") + child


def part(path: str) -> Node:
    """Return the root of an XML file that lies beside this module under `parts/`."""
    content = files(__package__).joinpath("parts", *path.split("/")).read_bytes()
    return etree.fromstring(content, etree.XMLParser(remove_blank_text=True, remove_comments=True))


def serialised(root: Node) -> bytes:
    """Return the XML file of a root element."""
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content
