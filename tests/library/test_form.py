"""Forms made from the table of fields."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from portal.domain.reference import Collection
from portal.library import form as form_module
from portal.library.fields import Field
from portal.library.form import field_names
from portal.library.form import form_of
from portal.library.form_field import Control
from portal.library.form_field import FormField
from portal.library.kinds import Listing
from portal.library.kinds import Number
from portal.library.kinds import Text
from portal.library.schemas import SCHEMAS
from portal.library.schemas import SHARED_FIELDS
from portal.library.schemas import TEXT_FIELDS
from portal.library.schemas import TRANSLATION_FIELDS


def field_of(collection: Collection, path: str, *, translated: bool = False) -> FormField:
    """Return a field that must be there."""
    field = form_of(collection, translated=translated).field_at(path)
    assert field is not None
    return field


@pytest.fixture
def wider_cases(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Cases with two fields more, for as long as the test runs."""
    more = (Field("mood", Listing(Text()), required=True, help="how it felt"), Field("depth", Number(most=Decimal(9))))
    case = SCHEMAS[Collection.CASES]
    wider = {**SCHEMAS, Collection.CASES: replace(case, fields=(*case.fields, *more))}
    monkeypatch.setattr(form_module, "SCHEMAS", wider)
    form_of.cache_clear()
    yield
    form_of.cache_clear()


@pytest.mark.parametrize("collection", list(Collection))
def test_every_field_of_the_table_is_in_the_form(collection: Collection) -> None:
    """An original has all fields, its slots where it has any, and its sections last; none twice."""
    schema = SCHEMAS[collection]
    names = [field.name for field in form_of(collection).fields]
    expected = [*TEXT_FIELDS, *schema.fields, *SHARED_FIELDS]

    assert len(names) == len(set(names))
    assert "sections" == names[-1]
    assert {field.name for field in expected} | {"sections"} | ({"slots"} if schema.has_slots else set()) == set(names)


@pytest.mark.parametrize("collection", list(Collection))
def test_a_translation_has_text_only(collection: Collection) -> None:
    """No fact can be typed into a translation."""
    schema = SCHEMAS[collection]
    names = {field.name for field in form_of(collection, translated=True).fields}
    expected = {field.name for field in (*TEXT_FIELDS, *TRANSLATION_FIELDS)} | {"sections"}

    assert expected | ({"slots"} if schema.has_slots else set()) == names


@pytest.mark.usefixtures("wider_cases")
def test_a_field_added_to_the_table_appears_in_the_form() -> None:
    """Nobody has to tell the form of a new field."""
    mood, depth = field_of(Collection.CASES, "mood"), field_of(Collection.CASES, "depth")

    assert (Control.LINES, True, "how it felt", 600) == (mood.control, mood.required, mood.help, mood.longest)
    assert (Control.NUMBER, Decimal(9)) == (depth.control, depth.most)
    assert {"mood", "depth"} <= field_names()


@pytest.mark.parametrize(
    ("path", "control"),
    [
        ("title", Control.LINE),
        ("summary", Control.PARAGRAPH),
        ("country", Control.CODE),
        ("sectors", Control.CODES),
        ("organisation", Control.ENTRY),
        ("partners", Control.ENTRIES),
        ("related", Control.REFERENCES),
        ("sources", Control.SOURCES),
        ("as_of", Control.DATE),
        ("threshold.amount", Control.NUMBER),
        ("period", Control.PERIOD),
        ("contact", Control.GROUP),
        ("obligation", Control.ROWS),
        ("obligation.3.codes", Control.CODES),
        ("results.0.period.start", Control.DATE),
        ("evidence", Control.TABLE),
        ("evidence.status", Control.SOURCES),
        ("untranslated.sv", Control.CODE),
        ("sections.12.text", Control.MARKDOWN),
        ("sections.0.id", Control.SECTION_ID),
    ],
)
def test_each_field_of_a_case_has_its_control(path: str, control: Control) -> None:
    """What a person is shown follows from what the field can hold."""
    assert control is field_of(Collection.CASES, path).control


@pytest.mark.parametrize("path", ["obligation.x.amount", "obligation.01.amount", "obligation.-1.kind", "nothing", "",
                                  "title.more", "obligation.٣.kind", "evidence.status.0"])  # fmt: skip
def test_a_path_of_nothing_leads_nowhere(path: str) -> None:
    """The form knows its own paths and no others."""
    assert None is form_of(Collection.CASES).field_at(path)


def test_a_field_knows_what_may_be_chosen() -> None:
    """Vocabularies, collections, words for silence and what the portal writes itself are told."""
    assert "case-kinds" == field_of(Collection.CASES, "kind").vocabulary
    assert Collection.LAWS is field_of(Collection.CASES, "laws").collection
    assert "not-stated" == field_of(Collection.NEWS, "date").silent_word
    assert field_of(Collection.CASES, "status").needs_evidence
    assert field_of(Collection.CASES, "made_from.title", translated=True).control is Control.LINE
    assert field_of(Collection.CASES, "made_from", translated=True).by_portal


def test_slots_have_words_a_value_and_sources_and_in_a_translation_words_only() -> None:
    """The comparable value and the sources of a slot are facts."""
    slot, words = (field_of(Collection.CLAUSES, "slots.trigger", translated=t) for t in (False, True))

    assert ["text", "value", "source"] == [field.name for field in slot.fields]
    assert ["text"] == [field.name for field in words.fields]


def test_a_row_gets_its_number() -> None:
    """The star of a path is filled in."""
    assert "obligation.2.amount" == field_of(Collection.CASES, "obligation.0.amount").at(2)
