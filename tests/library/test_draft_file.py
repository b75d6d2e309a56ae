"""What is typed becomes a file, and the file what was typed."""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from portal.domain.language import Language
from portal.domain.problem import Rule
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.content_file import split_content
from portal.library.draft_file import draft_file
from portal.library.draft_file import file_from_typed
from portal.library.entry_reader import read_language_file
from portal.library.faults import Faults
from portal.library.form import form_of
from portal.library.form_field import GROUPS
from portal.library.form_field import ROW
from portal.library.form_field import Typed
from portal.library.record import Record
from portal.library.schemas import SCHEMAS
from portal.library.typed_file import beside
from portal.library.typed_file import passage_of
from portal.library.typed_file import typed_for_new
from portal.library.typed_file import typed_for_translation
from portal.library.typed_file import typed_from_file
from portal.library.typed_values import sound
from portal.library.vocabulary_files import Words
from portal.library.vocabulary_files import read_words
from tests.browser.hostile_strings import hostile_strings
from tests.library.shelves import CASE
from tests.library.shelves import CLAUSE
from tests.search.bombs import BOMBS

CONTENT = Path(__file__).parents[2] / "content"
KUNTA = Ref(Collection.CASES, "kunta")
NASTY = [
    "---", "\n---\n", "a: b", ": ", "- x", "? y", "{a: b}", "[a, b]", "&a", "*a", "!tag", "| x", "> x", "%x",
    "@x", "`x`",
    "# x", "a #b", '"', '""', "'", "\\", "\\n", '\\"', "yes", "no", "null", "~", "true", "1e3", "010", "0x1F", ".inf",
    "## Toinen {#background}", "# Iso", "## Ilman", "{#id}", "x {#id}", "text\n## Uusi {#wording}\nmore",
    "\n\n## A {#a}\n\n## B {#b}\n", "```\n## A {#a}\n```", "a\r\nb\rc", "\ud800", "a\udfffb", "\x00", "\x1b[31m",
    "\u202e", "\ufeff", "\ufffe", "\x85", "\u2028", "\u2029", "\u00a0", "e\u0301", "a\n\u0303b", "\n\u0308",
    "\t\u0301x",
    "<b>x</b>", "<!-- -->", "[^S4]", "{{share}}", "x" * 100_000, "a\n\n" * 30_000, "🧹", "\U0010ffff", "ﬁ",
    "한\u1100\u1161",
]  # fmt: skip


@pytest.fixture(scope="module")
def words() -> Words:
    """The vocabularies of the content."""
    return read_words(CONTENT)


def content_files() -> list[Path]:
    """Return every file of an entry."""
    return sorted(CONTENT.glob("*/*/*.md"))


def reading(text: str, collection: Collection, words: Words) -> tuple[Any, ...]:
    """Return all the library reads in a text, with the rules and fields of its faults."""
    faults = Faults("draft")
    file = split_content(text, faults)
    assert file is not None
    record = Record(file.document, faults, words.vocabularies, words.sources)
    read = read_language_file(file, SCHEMAS[collection], record)
    return read.text, read.facts, read.translation_of, [(each.rule, each.field) for each in faults.problems]


def changed_lines(before: str, after: str) -> list[str]:
    """Return the lines of a difference, as a reviewer sees them."""
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize("collection", list(Collection))
def test_every_file_is_the_same_after_a_turn_through_the_form(collection: Collection, words: Words) -> None:
    """The file a form makes of a file says the same, makes the same form, and is made the same once more."""
    for path in (path for path in content_files() if path.parts[-3] == collection):
        text = path.read_text(encoding="utf-8")
        typed = typed_from_file(text, collection)
        made = draft_file(typed, collection)

        assert () == made.refusals, path
        assert reading(text, collection, words) == reading(made.text, collection, words), path
        assert typed == typed_from_file(made.text, collection), path
        assert made.text == file_from_typed(typed, collection, made.text), path


