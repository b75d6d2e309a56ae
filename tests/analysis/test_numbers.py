"""Figures are read as each language writes them, so that a text and its translation can be compared."""

import pytest

from portal.analysis.numbers import numbers_in
from portal.analysis.numbers import spelled_numbers_in
from portal.domain.language import Language

FI, SV, EN = Language.FI, Language.SV, Language.EN
SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("language", "text", "stated"),
    [
        (FI, f"Yli 200{SPACE}000{SPACE}€ vuonna 2019", {"200000", "2019"}),
        (SV, f"Över 200{SPACE}000 euro år 2019", {"200000", "2019"}),
        (EN, "Above €200,000 in 2019", {"200000", "2019"}),
        (FI, f"osuus oli 2,5{SPACE}%", {"2.5%"}),
        (SV, f"andelen var 2,5 procent, {SPACE}inte 3", {"2.5%", "3"}),
        (EN, f"a share of 2.5 per{SPACE}cent", {"2.5%"}),
        (FI, "20.8.2019", {"20", "month 8", "2019"}),
        (SV, "den 20 augusti 2019", {"20", "month 8", "2019"}),
        (EN, "20 August 2019", {"20", "month 8", "2019"}),
        (FI, "2.7.–31.8.2021", {"2", "31", "month 7", "month 8", "2021"}),
        (FI, "huhti–toukokuussa 2020", {"month 4", "month 5", "2020"}),
        (EN, "between April and May 2020", {"month 4", "month 5", "2020"}),
        (EN, "The buyer may ask for 3", {"3"}),
        (FI, "Vuonna 2021 prosenttiosuus oli 5", {"2021", "5"}),
        (EN, "WCAG 2.2, EN 301 549 V3.2.1, CC BY 4.0 and EUPL 1.2", set()),
        (SV, "1 546 202 kronor, 30–39 år", {"1546202", "30", "39"}),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(language: Language, text: str, stated: set[str]) -> None:
    """Thousands, decimals, percentages and dates come out alike from three languages; names of standards do not."""
    assert stated == numbers_in(text, language)


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [(FI, "kahdelle henkilölle", "2"), (SV, "två personer", "2"), (EN, "Two people", "2"), (FI, "kolmannes", "3")],
)
def test_small_numbers_may_be_written_in_letters(language: Language, text: str, number: str) -> None:
    """What one language writes as 2 another may write as two."""
    assert number in spelled_numbers_in(text, language)


def test_a_word_that_merely_begins_so_is_no_number() -> None:
    """Swedish and English words count whole only."""
    assert not {"9", "10"} & spelled_numbers_in("tenders nionde", EN)
