"""Strings nobody foresaw: each file opens again and says the same."""

from io import BytesIO

import docx
import odfdo
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from portal.domain.document import Document
from portal.domain.document import Run
from portal.export.characters import permitted
from portal.export.docx_file import docx_bytes
from portal.export.odt_file import odt_bytes
from tests.export.documents import cell
from tests.export.documents import document
from tests.export.documents import heading
from tests.export.documents import note
from tests.export.documents import points
from tests.export.documents import table
from tests.export.documents import words

ODD = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cc", "Cs", "Cn", "Zs"]),
        st.sampled_from("<>&\"'{}[]\\=\t\n\r  \x00\ufffe\ufeff\u202e"),
    ),
    max_size=40,
)


def odd(text: str) -> Document:
    """A document in which the string stands wherever a string can."""
    return document(
        heading(text, numbered=True),
        words(text, Run(text, blank=True), Run(text, strong=True, address=text), note(text)),
        points(text),
        table(1),
        words(cell(text).content[0]),
        title=text,
        subtitle=text,
    )


@settings(max_examples=60, deadline=None)
@given(ODD)
def test_docx(text: str) -> None:
    """A DOCX file opens again and has the text, but for what XML forbids."""
    opened = docx.Document(BytesIO(docx_bytes(odd(text))))

    assert permitted(text) == opened.paragraphs[-1].text


@settings(max_examples=60, deadline=None)
@given(ODD)
def test_odt(text: str) -> None:
    """An ODT file opens again and has the text, but for what XML forbids."""
    last = odfdo.Document(BytesIO(odt_bytes(odd(text)))).body.get_paragraphs()[-1]
    kept = {"text:tab": "\t", "text:line-break": "\n"}
    parts = [
        (
            kept.get(each.tag) or " " * int(each.get_attribute("text:c") or 1)
            if isinstance(each, odfdo.Element)
            else each
        )
        for each in last.xpath(".//text() | .//text:s | .//text:tab | .//text:line-break")
    ]

    assert permitted(text) == "".join(map(str, parts))
