"""The glossary answers to any of its words, in any language and however the word is bent."""

from collections.abc import Mapping

import pytest

from portal.analysis.analyzer import Analyzer
from portal.analysis.term_bank import Closeness
from portal.analysis.term_bank import TermBank
from portal.domain.glossary import Concept
from portal.domain.glossary import Wordings
from portal.domain.language import Language
from portal.domain.localized import Localized

FI, SV, EN = Language.FI, Language.SV, Language.EN


def concept(concept_id: str, fi: Wordings, sv: Wordings, en: Wordings) -> Concept:
    """Return a concept with these words."""
    return Concept(concept_id, {FI: fi, SV: sv, EN: en}, Localized({EN: concept_id}, EN))


CONDITION = concept(
    "condition",
    Wordings("työllistämisehto", ("työllistämislauseke",), avoided=("työllisyysehto",)),
    Wordings("sysselsättningskrav", finland_swedish=("sysselsättningsvillkor",)),
    Wordings("employment condition", abbreviations=("EC",)),
)
PENALTY = concept(
    "penalty",
    Wordings("sopimussakko"),
    Wordings("avtalsvite", ("vite",)),
    Wordings("contractual penalty", everyday=("fine", "employment conditions broken")),
)
SIZE = concept("size", Wordings("työllistämisehdon koko"), Wordings("kravets storlek"), Wordings("size of condition"))


@pytest.fixture(scope="module")
def bank(analyzers: Mapping[Language, Analyzer]) -> TermBank:
    """A term bank of three concepts."""
    return TermBank((CONDITION, PENALTY, SIZE), analyzers)


@pytest.mark.parametrize(
    ("asked", "found", "closeness"),
    [
        ("työllistämisehto", "condition", Closeness.PREFERRED),
        ("TYÖLLISTÄMISEHTO ", "condition", Closeness.PREFERRED),
        ("työllisyysehto", "condition", Closeness.SAME),
        ("työllistämisehdoista", "condition", Closeness.INFLECTED),
        ("sysselsättningsvillkoren", "condition", Closeness.INFLECTED),
        ("employment conditions", "condition", Closeness.INFLECTED),
        ("EC", "condition", Closeness.SAME),
        ("sysselsättn", "condition", Closeness.BEGINNING),
        ("viten", "penalty", Closeness.INFLECTED),
        ("storlek", "size", Closeness.CONTAINED),
        ("sakko", "penalty", Closeness.CONTAINED),
        ("fines", "penalty", Closeness.INFLECTED),
    ],
)
def test_a_concept_answers_to_its_words(bank: TermBank, asked: str, found: str, closeness: Closeness) -> None:
    """Every kind of word leads to the concept, and it is known how closely."""
    first = bank.find(asked, Language.EN)[0]

    assert (found, closeness) == (first.concept.id, first.closeness)


def test_a_concept_answers_once_by_its_closest_word(bank: TermBank) -> None:
    """The exact word comes before the longer ones that hold it."""
    assert ["condition", "size"] == [match.concept.id for match in bank.find("työllistämisehto", Language.FI)]


@pytest.mark.parametrize("asked", ["", "  ", "?!", "xqzwvkj"])
def test_what_no_concept_is_called_finds_nothing(bank: TermBank, asked: str) -> None:
    """An empty or unknown question has no answer."""
    assert [] == bank.find(asked, Language.SV)
