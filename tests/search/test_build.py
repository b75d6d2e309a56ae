"""Building and updating the index."""

import os

import pytest

from portal.domain.language import Language
from portal.search.errors import SearchUnavailable
from portal.search.generations import Generations
from portal.search.request import Order
from portal.search.request import SearchRequest
from portal.search.result import Note
from portal.search.status import BuildStage
from portal.search.status import IndexFault
from portal.search.status import IndexState
from portal.search.whoosh_engine import WhooshEngine


@pytest.fixture
def three(compose):
    """Three documents."""
    return [compose(f"cases/{name}", fi=f"{name} kuopio") for name in ("a", "b", "c")]


def test_the_first_build_is_full_and_says_why(engine, three) -> None:
    """Without an index everything is written."""
    report = engine.build(three)

    assert (True, IndexFault.NO_INDEX, 3, 3, 1) == (
        report.full,
        report.reason,
        report.added,
        report.documents,
        report.generation,
    )


def test_a_build_without_changes_touches_nothing(engine, three) -> None:
    """The generation stays, and nothing is analysed."""
    engine.build(three)
    report = engine.build(three)

    assert (False, 3, 1) == (report.full, report.unchanged, report.generation)


def test_a_build_writes_only_what_changed(engine, three, compose, refs) -> None:
    """New, changed and vanished documents are told apart; the rest is left alone."""
    engine.build(three)
    report = engine.build([three[0], compose("cases/b", fi="muuttunut"), compose("cases/d", fi="uusi kuopio")])

    assert ((1, 1, 1, 1), {"a", "d"}, {"a", "b", "d"}) == (
        (report.added, report.changed, report.removed, report.unchanged),
        set(refs("kuopio")),
        set(refs("")),
    )


def test_a_full_build_writes_everything(engine, three) -> None:
    """Asked for, all documents are written although none changed."""
    engine.build(three)
    report = engine.build(three, full=True)

    assert (True, None, 3, 0) == (report.full, report.reason, report.added, report.unchanged)


def test_progress_is_told(engine, three) -> None:
    """Each document is counted, then writing, checking and the end are told."""
    told = []
    engine.build(three, progress=told.append)

    assert [
        (BuildStage.ANALYSING, 0, 3),
        (BuildStage.ANALYSING, 1, 3),
        (BuildStage.ANALYSING, 2, 3),
        (BuildStage.WRITING, 3, 3),
        (BuildStage.CHECKING, 3, 3),
        (BuildStage.DONE, 3, 3),
    ] == [(step.stage, step.done, step.total) for step in told]


def test_an_update_replaces_and_removes(engine, three, compose, refs) -> None:
    """The old text of a document and a removed document are never found again, the others stay."""
    engine.build(three)
    engine.update([compose("cases/a", fi="uusi sana")], ["cases/b", "cases/never"])

    assert (["a"], ["c"], 2) == (refs("uusi"), refs("kuopio"), engine.status().documents)


def test_what_was_deleted_stays_deleted_through_many_updates(engine, three, compose, refs) -> None:
    """Thirty updates, among them merges of segments, bring nothing back and lose nothing."""
    engine.build(three)
    for number in range(30):
        engine.update([compose("cases/a", fi=f"kuopio sana{number}")], [])

    assert ([], ["a"], {"a", "b", "c"}, 3) == (
        refs("-kuopio"),
        refs("sana29"),
        set(refs("kuopio")),
        engine.status().documents,
    )


def test_segments_do_not_gather(engine, three, compose, folder) -> None:
    """After many updates the folder holds the files of a few segments and two generations only."""
    engine.build(three)
    for number in range(40):
        engine.update([compose(f"cases/n{number}", fi="kuopio")])
    generations = [path for path in folder.iterdir() if path.is_dir()]
    segments = {path.name.split(".")[0] for path in generations[0].glob("*.trm")}

    assert (2, True) == (len(generations), len(segments) <= 20)


