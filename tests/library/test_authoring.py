"""Templates, stamps and new names."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portal.domain.errors import EntryExists
from portal.domain.errors import EntryMissing
from portal.domain.errors import StampRefused
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


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text + "\n---\n\nlast words\n",
        lambda text: text.replace("made_from:\n", "made_from:\n  # a comment\n\n"),
        lambda text: text.replace("---\n", "----\n"),
    ],
    ids=["mark", "windows", "rule in the body", "comment", "long fences"],
)
def test_stamping_loses_nothing(tmp_path: Path, change: Callable[[str], str]) -> None:
    """However the file is written, a stamp changes the stamps alone."""
    content = write_library(tmp_path / "content", "kunta")
    path = content / "cases" / "kunta" / "sv.md"
    path.write_bytes(change(path.read_text(encoding="utf-8")).encode())
    original = read_library(content).folders[0].files[Language.FI].text
    assert original is not None

    stamp(path, original)

    text = path.read_text(encoding="utf-8")
    assert [] == [str(problem) for problem in read_library(content).problems]
    assert all(words in text for words in ("Kommunen berättar", "Bakgrund", "Börja i tid."))
    assert ("last words" in change("")) == ("last words" in text)


def test_a_file_that_cannot_be_stamped_is_left_alone(tmp_path: Path) -> None:
    """A refusal says why, and the file stays as it was."""
    content = write_library(tmp_path / "content", "kunta")
    path = content / "cases" / "kunta" / "sv.md"
    path.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    original = read_library(content).folders[0].files[Language.FI].text
    assert original is not None

    with pytest.raises(StampRefused):
        stamp(path, original)

    assert "---\ntitle: [\n---\n" == path.read_text(encoding="utf-8")


def test_a_rename_touches_nothing_but_names(tmp_path: Path) -> None:
    """An address, a title and a sentence with the same letters stay."""
    content = write_library(tmp_path / "content", "kunta")
    edit(
        content / "cases/kunta/fi.md",
        "Katso [ehto]",
        "Katso kunta https://www.kunta.fi/kunta ja [kunta](cases/kunta), [ehto]",
    )

    rename_entry(content, read_library(content), KUNTA, "kaupunki")

    text = (content / "cases/kaupunki/fi.md").read_text(encoding="utf-8")
    assert "Katso kunta https://www.kunta.fi/kunta ja [kunta](cases/kaupunki), [ehto]" in text
    assert "organisation: kunta\n" in text
    assert [] == [str(problem) for problem in read_library(content).problems]


def test_a_name_that_comes_back_leads_nowhere(tmp_path: Path) -> None:
    """There and back again leaves one redirect, and an old name cannot be given to a new entry."""
    content = write_library(tmp_path / "content", "kunta")
    there = rename_entry(content, read_library(content), KUNTA, "kaupunki")
    back = rename_entry(content, read_library(content), there, "kunta")

    assert {there: back} == dict(read_library(content).shelf.redirects)
    with pytest.raises(EntryExists):
        write_template(content, there, Language.FI)
