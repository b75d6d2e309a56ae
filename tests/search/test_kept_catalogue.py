"""The catalogue that is kept from start to start: of this very index, or not used."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path

import pytest

from portal.domain.language import Language
from portal.publishing.kept_file import KeptFile
from portal.search.keeper import CATALOGUE_ROOMS
from portal.search.meta import read_meta
from portal.search.plan import Analysis
from portal.search.request import Order
from portal.search.request import SearchRequest
from portal.search.result import SearchResult
from portal.search.status import IndexState
from portal.search.whoosh_engine import WhooshEngine
from tests.search.conftest import Compose

Start = Callable[[], WhooshEngine]


@pytest.fixture
def start(folder: Path, plain: Mapping[Language, Analysis], signatures: Mapping[Language, str]) -> Iterator[Start]:
    """Start an engine as a new process would."""
    engines = []

    def fresh() -> WhooshEngine:
        keeper = KeptFile(folder / "kept" / "catalogue", *CATALOGUE_ROOMS)
        engines.append(WhooshEngine(folder, plain, signatures, keeper=keeper))
        return engines[-1]

    yield fresh
    for engine in engines:
        engine.close()


@pytest.fixture
def first(start: Start, compose: Compose) -> WhooshEngine:
    """An engine that has answered and rested."""
    engine = start()
    engine.build(
        [
            compose("cases/a", fi="kuopio siivous", sv="kuopio städning", date="2024", country="FI", group="young"),
            compose("cases/b", fi="oulu siivous", date="2023", country="FI"),
            compose("cases/c", sv="malmö städning", date="2022", country="SE", group="migrant"),
        ]
    )
    answers(engine)
    engine.rest()
    return engine


def answers(engine: WhooshEngine) -> list[SearchResult]:
    """What the engine says to some questions, with everything that is counted over the catalogue."""
    return [
        engine.find(SearchRequest(query, language, order=order))
        for query in ("siivous", "städning", "")
        for language in Language
        for order in Order
    ]


def test_a_second_start_goes_on_from_the_first(first: WhooshEngine, start: Start, monkeypatch) -> None:
    """No card is read again, and the answers are the same."""
    monkeypatch.setattr("portal.search.open_index.read_catalogue", None)

    assert answers(first) == answers(start())


def test_an_index_that_has_changed_is_read_anew(first: WhooshEngine, start: Start, compose: Compose) -> None:
    """One entry more, and one taken out."""
    first.update([compose("cases/d", fi="siivous lahti", country="FI", group="new")], ["cases/a"])

    found = start().find(SearchRequest("siivous", Language.FI)).hits
    assert {"cases/b", "cases/d"} == {hit.ref for hit in found}
    assert answers(first) == answers(start())


def test_what_was_kept_of_an_older_index_gives_way(first: WhooshEngine, start: Start, compose, monkeypatch) -> None:
    """The next rest keeps what is there now."""
    first.update([compose("cases/d", fi="siivous lahti", country="FI", group="new")])
    second = start()
    expected = answers(second)
    second.rest()
    monkeypatch.setattr("portal.search.open_index.read_catalogue", None)

    assert expected == answers(start())


def test_a_kept_thing_of_another_kind_is_passed_over(first: WhooshEngine, start: Start, folder: Path) -> None:
    """The right head over something else."""
    (index,) = folder.glob("generation-*")
    KeptFile(folder / "kept" / "catalogue", *CATALOGUE_ROOMS).write(read_meta(index).mark, ("no", "catalogue"))

    assert answers(first) == answers(start())


def test_damage_of_the_index_is_seen_all_the_same(first: WhooshEngine, start: Start, folder: Path) -> None:
    """A kept catalogue says nothing about the files that are searched."""
    for file in folder.glob("generation-*/*.pst"):
        file.write_bytes(file.read_bytes()[:-1] + b"x")

    assert start().status().state is not IndexState.READY
