"""How strongly a text has a term: every part of it counted by its weight, looked up once, and kept within bounds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.domain.language import Language
from portal.search.catalogue import Catalogue
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

REGIONS = tuple(Region)
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
    """The sum over the regions is that of the postings of each, in the order of the documents."""
    catalogue = opened.catalogue
    with opened.reading() as reader:

        def lookup(field: str, key: str) -> Postings:
            return opened.postings.get(reader, catalogue.live, field, key)

        found = Strengths(ROOM).get(catalogue, lookup, Language.FI, REGIONS, "l:ehto")
        both, body = (_expected(catalogue, lookup, number) for number in (0, 1))

    assert [0, 1] == found.documents.tolist()
    assert pytest.approx([both, body]) == found.amounts.tolist()


def _expected(catalogue: Catalogue, lookup, number: int) -> float:
    total = 0.0
    for region in REGIONS:
        field = region.field(Language.FI)
        postings = lookup(field, "l:ehto")
        counts = dict(zip(postings.documents.tolist(), postings.counts.tolist(), strict=True))
        total += REGION_WEIGHTS[region] * counts.get(number, 0) / float(catalogue.norms[field][number])
    return total


def test_a_term_is_looked_up_once_whether_it_stands_anywhere_or_not(opened: OpenIndex) -> None:
    """The second asking reaches no postings; one region alone is another question."""
    asked: list[str] = []
    strengths = Strengths(ROOM)
    with opened.reading() as reader:

        def lookup(field: str, key: str) -> Postings:
            asked.append(key)
            return opened.postings.get(reader, opened.catalogue.live, field, key)

        for _ in range(2):
            for key in ("l:ehto", "l:nowhere"):
                strengths.get(opened.catalogue, lookup, Language.FI, REGIONS, key)
        strengths.get(opened.catalogue, lookup, Language.FI, (Region.TITLE,), "l:ehto")

    assert len(REGIONS) * ["l:ehto"] + len(REGIONS) * ["l:nowhere"] + ["l:ehto"] == asked
