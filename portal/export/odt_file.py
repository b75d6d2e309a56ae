"""A document as an ODT file (OpenDocument 1.3), packed with odfdo."""

from io import BytesIO

from odfdo import Container

from portal.domain.document import Document
from portal.export.characters import on_one_line
from portal.export.heading_ranks import heading_ranks
from portal.export.imprint import AUTHOR
from portal.export.imprint import imprint
from portal.export.locales import LOCALES
from portal.export.locales import locale_tag
from portal.export.markup import Node
from portal.export.markup import part
from portal.export.markup import serialised
from portal.export.odt_blocks import BlockWriter
from portal.export.odt_inline import InlineWriter
from portal.export.odt_markup import ODF
from portal.export.odt_markup import VERSION
from portal.export.odt_markup import element
from portal.export.odt_styles import AutomaticStyles
from portal.export.packaging import MIMETYPE
from portal.export.packaging import reproducible

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"


def odt_bytes(document: Document) -> bytes:
    """Return the file: title page, then the blocks, with real headings, lists, footnotes and languages in styles.

    The same document gives the same bytes.
    """
    package = Container()
    for path, content in (
        (MIMETYPE, MEDIA_TYPE.encode()),
        ("content.xml", serialised(_content(document))),
        ("styles.xml", serialised(_styles(document))),
        ("meta.xml", serialised(_meta(document))),
        ("settings.xml", serialised(part("odt/settings.xml"))),
        ("META-INF/manifest.xml", serialised(part("odt/manifest.xml"))),
    ):
        package.set_part(path, content)
    made = BytesIO()
    package.save(made)
    return reproducible(made.getvalue())


def _content(document: Document) -> Node:
    styles = AutomaticStyles()
    title = _title_page(document, styles)
    writer = BlockWriter(InlineWriter(styles), heading_ranks(document.blocks), document.language, master="Standard")
    text = element("office:text", None, *title, *writer.nodes(document.blocks))
    automatic = element("office:automatic-styles", None, *styles.nodes)
    return element("office:document-content", VERSION, automatic, element("office:body", None, text))


def _title_page(document: Document, styles: AutomaticStyles) -> list[Node]:
    """Return title, subtitle and imprint, on a page without a foot."""
    lines = [("Subtitle", on_one_line(document.subtitle)), ("Imprint", imprint(document))]
    title = styles.paragraph("Title", document.language, master="Title_20_Page")
    return [
        element("text:p", {"text:style-name": title}, on_one_line(document.title)),
        *(
            element("text:p", {"text:style-name": styles.paragraph(name, document.language)}, text)
            for name, text in lines
            if text
        ),
    ]


def _styles(document: Document) -> Node:
    """Return the styles in the language of the document, with its title at the foot of the pages."""
    root = part("odt/styles.xml")
    tongue, country = LOCALES[document.language]
    for default in root.iter(ODF.name("style:text-properties")):
        if default.get(ODF.name("fo:language")):
            default.set(ODF.name("fo:language"), tongue)
            default.set(ODF.name("fo:country"), country)
    next(root.iter(ODF.name("text:span"))).text = on_one_line(document.title)
    return root


def _meta(document: Document) -> Node:
    """Return the properties a file browser and a screen reader tell."""
    moment = f"{document.made_on.isoformat()}T00:00:00"
    told = {
        "meta:generator": AUTHOR,
        "dc:title": on_one_line(document.title),
        "dc:subject": on_one_line(document.subtitle),
        "meta:initial-creator": AUTHOR,
        "meta:creation-date": moment,
        "dc:creator": AUTHOR,
        "dc:date": moment,
        "dc:language": locale_tag(document.language),
    }
    lines = [element(name, None, text) for name, text in told.items() if text]
    return element("office:document-meta", VERSION, element("office:meta", None, *lines))
