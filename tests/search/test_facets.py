"""Counts and filters."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.facets import Facets
from portal.search.facets import build_facets
from portal.search.facets import filtering
from portal.search.result import FacetValue
from portal.search.result import Note


@pytest.fixture
def shelf(engine, compose):
    """Four entries in two countries, with target groups."""
    engine.build(
        [
            compose("cases/a", fi="kuopio siivous", country="FI", group="young disabled"),
            compose("cases/b", fi="oulu siivous", country="FI", group="young"),
            compose("cases/c", fi="malmö siivous", country="SE", group="migrant"),
            compose("cases/d", fi="lund rakennus", country="SE"),
        ]
    )


def counts(result, facet: str) -> dict[str, int]:
    """The counts of a facet by code."""
    return {value.code: value.count for value in result.facets[facet]}


def test_counts_are_of_entries_that_meet_the_query(shelf, ask) -> None:
    """Each code has the number of hits with it; a code without hits is not shown."""
    result = ask("siivous")

    assert ({"FI": 2, "SE": 1}, {"young": 2, "disabled": 1, "migrant": 1}) == (
        counts(result, "country"),
        counts(result, "group"),
    )


def test_values_come_most_frequent_first(shelf, ask) -> None:
    """Equal counts are in order of their codes."""
    assert ["young", "disabled", "migrant"] == [value.code for value in ask("siivous").facets["group"]]


def test_codes_inside_a_facet_widen(shelf, refs) -> None:
    """Either of two codes is enough."""
    assert {"a", "c"} == set(refs("", filters={"group": frozenset({"disabled", "migrant"})}))


def test_facets_narrow_each_other(shelf, refs) -> None:
    """An entry must pass the filter of every facet."""
    assert ["b", "a"] == sorted(
        refs("", filters={"group": frozenset({"young"}), "country": frozenset({"FI"})}), reverse=True
    )


def test_a_facet_is_not_narrowed_by_itself(shelf, ask) -> None:
    """With a country chosen, the other countries still say what choosing them would give; other facets are narrowed."""
    result = ask("siivous", filters={"country": frozenset({"SE"})})

    assert (1, {"FI": 2, "SE": 1}, {"migrant": 1}) == (
        result.total,
        counts(result, "country"),
        counts(result, "group"),
    )


def test_counts_with_two_filters_spare_each_its_own(shelf, ask) -> None:
    """Each chosen facet is counted under the other's filter only."""
    result = ask("", filters={"country": frozenset({"FI"}), "group": frozenset({"disabled"})})

    assert ({"FI": 1}, {"young": 2, "disabled": 1}) == (counts(result, "country"), counts(result, "group"))


def test_a_chosen_code_without_hits_is_still_shown(shelf, ask) -> None:
    """The reader must be able to take the choice back."""
    result = ask("kuopio", filters={"country": frozenset({"SE"})})

    assert FacetValue("SE", 0, selected=True) in result.facets["country"]


@pytest.mark.parametrize("filters", [{"colour": frozenset({"red"})}, {"": frozenset({""})}])
def test_an_unknown_facet_is_ignored_with_a_note(shelf, ask, filters) -> None:
    """A facet that no entry has filters nothing."""
    result = ask("siivous", filters=filters)

    assert (3, (Note.UNKNOWN_FILTER,)) == (result.total, result.notes)


def test_an_unknown_code_is_met_by_nothing(shelf, ask) -> None:
    """A code that no entry has gives no hits, with a note."""
    result = ask("siivous", filters={"country": frozenset({"XX"})})

    assert (0, (Note.UNKNOWN_FILTER,)) == (result.total, result.notes)


def test_an_empty_choice_filters_nothing(shelf, ask) -> None:
    """A facet without chosen codes is as good as none."""
    result = ask("siivous", filters={"country": frozenset()})

    assert (3, ()) == (result.total, result.notes)


def test_deleted_entries_are_not_counted(shelf, engine, ask) -> None:
    """Counts follow an update at once."""
    engine.update([], ["cases/a"])

    assert {"FI": 1, "SE": 1} == counts(ask("siivous"), "country")


_CODES = st.lists(st.sampled_from("abcd"), max_size=4).map(tuple)
_ENTRY = st.fixed_dictionaries({}, optional={"country": _CODES, "group": _CODES, "year": _CODES})


@given(st.lists(st.tuples(_ENTRY, st.booleans()), max_size=20), st.fixed_dictionaries({}, optional={"group": _CODES}))
def test_values_are_those_of_counting_by_hand(entries, chosen) -> None:
    """Whatever the entries and the filters, each facet has what a count of the entries gives."""
    rows = [row for row, _ in entries]
    found = np.array([hit for _, hit in entries], dtype=np.bool_)
    filters = {name: frozenset(codes) for name, codes in chosen.items()}
    values = filtering(Facets(build_facets(rows)), filters, len(rows)).values(found)
    for name, told in values.items():
        others = {other: codes for other, codes in filters.items() if codes and other != name and other in values}
        inside = [row for row, hit in entries if hit and all(codes & {*row.get(o, ())} for o, codes in others.items())]
        counts = Counter(code for row in inside for code in set(row.get(name, ())))
        ticked = filters.get(name, frozenset())
        expected = [
            (code, n, code in ticked) for code, n in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        ]
        expected += [(code, 0, True) for code in sorted(ticked - {*counts})]

        assert expected == [(each.code, each.count, each.selected) for each in told]
