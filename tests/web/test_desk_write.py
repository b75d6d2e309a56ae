"""Writing at the desk: the form of every collection, its faults in plain words, and two people on one draft."""

import re
from collections.abc import Iterator

import pytest

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.problem import Rule
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import DraftState
from portal.library.form import field_names
from portal.library.form import form_of
from portal.uploads.refusal import Reason
from portal.web.desk.fault_words import FAULT_WORDS
from portal.web.desk.refusal_words import REFUSAL_WORDS
from portal.web.desk.section_words import SECTION_WORDS
from portal.web.field_words import FIELD_WORDS
from tests.web.desk_visitor import Writer
from tests.web.desk_visitor import desk_portal

MODEL = Ref(Collection.CASES, "jarvi-model")
HOSTILE = "</textarea><script>alert(1)</script>\"'><img src=x onerror=alert(2)>\0\x01\u202e{{7*7}}"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal whose content is a repository, with a workspace."""
    with desk_portal(tmp_path_factory.mktemp("desk")) as built:
        yield built


@pytest.fixture
def aino(portal: Portal) -> Writer:
    """Somebody who writes."""
    return Writer.signed_in(portal, Role.CONTRIBUTOR, "Aino")


@pytest.fixture
def liisa(portal: Portal) -> Writer:
    """Somebody else who writes."""
    return Writer.signed_in(portal, Role.CONTRIBUTOR, "Liisa")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("collection", list(Collection))
def test_every_collection_has_a_form_that_opens_and_saves(
    aino: Writer, collection: Collection, language: Language
) -> None:
    """A new entry of each collection is begun, named, saved and shown again, in every language."""
    draft = aino.begin(f"{collection}/new-{language}", language)
    page = aino.page(draft, language)
    answer = aino.save(draft, {"t.title": "Talvi & kesä", "t.summary": "Lyhyt."}, language)

    assert (True, 302, "Talvi & kesä", True) == (
        'name="t.title"' in page and len(page) < 100_000,
        answer.status_code,
        aino.draft(draft).typed["title"],
        "Talvi &amp; kesä" in aino.page(draft, language),
    )


@pytest.mark.parametrize("ref", ["cases/jarvi-model", "clauses/jarvi-clause", "laws/act-one", "materials/guide-one"])
def test_a_form_that_is_opened_and_saved_changes_nothing(aino: Writer, ref: str) -> None:
    """What a browser sends back of an untouched form is what the file says."""
    draft = aino.correct(ref, Language.FI)
    before = aino.draft(draft)
    aino.save(draft, {})

    assert (before.typed, before.version) == (aino.draft(draft).typed, aino.draft(draft).version)


def test_a_translation_is_written_beside_its_original(aino: Writer) -> None:
    """Whoever begins one, or goes on with one, comes to the page that shows both and marks what has changed."""
    answer = aino.post("/fi/desk/write/correct", {"entry": "cases/hamn-pilot", "language": Language.EN})
    draft = aino.correct("cases/hamn-pilot", Language.EN)

    assert "/fi/desk/translate/cases/hamn-pilot/en" == answer.location
    assert f'href="{answer.location}"' in aino.get(f"/fi/desk/drafts/{draft}")


def test_a_translation_has_a_form_without_facts(aino: Writer) -> None:
    """Facts belong to the original."""
    draft = aino.correct("cases/hamn-pilot", Language.EN)
    page = aino.page(draft)

    assert (True, False) == ('name="t.title"' in page, 'name="t.status"' in page)


def test_a_field_has_its_words_help_choices_and_mark(aino: Writer) -> None:
    """A writer sees what a field is, what belongs there, and whether it must be filled."""
    page = aino.page(aino.begin("cases/words-of-fields", Language.FI), Language.EN)
    field = page.split('id="f-title-field"')[1].split("</div>")[0]
    status = page.split('name="t.status"')[1].split("</select>")[0]

    assert (True, True, True) == ("(required)" in field, "Example:" in field, '<option value="pilot"' in status)


def test_faults_stand_at_the_top_and_at_their_fields(aino: Writer) -> None:
    """Each fault of the list leads to a place that is there, and says in plain words what to do."""
    draft = aino.begin("cases/faulty", Language.FI)
    aino.save(draft, {"t.title": "Otsikko", "t.as_of": "32.13.2024", "do": "check"})
    page = aino.page(draft, Language.EN, check=True)
    faults = page.split('id="faults"')[1].split("</section>")[0]
    anchors = re.findall(r'href="#([^"]+)"', faults)

    assert ([], True, True) == (
        [anchor for anchor in anchors if f'id="{anchor}"' not in page],
        "There is no such date in the calendar." in faults,
        "There is no such date in the calendar." in page.split('id="f-as_of-field"')[1].split("</div>")[0],
    )


def test_a_draft_with_faults_stays_and_a_whole_one_goes_to_review(aino: Writer) -> None:
    """Nothing is handed over before it is whole; what is whole goes with one press of a button."""
    faulty = aino.begin("cases/unfinished", Language.FI)
    aino.save(faulty, {"do": "submit"})
    whole = aino.correct("cases/jarvi-model", Language.FI)
    aino.save(whole, {"t.summary": "Järvi työllistää edelleen.", "reason": "uusi vuosi", "do": "submit"})

    assert (DraftState.DRAFT, DraftState.IN_REVIEW, "uusi vuosi") == (
        aino.draft(faulty).state,
        aino.draft(whole).state,
        aino.draft(whole).reason,
    )


def test_rows_are_added_taken_out_and_moved_without_script(aino: Writer) -> None:
    """The buttons of a list save what was typed and change the list."""
    draft = aino.begin("cases/rows", Language.FI)
    answer = aino.save(draft, {"do": "add:results"})
    rows = {"t.results.0.number": "1", "t.results.1.number": "2", "t.results.2.number": "3"}
    aino.save(draft, {**rows, "do": "remove:results.0"})
    aino.save(draft, {"do": "up:results.1"})
    typed = aino.draft(draft).typed

    assert (True, ["3", "2"], None) == (
        'name="t.results.0.number"' in aino.get(answer.location),
        [typed["results.0.number"], typed["results.1.number"]],
        typed.get("results.2.number"),
    )


def test_a_name_that_is_typed_becomes_the_id(aino: Writer) -> None:
    """Without script somebody writes the name of an organisation; a name nobody knows is kept and asked about."""
    draft = aino.begin("cases/names", Language.FI)
    name = aino.portal.desk.shelf().get(Ref(Collection.ORGANISATIONS, "jarvi")).texts.best(Language.FI)[0].title
    aino.save(draft, {"t.organisation": name.upper(), "t.partners": ["Hamn", "ei sellaista"]}, Language.FI)
    typed = aino.draft(draft).typed

    assert ("jarvi", "ei-sellaista") == (typed["organisation"], typed["partners"].split(", ")[1])


def test_two_people_lose_nothing(aino: Writer, liisa: Writer) -> None:
    """The second gets both texts: merged where they do not touch, side by side where they do."""
    draft = aino.begin("news/both-write", Language.FI)
    aino.save(draft, {"t.title": "Alku", "t.summary": "Yksi."})
    seen = aino.draft(draft).version
    liisa.save(draft, {"t.title": "Liisan otsikko", "t.summary": "Yksi."})
    answer = aino.save(draft, {"t.title": "Ainon otsikko", "t.summary": "Ainon tiivistelmä."}, version=seen)
    page = answer.get_data(as_text=True)
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    merged = {**fields, "t.title": "Ainon otsikko", "theirs.title": "Liisan otsikko", "pick.title": "both"}
    aino.post(f"/fi/desk/write/{draft}", {**merged, "do": "merge"})
    typed = aino.draft(draft).typed

    assert (409, True, "Ainon tiivistelmä.", "Ainon otsikko\n\nLiisan otsikko") == (
        answer.status_code,
        "Ainon otsikko" in page and "Liisan otsikko" in page,
        typed["summary"],
        typed["title"],
    )


def test_the_second_person_is_told(aino: Writer, liisa: Writer) -> None:
    """Whoever opens a draft that somebody else has open reads so."""
    draft = aino.begin("news/two-here", Language.FI)
    aino.page(draft)

    assert "Aino" in liisa.page(draft, Language.EN).split('id="others"')[1].split("</p>")[0]


@pytest.mark.parametrize("collection", list(Collection))
def test_hostile_text_comes_back_as_text(aino: Writer, collection: Collection) -> None:
    """Every field of every form takes anything, shows it escaped, and never breaks the page."""
    draft = aino.begin(f"{collection}/hostile", Language.FI)
    form = form_of(collection)
    paths = [field.at(0, 0) for field in form.all_fields()]
    answer = aino.save(draft, {f"t.{path}": HOSTILE for path in paths} | {"do": "check"})
    page = aino.page(draft, check=True)

    assert (302, False, False, True) == (
        answer.status_code,
        "<script>alert" in page,
        "<img src=x" in page,
        "alert(1)" in page and "\0" not in page,
    )


def test_what_the_form_does_not_have_is_not_taken(aino: Writer) -> None:
    """Neither stamps of the portal nor fields somebody invents, nor other drafts' names, come in by the form."""
    draft = aino.begin("cases/invented", Language.FI)
    sent = {
        "t.title": "Oma",
        "t.checked.0.aspect": "law",
        "t.translation_of": "sv",
        "t.invented": "x",
        "t.minor_changes.title": "abc",
        "t.sections": "x",
        "state": "published",
        "author_id": "1",
        "t.results.99999.number": "1",
    }
    aino.save(draft, sent)
    names = {path.partition(".")[0] for path in aino.draft(draft).typed}

    assert ({"title", "sections"}, DraftState.DRAFT) == (names, aino.draft(draft).state)


