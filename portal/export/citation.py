"""One entry as a citation, in the formats that reference managers and word processors read."""

import json
import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.language import Language

PUBLISHER = "Silta"
BIBTEX_LETTERS: Mapping[str, str] = {
    # An escaped brace would still be counted by BibTeX, and a lone one would swallow the rest of the file.
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "$&%#_"},
}  # fmt: skip
LANGUAGE_NAMES: Mapping[Language, str] = {Language.FI: "finnish", Language.SV: "swedish", Language.EN: "english"}
"""The names that biblatex knows."""


class CitationFormat(StrEnum):
    """A format by the ending of its file."""

    PLAIN = "txt"
    BIBTEX = "bib"
    RIS = "ris"
    CSL = "json"


MEDIA_TYPES: Mapping[CitationFormat, str] = {
    CitationFormat.PLAIN: "text/plain",
    CitationFormat.BIBTEX: "application/x-bibtex",
    CitationFormat.RIS: "application/x-research-info-systems",
    CitationFormat.CSL: "application/vnd.citationstyles.csl+json",
}


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited; `plain` is the citation as one sentence, `note` what the other formats have no field for."""

    key: str
    title: str
    address: str
    version: str
    retrieved: date
    language: Language
    plain: str
    note: str


def written(citation: Citation, form: CitationFormat) -> str:
    """Return the citation as the text of a file; control characters and line ends of its words become spaces."""
    writers = {
        CitationFormat.PLAIN: lambda each: f"{_one_line(each.plain)}\n",
        CitationFormat.BIBTEX: bibtex,
        CitationFormat.RIS: ris,
        CitationFormat.CSL: csl_json,
    }
    return writers[form](citation)


def bibtex(citation: Citation) -> str:
    """Return an `@online` record of biblatex, which BibTeX styles read as a miscellaneous one."""
    fields = {
        "title": f"{{{_bibtex(citation.title)}}}",
        "author": f"{{{PUBLISHER}}}",
        "version": _bibtex(citation.version),
        "url": citation.address,
        "urldate": citation.retrieved.isoformat(),
        "langid": LANGUAGE_NAMES[citation.language],
        "note": _bibtex(citation.note),
    }
    rows = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@online{{{citation.key},\n{rows}\n}}\n"


def ris(citation: Citation) -> str:
    """Return a record of the type ELEC (a web page) after the RIS specification of 2011."""
    fields = (
        ("TY", "ELEC"),
        ("ID", citation.key),
        ("TI", citation.title),
        ("AU", PUBLISHER),
        ("PB", PUBLISHER),
        ("ET", citation.version),
        ("LA", citation.language.value),
        ("N1", citation.note),
        ("UR", citation.address),
        ("Y2", f"{citation.retrieved:%Y/%m/%d}"),
        ("ER", ""),
    )
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in fields)


def csl_json(citation: Citation) -> str:
    """Return a list of one item of the type webpage, after the schema of CSL data 1.0.2."""
    day = citation.retrieved
    item = {
        "id": citation.key,
        "type": "webpage",
        "title": _one_line(citation.title),
        "author": [{"literal": PUBLISHER}],
        "container-title": PUBLISHER,
        "version": citation.version,
        "URL": citation.address,
        "accessed": {"date-parts": [[day.year, day.month, day.day]]},
        "language": citation.language.value,
        "note": _one_line(citation.note),
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _bibtex(words: str) -> str:
    return "".join(BIBTEX_LETTERS.get(letter, letter) for letter in _one_line(words))


def _one_line(words: str) -> str:
    """Return the words without control characters on one line: a line end would begin a new field."""
    return re.sub(r" +", " ", "".join(_printable(words))).strip()


def _printable(words: str) -> Iterator[str]:
    for letter in words:
        # No-break spaces belong to the words; everything else that is a space or a control is one plain space.
        yield letter if letter == "\u00a0" or not unicodedata.category(letter).startswith(("C", "Z")) else " "