def test_what_nobody_changes_keeps_every_byte() -> None:
    """A form that is saved as it was opened leaves the file alone."""
    changed = []
    for path in content_files():
        collection, text = Collection(path.parts[-3]), path.read_text(encoding="utf-8")
        typed = typed_from_file(text, collection)
        if file_from_typed(typed, collection, text) != text:
            changed.append(path)

    assert [] == changed


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("title", "Uusi: nimi", ['-title: "Kunta kertoo, miten ehto toimii"', '+title: "Uusi: nimi"']),
        ("threshold.amount", "250 000", [
            "-threshold: {amount: 200000, currency: EUR, per: contract, source: [S4]}",
            "+threshold: {amount: 250000, currency: EUR, per: contract, source: [S4]}",
        ]),
        ("sectors", "cleaning, catering", ["-sectors: [cleaning]", "+sectors: [cleaning, catering]"]),
        ("partners", "kunta", ["+partners: [kunta]"]),
        ("as_of", "3.6.2019", ['-as_of: "2019-08-20"', '+as_of: "2019-06-03"']),
        ("as_of", "6/2019", ['-as_of: "2019-08-20"', '+as_of: "2019-06"']),
        ("evidence.status", "S4, S5", ["-  status: [S4]", "+  status: [S4, S5]"]),
        ("contact.role", "", [
            "-contact: {role: employment-services, organisation: kunta}", "+contact: {organisation: kunta}"
        ]),
        ("obligation.4.kind", "by-dialogue", ["+obligation:", "+  - {kind: by-dialogue}"]),
        ("sections.2.text", "Aloita heti.", ["-Aloita ajoissa.", "+Aloita heti."]),
        ("sections.3.heading", "Vaiti", ["-## Mitä lähteet eivät kerro {#not-stated}", "+## Vaiti {#not-stated}"]),
    ],
)  # fmt: skip
def test_a_change_of_one_field_is_a_change_of_its_lines(path: str, value: str, expected: list[str]) -> None:
    """A reviewer sees what was changed and nothing else."""
    typed = {**typed_from_file(CASE, Collection.CASES), path: value}

    assert expected == changed_lines(CASE, file_from_typed(typed, KUNTA.collection, CASE))


def test_comments_stay_unless_the_field_they_are_in_changes() -> None:
    """Comments above a field and at the end stay, one inside a changed field goes with it."""
    base = CASE.replace("country: fi", "# above\n\ncountry: fi").replace("  status: [S4]", "  # inside\n  status: [S4]")
    base = base.replace('review_by: "2027-05-31"', 'review_by: "2027-05-31"\n# at the end')
    typed = {**typed_from_file(base, Collection.CASES), "country": "se", "review_by": "2028", "evidence.status": "S5"}

    made = file_from_typed(typed, KUNTA.collection, base)

    assert "# above\n\ncountry: se" in made
    assert 'review_by: "2028"\n# at the end\n---' in made
    assert "# inside" not in made


def test_a_new_section_stands_between_its_neighbours() -> None:
    """A section put in, one taken out and one moved leave the others as they are."""
    typed = dict(typed_from_file(CASE, Collection.CASES))
    rows = [{name: typed.pop(f"sections.{row}.{name}") for name in ("id", "heading", "text")} for row in range(4)]
    rows = [rows[1], {"id": "wording", "heading": "Sanamuoto", "text": "Teksti."}, rows[3], rows[0]]
    typed.update((f"sections.{row * 2}.{name}", text) for row, each in enumerate(rows) for name, text in each.items())

    made = file_from_typed(typed, KUNTA.collection, CASE)

    assert ["how-it-works", "wording", "not-stated", "background"] == [
        section.id
        for section in split_content(made, Faults("x")).sections  # type: ignore[union-attr]  # it is sound
    ]
    assert "(clauses/CLAUSE).\n\n## Sanamuoto {#wording}\n\nTeksti.\n\n## Mitä" in made
    assert made.endswith("2019.[^S4]\n")


def test_empty_lines_below_the_opening_fence_do_not_shift_the_lines() -> None:
    """Fields are found where they stand, however the file begins."""
    base = CASE.replace("---\n", "---\n\n\n", 1)
    typed = {**typed_from_file(base, Collection.CASES), "country": "se"}

    assert ["-country: fi", "+country: se"] == changed_lines(base, file_from_typed(typed, KUNTA.collection, base))


