"""The totals of the outcome ledger: nothing unlike is added and nothing is counted twice."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.case import Case
from portal.domain.partial_date import PartialDate
from portal.domain.quantity import Outcome
from portal.domain.quantity import Period
from portal.domain.reference import Collection
from portal.publishing.outcomes import Column
from portal.publishing.outcomes import Ledger
from portal.publishing.outcomes import LedgerLine
from portal.publishing.outcomes import counted_once
from portal.publishing.outcomes import ledger
from tests.advice.published_rules import shelf


def cases() -> list[Case]:
    """Return the published cases."""
    return [entry for entry in shelf().entries(Collection.CASES) if isinstance(entry, Case)]


def a_case(name: str, organisation: str, *outcomes: Outcome) -> Case:
    """Return a case of an organisation with these results."""
    return replace(cases()[0], id=name, organisation=organisation, results=outcomes)


def people(number: int | None, period: Period | None = None, status: str = "achieved") -> Outcome:
    """Return a number of people employed."""
    return Outcome(None if number is None else Decimal(number), "persons-employed", status, period, ("S1",))


def year(first: int, last: int | None = None) -> Period:
    """Return a period of whole years."""
    return Period(PartialDate(first), PartialDate(last or first))


def sums(found: Ledger) -> dict[tuple[str, str], tuple[int, int, int, int]]:
    """Return each total as sum, numbers added, numbers left out, cases unknown."""
    return {
        (total.unit, total.status): (int(total.number), len(total.added), len(total.left_out), total.unknown)
        for total in found.totals
    }


def test_different_years_and_buyers_are_added() -> None:
    """Two years of one buyer and a number of another make one sum."""
    found = ledger(
        [a_case("a", "one", people(80, year(2020)), people(120, year(2021))), a_case("b", "two", people(7))], {}
    )

    assert {("persons-employed", "achieved"): (207, 3, 0, 0)} == sums(found)


@pytest.mark.parametrize(
    "other",
    [
        people(14),
        people(14, year(2015)),
        people(14, year(2013, 2016)),
        people(14, Period(PartialDate(2014), None)),
        people(14, Period(None, PartialDate(2015, 2))),
    ],
)
def test_what_may_be_counted_already_is_left_out(other: Outcome) -> None:
    """A number of the same buyer without a period, or with an overlapping one, is not added to the larger number."""
    found = ledger([a_case("a", "one", other, people(59, year(2015)))], {})

    assert {("persons-employed", "achieved"): (59, 1, 1, 0)} == sums(found)


def test_the_same_number_in_two_cases_of_a_buyer_counts_once() -> None:
    """Tampere's 120 people of 2021 stand in two cases and are counted in one."""
    found = ledger(cases(), {})
    total = next(each for each in found.totals if (each.unit, each.status) == ("persons-in-occupation", "achieved"))
    tampere = [line for line in (*total.added, *total.left_out) if line.case.organisation == "tampere"]

    assert ([80, 120], [120]) == (
        sorted(int(line.number or 0) for line in tampere if line in total.added),
        [int(line.number or 0) for line in tampere if line in total.left_out],
    )


def test_units_and_statuses_are_never_mixed() -> None:
    """A promise is not added to an achievement, nor people to places."""
    places = Outcome(Decimal(5), "places", "achieved", year(2020), ("S1",))
    found = ledger([a_case("a", "one", people(3, year(2020)), people(4, year(2021), "promised"), places)], {})

    assert {
        ("persons-employed", "achieved"): (3, 1, 0, 0),
        ("persons-employed", "promised"): (4, 1, 0, 0),
        ("places", "achieved"): (5, 1, 0, 0),
    } == sums(found)


def test_a_case_without_results_counts_as_unknown() -> None:
    """It has a line of its own, is in no sum and is counted among the unknown."""
    found = ledger([a_case("a", "one", people(3)), a_case("b", "two"), a_case("c", "three", people(None))], {})

    assert {("persons-employed", "achieved"): (3, 1, 0, 2)} == sums(found)
    assert (3, 2, 2) == (found.cases, found.silent, found.counts[Column.STATUS]["unknown"])


def test_a_known_number_of_unknown_status_is_in_no_sum() -> None:
    """Where nobody knows whether it came true, nothing is added."""
    found = ledger([a_case("a", "one", people(3, status="unknown"))], {})

    assert ({}, 1) == (sums(found), found.silent)


def test_every_published_number_is_in_one_sum_or_left_out() -> None:
    """Nothing is lost: numbers added and left out are all that the cases state."""
    found = ledger(cases(), {})
    stated = sum(1 for case in cases() for outcome in case.results if outcome.number is not None)

    assert stated == sum(len(total.added) + len(total.left_out) for total in found.totals)


def test_counts_of_a_column_ignore_its_own_choice() -> None:
    """With Finland chosen, Sweden still shows what it would give, and the units show Finland's only."""
    every, finnish = ledger(cases(), {}), ledger(cases(), {Column.COUNTRY: "fi"})

    assert every.counts[Column.COUNTRY] == finnish.counts[Column.COUNTRY]
    assert finnish.counts[Column.UNIT]["persons-employed"] < every.counts[Column.UNIT]["persons-employed"]
    assert {"fi"} == {line.case.country for line in finnish.lines}


PERIODS = st.none() | st.builds(
    lambda first, length: year(first, first + length), st.integers(2010, 2020), st.integers(0, 3)
)
LINES = st.lists(
    st.builds(
        lambda number, period, organisation: LedgerLine(a_case("x", organisation), people(number, period)),
        st.integers(0, 500),
        PERIODS,
        st.sampled_from(["one", "two"]),
    ),
    max_size=8,
)


@given(LINES)
def test_what_is_added_never_overlaps(lines: list[LedgerLine]) -> None:
    """Of the numbers that count, no two of one buyer share a year, and the largest of each buyer counts."""
    kept = counted_once(lines)
    for organisation in ("one", "two"):
        own = [line for line in kept if line.case.organisation == organisation]
        years = [set(range(*_years(line))) for line in own]

        assert len(own) < 2 or sum(map(len, years)) == len(set().union(*years))
        assert max((line.number for line in lines if line.case.organisation == organisation), default=None) == max(
            (line.number for line in own), default=None
        )


def _years(line: LedgerLine) -> tuple[int, int]:
    period = line.outcome.period if line.outcome else None
    assert period is None or (period.start and period.end)
    return (period.start.year, period.end.year + 1) if period and period.start and period.end else (1900, 2100)
