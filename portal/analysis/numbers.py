"""The numbers, dates and percentages of a text, comparable between the three languages."""

import re
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from portal.domain.language import Language

# fmt: off
_MONTHS: Mapping[Language, Sequence[str]] = {
    Language.FI: (
        "tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka",
        "marras", "joulu",
    ),
    Language.SV: (
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
        "december",
    ),
    Language.EN: (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
}
SPELLED: Mapping[Language, Sequence[str]] = {
    Language.FI: (
        "yksi|yhde|yht|ensimmäi", "kaksi|kahde|kaht|kahte|kaks|toinen|toise|tois", "kolm", "neljä", "viisi|viide|viit",
        "kuusi|kuude|kuut", "seitsem", "kahdeksa", "yhdeksä", "kymmen", "yksitoista|yhdentoista",
        "kaksitoista|kahdentoista|kahtatoista",
    ),
    Language.SV: (
        "en|ett|första", "två|andra", "tre|tredje", "fyra|fjärde", "fem|femte", "sex|sjätte", "sju|sjunde",
        "åtta|åttonde", "nio|nionde", "tio|tionde", "elva|elfte", "tolv|tolfte",
    ),
    Language.EN: (
        "one|first|a|an", "two|second", "three|third", "four|fourth", "five|fifth", "six|sixth", "seven|seventh",
        "eight|eighth", "nine|ninth", "ten|tenth", "eleven|eleventh", "twelve|twelfth",
    ),
}
# fmt: on
_GROUPED = {Language.FI: "[ \u00a0]", Language.SV: "[ \u00a0]", Language.EN: ","}
_POINT = {Language.FI: ",", Language.SV: ",", Language.EN: "[.]"}
_PERCENT = r"(?:[ \u00a0]?%|[ \u00a0](?:prosen(?!ttio|ttim|ttilu)|procent|per[ \u00a0]cent))"
_ISO_DATE = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?\b")
# The name of a standard or licence has figures that state nothing.
_NAME = re.compile(
    r"\b(?:WCAG|EUPL|CC[ \u00a0]BY|EN[ \u00a0]301[ \u00a0]549|Attribution|[Nn]imeä|Erkännande|version?)"
    r"(?:[ \u00a0-]V?\d+(?:\.\d+)*)*|\bV\d+(?:\.\d+)*"
)
_FINNISH_DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})?")


def numbers_in(text: str, language: Language) -> frozenset[str]:
    """Return what the text states in figures: `200000`, `2%`, `10.5`, and `month 6` for a named or dated month.

    A date gives its day, its month and its year; what a language writes between thousands is left out.
    """
    return frozenset(_numbers(text, language))


def spelled_numbers_in(text: str, language: Language) -> frozenset[str]:
    """Return the numbers from 1 to 12 that the text may state in letters, which another language writes in figures."""
    found = set()
    for value, forms in enumerate(SPELLED[language], start=1):
        ending = r"\w*" if language is Language.FI else r"\b"
        if re.search(rf"\b(?:{forms}){ending}", text, re.IGNORECASE):
            found.update({f"{value}", f"{value}%"})
    return frozenset(found)


def _numbers(text: str, language: Language) -> Iterator[str]:
    text = _NAME.sub(" ", text)
    for month, name in enumerate(_MONTHS[language], start=1):
        # Finnish bends the name of a month and may leave its second part to the next word: huhti–toukokuussa.
        ending = r"(?:ku|[-–])" if language is Language.FI else r"\b"
        if re.search(rf"\b{name}{ending}", text, 0 if language is Language.EN else re.IGNORECASE):
            yield f"month {month}"
    for year, month_text, day in _ISO_DATE.findall(text):
        yield from _date(year, month_text, day)
    text = _ISO_DATE.sub(" ", text)
    if language is Language.FI:
        for day, month_text, year in _FINNISH_DATE.findall(text):
            yield from _date(year, month_text, day)
        text = _FINNISH_DATE.sub(" ", text)
    for number, percent in _pattern(language).findall(text):
        yield _plain(number, language) + ("%" if percent else "")


def _date(year: str, month: str, day: str) -> Iterator[str]:
    yield f"month {int(month)}"
    yield from (f"{int(part)}" for part in (year, day) if part)


def _pattern(language: Language) -> re.Pattern[str]:
    group, point = _GROUPED[language], _POINT[language]
    number = rf"\d{{1,3}}(?:{group}\d{{3}})+(?:{point}\d+)?(?!\d)|\d+(?:{point}\d+)?"
    return re.compile(rf"(?<![\d])({number})({_PERCENT})?")


def _plain(number: str, language: Language) -> str:
    whole = re.sub(_GROUPED[language], "", number)
    return whole.replace(",", ".").lstrip("0") or "0"