def test_front_matter_in_braces_is_written_anew() -> None:
    """A file that does not give each field a line is still taken up."""
    base = '---\n{title: "A", summary: "B"}\n---\n\n## C {#about}\n\nD.\n'
    typed = {**typed_from_file(base, Collection.GUIDES), "title": "E"}
    expected = '---\ntitle: "E"\nsummary: "B"\n---\n\n## C {#about}\n\nD.\n'

    assert expected == file_from_typed(typed, Collection.GUIDES, base)


def test_a_silent_slot_follows_the_set() -> None:
    """A clause of a set leaves its silent slots to another clause of it."""
    typed = {**typed_from_file(CLAUSE, Collection.CLAUSES), "set_part.set": "a", "set_part.element": "b"}
    made = file_from_typed(typed, Collection.CLAUSES, CLAUSE)

    assert "amount: not-stated" in CLAUSE
    assert "  amount: another-clause" in made
    assert "not-stated" not in made


@st.composite
def typed_forms(draw: st.DrawFn) -> tuple[Collection, Typed]:
    """Any collection with anything typed into any of its fields."""
    collection = draw(st.sampled_from(list(Collection)))
    form = form_of(collection, translated=draw(st.booleans()))
    paths = [field.path for field in form.all_fields() if field.control not in GROUPS]
    words = st.one_of(st.text(st.characters(), max_size=30), st.sampled_from(NASTY[:-6]))
    rows = st.integers(0, 3).map(str)
    keys = st.builds(lambda path, row: path.replace(ROW, row), st.sampled_from(paths), rows)
    typed = draw(st.dictionaries(keys, words, max_size=12))
    of = {"translation_of": "fi"} if form.translated else {}
    return collection, {**typed, **of}


@given(typed_forms())
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_the_file_holds_together(given_form: tuple[Collection, Typed]) -> None:
    """No field leaks into another: text is read back as typed, or a refusal names its field."""
    collection, typed = given_form

    holds_together(collection, typed)


@given(st.dictionaries(st.sampled_from(sorted(typed_from_file(CASE, Collection.CASES))), st.sampled_from(NASTY[:-6])))
@settings(max_examples=150, deadline=None)
def test_with_and_without_the_base_the_file_says_the_same(changes: Typed) -> None:
    """Keeping bytes is a courtesy to reviewers and never changes what is said."""
    typed = {**typed_from_file(CASE, Collection.CASES), **changes}
    kept, anew = (file_from_typed(typed, KUNTA.collection, base) for base in (CASE, None))

    assert typed_from_file(anew, Collection.CASES) == typed_from_file(kept, Collection.CASES)


def holds_together(collection: Collection, typed: Typed) -> None:
    """Check that the file made of anything typed can be read, and says in each text field what was typed there."""
    ref = Ref(collection, "x")
    made = draft_file(typed, ref.collection)
    faults = Faults("draft")
    file = split_content(made.text, faults)
    form = form_of(collection, translated=bool(typed.get("translation_of", "").strip()))
    refused = {refusal.path for refusal in made.refusals}

    assert made.text == sound(made.text) + made.text[len(made.text.rstrip()) :]
    assert file is not None
    assert set(file.metadata) <= {field.name for field in form.fields}
    assert len(file.sections) <= len(made.sections)
    again = typed_from_file(made.text, collection)
    assert made.text == file_from_typed(again, ref.collection, made.text)
    for name in ("title", "summary"):
        assert sound(typed.get(name, "")) == again.get(name, "")
    written = [row for _, row in made.sections]
    for number, row in enumerate(written):
        for name in ("id", "heading", "text"):
            path = f"sections.{row}.{name}"
            assert path in refused or sound(typed.get(path, "")) == again.get(f"sections.{number}.{name}", "")


@pytest.mark.parametrize("word", [*NASTY, *BOMBS.values()], ids=lambda word: ascii(word[:12]))
def test_hostile_words_stay_in_their_field(word: str) -> None:
    """In every field at once, nothing that is typed gets out of it."""
    for collection, base in ((Collection.CASES, CASE), (Collection.CLAUSES, CLAUSE)):
        typed = dict.fromkeys(typed_from_file(base, collection), word)
        holds_together(collection, {**typed, "translation_of": ""})


