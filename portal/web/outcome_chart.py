"""A chart of numbers that the portal draws itself: one bar under each name, as wide as its share of the largest."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from portal.domain.language import Language
from portal.publishing.outcomes import LedgerLine
from portal.publishing.outcomes import Total
from portal.web.facts.fact import Teller
from portal.web.formats import number
from portal.web.formats import period
from portal.web.words import gettext

ROW = 58
"""Pixels from one name to the next."""
FULL = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: whose number it is, the number with its period, its status, and how wide and how far down it is."""

    name: str
    language: Language | None
    figure: str
    when: str
    status: str
    width: str
    top: int


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of one unit, the longest first."""

    unit: str
    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        """The height of the drawing in pixels."""
        return len(self.bars) * ROW


def chart(totals: Iterable[Total], tell: Teller) -> Chart | None:
    """Return the chart of the unit that has most numbers among the totals, or None where there is no number."""
    every = list(totals)
    if not every:
        return None
    counts = {total.unit: sum(len(each.added) for each in every if each.unit == total.unit) for total in every}
    unit = max(counts, key=lambda code: counts[code])
    lines = [line for total in every if total.unit == unit for line in total.added]
    lines.sort(key=lambda line: -(line.number or Decimal(0)))
    largest = max(line.number or Decimal(0) for line in lines)
    return Chart(unit, tuple(_bar(line, place, largest, tell) for place, line in enumerate(lines)))


def _bar(line: LedgerLine, place: int, largest: Decimal, tell: Teller) -> Bar:
    name = (tell.organisation(line.case.organisation) or (tell.title(line.case),))[0]
    amount = line.number or Decimal(0)
    share = amount * FULL / largest if largest else Decimal(0)
    return Bar(
        name.text,
        name.language,
        number(amount, tell.language),
        when(line, tell),
        line.status,
        f"{share:.1f}%",
        place * ROW,
    )


def when(line: LedgerLine, tell: Teller) -> str:
    """Return the period of a result, or that the source does not state it."""
    stated = line.outcome.period if line.outcome else None
    return period(stated, tell.language) if stated else gettext("year not stated")
