"""What a change of an original means for its translations."""

from pathlib import Path

import pytest

from portal.domain.errors import StampRefused
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.translation import translation_status
from portal.library.content_change import change_between
from portal.library.content_change import text_of_typed
from portal.library.content_change import with_minor_changes
from portal.library.content_change import with_stamps
from portal.library.draft_file import file_from_typed
from portal.library.form_field import Typed
from portal.library.library import read_library
from portal.library.typed_file import typed_from_file
from tests.library.shelves import CASE
from tests.library.shelves import CLAUSE
from tests.library.shelves import write_library

KUNTA = Ref(Collection.CASES, "kunta")
BEFORE = typed_from_file(CASE, Collection.CASES)


@pytest.mark.parametrize(
    ("changes", "passages", "facts", "major"),
    [
        ({"sections.2.text": "Aloita heti."}, ("what-others-can-learn",), (), ()),
        ({"sections.2.text": "Aloita  ajoissa. "}, (), (), ()),
        ({"sections.0.text": "Kunta hyväksyi mallin vuonna 2020.[^S4]"}, ("background",), (), ("background",)),
        ({"sections.0.text": "Kunta hyväksyi mallin vuonna 2019.[^S5]"}, ("background",), (), ()),
        ({"as_of": "2020"}, (), ("as_of",), ()),
        ({"as_of": "2020", "title": "Toinen"}, ("title",), ("as_of",), ("title",)),
        ({"review_by": "2030", "evidence.status": "S5"}, (), (), ()),
        ({"sections.3.heading": "", "sections.3.text": ""}, ("not-stated",), (), ()),
    ],
)
def test_a_change_is_weighed(
    changes: Typed, passages: tuple[str, ...], facts: tuple[str, ...], major: tuple[str, ...]
) -> None:
    """Numbers and facts are major by themselves; citations, white space and housekeeping are not."""
    change = change_between(BEFORE, {**BEFORE, **changes})

    assert (passages, facts, major) == (change.passages, change.facts, change.major_passages)
    assert bool(facts or major) == change.is_major


def test_a_touched_slot_is_major() -> None:
    """Its words and its value alike; only its words are a passage."""
    before = typed_from_file(CLAUSE, Collection.CLAUSES)
    words = change_between(before, {**before, "slots.target_group.text": "kaikki"})
    value = change_between(before, {**before, "slots.trigger.value.amount": "5"})

    assert (("slot.target_group",), True) == (words.major_passages, words.is_major)
    assert ((), ("slot.trigger",), True) == (value.passages, value.slots, value.is_major)


def test_the_text_of_a_form_is_the_text_of_the_file(tmp_path: Path) -> None:
    """Fingerprints taken from a form are those of the published file."""
    content = write_library(tmp_path / "content", "kunta")
    for entry in read_library(content).shelf:
        typed = typed_from_file((content / str(entry.ref) / "fi.md").read_text(encoding="utf-8"), entry.COLLECTION)
        original, made = entry.texts.values[Language.FI], text_of_typed(typed)

        assert (original.title, original.summary, original.sections) == (made.title, made.summary, made.sections)
        assert original.slots == made.slots


def stale_after(content: Path, changes: Typed, minor: tuple[str, ...]) -> tuple[str, ...]:
    """Publish a change of the original and return which passages of the Swedish text are behind."""
    path = content / "cases/kunta/fi.md"
    text = path.read_text(encoding="utf-8")
    before = typed_from_file(text, Collection.CASES)
    typed = with_minor_changes(before, {**before, **changes}, minor)
    path.write_text(file_from_typed(typed, KUNTA.collection, text), encoding="utf-8")
    case = read_library(content).shelf.get(KUNTA)
    assert case is not None
    return translation_status(case, Language.SV).stale


def test_minor_changes_add_up_until_a_major_one(tmp_path: Path) -> None:
    """Two minor changes leave a translation current, a major one makes it stale for good."""
    content = write_library(tmp_path / "content", "kunta")
    name, path = "what-others-can-learn", "sections.2.text"

    assert () == stale_after(content, {path: "Aloita heti."}, (name,))
    assert () == stale_after(content, {path: "Aloita pian."}, (name,))
    assert (name,) == stale_after(content, {path: "Aloita 2 kertaa."}, (name,))
    assert "minor_changes" not in (content / "cases/kunta/fi.md").read_text(encoding="utf-8")
    assert (name,) == stale_after(content, {path: "Aloita 2 kertaa!"}, (name,))


def test_a_translation_is_stamped_passage_by_passage(tmp_path: Path) -> None:
    """Only what was brought in step says so, and the file is in step once all of it was."""
    content = write_library(tmp_path / "content", "kunta")
    stale_after(content, {"sections.2.text": "Aloita heti.", "title": "Toinen nimi"}, ())
    case = read_library(content).shelf.get(KUNTA)
    assert case is not None
    original = case.texts.values[Language.FI]
    path = content / "cases/kunta/sv.md"
    for only, expected in ((("title",), ("what-others-can-learn",)), ((), ())):
        text = path.read_text(encoding="utf-8")
        typed = with_stamps(typed_from_file(text, Collection.CASES), original, only)
        path.write_text(file_from_typed(typed, KUNTA.collection, text), encoding="utf-8")
        case = read_library(content).shelf.get(KUNTA)
        assert case is not None

        assert expected == translation_status(case, Language.SV).stale


def test_a_stamp_on_a_passage_that_is_not_there_is_refused() -> None:
    """A typing error does not pass for a stamp."""
    with pytest.raises(StampRefused, match="nowhere"):
        with_stamps({}, text_of_typed(BEFORE), ("nowhere",))
