"""On the real content, every form of a word finds the same entries."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.search.request import SearchRequest
from portal.settings import Settings
from tests.conftest import IndexFolder

ROOT = Path(__file__).parents[2]
FORMS = [
    (Language.FI, ("ehto", "ehdon", "ehdoista")),
    (Language.FI, ("hankinta", "hankinnoilla", "hankintojen")),
    (Language.FI, ("osatyökykyinen", "osatyökykyisten")),
    (Language.FI, ("pitkäaikaistyötön", "pitkäaikaistyöttömien")),
    (Language.SV, ("villkor", "villkoren")),
    (Language.SV, ("sysselsättningskrav", "sysselsättningskravet")),
    (Language.SV, ("långtidsarbetslös", "långtidsarbetslösa")),
    (Language.EN, ("condition", "conditions")),
]
PARTS = [
    (Language.FI, "ehto", "työllistämisehdoissa"),
    (Language.SV, "krav", "sysselsättningskravet"),
]


@pytest.fixture(scope="module")
def portal(real_index: IndexFolder) -> Iterator[Portal]:
    """A portal over the real content."""
    portal = build_portal(Settings(content=ROOT / "content", search_index=real_index()))
    yield portal
    portal.close()


def found(portal: Portal, query: str, language: Language) -> set[str]:
    """Return every entry the query finds, from all its pages."""
    first = portal.engine.find(SearchRequest(query, language, per_page=100, bridge=False))
    rest = (
        portal.engine.find(SearchRequest(query, language, page=page, per_page=100, bridge=False))
        for page in range(2, first.pages + 1)
    )
    return {hit.ref for result in (first, *rest) for hit in result.hits}


@pytest.mark.parametrize(("language", "forms"), FORMS, ids=lambda value: value[0])
def test_every_form_finds_the_same_entries(portal: Portal, language: Language, forms: tuple[str, ...]) -> None:
    """However a word is bent, the answer is the same, and there is one."""
    answers = [found(portal, form, language) for form in forms]

    assert answers[0]
    assert [answers[0]] * len(forms) == answers


@pytest.mark.parametrize(("language", "part", "compound"), PARTS)
def test_a_part_finds_what_the_compound_finds(portal: Portal, language: Language, part: str, compound: str) -> None:
    """A query for a part of a compound finds every entry the compound finds."""
    assert set() == found(portal, compound, language) - found(portal, part, language)


def test_an_entry_is_one_hit_however_many_languages_it_has(portal: Portal) -> None:
    """The language versions of an entry are one line in the answer."""
    hits = portal.engine.find(SearchRequest("Kuopio", Language.EN, per_page=100)).hits

    assert len({hit.ref for hit in hits}) == len(hits)
