"""What the cases promised, achieved and estimated, and what can be added up of it without counting twice."""

from collections import Counter
from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal.domain.case import Case
from portal.domain.quantity import Outcome
from portal.domain.quantity import Period

UNKNOWN = "unknown"


class Column(StrEnum):
    """By what the ledger can be limited; the value is the parameter of the address."""

    COUNTRY = "country"
    SECTOR = "sector"
    UNIT = "unit"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One result of a case; a case that states none has one line without a result."""

    case: Case
    outcome: Outcome | None

    @property
    def status(self) -> str:
        """Promised, achieved, estimated, or unknown where no number is known."""
        return self.outcome.status if self.outcome and self.outcome.number is not None else UNKNOWN

    @property
    def number(self) -> Decimal | None:
        """The number where it is known."""
        return self.outcome.number if self.outcome and self.status != UNKNOWN else None

    def codes(self, column: Column) -> tuple[str, ...]:
        """Return what the line has in a column."""
        return {
            Column.COUNTRY: (self.case.country,) if self.case.country else (),
            Column.SECTOR: self.case.sectors,
            Column.UNIT: (self.outcome.unit,) if self.outcome else (),
            Column.STATUS: (self.status,),
        }[column]


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the known numbers of one unit and one status.

    `added` are the lines it is made of, `left_out` those that may count the same again.
    `unknown` is the number of cases that give no number of this unit and status.
    """

    unit: str
    status: str
    number: Decimal
    added: tuple[LedgerLine, ...]
    left_out: tuple[LedgerLine, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """The lines that were asked for, their totals, and how many there are of each value of each column.

    The counts of a column are not narrowed by its own choice.
    """

    lines: tuple[LedgerLine, ...]
    totals: tuple[Total, ...]
    counts: Mapping[Column, Mapping[str, int]]
    cases: int
    silent: int


def ledger(cases: Iterable[Case], chosen: Mapping[Column, str]) -> Ledger:
    """Return the ledger of the cases, limited to what was chosen; an unknown code leaves nothing."""
    every = [line for case in cases for line in ledger_lines(case)]
    lines = _kept(every, chosen)
    of_cases = _kept(every, {column: code for column, code in chosen.items() if column in _ABOUT_CASES})
    counts = {column: _counts(every, chosen, column) for column in Column}
    reached = {line.case.id for line in of_cases}
    telling = {line.case.id for line in of_cases if line.number is not None}
    return Ledger(tuple(lines), totals(lines, reached), counts, len(reached), len(reached - telling))


_ABOUT_CASES = (Column.COUNTRY, Column.SECTOR)


def ledger_lines(case: Case) -> tuple[LedgerLine, ...]:
    """Return a line for each result of a case, or one without a result."""
    return tuple(LedgerLine(case, outcome) for outcome in case.results) or (LedgerLine(case, None),)


def totals(lines: Iterable[LedgerLine], cases: Iterable[str]) -> tuple[Total, ...]:
    """Return a total for each unit and status, the largest number of lines first.

    Different units and statuses are never added.
    """
    groups: dict[tuple[str, str], list[LedgerLine]] = defaultdict(list)
    for line in lines:
        if line.outcome and line.number is not None:
            groups[line.outcome.unit, line.status].append(line)
    ids = set(cases)
    found = [_total(unit, status, group, ids) for (unit, status), group in groups.items()]
    return tuple(sorted(found, key=lambda total: (-len(total.added), total.unit, total.status)))


def _total(unit: str, status: str, lines: Sequence[LedgerLine], cases: set[str]) -> Total:
    added = counted_once(lines)
    left_out = tuple(line for line in lines if line not in added)
    number = sum((line.number or Decimal(0) for line in added), Decimal(0))
    return Total(unit, status, number, added, left_out, len(cases - {line.case.id for line in lines}))


def counted_once(lines: Iterable[LedgerLine]) -> tuple[LedgerLine, ...]:
    """Return the lines of one unit and status that can be added without counting anybody twice.

    Of one buyer, only numbers whose periods are stated and do not overlap are added: the larger number counts, and
    of equal ones the first.
    Numbers of different buyers are taken as different.
    """
    kept: list[LedgerLine] = []
    for line in sorted(lines, key=lambda each: -(each.number or Decimal(0))):
        if not any(_may_count_the_same(line, other) for other in kept):
            kept.append(line)
    return tuple(kept)


def _may_count_the_same(one: LedgerLine, other: LedgerLine) -> bool:
    if one.case.organisation != other.case.organisation:
        return False
    periods = [line.outcome.period if line.outcome else None for line in (one, other)]
    if periods[0] is None or periods[1] is None:
        return True
    return _overlap(periods[0], periods[1])


def _overlap(one: Period, other: Period) -> bool:
    """Return whether two periods share a day; an end that is not stated reaches for ever."""
    starts = [each.start.first_day if each.start else date.min for each in (one, other)]
    ends = [each.end.last_day if each.end else date.max for each in (one, other)]
    return max(starts) <= min(ends)


def _kept(lines: Iterable[LedgerLine], chosen: Mapping[Column, str]) -> list[LedgerLine]:
    return [line for line in lines if all(code in line.codes(column) for column, code in chosen.items())]


def _counts(lines: Iterable[LedgerLine], chosen: Mapping[Column, str], column: Column) -> Mapping[str, int]:
    others = {name: code for name, code in chosen.items() if name is not column}
    return Counter(code for line in _kept(lines, others) for code in line.codes(column))
