"""The page of a clause tells what can be compared, what is to be filled in, and who stands behind it."""

import re
from dataclasses import replace
from types import MappingProxyType

import pytest
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.domain.clause import Clause
from portal.domain.clause import SlotName
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.rendering.markdown import MarkdownRenderer
from portal.web.facts.clause import clause_trail
from portal.web.facts.clause import slot_values
from portal.web.facts.fact import Teller
from portal.web.reading import read_entry
from portal.web.wordings import wordings
from tests.web.conftest import Visit

CLAUSE = "clauses/jarvi-clause"


def clause_of(portal: Portal, clause_id: str = "jarvi-clause") -> Clause:
    """Return a clause of the library of the tests."""
    found = portal.shelf().get(Ref(Collection.CLAUSES, clause_id))
    assert isinstance(found, Clause)
    return found


@pytest.mark.parametrize(
    ("language", "values"),
    [
        (
            Language.FI,
            [
                "200\u00a0000\u00a0€ sopimusta kohti",
                "2\u00a0henkilöä",
                "pitkäaikaistyöttömät",
                "6\u00a0kuukautta",
                "sopimussakko",
            ],
        ),
        (
            Language.SV,
            [
                "200\u00a0000\u00a0euro per kontrakt",
                "2\u00a0personer",
                "långtidsarbetslösa",
                "6\u00a0månader",
                "avtalsvite",
            ],
        ),
        (
            Language.EN,
            [
                "€200,000 per contract",
                "2\u00a0people",
                "long-term unemployed people",
                "6\u00a0months",
                "contractual penalty",
            ],
        ),
    ],
)
def test_comparable_values_stand_beside_the_words(
    client: FlaskClient, portal: Portal, language: Language, values: list[str]
) -> None:
    """Money, persons, months and codes in the reader's words; a part without a value has none."""
    clause, tell = clause_of(portal), Teller(portal.shelf(), language)
    with client.application.test_request_context(f"/{language}/"):
        told = [value for slot in SlotName for value in slot_values(clause, slot, tell)]

    assert values == told


def test_values_are_on_the_page(read: Visit) -> None:
    """Under the words of the part, after its sources."""
    page = read(f"/en/{CLAUSE}")

    assert 5 == page.count("To compare:")
    assert '<p class="quiet">To compare: €200,000 per contract</p>' in page


def test_blanks_are_listed_in_both_languages(read: Visit) -> None:
    """The reader's words first, then those of the original."""
    english = '2 blanks to fill in: number (<span lang="fi">henkilömäärä</span>), number of months ('

    assert english in read(f"/en/{CLAUSE}")
    assert "2 täytettävää kohtaa: henkilömäärä, kuukausien määrä." in read(f"/fi/{CLAUSE}")


def test_the_paragraphs_of_both_languages_line_up(read: Visit) -> None:
    """Each paragraph of the original is followed by its translation, which says that it is unofficial."""
    page = read(f"/en/{CLAUSE}")

    assert '<div class="face paired">' in page
    assert re.search(
        r'<div class="wording" lang="fi"><p>Toimittaja.*?</div> '
        r'<div class="wording" data-label="Unofficial translation, in English"><p>The supplier',
        page,
    )


def test_texts_with_other_paragraphs_stand_as_columns(portal: Portal, client: FlaskClient) -> None:
    """What does not line up is not forced to."""
    clause = clause_of(portal)
    english = clause.texts.values[Language.EN]
    section = replace(english.section("wording"), markdown="One.\n\nTwo.")
    others = tuple(each for each in english.sections if each.id != "wording")
    texts = {**clause.texts.values, Language.EN: replace(english, sections=(section, *others))}
    changed = replace(clause, texts=replace(clause.texts, values=MappingProxyType(texts)))

    with client.application.test_request_context("/en/"):
        made = wordings(changed, read_entry(changed, Language.EN), MarkdownRenderer(), portal.shelf())

    assert made is not None
    assert () == made.pairs
    assert "<p>Two.</p>" in (made.translation or "")


def test_the_trail_of_reuse_leads_both_ways(portal: Portal, client: FlaskClient) -> None:
    """What a clause is built on, what is built on it, and who has used it, with the number of the notice."""
    start = replace(clause_of(portal, "model-start"), built_on=("jarvi-clause",), used_in=("jarvi-model",))
    old = portal.shelf()
    shelf = Shelf(
        [start if entry.ref == start.ref else entry for entry in old],
        vocabularies=old.vocabularies,
        concepts=old.concepts,
        sources=old.sources,
        redirects=old.redirects,
        problems=(),
    )

    with client.application.test_request_context("/en/"):
        tell = Teller(shelf, Language.EN)
        forth = {fact.label: [each.address for each in fact.values] for fact in clause_trail(start, tell)}
        back = {fact.label: [each.address for each in fact.values] for fact in clause_trail(clause_of(portal), tell)}
        uses = next(fact for fact in clause_trail(start, tell) if fact.label == "Used in")
        words = [each.text[each.text.index("(notice") :] for each in uses.values]

    assert (["/en/clauses/jarvi-clause"], ["/en/cases/jarvi-model"]) == (forth["Built on"], forth["Used in"])
    assert ["/en/clauses/model-start"] == back["Others built on it"]
    assert ["(notice 2019/S 106-258411)"] == words


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            Language.FI,
            [
                "Juristi ei ole tarkistanut tätä ehtoa",
                "Ehdon oikeudellinen pohja:",
                "Tiedossa ei ole hankintaa",
                "Tarkistetaan uudelleen viimeistään",
            ],
        ),
        (
            Language.SV,
            [
                "Ingen jurist har granskat",
                "Lagar som villkoret bygger på:",
                "Det är inte känt",
                "Ses över på nytt senast",
            ],
        ),
        (Language.EN, ["No lawyer has checked", "It rests on:", "No purchase is known", "Next check by"]),
    ],
)
def test_what_is_behind_it_is_told(read: Visit, language: Language, sentences: list[str]) -> None:
    """Legal check, laws, known use, rhythm of review."""
    page = read(f"/{language}/{CLAUSE}")

    assert [] == [sentence for sentence in sentences if sentence not in page]
    assert f'<a href="/{language}/laws/act-one"' in page[page.index("page-law-check") :]


@pytest.mark.parametrize("path", ["cases/jarvi-model", CLAUSE, "guides/about"])
def test_every_entry_can_be_cited_and_has_versions(read: Visit, path: str) -> None:
    """Both are one click from the heading."""
    page = read(f"/fi/{path}")

    assert 'href="#page-cite"' in page
    assert f'href="/fi/{path}/versions"' in page
    assert ["txt", "bib", "ris", "json"] == re.findall(rf'href="/fi/{path}/citation\.(\w+)" download', page)
