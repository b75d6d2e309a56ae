"""Which numbers a purchase may have, and what is wrong with a typed one, with the way to put it right."""

from collections.abc import Sequence
from decimal import Decimal

from portal.domain.language import Language
from portal.domain.typed_number import Bounds
from portal.domain.typed_number import Fault
from portal.domain.typed_number import NumberFault
from portal.web.formats import number
from portal.web.i18n import reader_language
from portal.web.words import gettext

VALUE_BOUNDS = Bounds(most=Decimal(10**12))
MONTHS_BOUNDS = Bounds(least=Decimal("0.1"), most=Decimal(600), places=1)
MONTH_WORDS: Sequence[str] = ("kk", "kuukausi", "kuukautta", "mån", "månad", "månader", "month", "months")
"""What may stand behind a number of months, in any of the languages."""


def fault_sentence(fault: NumberFault) -> str:
    """Return one or two sentences to stand at the field; the typed text itself stays in the field."""
    if fault.fault is Fault.AMBIGUOUS:
        return _ambiguous(fault)
    language = reader_language()
    example = "1600000" if fault.bounds.most >= VALUE_BOUNDS.most else "48"
    least, most = number(fault.bounds.least, language), number(fault.bounds.most, language)
    sentences = {
        Fault.EMPTY: gettext("Write a number here."),
        Fault.NOT_A_NUMBER: gettext(
            "This could not be read as a number. Write it in digits, for example %(example)s.", example=example
        ),
        Fault.NEGATIVE: gettext("The number cannot be below zero."),
        Fault.TOO_SMALL: gettext("The number must be at least %(least)s.", least=least),
        Fault.TOO_LARGE: gettext("The number can be at most %(most)s.", most=most),
        Fault.TOO_PRECISE: gettext("The number has too many decimals: %(places)s at most.", places=fault.bounds.places),
    }
    return sentences[fault.fault]


def _ambiguous(fault: NumberFault) -> str:
    """Return how to write each reading so that it can mean nothing else."""
    thousands, decimals = (format(reading.normalize(), "f") for reading in fault.readings)
    whole, _, part = decimals.partition(".")
    if len(part) > fault.bounds.places:
        return gettext("This can mean two numbers. If you mean thousands, write %(thousands)s.", thousands=thousands)
    mark = "." if reader_language() is Language.EN else ","
    return gettext(
        "This can mean two numbers. Write %(thousands)s or %(decimals)s.",
        thousands=thousands,
        decimals=f"{whole}{mark}{part or 0}",
    )