def test_small_segments_are_joined_when_asked_to(engine, three, compose, folder, refs) -> None:
    """Once, and as many as are joined at once; the answers stay the same."""
    engine.build(three)
    for number in range(12):
        left = engine.update([compose(f"cases/n{number}", fi="kuopio")]).generation
    before = len(list(Generations(folder).path(left).glob("*.trm")))
    joined = [engine.join(), engine.join()]
    after = len(list(Generations(folder).path(left + 1).glob("*.trm")))

    assert (13, [True, False], 2, 15) == (before, joined, after, len(set(refs("kuopio", per_page=50))))


def test_a_build_joins_what_updates_have_left(engine, three, compose, folder, refs) -> None:
    """Whoever publishes waits for the smallest segments only; the next build joins the rest, though nothing changed."""
    added = [compose(f"cases/n{number}", fi="kuopio") for number in range(77)]
    engine.build(three)
    for first in range(0, 77, 7):
        left = engine.update(added[first : first + 7]).generation
    before = len(list(Generations(folder).path(left).glob("*.trm")))
    report = engine.build([*three, *added])
    after = len(list(Generations(folder).path(report.generation).glob("*.trm")))

    assert (12, 2, 80, 80) == (before, after, report.unchanged, len(set(refs("kuopio", per_page=100))))


def test_what_is_counted_by_segment_is_what_a_fresh_index_counts(engine, compose, folder, plain, signatures) -> None:
    """Facets, the order of titles and the scores are those of an index that never saw an update."""
    documents = {
        number: compose(
            f"cases/n{number}",
            fi=f"{'åäöabc'[number % 6]} {number} | kuopio" * (1 + number % 3),
            theme=f"t{number % 5}",
        )
        for number in range(18)
    }
    engine.build([documents[number] for number in range(9)])
    for number in range(9, 18):
        engine.update([documents[number]], ["cases/n0"] if number == 17 else [])
    engine.update([compose("cases/n3", fi="aivan uusi | kuopio", theme="t9")])
    documents[3] = compose("cases/n3", fi="aivan uusi | kuopio", theme="t9")
    fresh = WhooshEngine(folder.with_name("fresh"), plain, signatures, wait=5)
    fresh.build([document for number, document in documents.items() if number])
    questions = [SearchRequest("kuopio", Language.FI, order=order, per_page=50) for order in Order]
    answers = [[each.find(question) for question in questions] for each in (engine, fresh)]
    fresh.close()

    hits = [[[(hit.ref, round(hit.score, 4)) for hit in one.hits] for one in each] for each in answers]
    facets = [[one.facets for one in each] for each in answers]

    assert (hits[1], facets[1]) == (hits[0], facets[0])


def test_a_merge_keeps_highlights_and_facets(engine, compose, ask, shown) -> None:
    """Entries written before a merge answer as before."""
    engine.build([compose("cases/old", fi="vanha | tässä on siivous=palvelu", country="FI")])
    for number in range(25):
        engine.update([compose(f"cases/n{number}", fi=f"uusi{number}", country="SE")])
    result = ask("palvelu")

    assert (["tässä on siivous={palvelu}"], 1) == (
        [shown(hit.excerpt) for hit in result.hits],
        result.facets["country"][0].count,
    )


def test_an_index_emptied_by_updates_answers(engine, three, refs, compose) -> None:
    """All entries can go, and new ones come."""
    engine.build(three)
    engine.update([], ["cases/a", "cases/b", "cases/c"])
    empty = refs("")
    engine.update([compose("cases/d", fi="kuopio")])

    assert ([], ["d"]) == (empty, refs("kuopio"))


def test_one_ref_twice_is_refused(engine, three) -> None:
    """Two documents with one ref are a mistake of the caller, told before anything is written."""
    with pytest.raises(ValueError, match="same ref"):
        engine.build([three[0], three[0]])

    assert IndexState.MISSING == engine.status().state


