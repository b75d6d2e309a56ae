"""A table of cases as a coordinator would fill it in, and faults of every kind that can be put into its cells."""

import csv
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from io import StringIO

from openpyxl import Workbook

from portal.domain.problem import Rule
from portal.domain.spreadsheet_import import SheetRule
from portal.uploads.table import column_letter

CASE: Mapping[str, str] = {
    "id": "",
    "language": "fi",
    "title": "Kaupunki {n}: siivouksen voittaja työllistää",
    "summary": "Kaupunki {n} vaatii työllistämistä. Malli on käytössä.",
    "country": "fi",
    "organisation": "jarvi",
    "partners": "hamn",
    "kind": "model",
    "status": "in-use",
    "as_of": "20.8.2019",
    "period.start": "6/2019",
    "period.end": "2021",
    "period.source": "S1",
    "procurement_types": "services",
    "sectors": "cleaning",
    "threshold.amount": "200 000,50",
    "threshold.currency": "EUR",
    "threshold.per": "contract",
    "threshold.source": "S1",
    "contract_length.months": "24",
    "contract_length.source": "S2",
    "procedure": "open",
    "instruments": "contract-condition",
    "target_groups": "long-term-unemployed, young",
    "forms": "employment, apprenticeship",
    "phases": "tender, contract",
    "roles": "buyer",
    "results.1.number": "90",
    "results.1.unit": "persons-employed",
    "results.1.status": "achieved",
    "results.1.source": "S1",
    "sources": "S1, S2",
    "evidence.status": "S1",
    "evidence.partners": "S1",
    "evidence.procurement_types": "S1",
    "evidence.procedure": "S2",
    "evidence.instruments": "S1",
    "evidence.target_groups": "S1",
    "evidence.forms": "S1",
    "related": "cases/jarvi-model",
    "review_by": "31.5.2027",
    "untranslated.sv": "awaiting-translator",
    "untranslated.en": "awaiting-translator",
    "sections.background.heading": "Tausta",
    "sections.background.text": "Kaupunginhallitus hyväksyi mallin {n}.[^S1]",
    "sections.how-it-works.heading": "Miten malli toimii",
    "sections.how-it-works.text": "Voittaja työllistää.[^S2]",
    "sections.what-others-can-learn.heading": "Mitä muut voivat oppia",
    "sections.what-others-can-learn.text": "Aloita ajoissa.",
    "sections.not-stated.heading": "Mitä lähteet eivät kerro",
    "sections.not-stated.text": "Vaikutuksia ei kerrota.",
}
COLUMNS = tuple(CASE)
Rows = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Seed:
    """A fault to be put into one cell, and the rule it must be found by there."""

    column: str
    text: str
    rule: str


