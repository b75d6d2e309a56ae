"""The codes by which entries are filtered, and what of them goes into the index."""

import re
from pathlib import Path

from portal.domain.guide import Guide
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.library import read_library
from portal.library.shelf import Shelf
from portal.publishing.facets import NOT_STATED
from portal.publishing.facets import VOCABULARY_OF_FACET
from portal.publishing.facets import facets_of
from portal.publishing.live_shelf import LiveShelf
from portal.publishing.live_shelf import announce
from portal.publishing.search_documents import search_documents
from portal.rendering.markdown import MarkdownRenderer
from tests.library.shelves import write_library

REAL = Path(__file__).parents[2] / "content"


def shelf_of(tmp_path: Path) -> Shelf:
    """Return the shelf of a small sound library."""
    return read_library(write_library(tmp_path / "content", "kunta")).shelf


def test_a_clause_takes_from_its_case_what_it_does_not_say(tmp_path: Path) -> None:
    """Sector and municipality come from the case, trigger and sanction from the slots."""
    shelf = shelf_of(tmp_path)
    clause = shelf.get(Ref(Collection.CLAUSES, "kunta-clause"))
    assert clause is not None

    facets = facets_of(clause, shelf)

    assert ("cleaning",) == facets["sector"]
    assert ("kunta",) == facets["municipality"]
    assert ("eur-200000-plus",) == facets["threshold"]
    assert ("not-stated",) == facets["sanction"]
    assert ("young",) == facets["target_group"]


def test_a_clause_that_names_no_target_group_says_so(tmp_path: Path) -> None:
    """Neither the clause nor its case tells for whom; what no source states is no word to be found."""
    content = write_library(tmp_path / "content", "kunta")
    for path in (*content.glob("clauses/kunta-clause/*.md"), *content.glob("cases/*/*.md")):
        words = path.read_text(encoding="utf-8")
        words = re.sub(r"(?m)^target_groups:.*\n|^  target_groups:.*\n", "", words)
        words = re.sub(r"(?m)^  target_group: \{.*$", "  target_group: not-stated", words)
        path.write_text(words, encoding="utf-8")
    shelf = read_library(content).shelf
    clause = shelf.get(Ref(Collection.CLAUSES, "kunta-clause"))
    assert clause is not None
    documents = {each.ref: each for each in search_documents(shelf, MarkdownRenderer().plain)}

    assert ("not-stated",) == facets_of(clause, shelf)["target_group"]
    assert "not" not in documents["clauses/kunta-clause"].texts[Language.FI].labels


def test_every_code_of_the_real_content_has_three_labels() -> None:
    """No facet shows a bare code to a reader; for what is not stated the portal has words of its own."""
    shelf = read_library(REAL).shelf
    bare = {
        (facet, code)
        for entry in shelf
        for facet, codes in facets_of(entry, shelf).items()
        for code in codes
        if facet in VOCABULARY_OF_FACET
        and code != NOT_STATED
        and code not in shelf.vocabularies[VOCABULARY_OF_FACET[facet]]  # type: ignore[index]
    }

    assert set() == bare


def test_the_index_gets_title_wording_slots_and_labels(tmp_path: Path) -> None:
    """One search box covers everything a reader sees of an entry."""
    documents = {each.ref: each for each in search_documents(shelf_of(tmp_path), MarkdownRenderer().plain)}

    text = documents["clauses/kunta-clause"].texts[Language.FI]

    assert "Toimittaja käyttää … prosenttia arvosta.\nyli 200 000 €.\nnuoret." == text.wording
    assert "siivous ja puhtaanapito" in text.labels
    assert text.labels.endswith("Kunta")


def test_what_is_about_the_portal_comes_after_what_readers_come_for() -> None:
    """Its pages say every word of the trade; one that is no advice is worth less from the start."""
    shelf = read_library(REAL).shelf
    priors: dict[bool, set[float]] = {True: set(), False: set()}
    for document in search_documents(shelf, MarkdownRenderer().plain):
        entry = shelf.get(Ref(Collection.GUIDES, document.ref.partition("/")[2]))
        if document.ref.startswith("guides/") and isinstance(entry, Guide):
            priors[entry.kind == "how-to"].add(document.prior)

    assert max(priors[False]) < 1 < min(priors[True])


def test_the_fingerprint_follows_the_words(tmp_path: Path) -> None:
    """A document changes its fingerprint with its text and keeps it without."""
    content = write_library(tmp_path / "content", "kunta")
    plain = MarkdownRenderer().plain
    first = [each.fingerprint for each in search_documents(read_library(content).shelf, plain)]
    again = [each.fingerprint for each in search_documents(read_library(content).shelf, plain)]
    path = content / "cases" / "kunta" / "fi.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Aloita ajoissa", "Aloita heti"), encoding="utf-8")

    changed = [each.fingerprint for each in search_documents(read_library(content).shelf, plain)]

    assert first == again
    assert 1 == sum(old != new for old, new in zip(first, changed, strict=True))


def test_a_document_tells_whom_it_names_and_what_nearness_is_worth(tmp_path: Path) -> None:
    """Links go into the index as refs, and what stands around the cases gains less by being about the same."""
    content = write_library(tmp_path / "content", "kunta")
    documents = {each.ref: each for each in search_documents(read_library(content).shelf, MarkdownRenderer().plain)}

    assert "organisations/kunta" in documents["cases/kunta"].links
    assert documents["organisations/kunta"].nearness < documents["cases/kunta"].nearness


def test_every_process_sees_a_change_once_it_is_announced(tmp_path: Path) -> None:
    """The shelf stays the same object until the marker says that content has changed."""
    content, marker = write_library(tmp_path / "content", "kunta"), tmp_path / "index" / "marker"
    live = LiveShelf(content, marker)
    before = live.current()
    path = content / "organisations" / "kunta" / "fi.md"
    path.write_text(path.read_text(encoding="utf-8").replace('title: "Kunta"', 'title: "Uusi"'), encoding="utf-8")
    unannounced = live.current()

    announce(marker)

    entry = live.current().get(Ref(Collection.ORGANISATIONS, "kunta"))
    assert entry is not None
    assert before is unannounced
    assert "Uusi" == entry.texts.best(Language.FI)[0].title
