"""The parts of a text share one field of the index, each with positions of its own."""

from itertools import pairwise

import pytest

from portal.domain.token import Token
from portal.search import record
from portal.search.record import occurrences
from portal.search.schema import REGIONS
from portal.search.schema import Region


def test_every_part_begins_where_no_other_reaches() -> None:
    """Positions ascend from part to part, so that the last word of one is no neighbour of the next one's first."""
    firsts = [region.first_position for region in REGIONS]

    assert sorted(firsts) == firsts
    assert all(end - start > 1_000_000 for start, end in pairwise(firsts))


def test_a_part_longer_than_its_room_is_indexed_up_to_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words after that would else be taken for words of the next part."""
    monkeypatch.setattr(record, "REGION_BITS", 1)
    tokens = [Token(text, place, place + 1, (text,), ()) for place, text in enumerate("abc")]

    found = list(occurrences(tokens, Region.BODY))

    first = Region.BODY.first_position
    assert [("s:a", first), ("l:a", first), ("s:b", first + 1), ("l:b", first + 1)] == [each[:2] for each in found]
