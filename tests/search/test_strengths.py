"""How strongly a text has a term: every part of it counted by its weight, looked up once, and kept within bounds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.domain.language import Language
from portal.search.generations import Generations
from portal.search.open_index import OpenIndex
from portal.search.open_index import Remembered
from portal.search.open_index import open_current
from portal.search.postings import Postings
from portal.search.schema import REGION_WEIGHTS
from portal.search.schema import Region
from portal.search.strengths import Strengths
from portal.search.whoosh_engine import WhooshEngine
from tests.search.conftest import Compose

ROOM = 100_000


@pytest.fixture
def opened(folder: Path, plain, signatures, compose: Compose) -> Iterator[OpenIndex]:
    """Three entries: a word in title and text, in the text alone, and nowhere."""
    engine = WhooshEngine(folder, plain, signatures)
    rows = {"cases/a": "ehto | ehto ehto", "cases/b": "muu | ehto", "cases/c": "muu | muu"}
    engine.build([compose(ref, fi=text) for ref, text in rows.items()])
    engine.close()
    index = open_current(Generations(folder), signatures, Remembered())
    yield index
    index.retire()


def test_every_part_of_a_text_counts_by_its_weight(opened: OpenIndex) -> None:
    """A title counts four times a body; in each the count is divided by its length against the mean one."""
    catalogue = opened.catalogue
    with opened.reading() as reader:

        def lookup(language: Language, key: str) -> Postings:
            return opened.postings.get(reader, catalogue.live, language, key)

        strengths = Strengths(ROOM)
        found, titles = (strengths.get(catalogue, lookup, Language.FI, each, "l:ehto") for each in (None, Region.TITLE))

    # Mean lengths in words: one of the titles, and one and a third of the bodies.
    title, bodies = REGION_WEIGHTS[Region.TITLE], [2 / (0.9 + 0.1 * 2 / (4 / 3)), 1 / (0.9 + 0.1 / (4 / 3))]
    assert ([0, 1], [0]) == (found.documents.tolist(), titles.documents.tolist())
    assert pytest.approx([title + bodies[0], bodies[1]]) == found.amounts.tolist()
    assert pytest.approx([title]) == titles.amounts.tolist()


def test_a_term_is_looked_up_once_whether_it_stands_anywhere_or_not(opened: OpenIndex) -> None:
    """The second asking reaches no postings; one region alone is another question."""
    asked: list[str] = []
    strengths = Strengths(ROOM)
    with opened.reading() as reader:

        def lookup(language: Language, key: str) -> Postings:
            asked.append(key)
            return opened.postings.get(reader, opened.catalogue.live, language, key)

        for _ in range(2):
            for key in ("l:ehto", "l:nowhere"):
                strengths.get(opened.catalogue, lookup, Language.FI, None, key)
        strengths.get(opened.catalogue, lookup, Language.FI, Region.TITLE, "l:ehto")

    assert ["l:ehto", "l:nowhere", "l:ehto"] == asked