@pytest.mark.parametrize("entry_id", ["../../etc", "Ä", "a/b", "", "-a", "a" * 81, "a\0", "jarvi-model"])
def test_an_id_that_cannot_be_one_is_explained(aino: Writer, entry_id: str) -> None:
    """The typed text stays, the fault stands at the field, and no draft is begun."""
    count = len(aino.portal.workspace.drafts.open_drafts())
    answer = aino.post("/en/desk/write", {"collection": "cases", "id": entry_id, "language": "fi"})
    page = answer.get_data(as_text=True)

    assert (422, True, count) == (
        answer.status_code,
        'id="id-fault"' in page,
        len(aino.portal.workspace.drafts.open_drafts()),
    )


@pytest.mark.parametrize("change", [{"version": "x"}, {"version": "999"}, {"version": "²"}, {"whole": None}])
def test_a_form_that_is_not_whole_is_refused(aino: Writer, change: dict[str, str | None]) -> None:
    """A form that was cut on its way would empty fields; a version that never was has nothing to be merged with."""
    draft = aino.begin("news/cut", Language.FI)
    form = {"version": "1", "whole": "1", "t.title": "x", **change}
    answer = aino.post(f"/en/desk/write/{draft}", {name: value for name, value in form.items() if value is not None})

    assert 400 == answer.status_code


@pytest.mark.parametrize("path", ["/en/desk/write/99999", "/en/desk/write/x", "/en/desk/write/99999999999999999999999"])
def test_a_draft_that_is_not_there_is_a_page_that_is_not_there(aino: Writer, path: str) -> None:
    """Whatever number somebody types."""
    assert 404 == aino.client.get(path).status_code


def test_everything_has_words() -> None:
    """A new field, rule, section or reason without plain words fails here."""
    sections = {
        each for kind in Collection for each in (*form_of(kind).required_sections, *form_of(kind).optional_sections)
    }

    assert (field_names(), set(Rule), sections, set(Reason)) == (
        field_names() & set(FIELD_WORDS),
        set(FAULT_WORDS),
        sections & set(SECTION_WORDS),
        set(REFUSAL_WORDS),
    )


@pytest.mark.parametrize("language", list(Language))
def test_the_way_in_finds_entries_to_correct(aino: Writer, language: Language) -> None:
    """An entry is found by words of its title or its id, with a button for each language."""
    page = aino.get(f"/{language}/desk/write?q=jarvi-model")

    assert (3, True) == (page.count('value="cases/jarvi-model"'), 'name="collection"' in page)
