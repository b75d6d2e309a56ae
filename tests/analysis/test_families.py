"""Verbs lead to the nouns made from them, and back."""

from collections.abc import Mapping

import pytest

from portal.analysis.analyzer import Analyzer
from portal.analysis.bridge import ConceptBridge
from portal.analysis.families import relatives
from portal.analysis.freedict import FreeDict
from portal.analysis.term_bank import TermBank
from portal.domain.glossary import Concept
from portal.domain.glossary import Wordings
from portal.domain.language import Language
from portal.domain.localized import Localized

FI, SV, EN = Language.FI, Language.SV, Language.EN
REPORTING = Concept(
    "reporting",
    {FI: Wordings("raportointi"), SV: Wordings("rapportering"), EN: Wordings("notification")},
    Localized({EN: "reporting"}, EN),
)


@pytest.mark.parametrize(
    ("verb", "noun", "language"),
    [
        ("raportoida", "raportointi", FI),
        ("seurata", "seuranta", FI),
        ("valvoa", "valvonta", FI),
        ("tarkastaa", "tarkastus", FI),
        ("työllistää", "työllistäminen", FI),
        ("renovera", "renovering", SV),
        ("överpröva", "överprövning", SV),
        ("evaluate", "evaluation", EN),
        ("employ", "employment", EN),
        ("subsidise", "subsidy", EN),
        ("apprentice", "apprenticeship", EN),
    ],
)
def test_a_verb_and_its_noun_are_relatives(verb: str, noun: str, language: Language) -> None:
    """Each leads to the other."""
    assert noun in relatives(verb, language)
    assert verb in relatives(noun, language)


@pytest.mark.parametrize("word", ["", "a", "ing", "2024", "it-", "ation", "\u0000"])
def test_what_is_no_long_word_has_few_relatives(word: str) -> None:
    """Nothing is cut down to a stump, and odd words do no harm."""
    assert all(len(relative) > len("ing") for language in Language for relative in relatives(word, language))


def test_a_verb_is_met_by_the_concept_of_its_noun(analyzers: Mapping[Language, Analyzer], tmp_path) -> None:
    """In the reader's language and in the others, for less than the noun itself."""
    bridge = ConceptBridge((TermBank((REPORTING,), analyzers),), FreeDict(tmp_path, tmp_path), analyzers)
    by_verb = {each.text: each.weight for each in bridge.equivalents("raportoidaan", FI)}
    by_noun = {each.text: each.weight for each in bridge.equivalents("raportointi", FI)}

    assert {"raportointi", "rapportering", "notification"} == set(by_verb)
    assert by_verb["rapportering"] < by_noun["rapportering"]
