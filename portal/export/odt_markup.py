"""OpenDocument text: its namespaces and elements (ODF 1.3 part 3)."""

from portal.export.markup import Markup

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
ODF = Markup(
    {
        "office": f"{_OASIS}:office:1.0",
        "style": f"{_OASIS}:style:1.0",
        "text": f"{_OASIS}:text:1.0",
        "table": f"{_OASIS}:table:1.0",
        "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
        "meta": f"{_OASIS}:meta:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
        "xml": "http://www.w3.org/XML/1998/namespace",
    }
)
VERSION = {"office:version": "1.3"}
TEXT_WIDTH = 16000
"""Thousandths of a centimetre between the margins."""

element = ODF.element
