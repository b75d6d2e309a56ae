"""The files against the schemas of their formats: ECMA-376 and OpenDocument 1.3."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openxml_audit import OdfValidator
from openxml_audit import OpenXmlValidator
from openxml_audit import ValidationSeverity

from portal.domain.document import Document
from portal.export.docx_file import docx_bytes
from portal.export.odt_file import odt_bytes
from tests.export.documents import document
from tests.export.documents import heading
from tests.export.documents import note
from tests.export.documents import points
from tests.export.documents import purchase
from tests.export.documents import table
from tests.export.documents import words

ODD = "<w:p>&amp;\x00\ud800\t\n  end \u202e{}"
DOCUMENTS = {
    "purchase": purchase(),
    "empty": document(),
    "odd": document(heading(ODD, numbered=True), words(ODD, note(ODD)), points(ODD), table(1), title=ODD, subtitle=ODD),
}
WRITERS = {"docx": docx_bytes, "odt": odt_bytes}


def faults(file: Path) -> list[str]:
    """What the validator finds wrong with a file; advice is not counted."""
    validator = OdfValidator(relaxng_validation=True) if file.suffix == ".odt" else OpenXmlValidator()
    found = validator.validate(file).errors
    return [f"{each.part_uri}: {each.description}" for each in found if each.severity is ValidationSeverity.ERROR]


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("ending", WRITERS)
def test_valid(name: str, ending: str, tmp_path: Path) -> None:
    """Every part of a file keeps to the schema of its format."""
    file = tmp_path / f"{name}.{ending}"
    write: Callable[[Document], bytes] = WRITERS[ending]
    file.write_bytes(write(DOCUMENTS[name]))

    assert [] == faults(file)


@pytest.mark.parametrize(
    ("ending", "part", "right", "wrong"),
    [
        ("docx", "word/document.xml", b"<w:pPr><w:pStyle", b"<w:pPr><w:jc w:val='left'/><w:pStyle"),
        ("docx", "word/footnotes.xml", b"<w:footnoteRef/>", b"<w:footnoteMark/>"),
        ("odt", "content.xml", b"text:note-class", b"text:note-kind"),
        ("odt", "styles.xml", b"fo:page-width", b"fo:page-breadth"),
    ],
)
def test_the_validator_sees(ending: str, part: str, right: bytes, wrong: bytes, tmp_path: Path) -> None:
    """The validator finds what is out of order or does not exist, so that its silence means something."""
    file = tmp_path / f"broken.{ending}"
    with ZipFile(BytesIO(WRITERS[ending](purchase()))) as sound, ZipFile(file, "w") as broken:
        for name in sound.namelist():
            content = sound.read(name)
            broken.writestr(name, content.replace(right, wrong) if name == part else content)

    assert faults(file)
