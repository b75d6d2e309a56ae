"""What publishing an original does to its translations, and what a machine-made translation needs."""

import shutil
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.draft import Draft
from portal.domain.language import Language
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.translation import TranslationStatus
from portal.domain.translation import translation_status
from portal.publishing.publication import ReviewerUnnamed
from portal.publishing.publication import ReviewUnfinished
from portal.publishing.publication import demand_named_reviewer
from portal.publishing.translation_matrix import Standing
from portal.settings import Settings
from tests.history.repository import begin
from tests.history.repository import git
from tests.shared.word_tables import copied
from tests.shared.word_tables import furnish

ROOT = Path(__file__).parents[2]
PILOT = Ref(Collection.CASES, "hamn-pilot")
CLAUSE = Ref(Collection.CLAUSES, "jarvi-clause")


@pytest.fixture(scope="module")
def library(word_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that holds the small library, and its index, made once."""
    folder = tmp_path_factory.mktemp("library")
    content = begin(folder / "content")
    aside = shutil.ignore_patterns("everyday-words.yaml")
    shutil.copytree(ROOT / "content" / "vocabulary", content / "vocabulary", ignore=aside)
    shutil.copytree(ROOT / "tests" / "content_fixture", content, dirs_exist_ok=True)
    git(content, "add", "--all")
    git(content, "commit", "--quiet", "--message", "The library")
    furnish(folder / "index", word_tables)
    portal = _portal(folder)
    portal.rebuild_index()
    portal.workspace.database.prepare()
    portal.close()
    return folder


@pytest.fixture
def portal(library: Path, tmp_path: Path) -> Iterator[Portal]:
    """A portal on a copy of that library."""
    shutil.copytree(library, tmp_path / "copy", symlinks=True, copy_function=copied)
    portal = _portal(tmp_path / "copy")
    yield portal
    portal.close()


def _portal(folder: Path) -> Portal:
    return build_portal(
        Settings(content=folder / "content", search_index=folder / "index", workspace=folder / "workspace")
    )


def person(portal: Portal, role: Role, name: str = "") -> Person:
    """Return somebody with an account."""
    name = name or role.value.title()
    return portal.workspace.accounts.add(f"{role.value}@silta.invalid", name, role, Language.EN).person


def reviewed(portal: Portal, ref: Ref, language: Language, typed: Mapping[str, str], **said: object) -> Draft:
    """Return a draft with something changed, submitted and signed."""
    desk, writer = portal.desk, person(portal, Role.CONTRIBUTOR)
    draft = desk.begin(ref, language, writer)
    draft = desk.save(draft.id, draft.version, {**draft.typed, **typed}, writer)
    about = {"reason": "", "minor": False, "machine_made": False, **said}
    draft = desk.describe(draft.id, draft.version, writer, **about)
    desk.submit(draft.id, draft.version, writer)
    reviewer = person(portal, Role.REVIEWER)
    for task in draft.tasks:
        desk.sign(draft.id, draft.version, task, reviewer)
    return portal.workspace.drafts.draft(draft.id)


def correct(portal: Portal, ref: Ref, language: Language, path: str, words: str, *, minor: bool) -> TranslationStatus:
    """Publish a correction of an original and return how its English translation stands then."""
    draft = reviewed(portal, ref, language, {path: words}, minor=minor)
    portal.desk.publish(draft.id, draft.version, person(portal, Role.COORDINATOR))
    return translation_status(portal.shelf().get(ref), Language.EN)


HOW = "sections.1.text"


def test_a_correction_marks_exactly_the_changed_section(portal: Portal) -> None:
    """Nothing else of the entry is behind, in either of its translations; the matrix tells since when."""
    english = correct(portal, PILOT, Language.SV, HOW, "Leverantören och staden träffas.[^S2]", minor=False)
    finnish = translation_status(portal.shelf().get(PILOT), Language.FI)
    rows = [portal.translations.matrix().by_ref[PILOT]]
    behind = portal.translations.behind(rows)

    assert (("how-it-works",), ("how-it-works",), [True, True]) == (
        english.stale,
        finnish.stale,
        [behind[PILOT, language].changed is not None for language in (Language.FI, Language.EN)],
    )


def test_a_minor_correction_leaves_the_translations_current(portal: Portal) -> None:
    """The passage is remembered as one with a minor change, which the matrix can be asked for."""
    status = correct(portal, PILOT, Language.SV, HOW, "Leverantören och staden talar med varann.[^S2]", minor=True)
    cell = portal.translations.matrix().by_ref[PILOT].cells[Language.EN]

    assert ("current", (), ("how-it-works",), {Standing.CURRENT, Standing.MINOR}) == (
        status.state,
        status.stale,
        status.minor,
        cell.standings,
    )


def test_a_number_is_never_a_minor_change(portal: Portal) -> None:
    """Whatever the writer calls it, a passage with another number is behind."""
    words = "Leverantören och staden talar med varandra 4 gånger.[^S2]"
    status = correct(portal, PILOT, Language.SV, HOW, words, minor=True)

    assert ("how-it-works",) == status.stale


def test_a_part_of_a_clause_is_never_a_minor_change(portal: Portal) -> None:
    """What a clause asks for decides how it is compared; its translation is behind at once."""
    before = translation_status(portal.shelf().get(CLAUSE), Language.EN).stale
    status = correct(portal, CLAUSE, Language.FI, "slots.sanction.text", "Sopimussakko tai purku", minor=True)

    assert {"slot.sanction"} == set(status.stale) - set(before)


def test_two_minor_corrections_and_a_major_one_leave_it_behind(portal: Portal) -> None:
    """A major change forgets the minor ones before it."""
    draft = portal.desk
    first = correct(portal, PILOT, Language.SV, HOW, "Leverantören och staden samtalar.[^S2]", minor=True)
    by = portal.workspace.accounts.by_email("contributor@silta.invalid").person
    again = draft.begin(PILOT, Language.SV, by)
    again = draft.save(again.id, again.version, {**again.typed, HOW: "Staden bestämmer ensam.[^S2]"}, by)
    draft.submit(again.id, again.version, by)
    reviewer = portal.workspace.accounts.by_email("reviewer@silta.invalid").person
    for task in again.tasks:
        draft.sign(again.id, again.version, task, reviewer)
    draft.publish(again.id, again.version, portal.workspace.accounts.by_email("coordinator@silta.invalid").person)
    second = translation_status(portal.shelf().get(PILOT), Language.EN)

    assert ((), ("how-it-works",)) == (first.stale, second.stale)


def test_machine_made_text_is_published_with_its_label_and_a_named_reviewer(portal: Portal) -> None:
    """The file says both: a machine wrote some of it, somebody checked it."""
    draft = reviewed(portal, PILOT, Language.EN, {"title": "Hamn: dialogue first"}, machine_made=True)
    portal.desk.publish(draft.id, draft.version, person(portal, Role.COORDINATOR))
    text = portal.shelf().get(PILOT).texts.values[Language.EN]

    assert (True, ["language"]) == (text.machine_made, [check.aspect for check in text.checked])


def test_machine_made_text_is_not_published_before_somebody_has_checked_it(portal: Portal) -> None:
    """The label stays with the draft, and without a sign-off of its version there is no way to the readers."""
    desk, writer = portal.desk, person(portal, Role.CONTRIBUTOR)
    draft = desk.begin(PILOT, Language.EN, writer)
    draft = desk.save(draft.id, draft.version, {**draft.typed, "title": "Hamn: dialogue first"}, writer)
    draft = desk.describe(draft.id, draft.version, writer, reason="", minor=False, machine_made=True)
    desk.submit(draft.id, draft.version, writer)

    with pytest.raises(ReviewUnfinished):
        desk.publish(draft.id, draft.version, person(portal, Role.COORDINATOR))


@pytest.mark.parametrize("fault", ["nameless", "writer"])
def test_who_checked_machine_made_text_has_a_name_and_wrote_none_of_it(portal: Portal, fault: str) -> None:
    """A sign-off that names nobody, or one of the writers, does not make such a text a checked one."""
    draft = reviewed(portal, PILOT, Language.EN, {"title": "Hamn: dialogue first"}, machine_made=True)
    signed = draft.sign_offs[0]
    other = replace(signed, name=" ") if fault == "nameless" else replace(signed, person=draft.author)

    with pytest.raises(ReviewerUnnamed):
        demand_named_reviewer(replace(draft, sign_offs=(other,)))
