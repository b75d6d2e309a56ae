"""Numbers, money and dates as each language writes them."""

from decimal import Decimal

import pytest

from portal.domain.language import Language
from portal.domain.partial_date import PartialDate
from portal.domain.quantity import Period
from portal.web.formats import day
from portal.web.formats import money
from portal.web.formats import number
from portal.web.formats import percent
from portal.web.formats import period

FI, SV, EN = Language.FI, Language.SV, Language.EN
GAP = "\u00a0"


@pytest.mark.parametrize(
    ("amount", "currency", "language", "written"),
    [
        ("200000", "EUR", FI, "200 000 €"),
        ("200000", "EUR", SV, "200 000 euro"),
        ("200000", "EUR", EN, "€200,000"),
        ("50000000", "SEK", FI, "50 miljoonaa kruunua"),
        ("50000000", "SEK", SV, "50 miljoner kronor"),
        ("50000000", "SEK", EN, "SEK 50 million"),
        ("1000000", "EUR", FI, "1 miljoona euroa"),
        ("1000000", "EUR", SV, "1 miljon euro"),
        ("1200000", "EUR", FI, "1,2 miljoonaa euroa"),
        ("1200000", "EUR", EN, "€1.2 million"),
        ("5382000", "EUR", FI, "5 382 000 €"),
        ("139887", "EUR", EN, "€139,887"),
        ("500", "SEK", SV, "500 kronor"),
        ("1600000.5", "EUR", FI, "1 600 000,50 €"),
        ("400000.125", "EUR", SV, "400 000,125 euro"),
    ],
)
def test_money(amount: str, currency: str, language: Language, written: str) -> None:
    """Money has the currency where the language puts it, and never breaks over a line."""
    assert written.replace(" ", GAP) == money(Decimal(amount), currency, language)


@pytest.mark.parametrize(
    ("value", "language", "written"),
    [("1500", FI, "1 500"), ("1500", SV, "1 500"), ("1500", EN, "1,500"), ("2.5", FI, "2,5"), ("2.50", EN, "2.5")],
)
def test_numbers(value: str, language: Language, written: str) -> None:
    """Thousands and decimals are marked as the language does."""
    assert written.replace(" ", GAP) == number(Decimal(value), language)


@pytest.mark.parametrize(("language", "written"), [(FI, "2 %"), (SV, "2 %"), (EN, "2%")])
def test_per_cent(language: Language, written: str) -> None:
    """The sign stands off in Finnish and Swedish."""
    assert written.replace(" ", GAP) == percent(Decimal(2), language)


@pytest.mark.parametrize(
    ("date", "language", "written"),
    [
        (PartialDate(2019, 8, 20), FI, "20.8.2019"),
        (PartialDate(2019, 8, 20), SV, "20 augusti 2019"),
        (PartialDate(2019, 8, 20), EN, "20 August 2019"),
        (PartialDate(2019, 8), FI, "elokuu 2019"),
        (PartialDate(2019, 8), SV, "augusti 2019"),
        (PartialDate(2019, 8), EN, "August 2019"),
        (PartialDate(2019), FI, "2019"),
    ],
)
def test_dates_are_as_precise_as_they_are(date: PartialDate, language: Language, written: str) -> None:
    """A month is not turned into its first day."""
    assert written.replace(" ", GAP) == day(date, language)


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (PartialDate(2015), PartialDate(2017), "2015–2017"),
        (PartialDate(2015, 5, 1), PartialDate(2017, 12, 31), "1.5.2015 – 31.12.2017"),
        (PartialDate(2019, 6), None, "kesäkuu\u00a02019 –"),
        (None, PartialDate(2017), "–2017"),
        (PartialDate(2020), PartialDate(2020), "2020"),
    ],
)
def test_periods(start: PartialDate | None, end: PartialDate | None, written: str) -> None:
    """An end that is not known stays open."""
    assert written == period(Period(start, end), FI)
