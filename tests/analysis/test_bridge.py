"""What the words of a question are called in the other languages."""

from collections.abc import Mapping

import pytest

from portal.analysis.analyzer import Analyzer
from portal.analysis.bridge import ConceptBridge
from portal.analysis.freedict import FreeDict
from portal.analysis.term_bank import TermBank
from portal.domain.equivalent import Origin
from portal.domain.glossary import Wordings
from portal.domain.language import Language
from tests.analysis.test_freedict import install
from tests.analysis.test_term_bank import CONDITION
from tests.analysis.test_term_bank import concept

FI, SV, EN = Language.FI, Language.SV, Language.EN
JOBLESS = concept(
    "jobless", Wordings("pitkäaikaistyötön"), Wordings("långtidsarbetslös"), Wordings("long-term unemployed person")
)
TURKU = concept("turku", Wordings("turku"), Wordings("åbo"), Wordings("turku"))


@pytest.fixture(scope="module")
def bridge(analyzers: Mapping[Language, Analyzer], tmp_path_factory: pytest.TempPathFactory) -> ConceptBridge:
    """A bridge of two concepts, one place and four words."""
    folder = tmp_path_factory.mktemp("dictionaries")
    words = {"siivous": "städning", "urakka": "entreprenad", "ehto": "villkor", "laskelma": "kalkyl"}
    install(folder / "dictd", "fin-swe", {word: f"{word} <n>\n{other}\n" for word, other in words.items()})
    banks = TermBank((CONDITION, JOBLESS), analyzers), TermBank((TURKU,), analyzers)
    return ConceptBridge(banks, FreeDict(folder / "cache", folder / "dictd"), analyzers)


def found(bridge: ConceptBridge, question: str, reader: Language, target: Language) -> set[tuple[str, str]]:
    """Return the stretches of the question with their equivalents in one language."""
    return {(each.source, each.text) for each in bridge.equivalents(question, reader) if each.language is target}


@pytest.mark.parametrize(
    ("question", "reader", "target", "expected"),
    [
        ("työllistämisehdot", FI, SV, {("työllistämisehdot", each) for each in CONDITION.wordings[SV].all}),
        ("employment conditions", EN, FI, {("employment conditions", each) for each in CONDITION.wordings[FI].all}),
        ("siivouksen", FI, SV, {("siivouksen", "städning")}),
        ("siivousurakan", FI, SV, {("siivous", "städning"), ("urakan", "entreprenad")}),
        ("Turussa", FI, SV, {("Turussa", "åbo")}),
        ("Åbo", SV, FI, {("Åbo", "turku")}),
        ("xqzwvkj 2019 HEL", FI, SV, set()),
    ],
)  # fmt: skip
def test_equivalents(
    bridge: ConceptBridge, question: str, reader: Language, target: Language, expected: set[tuple[str, str]]
) -> None:
    """Terms of several words, inflected words, parts of compounds and places have their equivalents."""
    assert expected == found(bridge, question, reader, target)


def test_a_word_of_another_language_is_understood(bridge: ConceptBridge) -> None:
    """Whoever types Finnish on an English page gets Swedish and English equivalents."""
    assert ("työllistämisehto", "sysselsättningskrav") in found(bridge, "työllistämisehto", EN, SV)
    assert ("työllistämisehto", "employment condition") in found(bridge, "työllistämisehto", EN, EN)


def test_the_glossary_comes_before_the_dictionary(bridge: ConceptBridge) -> None:
    """A word of the trade is not translated word by word, and its preferred form is worth most."""
    equivalents = [each for each in bridge.equivalents("työllistämisehto", FI) if each.language is SV]

    assert {Origin.GLOSSARY} == {each.origin for each in equivalents}
    assert ("sysselsättningskrav", 1.0) in {(each.text, each.weight) for each in equivalents}


def test_a_compound_is_told_in_as_few_parts_as_can_be(bridge: ConceptBridge) -> None:
    """The condition that the glossary knows is not taken apart again inside a longer word."""
    told = {("työllistämisehto", each) for each in CONDITION.wordings[SV].all} | {("laskelma", "kalkyl")}

    assert told == found(bridge, "työllistämisehtolaskelma", FI, SV)


def test_spans_are_those_of_the_question(bridge: ConceptBridge) -> None:
    """Each equivalent knows where its source stands."""
    question = "mikä on työllistämisehto Turussa"

    assert all(question[each.start : each.end] == each.source for each in bridge.equivalents(question, FI))
