"""Numbers as a Finn, a Swede or a Briton types them, read exactly or refused with the reason."""

import re
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

# Longer than any sum somebody types on purpose; what is longer is refused before it costs time.
LONGEST = 60
MILLION = Decimal(1_000_000)
THOUSAND = Decimal(1000)

_SPACE = "[ \u00a0\u2007\u2009\u202f\t]"
# Thousands are parted by spaces, points or commas, in threes; the first group never begins with a zero.
_WHOLE = re.compile(rf"[0-9]+|[1-9][0-9]{{0,2}}(?:(?:{_SPACE}[0-9]{{3}})+|(?:\.[0-9]{{3}})+|(?:,[0-9]{{3}})+)")
_DECIMAL = re.compile(r"(?P<whole>.*)(?P<mark>[.,])(?P<part>[0-9]+)", re.DOTALL)
_AMBIGUOUS = re.compile(r"(?P<whole>[1-9][0-9]{0,2})[.,](?P<part>[0-9]{3})")
_TYPED = re.compile(
    r"(?P<before>[^0-9]*)(?P<digits>[0-9](?:[0-9., \u00a0\u2007\u2009\u202f\t]*[0-9])?)(?P<after>.*)", re.DOTALL
)
_EVEN = re.compile(r"[:,.][-–—](?![0-9])")
_MINUS = "-\u2212–"
_NO_SIGNS = dict.fromkeys(map(ord, _MINUS + "+"), " ")

_CURRENCIES = {
    **dict.fromkeys(("€", "eur", "euro", "euroa", "euron", "euros"), "EUR"),
    **dict.fromkeys(("kr", "sek", "kronor", "kruunua"), "SEK"),
}
_SCALES = {
    **dict.fromkeys(("milj", "miljoona", "miljoonaa", "miljon", "miljoner", "mn", "million", "millions"), MILLION),
    **dict.fromkeys(("tuhat", "tuhatta", "tusen", "thousand"), THOUSAND),
}
_WORDS: Mapping[str, tuple[Decimal | None, str | None]] = {
    **{word: (None, currency) for word, currency in _CURRENCIES.items()},
    **{word: (scale, None) for word, scale in _SCALES.items()},
    # Written together with its currency, as on balance sheets.
    **dict.fromkeys(("m€", "meur"), (MILLION, "EUR")),
    **dict.fromkeys(("mkr", "mnkr", "msek"), (MILLION, "SEK")),
    **dict.fromkeys(("t€", "teur"), (THOUSAND, "EUR")),
    **dict.fromkeys(("tkr", "tsek"), (THOUSAND, "SEK")),
}


class Fault(StrEnum):
    """Why a typed number was refused."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not-a-number"
    AMBIGUOUS = "ambiguous"
    NEGATIVE = "negative"
    TOO_SMALL = "too-small"
    TOO_LARGE = "too-large"
    TOO_PRECISE = "too-precise"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a field takes: from `least` to `most`, both included, with at most `places` decimals."""

    most: Decimal
    least: Decimal = Decimal(0)
    places: int = 2


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number as it was meant; `currency` is set where one was typed with it (`EUR` or `SEK`)."""

    value: Decimal
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class NumberFault:
    """A refusal: its reason, what the field takes, and the two `readings` of a number that can mean either."""

    fault: Fault
    bounds: Bounds
    readings: tuple[Decimal, ...] = ()


def number_from_text(text: str, bounds: Bounds, units: Iterable[str] = ()) -> TypedNumber | NumberFault:
    """Return the number that was typed, or why it was refused; never raises and never guesses.

    The reading does not depend on a language, so that an address means the same to whoever opens it.
    One point or comma with three digits behind it (`1.600`) can mean two numbers and is refused as ambiguous, unless
    only one of them lies within the bounds: a rate of `11,245` cannot be eleven thousand.
    `units` are words that may follow and mean no more than the field says already (`kk`, `mån`, `months`).
    """
    typed = text.strip()
    if not typed:
        return NumberFault(Fault.EMPTY, bounds)
    taken = _TYPED.fullmatch(_EVEN.sub(" ", typed)) if len(typed) <= LONGEST else None
    meant = _words(taken["before"], taken["after"], units) if taken else None
    if taken is None or meant is None:
        return NumberFault(Fault.NOT_A_NUMBER, bounds)
    doubtful = _AMBIGUOUS.fullmatch(taken["digits"])
    if doubtful:
        return _one_of(doubtful["whole"], doubtful["part"], meant, bounds)
    size = _decimal(taken["digits"])
    if size is None:
        return NumberFault(Fault.NOT_A_NUMBER, bounds)
    return _within(size * (-meant.scale if meant.negative else meant.scale), meant.currency, bounds)


@dataclass(frozen=True, slots=True)
class _Meant:
    """What stands around the digits."""

    negative: bool
    scale: Decimal
    currency: str | None


def _words(before: str, after: str, units: Iterable[str]) -> _Meant | None:
    """Return what the words around the digits mean, or None where one is unknown or two say the same thing twice."""
    heads = [word.rstrip(".") for word in before.casefold().translate(_NO_SIGNS).split()]
    if any(head not in _CURRENCIES for head in heads):
        return None
    known = {unit.casefold().rstrip(".") for unit in units}
    tails = [word.rstrip(".") for word in after.casefold().split()]
    meanings = [_WORDS.get(word) for word in (*heads, *tails) if word not in known and word]
    scales = [meaning[0] for meaning in meanings if meaning and meaning[0]]
    currencies = [meaning[1] for meaning in meanings if meaning and meaning[1]]
    if None in meanings or len(scales) > 1 or len(currencies) > 1:
        return None
    negative = any(sign in before for sign in _MINUS)
    return _Meant(negative, scales[0] if scales else Decimal(1), currencies[0] if currencies else None)


def _decimal(digits: str) -> Decimal | None:
    """Return the value of digits with their marks, or None where the marks follow no known habit."""
    if _WHOLE.fullmatch(digits):
        return Decimal(_bare(digits))
    taken = _DECIMAL.fullmatch(digits)
    if taken is None:
        return None
    whole, mark, part = taken["whole"], taken["mark"], taken["part"]
    if mark in whole or not _WHOLE.fullmatch(whole):
        return None
    return Decimal(f"{_bare(whole)}.{part}")


def _bare(digits: str) -> str:
    return re.sub("[^0-9]", "", digits)


def _one_of(whole: str, part: str, meant: _Meant, bounds: Bounds) -> TypedNumber | NumberFault:
    """Return the one reading that the field takes, or both readings where either could be meant."""
    readings = tuple(Decimal(digits) * meant.scale for digits in (f"{whole}{part}", f"{whole}.{part}"))
    possible = [reading for reading in readings if bounds.least <= reading <= bounds.most]
    if len(possible) != 1:
        return NumberFault(Fault.AMBIGUOUS, bounds, readings)
    return _within(-possible[0] if meant.negative else possible[0], meant.currency, bounds)


def _within(value: Decimal, currency: str | None, bounds: Bounds) -> TypedNumber | NumberFault:
    if value < 0:
        return NumberFault(Fault.NEGATIVE, bounds)
    if value < bounds.least:
        return NumberFault(Fault.TOO_SMALL, bounds)
    if value > bounds.most:
        return NumberFault(Fault.TOO_LARGE, bounds)
    if value != round(value, bounds.places):
        return NumberFault(Fault.TOO_PRECISE, bounds)
    return TypedNumber(_plain(value), currency)


def _plain(value: Decimal) -> Decimal:
    """Return the same value without idle zeros and without an exponent."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
