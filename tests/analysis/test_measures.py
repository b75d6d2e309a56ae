"""Figures with their units, the same in three languages."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.analysis.measures import Measure
from portal.analysis.measures import Unit
from portal.analysis.measures import measures_in
from portal.domain.language import Language

SAID = {
    Language.FI: "Kaksi pitkäaikaistyötöntä vähintään kuudeksi kuukaudeksi, 2,5 % arvosta, 200 000 euroa, 8 viikkoa, "
    "18 tuntia viikossa, 25 miljoonaa kruunua, kaksi vuotta, vuonna 2016.",
    Language.SV: "Två långtidsarbetslösa i minst sex månader, 2,5 procent av värdet, 200 000 euro, 8 veckor, "
    "18 timmar i veckan, 25 miljoner kronor, två år, år 2016.",
    Language.EN: "Two long-term unemployed people for at least six months, 2.5% of the value, €200,000, 8 weeks, "
    "18 hours a week, SEK 25 million, two years, in 2016.",
}


@pytest.mark.parametrize("language", list(Language))
def test_a_clause_states_the_same_in_every_language(language: Language) -> None:
    """Digits and letters, months and years, symbols before and behind."""
    stated = {
        Measure(Unit.PERSONS, Decimal(2)),
        Measure(Unit.MONTHS, Decimal(6)),
        Measure(Unit.MONTHS, Decimal(24)),
        Measure(Unit.PERCENT, Decimal("2.5")),
        Measure(Unit.EUR, Decimal(200_000)),
        Measure(Unit.SEK, Decimal(25_000_000)),
        Measure(Unit.WEEKS, Decimal(8)),
        Measure(Unit.HOURS, Decimal(18)),
    }

    assert stated == measures_in(SAID[language], language)


def test_the_finnish_for_eight_is_not_two() -> None:
    """Forms that begin alike are told apart."""
    assert {Measure(Unit.MONTHS, Decimal(8))} == measures_in("kahdeksan kuukautta", Language.FI)
    assert {Measure(Unit.MONTHS, Decimal(2))} == measures_in("kahdeksi kuukaudeksi", Language.FI)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "text", ["1 " * 10_000, "9" * 20_000, "1.000" * 4_000, "två a b " * 2_500, "€" * 20_000, "12 " + "a " * 9_000]
)
def test_no_text_takes_long(text: str, language: Language) -> None:
    """A page of figures is read in a moment."""
    started = time.monotonic()
    measures_in(text, language)

    assert time.monotonic() - started < 2


@given(st.text(), st.sampled_from(Language))
def test_any_text_is_read(text: str, language: Language) -> None:
    """No text fails."""
    assert all(isinstance(measure.number, Decimal) for measure in measures_in(text, language))