SEEDS: Sequence[Seed] = (
    Seed("id", "", SheetRule.ID_WRONG),
    Seed("id", "../../etc/passwd", SheetRule.ID_WRONG),
    Seed("id", "Ääkkös id", SheetRule.ID_WRONG),
    Seed("id", "jarvi-model", SheetRule.ENTRY_EXISTS),
    Seed("language", "", SheetRule.LANGUAGE_WRONG),
    Seed("language", "suomi", SheetRule.LANGUAGE_WRONG),
    Seed("title", "", Rule.FIELD_MISSING),
    Seed("title", "x" * 400, Rule.FIELD_TYPE),
    Seed("summary", "", Rule.FIELD_MISSING),
    Seed("summary", "Kirjoita osoitteeseen matti.meikalainen@example.fi.", Rule.PERSONAL_DATA),
    Seed("country", "Suomi", Rule.CODE_UNKNOWN),
    Seed("country", "", Rule.FIELD_MISSING),
    Seed("organisation", "ei-ole-olemassa", Rule.REFERENCE_DANGLING),
    Seed("partners", "tuntematon-kunta", Rule.REFERENCE_DANGLING),
    Seed("kind", "malli", Rule.CODE_UNKNOWN),
    Seed("status", "käytössä", Rule.CODE_UNKNOWN),
    Seed("as_of", "31.2.2019", Rule.DATE_INVALID),
    Seed("as_of", "kesällä", Rule.DATE_INVALID),
    Seed("period.start", "2023", Rule.PERIOD_REVERSED),
    Seed("period.start", "13/2019", Rule.DATE_INVALID),
    Seed("period.source", "S999", Rule.SOURCE_UNKNOWN),
    Seed("procurement_types", "palvelut", Rule.CODE_UNKNOWN),
    Seed("sectors", "cleaning, siivous", Rule.CODE_UNKNOWN),
    Seed("threshold.amount", "paljon", Rule.NUMBER_INVALID),
    Seed("threshold.amount", "1.2.3", Rule.NUMBER_INVALID),
    Seed("threshold.currency", "euroa", Rule.CODE_UNKNOWN),
    Seed("threshold.per", "sopimus", Rule.CODE_UNKNOWN),
    Seed("contract_length.months", "-3", Rule.NUMBER_INVALID),
    Seed("contract_length.months", "", Rule.FIELD_MISSING),
    Seed("procedure", "avoin", Rule.CODE_UNKNOWN),
    Seed("instruments", "ehto", Rule.CODE_UNKNOWN),
    Seed("target_groups", "nuoret", Rule.CODE_UNKNOWN),
    Seed("forms", "työ", Rule.CODE_UNKNOWN),
    Seed("phases", "", Rule.FIELD_MISSING),
    Seed("roles", "ostaja", Rule.CODE_UNKNOWN),
    Seed("results.1.number", "yhdeksän", Rule.NUMBER_INVALID),
    Seed("results.1.unit", "henkilöä", Rule.CODE_UNKNOWN),
    Seed("sources", "S1, S2, S404", Rule.SOURCE_UNKNOWN),
    Seed("evidence.status", "", Rule.EVIDENCE_MISSING),
    Seed("evidence.forms", "S404", Rule.SOURCE_UNKNOWN),
    Seed("related", "cases/ei-ole", Rule.REFERENCE_DANGLING),
    Seed("review_by", "", Rule.FIELD_MISSING),
    Seed("review_by", "31.2.2027", Rule.DATE_INVALID),
    Seed("untranslated.sv", "", Rule.LANGUAGE_MISSING),
    Seed("untranslated.en", "laiskuus", Rule.CODE_UNKNOWN),
    Seed("sections.background.text", "Katso <script>alert(1)</script> tästä.[^S1]", Rule.HTML_IN_TEXT),
    Seed("sections.background.text", "Katso [täältä](javascript:alert(1)).[^S1]", Rule.LINK_BROKEN),
    Seed("sections.how-it-works.text", "", Rule.SECTION_EMPTY),
    Seed("sections.not-stated.heading", "", Rule.SECTION_EMPTY),
    Seed("sections.background.text", "## Väärä otsikko\n\nTeksti.[^S1]", Rule.SECTION_HEADING),
)
"""Fifty, one for every kind of fault that a cell can have."""


def good_rows(count: int, name: str = "tuotu") -> Rows:
    """Return rows without a fault."""
    return [
        {**{key: text.replace("{n}", str(n)) for key, text in CASE.items()}, "id": f"{name}-{n}"} for n in range(count)
    ]


def seeded_rows(count: int) -> tuple[Rows, dict[str, Seed]]:
    """Return rows with a fault of each kind, spread over the table, and the seed by the name of its cell."""
    rows = good_rows(count)
    cells: dict[str, Seed] = {}
    for place, seed in enumerate(SEEDS):
        number = place * count // len(SEEDS)
        rows[number][seed.column] = seed.text
        cells[f"{column_letter(COLUMNS.index(seed.column) + 1)}{number + 2}"] = seed
    return rows, cells


def workbook(rows: Rows, columns: Sequence[str] = COLUMNS) -> bytes:
    """Return the rows as a workbook."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(columns))
    for number, row in enumerate(rows, start=2):
        for column, name in enumerate(columns, start=1):
            cell = sheet.cell(number, column)
            cell.value = row.get(name) or None
            cell.data_type = "s" if row.get(name) else cell.data_type
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def plain(rows: Rows, separator: str = ";", encoding: str = "utf-8-sig", columns: Sequence[str] = COLUMNS) -> bytes:
    """Return the rows as an office program writes CSV."""
    kept = StringIO(newline="")
    writer = csv.writer(kept, delimiter=separator, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in rows)
    return kept.getvalue().encode(encoding)
