"""Citations that reference managers read back as they were meant, whatever the title holds."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.language import Language
from portal.export.citation import Citation
from portal.export.citation import CitationFormat
from portal.export.citation import bibtex
from portal.export.citation import csl_json
from portal.export.citation import ris
from portal.export.citation import written

PLAIN = Citation(
    key="silta-clauses-jarvi-clause-fi-1a2b3c4d",
    title="Kaksi henkilöä – siivous & ruoka 2 %",
    address="https://silta.example/fi/clauses/jarvi-clause",
    version="1a2b3c4d",
    retrieved=date(2026, 11, 21),
    language=Language.FI,
    plain="Järven kaupunki: Kaksi henkilöä. Silta, https://silta.example/fi/clauses/jarvi-clause.",
    note="Mallisanamuoto. Lähde: Järvi, Järven kaupungin ohje.",
)
HOSTILE = (
    "} , title = {taken",
    "a { b",
    "a } b",
    "\\input{/etc/passwd}",
    "\\",
    "line\nTY  - BOOK\r\nER  - ",
    "line\u2028ER  - \x85TI  - x",
    "@book{x, title={y}}",
    "\"quoted\" 'single' # % & $ _ ^ ~",
    "a\x00b\x1bc\u202ed",
    "</script><b>",
    '", "type": "book',
    "=cmd|' /C calc'!A0",
)
BACK = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", **{f"\\{letter}": letter for letter in "$&%#_"},
}  # fmt: skip


def read_bibtex(text: str) -> dict[str, str]:
    """Read one record as BibTeX does: braces are counted, escaped or not, and a field ends where they are even."""
    head = re.match(r"@(\w+)\{([^,\s]+),\n", text)
    assert head is not None
    fields, place = {"ENTRYTYPE": head[1], "ID": head[2]}, head.end()
    while (name := re.compile(r"\s*(\w+) = \{").match(text, place)) is not None:
        depth, end = 1, name.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        fields[name[1]] = text[name.end() : end - 1]
        place = end + 1 if text[end] == "," else end
    assert "}\n" == text[place:].lstrip("\n")
    return fields


def from_latex(value: str) -> str:
    """Return the words that LaTeX would print."""
    inner = value[1:-1] if value.startswith("{") and value.endswith("}") else value
    return re.sub("|".join(map(re.escape, BACK)), lambda found: BACK[found[0]], inner)


def read_ris(text: str) -> list[tuple[str, str]]:
    """Read the lines of a record as reference managers do: tag, two spaces, hyphen, space, value."""
    found = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in text.split("\r\n")[:-1]]
    assert None not in found
    return [(each[1], each[2]) for each in found if each]


def one_line(words: str) -> str:
    """Return the words as any format may show them: without controls, white space folded."""
    plain = "".join(letter if letter.isprintable() or letter == "\u00a0" else " " for letter in words)
    return re.sub(r" +", " ", plain).strip()


def test_bibtex_says_everything() -> None:
    """Title, author, version, address, date of retrieval, language, note."""
    fields = read_bibtex(bibtex(PLAIN))

    assert ("online", PLAIN.key) == (fields["ENTRYTYPE"], fields["ID"])
    assert PLAIN.title == from_latex(fields["title"])
    assert ("{Silta}", "1a2b3c4d", PLAIN.address) == (fields["author"], fields["version"], fields["url"])
    assert ("2026-11-21", "finnish") == (fields["urldate"], fields["langid"])
    assert PLAIN.note == from_latex(fields["note"])


def test_ris_says_everything() -> None:
    """A web page from TY to ER, each tag once."""
    lines = read_ris(ris(PLAIN))

    assert [("TY", "ELEC"), ("ER", "")] == [lines[0], lines[-1]]
    assert len(lines) == len(dict(lines))
    assert {
        "TI": PLAIN.title, "ET": "1a2b3c4d", "UR": PLAIN.address, "Y2": "2026/11/21", "LA": "fi", "N1": PLAIN.note,
    }.items() <= dict(lines).items()  # fmt: skip


def test_csl_says_everything() -> None:
    """A list of one item with the date in parts."""
    (item,) = json.loads(csl_json(PLAIN))

    assert ("webpage", PLAIN.title, PLAIN.address) == (item["type"], item["title"], item["URL"])
    assert ("1a2b3c4d", [[2026, 11, 21]]) == (item["version"], item["accessed"]["date-parts"])
    assert PLAIN.note == item["note"]


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_stays_a_title(title: str) -> None:
    """It neither ends its field nor begins another, and reads back as its words."""
    citation = replace(PLAIN, title=f"x{title}x", note=f"x{title}x")
    fields, lines, (item,) = read_bibtex(bibtex(citation)), read_ris(ris(citation)), json.loads(csl_json(citation))

    expected = one_line(f"x{title}x")
    assert set(read_bibtex(bibtex(PLAIN))) == set(fields)
    assert [tag for tag, _ in read_ris(ris(PLAIN))] == [tag for tag, _ in lines]
    assert {expected} == {from_latex(fields["title"]), dict(lines)["TI"], item["title"]}
    assert {expected} == {from_latex(fields["note"]), dict(lines)["N1"], item["note"]}


@given(st.text(max_size=80))
def test_any_title_reads_back(title: str) -> None:
    """No text breaks a record."""
    citation = replace(PLAIN, title=f"x{title}x")

    assert one_line(f"x{title}x") == from_latex(read_bibtex(bibtex(citation))["title"])
    assert one_line(f"x{title}x") == dict(read_ris(ris(citation)))["TI"]


@pytest.mark.parametrize("form", list(CitationFormat))
def test_every_format_ends_with_a_line(form: CitationFormat) -> None:
    """Files of text end with a line end, and the plain one is the sentence alone."""
    text = written(PLAIN, form)

    assert text.endswith("\n")
    assert (form is CitationFormat.PLAIN) == (text == f"{PLAIN.plain}\n")
