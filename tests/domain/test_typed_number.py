"""Numbers as people type them."""

import time
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.typed_number import Bounds
from portal.domain.typed_number import Fault
from portal.domain.typed_number import NumberFault
from portal.domain.typed_number import TypedNumber
from portal.domain.typed_number import number_from_text

BOUNDS = Bounds(most=Decimal(10**12))


def read(text: str, bounds: Bounds = BOUNDS) -> TypedNumber | Fault:
    """Return the number, or only the reason of a refusal."""
    found = number_from_text(text, bounds, ("kk", "mån", "months"))
    return found.fault if isinstance(found, NumberFault) else found


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("1600000", "1600000", None),
        ("1 600 000", "1600000", None),
        ("1\u00a0600\u00a0000", "1600000", None),
        ("1\u202f600\u202f000,5", "1600000.5", None),
        ("1 600 000,50 €", "1600000.50", "EUR"),
        ("1.600.000,50", "1600000.50", None),
        ("1,600,000.50", "1600000.50", None),
        ("1.600.000", "1600000", None),
        ("1,600,000", "1600000", None),
        ("€1,600,000", "1600000", "EUR"),
        ("SEK 5 000 000", "5000000", "SEK"),
        ("kr. 5000", "5000", "SEK"),
        ("5 000 000:-", "5000000", None),
        ("1600,-", "1600", None),
        ("1,6 milj. €", "1600000", "EUR"),
        ("1,6 miljoonaa euroa", "1600000", "EUR"),
        ("1,6 mn", "1600000", None),
        ("1.6 million", "1600000", None),
        ("50 Mkr", "50000000", "SEK"),
        ("1,6 M€", "1600000", "EUR"),
        ("200 tkr", "200000", "SEK"),
        ("0,25", "0.25", None),
        ("11,2", "11.2", None),
        ("+5", "5", None),
        ("007", "7", None),
        ("0", "0", None),
        ("48 kk", "48", None),
        ("48 mån.", "48", None),
        ("100", "100", None),
    ],
)
def test_a_number_is_read_as_finns_swedes_and_britons_write_it(text: str, value: str, currency: str | None) -> None:
    """Spaces, points and commas part thousands or decimals, and words of money say the currency and the size."""
    assert TypedNumber(Decimal(value), currency) == read(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", Fault.EMPTY),
        ("   \u00a0", Fault.EMPTY),
        ("-5", Fault.NEGATIVE),
        ("\u22125 000 €", Fault.NEGATIVE),
        ("1.600", Fault.AMBIGUOUS),
        ("1,600 €", Fault.AMBIGUOUS),
        ("1,600 milj.", Fault.AMBIGUOUS),
        ("10000000000000", Fault.TOO_LARGE),
        ("999 999 999 milj.", Fault.TOO_LARGE),
        ("5,001 5", Fault.NOT_A_NUMBER),
        ("0,125", Fault.TOO_PRECISE),
        ("1600,005", Fault.TOO_PRECISE),
        ("1e309", Fault.NOT_A_NUMBER),
        ("1e5", Fault.NOT_A_NUMBER),
        ("NaN", Fault.NOT_A_NUMBER),
        ("Infinity", Fault.NOT_A_NUMBER),
        ("sNaN123", Fault.NOT_A_NUMBER),
        ("0x10", Fault.NOT_A_NUMBER),
        ("1_000", Fault.NOT_A_NUMBER),
        ("１６００", Fault.NOT_A_NUMBER),
        ("١٦٠٠", Fault.NOT_A_NUMBER),
        ("5５", Fault.NOT_A_NUMBER),
        ("½", Fault.NOT_A_NUMBER),
        (".5", Fault.NOT_A_NUMBER),
        ("1 60 000", Fault.NOT_A_NUMBER),
        ("1.600,000.5", Fault.NOT_A_NUMBER),
        ("1,6,5", Fault.NOT_A_NUMBER),
        ("1 2", Fault.NOT_A_NUMBER),
        ("1–2", Fault.NOT_A_NUMBER),
        ("5 euroa kr", Fault.NOT_A_NUMBER),
        ("5 milj. milj.", Fault.NOT_A_NUMBER),
        ("5 apples", Fault.NOT_A_NUMBER),
        ("apples 5", Fault.NOT_A_NUMBER),
        ("<script>5</script>", Fault.NOT_A_NUMBER),
        ("5\x00", Fault.NOT_A_NUMBER),
        ("9" * 10_000, Fault.NOT_A_NUMBER),
        (" 1" * 5_000, Fault.NOT_A_NUMBER),
    ],
)
def test_what_cannot_be_read_for_certain_is_refused_with_its_reason(text: str, fault: Fault) -> None:
    """Nothing is guessed, and nothing is read that another habit would read as another number."""
    assert fault is read(text)


def test_a_number_with_two_meanings_gives_both() -> None:
    """The refusal of `1.600` holds one thousand six hundred and one point six."""
    found = number_from_text("1.600", BOUNDS)
    assert isinstance(found, NumberFault)

    assert (Decimal(1600), Decimal("1.6")) == found.readings


def test_bounds_decide_between_two_meanings() -> None:
    """A rate of at most a thousand reads `11,245` as a little more than eleven."""
    rate = Bounds(least=Decimal("0.0001"), most=Decimal(1000), places=6)

    assert TypedNumber(Decimal("11.245")) == read("11,245", rate)


def test_bounds_are_part_of_what_a_field_takes() -> None:
    """The least and the most are taken, what is beyond is refused."""
    bounds = Bounds(least=Decimal(1), most=Decimal(600), places=0)
    expected = (TypedNumber(Decimal(1)), TypedNumber(Decimal(600)), Fault.TOO_SMALL, Fault.TOO_LARGE, Fault.TOO_PRECISE)

    assert expected == tuple(read(text, bounds) for text in ("1", "600", "0", "601", "12,5"))


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    """Whatever is typed gives a number or a reason."""
    assert isinstance(number_from_text(text, BOUNDS), TypedNumber | NumberFault)


@given(st.text(alphabet="0123456789., \u00a0€-kr", max_size=70))
def test_texts_made_of_the_signs_of_numbers_stay_within_the_bounds(text: str) -> None:
    """What is taken is never negative, never too large, never too precise."""
    found = number_from_text(text, BOUNDS)

    assert isinstance(found, NumberFault) or (
        0 <= found.value <= BOUNDS.most and found.value == round(found.value, BOUNDS.places)
    )


@pytest.mark.parametrize("locale", ["fi_FI", "sv_SE", "en_GB"])
@given(cents=st.integers(min_value=0, max_value=10**14))
def test_what_a_language_writes_is_read_back_exactly(locale: str, cents: int) -> None:
    """A formatted number is read back to the cent, or refused with itself among the readings."""
    value = Decimal(cents) / 100
    found = number_from_text(format_decimal(value, "#,##0.##", locale=locale), BOUNDS)
    readings = found.readings if isinstance(found, NumberFault) else (found.value,)

    assert value in readings


def test_hostile_length_costs_no_time() -> None:
    """A thousand hostile texts of ten thousand characters are refused within a second."""
    texts = ["1 " * 5_000, "." * 10_000, "1,1" * 3_333, "€" * 10_000, "-" * 10_000]
    start = time.perf_counter()
    for text in texts * 200:
        number_from_text(text, BOUNDS)

    assert time.perf_counter() - start < 1