def test_a_document_without_text_is_refused(engine, compose) -> None:
    """There is nothing a reader could be shown."""
    with pytest.raises(ValueError, match="cases/a has no text"):
        engine.build([compose("cases/a")])


def test_an_update_needs_an_index(engine, three) -> None:
    """There is nothing an update could be added to."""
    with pytest.raises(SearchUnavailable, match="no-index"):
        engine.update(three)


def test_a_failing_analysis_leaves_the_old_index(engine, three, folder, signatures, refs) -> None:
    """An error in the middle of a build goes to the caller; the draft is gone and the old index answers."""
    engine.build(three)

    def broken(text: str):
        raise RuntimeError("no words")

    other = WhooshEngine(folder, dict.fromkeys(Language, broken), signatures)
    with pytest.raises(RuntimeError, match="no words"):
        other.build(three, full=True)

    assert (["generation-1"], 3) == ([path.name for path in folder.glob("generation-*")], len(refs("kuopio")))


def test_a_half_done_generation_gives_way_to_the_one_served_before(engine, three, compose, folder) -> None:
    """What a killed build has left is removed, and not the generation that readers may still have open."""
    engine.build(three)
    half = Generations(folder).create()
    engine.update([compose("cases/d", fi="kuopio")])
    left = {path.name: len(list(path.iterdir())) > 0 for path in folder.glob("generation-*")}

    assert (2, {"generation-1": True, "generation-2": True}) == (half, left)


def test_other_analysers_make_the_index_stale(engine, three, folder, plain) -> None:
    """An index made by other analysers is still served, with a note, and the next build is full."""
    engine.build(three)
    newer = WhooshEngine(folder, plain, dict.fromkeys(Language, "plain 2"))
    before = (newer.status().state, newer.status().fault, newer.find(_request()).notes)
    report = newer.build(three)
    after = (newer.status().state, newer.find(_request()).notes)
    newer.close()

    assert (
        (IndexState.STALE, IndexFault.OTHER_ANALYSIS, (Note.INDEX_STALE,)),
        (True, IndexFault.OTHER_ANALYSIS),
        (IndexState.READY, ()),
    ) == (before, (report.full, report.reason), after)


@pytest.mark.parametrize("version", [0, 999])
def test_an_index_of_another_schema_is_not_read(engine, three, folder, monkeypatch, version: int) -> None:
    """Older and newer schemas are stale and rebuilt."""
    monkeypatch.setattr("portal.search.draft_index.SCHEMA_VERSION", version)
    engine.build(three)
    state = engine.status().state
    with pytest.raises(SearchUnavailable, match="other-schema"):
        engine.find(_request())
    monkeypatch.undo()
    report = engine.build(three)

    assert (IndexState.STALE, True, IndexFault.OTHER_SCHEMA, 3) == (
        state,
        report.full,
        report.reason,
        engine.find(_request()).total,
    )


def test_status_names_documents_age_size_and_make(engine, three, signatures) -> None:
    """What an operator asks is all there."""
    engine.build(three)
    status = engine.status()

    assert (IndexState.READY, 3, True, signatures, True) == (
        status.state,
        status.documents,
        str(status.built_at).endswith("+00:00"),
        status.signatures,
        (status.bytes_on_disk or 0) > 1000,
    )


def test_the_index_folder_is_its_owner_s_only(engine, three, folder) -> None:
    """Whoever can write an index can run code in who reads it."""
    os.umask(0o022)
    engine.build(three)

    assert [0o700, 0o700] == [path.stat().st_mode & 0o777 for path in (folder, folder / "generation-1")]


def test_a_file_system_without_links_is_enough(engine, three, compose, refs, monkeypatch) -> None:
    """Where files cannot be linked they are copied."""

    def refuse(*paths: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    engine.build(three)
    engine.update([compose("cases/d", fi="kuopio")])

    assert 4 == len(refs("kuopio"))


def _request():
    """A question any of the documents answers."""
    from portal.search.request import SearchRequest

    return SearchRequest("kuopio", Language.FI)
