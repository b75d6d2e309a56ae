"""The citation of an entry in every format, made from the one source note."""

from collections.abc import Mapping

from portal.export.citation import Citation
from portal.export.citation import CitationFormat
from portal.export.citation import written
from portal.web.reading import Reading
from portal.web.source_note import SourceNote
from portal.web.source_note import licence
from portal.web.source_note import words

NAMES: Mapping[CitationFormat, str] = {
    CitationFormat.BIBTEX: "BibTeX",
    CitationFormat.RIS: "RIS",
    CitationFormat.CSL: "CSL-JSON",
}
"""The formats that have a name of their own; the plain one is told in the reader's words."""


def citation(reading: Reading, note: SourceNote) -> Citation:
    """Return the citation of the text that the note is about."""
    entry = reading.entry
    return Citation(
        key=f"silta-{entry.COLLECTION}-{entry.id}-{reading.language}-{note.version}",
        title=reading.text.title,
        address=note.address,
        version=note.version,
        retrieved=note.retrieved,
        language=reading.language,
        plain=f"{note}",
        note=f"{words(note.origin)} {licence(entry)}".strip(),
    )


def citations(reading: Reading, note: SourceNote) -> Mapping[CitationFormat, str]:
    """Return the citation in the formats that the page shows besides the plain one."""
    made = citation(reading, note)
    return {form: written(made, form) for form in NAMES}
