"""Dates, numbers and money as each language writes them.

Spaces inside a number, before a unit and inside a date are no-break spaces.
Language rules: Kielitoimiston ohjepankki (fi), Myndigheternas skrivregler (sv), the EU English Style Guide (en).
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from portal.domain.language import Language
from portal.domain.partial_date import PartialDate
from portal.domain.quantity import Period

NBSP = "\u00a0"
MILLION = Decimal(1_000_000)
LOCALES: Mapping[Language, str] = {Language.FI: "fi_FI", Language.SV: "sv_SE", Language.EN: "en_GB"}
DAY: Mapping[Language, str] = {Language.FI: "d.M.y", Language.SV: "d MMMM y", Language.EN: "d MMMM y"}
CURRENCY_WORDS: Mapping[tuple[Language, str], str] = {
    (Language.FI, "EUR"): "euroa",
    (Language.FI, "SEK"): "kruunua",
    (Language.SV, "EUR"): "euro",
    (Language.SV, "SEK"): "kronor",
}


def sentence_case(text: str) -> str:
    """Return a text with a capital where it begins."""
    return text[:1].upper() + text[1:]


def number(value: Decimal | int, language: Language) -> str:
    """Return a number with the language's grouping and decimal mark."""
    return format_decimal(value, format="#,##0.###", locale=LOCALES[language])


def exact(value: Decimal | int, language: Language) -> str:
    """Return a number with the language's grouping and decimal mark and with every decimal it has."""
    return str(format_decimal(value, locale=LOCALES[language], decimal_quantization=False))


def plain_number(value: Decimal, language: Language) -> str:
    """Return a number for a spreadsheet: the language's decimal mark, every decimal, no grouping."""
    written = format(value, "f")
    return written if language is Language.EN else written.replace(".", ",")


def file_size(size: int, language: Language) -> str:
    """Return a number of bytes as `340 kB` or `1.2 MB` (Finnish: `kt`, `Mt`), in thousands, never less than one."""
    kilo, mega = ("kt", "Mt") if language is Language.FI else ("kB", "MB")
    thousands = max(1, round(size / 1000))
    if thousands < 1000:
        return f"{thousands}{NBSP}{kilo}"
    return f"{number(Decimal(thousands).scaleb(-3).quantize(Decimal('0.1')), language)}{NBSP}{mega}"


def percent(value: Decimal, language: Language) -> str:
    """Return `2 %`, or `2%` in English."""
    return f"{number(value, language)}{'' if language is Language.EN else NBSP}%"


def money(amount: Decimal, currency: str, language: Language) -> str:
    """Return `200 000 €`, `200 000 euro`, `€200,000`, and whole or half millions in words: `SEK 50 million`.

    No decimal is rounded away, and cents are two figures.
    """
    in_millions = amount >= MILLION and amount % (MILLION / 10) == 0
    figure = exact(amount / MILLION, language) if in_millions else _with_cents(amount, language)
    if language is Language.EN:
        mark = "€" if currency == "EUR" else f"{currency}{NBSP}"
        return f"{mark}{figure}{NBSP}million" if in_millions else f"{mark}{figure}"
    word = CURRENCY_WORDS.get((language, currency), currency)
    if in_millions:
        return f"{figure}{NBSP}{_million(amount, language)}{NBSP}{word}"
    return f"{figure}{NBSP}{'€' if (language, currency) == (Language.FI, 'EUR') else word}"


def _with_cents(amount: Decimal, language: Language) -> str:
    if amount % 1 == 0:
        return exact(amount, language)
    return str(format_decimal(amount, "#,##0.00", locale=LOCALES[language], decimal_quantization=False))


def _million(amount: Decimal, language: Language) -> str:
    if language is Language.FI:
        return "miljoona" if amount == MILLION else "miljoonaa"
    return "miljon" if amount == MILLION else "miljoner"


def day(date: PartialDate, language: Language) -> str:
    """Return a date as precise as it is: `20 August 2019`, `August 2019`, `2019`."""
    if not date.month:
        return f"{date.year}"
    pattern = DAY[language] if date.day else "LLLL y"
    written = format_date(date.first_day, format=pattern, locale=LOCALES[language])
    return written.replace(" ", NBSP)


def moment_day(moment: datetime, language: Language) -> str:
    """Return the day of a moment, as the portal counts days: `20 August 2019`."""
    return day(PartialDate(moment.year, moment.month, moment.day), language)


def period(stretch: Period, language: Language) -> str:
    """Return both ends of a period with an en dash between, or the one end that is known with the dash beside it."""
    start = day(stretch.start, language) if stretch.start else ""
    end = day(stretch.end, language) if stretch.end else ""
    if start == end:
        return start
    gap = "" if f"{start}{end}".isdigit() else " "
    return f"{start}{gap}–{gap}{end}".strip()
