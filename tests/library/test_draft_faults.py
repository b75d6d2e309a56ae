"""The checker's word on a draft, at the fields of its form."""

from pathlib import Path

import pytest

from portal.domain.language import Language
from portal.domain.problem import Rule
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.draft_faults import TypedText
from portal.library.draft_faults import faults_elsewhere
from portal.library.draft_faults import faults_of_draft
from portal.library.form_field import Typed
from portal.library.library import Library
from portal.library.library import read_library
from portal.library.shelf import Shelf
from portal.library.typed_file import typed_for_new
from portal.library.typed_file import typed_from_file
from tests.library.shelves import write_library

CONTENT = Path(__file__).parents[2] / "content"
KUNTA = Ref(Collection.CASES, "kunta")
CLAUSE = Ref(Collection.CLAUSES, "kunta-clause")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small sound library."""
    return write_library(tmp_path / "content", "kunta")


@pytest.fixture
def shelf(content: Path) -> Shelf:
    """The shelf of the small library."""
    return read_library(content).shelf


@pytest.fixture(scope="module")
def library() -> Library:
    """The portal's own content."""
    return read_library(CONTENT)


def file_of(content: Path, ref: Ref, language: Language) -> str:
    """Return the text of a file."""
    return (content / str(ref) / f"{language}.md").read_text(encoding="utf-8")


def faults(content: Path, shelf: Shelf, ref: Ref, language: Language, changes: Typed) -> set[tuple[str, Rule]]:
    """Return field and rule of each fault that changes of a file bring."""
    base = file_of(content, ref, language)
    typed = {**typed_from_file(base, ref.collection), **changes}
    return {(each.field, each.rule) for each in faults_of_draft(content, shelf, TypedText(ref, language, typed, base))}


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("title", "", Rule.FIELD_MISSING),
        ("title", "x" * 161, Rule.FIELD_TYPE),
        ("title", "<b>x</b>", Rule.HTML_IN_TEXT),
        ("title", "a\x00", Rule.FILE_CONTROL_CHARACTER),
        ("title", "Soita 040 123 4567", Rule.PERSONAL_DATA),
        ("kind", "unheard-of", Rule.CODE_UNKNOWN),
        ("organisation", "nowhere", Rule.REFERENCE_DANGLING),
        ("partners", "kunta, nowhere", Rule.REFERENCE_DANGLING),
        ("related", "cases/none", Rule.REFERENCE_DANGLING),
        ("as_of", "yesterday", Rule.DATE_INVALID),
        ("period.end", "1999", Rule.PERIOD_REVERSED),
        ("threshold.amount", "1.600", Rule.NUMBER_INVALID),
        ("threshold.amount", "lots", Rule.NUMBER_INVALID),
        ("threshold.source", "S99999", Rule.SOURCE_UNKNOWN),
        ("evidence.status", "", Rule.EVIDENCE_MISSING),
        ("evidence.procedure", "S4", Rule.EVIDENCE_WITHOUT_FACT),
        ("untranslated.sv", "domestic-interest", Rule.LANGUAGE_UNDECIDED),
        ("sections.0.heading", "", Rule.SECTION_EMPTY),
        ("sections.0.id", "about", Rule.SECTION_UNKNOWN),
        ("sections.3.id", "background", Rule.SECTION_DUPLICATE),
        ("sections.1.text", "[x](ftp://x)", Rule.LINK_BROKEN),
        ("sections.1.text", "a\n## B {#b}", Rule.SECTION_HEADING),
        ("sections.1.text", "# B", Rule.SECTION_HEADING),
        ("sections.1.text", "a@example.org", Rule.PERSONAL_DATA),
        ("sections.2.text", "x[^S999]", Rule.SOURCE_UNKNOWN),
        ("nonsense", "x", Rule.FIELD_UNKNOWN),
    ],
)
def test_a_fault_is_told_at_its_field(content: Path, shelf: Shelf, path: str, value: str, expected: Rule) -> None:
    """One change, one fault, and the place where it was typed."""
    found = faults(content, shelf, KUNTA, Language.FI, {path: value})
    at = {"period.end": "period", "evidence.status": "status"}.get(path, path)

    assert (at, expected) in found


