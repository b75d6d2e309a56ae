"""Fifty ways to get a content file wrong: what is changed, and where the checker must point."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from portal.domain.problem import Rule

CASE = "cases/NAME/fi.md"
CASE_SV = "cases/NAME/sv.md"
CLAUSE = "clauses/NAME-clause/fi.md"
CLAUSE_SV = "clauses/NAME-clause/sv.md"


@dataclass(frozen=True, slots=True)
class SeededFault:
    """A change to one file and the fault it must bring: rule, line (0: any) and field."""

    rule: Rule
    file: str
    change: Callable[[Path], None]
    line: int = 0
    field: str = ""


def swap(old: str, new: str) -> Callable[[Path], None]:
    """Return a change that puts `new` in the place of the first `old`, which must be there."""

    def change(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def overwrite(data: bytes) -> Callable[[Path], None]:
    """Return a change that replaces the whole file."""
    return lambda path: path.write_bytes(data) and None


def encode(encoding: str) -> Callable[[Path], None]:
    """Return a change that saves the file in another encoding."""
    return lambda path: path.write_bytes(path.read_text(encoding="utf-8").encode(encoding, "replace")) and None


def link_elsewhere(path: Path) -> None:
    """Put a link to another file in the place of the file."""
    path.unlink()
    path.symlink_to("/etc/hostname")


def remove(path: Path) -> None:
    """Delete the file."""
    path.unlink()


FAULTS = [
    SeededFault(Rule.FILE_LINK, CASE, link_elsewhere, 1),
    SeededFault(Rule.FILE_TOO_LARGE, CASE, overwrite(b"---\n" + b"a" * 300_000), 1),
    SeededFault(Rule.FILE_NOT_UTF8, CASE, encode("latin-1"), 3),
    SeededFault(Rule.FILE_NOT_UTF8, CASE, encode("utf-16"), 1),
    SeededFault(Rule.FILE_NOT_NFC, CASE, swap("työllistää", unicodedata.normalize("NFD", "työllistää")), 30),
    SeededFault(Rule.FILE_CONTROL_CHARACTER, CASE, swap("Aloita", "Aloita\x07"), 35),
    SeededFault(Rule.FRONT_MATTER_MISSING, CASE, swap("---\n", ""), 1),
    SeededFault(Rule.YAML_SYNTAX, CASE, swap('title: "Kunta kertoo', 'title: Hankinta: "Kunta kertoo'), 2),
    SeededFault(Rule.YAML_DUPLICATE_KEY, CASE, swap("kind: model", "kind: model\nkind: pilot"), 7),
    SeededFault(Rule.YAML_ALIAS, CASE, swap("kind: model", "kind: &kind model"), 6),
    SeededFault(Rule.YAML_TAG, CASE, swap("kind: model", "kind: !!str model"), 6),
    SeededFault(Rule.YAML_KEY, CASE, swap("kind: model", "? [kind]\n: model"), 6),
    SeededFault(Rule.YAML_TOO_DEEP, CASE, swap("kind: model", f"kind: {'[' * 12}{']' * 12}"), 6),
    SeededFault(Rule.YAML_COMMENT_CUT, CASE, swap("kind: model", "kind: model #1"), 6),
    SeededFault(Rule.FIELD_UNKNOWN, CASE, swap("kind: model", "kind: model\ncolour: red"), 7, "colour"),
    SeededFault(Rule.FIELD_MISSING, CASE, swap("organisation: kunta\n", ""), 0, "organisation"),
    SeededFault(Rule.FIELD_TYPE, CASE, swap("sectors: [cleaning]", "sectors: cleaning"), 10, "sectors"),
    SeededFault(Rule.FIELD_EMPTY, CASE, swap("country: fi", "country:"), 4, "country"),
    SeededFault(Rule.CODE_UNKNOWN, CASE, swap("sectors: [cleaning]", "sectors: [dreaming]"), 10, "sectors.0"),
    SeededFault(Rule.CODE_UNKNOWN, CASE, swap("country: fi", "country: no"), 4, "country"),
    SeededFault(Rule.DATE_INVALID, CASE, swap('"2019-08-20"', '"2019-02-30"'), 8, "as_of"),
    SeededFault(Rule.PERIOD_REVERSED, CASE, swap('end: "2020"', 'end: "2018"'), 9, "period"),
    SeededFault(Rule.NUMBER_INVALID, CASE, swap("amount: 200000", 'amount: "200 000"'), 11, "threshold.amount"),
    SeededFault(Rule.REFERENCE_DANGLING, CASE, swap("organisation: kunta", "organisation: kuntaa"), 5, "organisation"),
    SeededFault(Rule.SOURCE_UNKNOWN, CASE, swap("[^S5]", "[^S999]"), 30, "how-it-works"),
    SeededFault(Rule.SOURCE_UNLISTED, CASE, swap("[^S5]", "[^S5][^S7]"), 30, "how-it-works"),
    SeededFault(Rule.SOURCE_UNUSED, CASE, swap("[S4, S5]", "[S4, S5, S7]"), 17, "sources.2"),
    SeededFault(Rule.EVIDENCE_MISSING, CASE, swap("  status: [S4]\n", ""), 7, "status"),
    SeededFault(Rule.EVIDENCE_WITHOUT_FACT, CASE, swap("  status: [S4]", "  status: [S4]\n  forms: [S4]"), 20),
    SeededFault(Rule.SECTION_MISSING, CASE, swap("{#not-stated}", "{#results}"), 0, "not-stated"),
    SeededFault(Rule.SECTION_UNKNOWN, CASE, swap("{#not-stated}", "{#not-told}"), 37, "not-told"),
    SeededFault(Rule.SECTION_DUPLICATE, CASE, swap("{#how-it-works}", "{#background}"), 28, "background"),
    SeededFault(Rule.SECTION_HEADING, CASE, swap(" {#background}", ""), 24),
    SeededFault(Rule.SECTION_EMPTY, CASE, swap("Aloita ajoissa.", ""), 33, "what-others-can-learn"),
    SeededFault(Rule.HTML_IN_TEXT, CASE, swap("Aloita ajoissa.", "Aloita <b>ajoissa</b>."), 35),
    SeededFault(Rule.LINK_BROKEN, CASE, swap("(clauses/NAME-clause)", "(javascript:alert)"), 31),
    SeededFault(Rule.PERSONAL_DATA, CASE, swap("Aloita ajoissa.", "Kysy: etu.suku(at)kunta.fi."), 35),
    SeededFault(Rule.PERSONAL_DATA, CASE, swap("Aloita ajoissa.", "Soita 040 123 4567."), 35),
    SeededFault(Rule.FIELD_UNKNOWN, CASE, swap("contact: {", "contact: {name: Maija, "), 15, "contact.name"),
    SeededFault(Rule.SLOT_MISSING, CLAUSE, swap("  sanction: not-stated\n", ""), 10, "slots"),
    SeededFault(
        Rule.FIELD_TYPE, CLAUSE, swap("sanction: not-stated", "sanction: another-clause"), 19, "slots.sanction"
    ),
    SeededFault(Rule.SLOT_UNKNOWN, CLAUSE, swap("  sanction:", "  punishment:"), 19, "slots.punishment"),
    SeededFault(Rule.BLANK_UNDECLARED, CLAUSE, swap("{{share}}", "{{share}} tai {{months}}"), 27, "wording"),
    SeededFault(Rule.BLANK_UNUSED, CLAUSE, swap("[share]", "[share, months]"), 9, "blanks"),
    SeededFault(Rule.FACT_IN_TRANSLATION, CASE_SV, swap("translation_of: fi", "translation_of: fi\nstatus: pilot"), 3),
    SeededFault(Rule.MADE_FROM_MISSING, CASE_SV, swap("made_from:", "checked:"), 0, "made_from"),
    SeededFault(Rule.ORIGINAL_TWICE, CASE_SV, swap("translation_of: fi\n", ""), 1),
    SeededFault(Rule.ORIGINAL_MISSING, CASE, swap("country: fi", "translation_of: sv\ncountry: fi"), 1),
    SeededFault(Rule.LANGUAGE_MISSING, CASE_SV, remove, 1),
    SeededFault(
        Rule.LANGUAGE_UNDECIDED, CASE, swap("review_by:", "untranslated: {sv: domestic-interest}\nreview_by:"), 21
    ),
]
