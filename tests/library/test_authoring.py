"""Templates, stamps and new names."""

from pathlib import Path

import pytest

from portal.domain.errors import EntryExists
from portal.domain.errors import EntryMissing
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.translation import TranslationState
from portal.domain.translation import translation_status
from portal.library.authoring import rename_entry
from portal.library.authoring import write_template
from portal.library.library import read_library
from portal.library.stamping import stamp
from tests.library.shelves import write_library

KUNTA = Ref(Collection.CASES, "kunta")


def edit(path: Path, old: str, new: str) -> None:
    """Put `new` in the place of `old`."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("collection", list(Collection))
def test_a_template_names_every_field(tmp_path: Path, collection: Collection) -> None:
    """A new template can be read, and what it lacks are only values."""
    content = write_library(tmp_path / "content")
    path = write_template(content, Ref(collection, "new-entry"), Language.SV)

    rules = {problem.rule.value for problem in read_library(content).problems if "new-entry/sv" in problem.file}

    assert path.is_file()
    assert rules <= {"field-empty", "field-type", "date-invalid", "field-missing"}
    with pytest.raises(EntryExists):
        write_template(content, Ref(collection, "new-entry"), Language.FI)


def test_a_change_of_the_original_makes_exactly_that_passage_stale(tmp_path: Path) -> None:
    """The Swedish text stays on the shelf and says which section has changed."""
    content = write_library(tmp_path / "content", "kunta")
    edit(content / "cases/kunta/fi.md", "Aloita ajoissa.", "Aloita heti.")

    case = read_library(content).shelf.get(KUNTA)
    assert case is not None
    status = translation_status(case, Language.SV)

    assert (TranslationState.STALE, ("what-others-can-learn",)) == (status.state, status.stale)


def test_a_minor_change_leaves_translations_current(tmp_path: Path) -> None:
    """An older fingerprint listed under minor_changes still counts."""
    content = write_library(tmp_path / "content", "kunta")
    before = read_library(content).shelf.get(KUNTA)
    assert before is not None
    old = before.texts.values[Language.SV].made_from["background"]
    edit(content / "cases/kunta/fi.md", "hyväksyi mallin", "hyväksyi sen")
    edit(content / "cases/kunta/fi.md", "review_by:", f'minor_changes: {{background: ["{old}"]}}\nreview_by:')

    case = read_library(content).shelf.get(KUNTA)
    assert case is not None

    assert TranslationState.CURRENT is translation_status(case, Language.SV).state


def test_stamping_one_passage_leaves_the_others(tmp_path: Path) -> None:
    """Only what the translator brought in step is stamped."""
    content = write_library(tmp_path / "content", "kunta")
    edit(content / "cases/kunta/fi.md", "Aloita ajoissa.", "Aloita heti.")
    edit(content / "cases/kunta/fi.md", "Voittaja työllistää", "Voittaja palkkaa")
    original = read_library(content).folders[0].files[Language.FI].text
    assert original is not None

    stamp(content / "cases/kunta/sv.md", original, only=("how-it-works",))

    case = read_library(content).shelf.get(KUNTA)
    assert case is not None
    assert ("what-others-can-learn",) == translation_status(case, Language.SV).stale


def test_a_rename_is_written_everywhere_and_leaves_a_redirect(tmp_path: Path) -> None:
    """References follow, the old name leads to the new one, also over two renames."""
    content = write_library(tmp_path / "content", "kunta")
    middle = rename_entry(content, read_library(content), KUNTA, "kaupunki")
    last = rename_entry(content, read_library(content), middle, "suurkaupunki")

    library = read_library(content)

    assert [] == [str(problem) for problem in library.problems]
    assert {KUNTA: last, middle: last} == dict(library.shelf.redirects)
    with pytest.raises(EntryMissing):
        rename_entry(content, library, KUNTA, "uusi")
    with pytest.raises(EntryExists):
        rename_entry(content, library, last, "suurkaupunki")


def test_links_work_both_ways(tmp_path: Path) -> None:
    """What names an entry can be asked of the entry."""
    shelf = read_library(write_library(tmp_path / "content", "kunta")).shelf

    incoming = [str(entry.ref) for entry in shelf.linked_from(Ref(Collection.ORGANISATIONS, "kunta"))]

    assert ["cases/kunta"] == incoming