def test_a_fault_of_a_row_is_told_at_the_row_typed(content: Path, shelf: Shelf) -> None:
    """Empty rows are not in the file, and still the third row is the third."""
    changes = {"obligation.3.kind": "by-dialogue", "obligation.3.source": "S4", "obligation.7.amount": "x"}
    found = faults(content, shelf, KUNTA, Language.FI, changes)

    assert {
        ("obligation.7.amount", Rule.NUMBER_INVALID),
        ("obligation.7.kind", Rule.FIELD_MISSING),
        ("obligation.7.source", Rule.FIELD_MISSING),
    } == found


def test_a_missing_section_is_told_where_it_would_be_typed(content: Path, shelf: Shelf) -> None:
    """The form shows the field of a compulsory section, and the fault stands there."""
    empty = {"sections.3.heading": "", "sections.3.text": ""}
    found = faults(content, shelf, KUNTA, Language.FI, empty)

    assert {("sections.3.text", Rule.SECTION_MISSING)} == found


def test_slots_and_blanks_have_their_places(content: Path, shelf: Shelf) -> None:
    """A blank is told at the wording, a slot's fault at its part."""
    changes = {"sections.0.text": "{{share}} ja {{other}}", "slots.amount.value.percent": "150"}
    found = faults(content, shelf, CLAUSE, Language.FI, changes)

    assert {
        ("sections.0.text", Rule.BLANK_UNDECLARED),
        ("slots.amount.value.percent", Rule.NUMBER_INVALID),
        ("slots.amount.text", Rule.FIELD_MISSING),
        ("slots.amount.source", Rule.FIELD_MISSING),
    } == found


def test_a_translation_holds_no_fact(content: Path, shelf: Shelf) -> None:
    """A fact typed into a translation is told, and so is HTML in the words of a slot."""
    changes = {"country": "se", "slots.trigger.text": "<b>x</b>", "slots.trigger.source": "S4"}
    found = faults(content, shelf, CLAUSE, Language.SV, changes)

    assert {
        ("country", Rule.FACT_IN_TRANSLATION),
        ("slots.trigger.source", Rule.FACT_IN_TRANSLATION),
        ("slots.trigger.text", Rule.HTML_IN_TEXT),
    } == found


def test_a_new_entry_is_checked_without_a_file(content: Path, shelf: Shelf) -> None:
    """Every compulsory field is asked for, nothing is written, and the entry may name itself."""
    new = Ref(Collection.NEWS, "fresh")
    typed = {**typed_for_new(Collection.NEWS), "related": "news/fresh", "sections.0.heading": "A"}
    before = sorted(content.rglob("*"))
    fresh = TypedText(new, Language.FI, typed)
    found = {(each.field, each.rule) for each in faults_of_draft(content, shelf, fresh)}

    assert before == sorted(content.rglob("*"))
    assert {
        ("title", Rule.FIELD_MISSING), ("summary", Rule.FIELD_MISSING), ("date", Rule.FIELD_MISSING),
        ("country", Rule.FIELD_MISSING), ("issuer", Rule.FIELD_MISSING), ("review_by", Rule.FIELD_MISSING),
        ("sections.0.text", Rule.SECTION_EMPTY), ("sources", Rule.FIELD_MISSING),
    } == found  # fmt: skip


def test_what_a_draft_breaks_elsewhere_is_told(content: Path, shelf: Shelf) -> None:
    """A source taken off the original's list is missed by the translations that cite it."""
    base = file_of(content, KUNTA, Language.FI)
    typed = {**typed_from_file(base, Collection.CASES), "sources": "S5"}
    found = faults_elsewhere(content, shelf, TypedText(KUNTA, Language.FI, typed, base))

    assert {("cases/kunta/sv.md", Rule.SOURCE_UNLISTED), ("cases/kunta/en.md", Rule.SOURCE_UNLISTED)} == {
        (each.file, each.rule) for each in found
    }


def test_too_large_a_draft_is_told(content: Path, shelf: Shelf) -> None:
    """What the library would not read is refused before it is published."""
    found = faults(content, shelf, KUNTA, Language.FI, {"sections.0.text": "x" * 300_000})

    assert {("", Rule.FILE_TOO_LARGE)} == found


def test_the_published_content_has_no_faults(library: Library) -> None:
    """Sound files stay sound in the form."""
    found = []
    for path in sorted(CONTENT.glob("*/*/*.md"))[::9]:
        ref, text = Ref(Collection(path.parts[-3]), path.parts[-2]), path.read_text(encoding="utf-8")
        typed = typed_from_file(text, ref.collection)
        found += faults_of_draft(CONTENT, library.shelf, TypedText(ref, Language(path.stem), typed, text))

    assert [] == found
