"""Finnish words as buyers write them."""

from itertools import combinations

import pytest

from portal.analysis.analyzers import build_analyzers
from portal.analysis.voikko import Voikko
from portal.analysis.voikko import VoikkoMissing
from portal.domain.language import Language


@pytest.mark.parametrize(
    "forms",
    [
        ("ehto", "ehdon", "ehdoista"),
        ("hankinta", "hankinnoilla", "hankintojen"),
        ("osatyökykyinen", "osatyökykyisten"),
        ("pitkäaikaistyötön", "pitkäaikaistyöttömien"),
        ("työllistäminen", "työllistämisen", "työllistää", "työllistettävien", "työllistetty"),
        ("Vantaa", "vantaan", "VANTAALLA"),
        ("Helsinki", "helsingin"),
        ("te-toimisto", "TE-toimistoissa"),
        ("EU", "EU:n"),
        ("25-vuotias", "25-vuotiaille"),
        ("Botkyrka", "Botkyrkan", "Botkyrkassa", "Botkyrkaan"),
        ("Sundsvall", "Sundsvallin", "Sundsvallissa"),
    ],
)
def test_forms_of_one_word_share_a_lemma(finnish, forms: tuple[str, ...]) -> None:
    """Every form of a word finds every other form, however it is capitalised."""
    apart = [pair for pair in combinations(forms, 2) if not finnish.is_met(*pair)]

    assert [] == apart


@pytest.mark.parametrize(
    ("compound", "part"),
    [
        ("työllistämisehdoissa", "ehto"),
        ("työllistämisehdoissa", "työllistää"),
        ("TE-toimistoissa", "toimisto"),
        ("SIEPP-hankkeen", "hanke"),
        ("SIEPP-hankkeen", "siepp"),
        ("osatyökykyisten", "työkyky"),
        ("kaupunginhallituksen", "hallitus"),
        ("18-25-vuotiaille", "vuotias"),
    ],
)
def test_part_is_found(finnish, compound: str, part: str) -> None:
    """A query for a part finds the compound."""
    assert finnish.part_is_met(compound, part)


def test_elliptic_first_part_is_a_word_of_its_own(finnish) -> None:
    """In *sosiaali- ja terveyspalvelut* the first part keeps its hyphen as text and loses it as lemma."""
    first, _, second = finnish.analyzer.analyse("sosiaali- ja terveyspalvelut")

    assert ("sosiaali-", ("sosiaali",), "terveyspalvelut") == (first.text, first.lemmas, second.text)


def test_elliptic_verb_finds_the_verb(finnish) -> None:
    """*työllistämis-* is a form of *työllistää*."""
    assert finnish.is_met("työllistämis-", "työllistää")


@pytest.mark.parametrize("text", ["työllistämis-\nehtoja", "työllis\u00adtämis\u00adehtoja", "työllistämis-ehtoja"])
def test_hyphen_of_typesetting_does_not_hide_the_word(finnish, text: str) -> None:
    """A hyphen that only a line's end put into a word is looked through, and stays in the token's text."""
    (token,) = finnish.analyzer.analyse(text)

    assert (text, True) == (token.text, finnish.is_met("työllistämisehto", text))


def test_hyphen_at_a_line_end_joins_no_two_words(finnish) -> None:
    """An elliptic first part at a line's end stays a word of its own."""
    tokens = finnish.analyzer.analyse("sosiaali-\nja terveyspalvelut")

    assert ["sosiaali-", "ja", "terveyspalvelut"] == [token.text for token in tokens]


def test_unknown_name_is_its_own_lemma(finnish) -> None:
    """A word no dictionary has is found by itself."""
    assert {"xyzzyk"} == finnish.lemmas("Xyzzyk")


def _no_voikko() -> Voikko:
    raise VoikkoMissing("not installed")


def test_without_voikko_the_tables_answer_and_say_so(cache_folder) -> None:
    """Without the system library common forms still meet and the analyser tells what is missing."""
    analyzer = build_analyzers(cache_folder, open_voikko=_no_voikko)[Language.FI]
    first, second = analyzer.analyse("ehto ehdon")

    assert ("voikko-missing", first.lemmas) == (analyzer.degraded, second.lemmas)


def test_signature_tells_whether_voikko_answered(cache_folder, finnish) -> None:
    """An index made with Voikko is not taken for one made without."""
    without = build_analyzers(cache_folder, open_voikko=_no_voikko)[Language.FI]

    assert without.signature != finnish.analyzer.signature


def test_whole_portal_is_not_degraded_here(finnish) -> None:
    """With everything installed nothing is missing."""
    assert finnish.analyzer.degraded is None


def test_name_of_a_place_has_no_parts(finnish) -> None:
    """*pää* does not find *Järvenpää*."""
    assert () == finnish.token("Järvenpäässä").parts


@pytest.mark.parametrize("odd", ["laki" * 7, "lakityö" * 11])
def test_an_odd_word_changes_no_other(odd: str) -> None:
    """Voikko forgets readings after some very long words; what one reader asks must not change what others find."""
    voikko = Voikko()
    before = voikko.analyses("valinta")
    voikko.analyses(odd)

    assert before == voikko.analyses("valinta")