def test_thousands_of_hostile_strings_stay_in_their_fields() -> None:
    """Titles, headings and texts that would break a careless page do not break a file."""
    for string in hostile_strings()[::7]:
        typed = {"title": string, "sections.0.id": "about", "sections.0.heading": string, "sections.0.text": string}
        holds_together(Collection.NEWS, typed)


@pytest.mark.parametrize(
    ("path", "typed", "rule"),
    [
        ("title", "a\x00b", Rule.FILE_CONTROL_CHARACTER),
        ("summary", "a\ud800b", Rule.FILE_CONTROL_CHARACTER),
        ("sections.0.text", "a\n## B {#b}\nc", Rule.SECTION_HEADING),
        ("sections.0.heading", "a\nb", Rule.SECTION_HEADING),
        ("sections.0.id", "A b", Rule.SECTION_UNKNOWN),
        ("nothing", "x", Rule.FIELD_UNKNOWN),
        ("obligation.٣.kind", "x", Rule.FIELD_UNKNOWN),
        ("evidence.a b", "S4", Rule.FIELD_UNKNOWN),
        ("sections.0.colour", "x", Rule.FIELD_UNKNOWN),
    ],
)
def test_what_the_file_cannot_take_is_refused_at_its_field(path: str, typed: str, rule: Rule) -> None:
    """Nothing is dropped in silence."""
    made = draft_file({**typed_from_file(CASE, Collection.CASES), path: typed}, KUNTA.collection, CASE)

    assert [(path, rule)] == [(refusal.path, refusal.rule) for refusal in made.refusals]


def test_accents_are_put_together() -> None:
    """A letter typed as a letter and an accent is the same letter, in every kind of field."""
    typed = {"title": "a\u0308", "sections.0.id": "about", "sections.0.heading": "A", "sections.0.text": "o\u0308"}

    assert '---\ntitle: "ä"\n---\n\n## A {#about}\n\nö\n' == file_from_typed(typed, KUNTA.collection)


def test_a_file_of_another_shape_is_kept_while_nobody_touches_it() -> None:
    """Unknown fields, wrong shapes and text before the first section survive a change elsewhere."""
    base = CASE.replace("country: fi", "country: fi\nodd: {a: [1, {b: c}]}\npartners: kunta\nthreshold2: 5")
    base = base.replace("\n## Tausta", "\nAlku.\n\n## Tausta")
    typed = {**typed_from_file(base, Collection.CASES), "title": "X"}

    made = file_from_typed(typed, KUNTA.collection, base)

    assert '{"a": ["1", {"b": "c"}]}' == typed["odd"]
    assert ("", "Alku.") == (typed.get("sections.0.id", ""), typed["sections.0.text"])
    assert 2 == len(changed_lines(base, made))


def test_a_new_entry_begins_with_its_sections_and_a_translation_with_those_of_its_original(words: Words) -> None:
    """Beside each field of a translation stand the words of the original."""
    original = reading(CLAUSE, Collection.CLAUSES, words)[0]
    new, typed = typed_for_new(Collection.CASES), typed_for_translation(original, Language.FI)
    words_beside: Mapping[str, str] = beside(typed, original)

    assert ["background", "how-it-works", "what-others-can-learn", "not-stated"] == list(new.values())
    assert "fi" == typed["translation_of"]
    assert "nuoret" == words_beside["slots.target_group.text"]
    assert "Raportti." == words_beside["sections.2.text"]
    assert "verification" == passage_of("sections.2.text", typed)
    assert "slot.target_group" == passage_of("slots.target_group.text", typed)
    assert None is passage_of("country", typed)


def test_more_rows_than_a_file_can_hold_are_refused_one_by_one() -> None:
    """A file stays readable whatever the number of rows, and each row that is not in it is named."""
    typed = {f"obligation.{row}.kind": "by-dialogue" for row in range(9_000)}
    made = draft_file({"title": "A", **typed}, KUNTA.collection)
    read = typed_from_file(made.text, Collection.CASES)

    assert {Rule.YAML_TOO_DEEP} == {refusal.rule for refusal in made.refusals}
    assert 9_001 == len(read) + len(made.refusals)
