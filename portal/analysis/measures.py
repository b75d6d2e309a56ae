"""What a text states in figures with a unit, such as two people or six months; the same in three languages."""

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache

from portal.analysis.numbers import SPELLED
from portal.domain.language import Language


class Unit(StrEnum):
    """What is counted."""

    PERSONS = "persons"
    PERCENT = "percent"
    MONTHS = "months"
    WEEKS = "weeks"
    HOURS = "hours"
    EUR = "EUR"
    SEK = "SEK"


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of something; years are told as months."""

    unit: Unit
    number: Decimal


_MONTHS_IN_YEAR = 12
_ONE_MILLION = 1_000_000
_MOST_YEARS = 30
"""A larger number before the word is the year itself."""

# fmt: off
_PERSONS: Mapping[Language, str] = {
    Language.FI: r"henkilö\w*|ihmi(?:nen|s)\w*|työntekij\w*|\w*työt(?:ön|tö)\w*|harjoittelij\w*|nuor\w+|opiskelij\w*|"
                 r"työllistettäv\w*|oppisopimusopiskelij\w*|kesätyöntekij\w*",
    Language.SV: r"person(?:er|en|erna)?|människor|anställda|\w*arbetslösa?|praktikanter?|ungdom\w*|lärlingar?|"
                 r"nyanlända?|deltagare|arbetssökande",
    Language.EN: r"persons?|people|employees?|jobseekers?|job-?seekers|trainees?|workers?|apprentices?|unemployed|"
                 r"participants?",
}
_UNITS: Mapping[Language, Mapping[str, str]] = {
    Language.FI: {"months": r"kuukau\w*|kk\b", "years": r"vuo(?:si|den|tta|deksi|teen)\w*", "weeks": r"viik(?:k|o)\w*",
                  "hours": r"tun(?:ti|nin|nit|tia|neiksi)\w*|h\b", "percent": r"%|prosen\w*"},
    Language.SV: {"months": r"månad\w*|mån\b", "years": r"år(?:et|en|s)?\b", "weeks": r"veck\w*",
                  "hours": r"tim(?:me|mar)\w*|tim\b", "percent": r"%|procent"},
    Language.EN: {"months": r"months?", "years": r"years?", "weeks": r"weeks?", "hours": r"hours?",
                  "percent": r"%|per ?cent"},
}
_MILLION = r"milj(?:oona\w*|oner|on|\.)?|million|mn\b|M(?=€|\s?euro)"
_EUR = r"€|eur(?:o\w*)?\b"
_SEK = r"SEK\b|kronor\w*|kronas?\b|kruunu\w*|kr\b"
# fmt: on
_DIGITS = r"\d{1,3}(?:[ \u00a0.,]\d{3})+(?!\d)|\d{1,9}(?:[.,]\d{1,2})?"
_GROUPS = re.compile(r"[ \u00a0]|[.,](?=\d{3}(?!\d))")
_BETWEEN = r"[\s\u00a0-]{0,3}"
_WORDS_BETWEEN = r"(?:[\s\u00a0-]{1,3}[^\W\d]{1,40}){0,2}?[\s\u00a0-]{1,3}"
"""Up to two words may stand before the people: two long-term unemployed people."""
_LONGEST = 20_000


def measures_in(text: str, language: Language) -> frozenset[Measure]:
    """Return what the first 20,000 characters of a text state in figures, or in letters up to twelve."""
    return frozenset(_measures(text[:_LONGEST], language))


def _measures(text: str, language: Language) -> Iterator[Measure]:
    for match in _counted(language).finditer(text):
        number = _value(match["number"], language)
        unit = next(name for name in ("months", "years", "weeks", "hours", "percent") if match[name])
        if unit != "years":
            yield Measure(Unit(unit), number)
        elif number <= _MOST_YEARS:
            yield Measure(Unit.MONTHS, number * _MONTHS_IN_YEAR)
    for match in _people(language).finditer(text):
        yield Measure(Unit.PERSONS, _value(match["number"], language))
    for match in _money().finditer(text):
        number = _value(match["before"] or match["after"], language)
        euros = match["eur"] or match["eur_first"]
        yield Measure(
            Unit.EUR if euros else Unit.SEK,
            number * (_ONE_MILLION if match["million"] or match["million_after"] else 1),
        )


def _forms(language: Language) -> Sequence[str]:
    """Return the numbers in letters from one up; an English article counts nothing: 18 hours a week."""
    return [forms.removesuffix("|a|an") for forms in SPELLED[language]]


@cache
def _number(language: Language) -> str:
    """The pattern of a number; the larger ones first, as the Finnish for two begins like the one for eight."""
    ending = r"\w*" if language is Language.FI else r"\b"
    spelled = "|".join(f"(?:{forms}){ending}" for forms in reversed(_forms(language)))
    return rf"(?<![\w.,])(?P<number>{_DIGITS}|{spelled})"


@cache
def _counted(language: Language) -> re.Pattern[str]:
    units = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _UNITS[language].items())
    return re.compile(rf"{_number(language)}{_BETWEEN}(?:{units})", re.IGNORECASE)


@cache
def _people(language: Language) -> re.Pattern[str]:
    return re.compile(rf"{_number(language)}{_WORDS_BETWEEN}(?:{_PERSONS[language]})(?!\w)", re.IGNORECASE)


@cache
def _money() -> re.Pattern[str]:
    first = rf"(?:(?P<eur_first>€|EUR)|SEK){_BETWEEN}(?P<after>{_DIGITS})"
    last = rf"(?<![\d.,])(?P<before>{_DIGITS}){_BETWEEN}"
    return re.compile(
        rf"{first}(?:{_BETWEEN}(?P<million_after>{_MILLION}))?|{last}(?:(?P<million>{_MILLION}){_BETWEEN})?"
        rf"(?:(?P<eur>{_EUR})|(?:{_SEK}))",
        re.IGNORECASE,
    )


def _value(written: str, language: Language) -> Decimal:
    """Return the number that digits or letters stand for."""
    if written[0].isdigit():
        return Decimal(_GROUPS.sub("", written).replace(",", ".")).normalize()
    ending = r"\w*" if language is Language.FI else ""
    forms = _forms(language)
    for value in range(len(forms), 0, -1):
        if re.fullmatch(rf"(?:{forms[value - 1]}){ending}", written, re.IGNORECASE):
            return Decimal(value)
    raise ValueError(f"{written!r} is no number")
