"""The obligation calculator on the published rules."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.advice.calculator import Verdict
from portal.advice.calculator import answer
from portal.advice.calculator import answers
from portal.advice.contract_figures import ContractFigures
from portal.advice.contract_figures import Currency
from portal.advice.obligation_rule import Comparison
from portal.advice.obligation_rule import Limit
from portal.advice.obligation_rule import Measure
from portal.advice.obligation_size import Size
from portal.advice.obligation_size import Unit
from portal.advice.rule_conditions import Missing
from portal.advice.rule_conditions import find
from portal.advice.rule_readings import READINGS
from portal.advice.rulebook import rules_from
from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from tests.advice.published_rules import rules
from tests.advice.published_rules import shelf
from tests.advice.worked_examples import EXAMPLES
from tests.advice.worked_examples import Example
from tests.advice.worked_examples import told

CENTS = st.integers(min_value=0, max_value=10**13).map(lambda cents: Decimal(cents) / 100)
TENTHS = st.integers(min_value=0, max_value=6000).map(lambda tenths: Decimal(tenths) / 10)
PURCHASES = st.builds(
    ContractFigures,
    value=st.none() | CENTS,
    currency=st.sampled_from(Currency),
    months=st.none() | TENTHS,
    contract_type=st.sampled_from([None, "works", "services", "goods"]),
    sector=st.sampled_from([None, "cleaning", "it", "care", "construction"]),
    posts=st.none() | TENTHS,
    procurements=st.none() | st.integers(0, 10_000).map(Decimal),
    rate=st.none() | st.integers(1, 10**8).map(lambda part: Decimal(part) / 10**6),
)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.rule}-{example.verdict}")
def test_each_rule_answers_as_worked_out_by_hand(example: Example) -> None:
    """The verdict, the size and what is missing for it are those of the example."""
    found = answer(rules()[example.rule], example.told)
    size = (f"{found.size.least}", f"{found.size.most}", found.size.unit) if found.size else None

    assert (example.verdict, example.size, example.missing) == (found.verdict, size, found.missing)


def test_every_rule_decides_in_an_example() -> None:
    """A rule with numbers applies, or cannot be told, in one example and is turned down in another where it can be."""
    decided: dict[str, set[Verdict]] = {}
    for example in EXAMPLES:
        decided.setdefault(example.rule, set()).add(example.verdict)
    undecided = [rule for rule, verdicts in decided.items() if verdicts == {Verdict.DOES_NOT_APPLY}]

    assert (set(rules()), []) == (set(decided), undecided)


def test_every_condition_decides_alone_in_an_example() -> None:
    """For each condition that figures can meet there is an example in which it is the only one not met."""
    alone = set()
    for example in EXAMPLES:
        findings = [find(each, example.told) for each in rules()[example.rule].conditions]
        refused = [each.condition for each in findings if each.met is False]
        alone.update((example.rule, condition) for condition in refused if len(refused) == 1)
    numbered = {(rule.id, each) for rule in rules().values() for each in rule.conditions if isinstance(each, Limit)}

    assert set() == numbered - alone


def test_every_reading_belongs_to_a_published_case() -> None:
    """No reading is left behind by a case that was renamed or taken out."""
    cases = {entry.id for entry in shelf().entries(Collection.CASES)}

    assert set() == set(READINGS) - cases


def test_every_number_has_a_source_that_its_case_names() -> None:
    """Each source of a rule is on the shelf and among the sources of its case or of its clauses."""
    for rule in rules().values():
        entries = [shelf().get(ref) for ref in _refs(rule.case, rule.clauses)]
        named = {source for entry in entries if entry for source in entry.sources}

        assert rule.sources
        assert set(rule.sources) <= named & set(shelf().sources), rule.id


def _refs(case: str, clauses: tuple[str, ...]) -> list[Ref]:
    return [Ref(Collection.CASES, case), *(Ref(Collection.CLAUSES, clause) for clause in clauses)]


def test_a_rule_without_its_clause_is_left_out() -> None:
    """Without the clause that limits it Göteborg's rule would reach every purchase, so it is not there."""
    cases = [entry for entry in shelf().entries(Collection.CASES) if isinstance(entry, Case)]
    clauses = [entry for entry in shelf().entries(Collection.CLAUSES) if isinstance(entry, Clause)]
    kept = rules_from(cases, [clause for clause in clauses if clause.id != "goteborg-firm-requirement"])

    assert {"goteborg"} == set(rules()) - {rule.id for rule in kept}


def test_a_case_without_a_reading_leaves_open_whether_its_limit_counts() -> None:
    """At the limit the answer is open, above it the rule applies, below it does not."""
    helsinki = next(entry for entry in shelf().entries(Collection.CASES) if entry.id == "helsinki-employment-condition")
    assert isinstance(helsinki, Case)
    (rule,) = rules_from([replace(helsinki, id="elsewhere")], [])
    expected = (Verdict.DOES_NOT_APPLY, Verdict.UNTOLD, Verdict.APPLIES)

    assert expected == tuple(answer(rule, told(value)).verdict for value in ("199999", "200000", "200001"))


def test_the_yearly_people_of_a_contract_depend_on_its_first_day() -> None:
    """Forty-eight months are four calendar years from a first of January and five from any other day."""
    rule = rules()["vantaa-assisted-living"]
    lengths = [answer(rule, told(months=months, kind="services", sector="care")).size for months in ("1", "48", "49")]

    assert [(1, 2), (4, 5), (5, 6)] == [size.whole for size in lengths if size]


def test_places_are_told_in_person_months_too() -> None:
    """Two places are twenty-four months of employment or twelve of placement."""
    size = answer(rules()["trafikverket-works"], told("100000000", "SEK", "6", "works", posts="5")).size
    assert size is not None

    assert (("employment", Decimal(24)), ("placement", Decimal(12))) == size.months


def test_a_rate_is_never_assumed() -> None:
    """A rule in another currency says that it needs a rate, and nothing is compared."""
    finding = answer(rules()["helsinki"], told("5000000", "SEK")).findings[0]

    assert (None, None, Missing.RATE) == (finding.met, finding.found, finding.missing)


def test_answers_come_in_the_order_of_their_verdicts() -> None:
    """What applies comes first, what no source gives numbers for last."""
    found = [each.verdict for each in answers(rules().values(), told("1600000", months="48", kind="services"))]

    assert sorted(found, key=list(Verdict).index) == found


@given(PURCHASES)
def test_sizes_are_never_negative_and_always_have_a_unit(figures: ContractFigures) -> None:
    """Whatever the purchase, a size is at least nothing, in order, and money has its currency."""
    for found in answers(rules().values(), figures):
        if found.size:
            assert 0 <= found.size.least <= found.size.most
            assert (found.size.unit is Unit.MONEY) == (found.size.currency is not None)
            assert found.size.least.as_tuple().exponent <= 0


@given(PURCHASES, CENTS, CENTS)
def test_a_larger_value_never_means_a_smaller_obligation(
    figures: ContractFigures, first: Decimal, second: Decimal
) -> None:
    """With everything else the same, no rule falls away and no size shrinks when the value grows."""
    lower, higher = sorted((first, second))
    for rule in rules().values():
        small = answer(rule, replace(figures, value=lower))
        large = answer(rule, replace(figures, value=higher))

        assert _weight(small.size) <= _weight(large.size)
        assert not (small.verdict is Verdict.APPLIES and large.verdict is Verdict.DOES_NOT_APPLY)


def _weight(size: Size | None) -> Decimal:
    return size.least if size else Decimal(-1)


@given(CENTS, st.integers(1, 10**8).map(lambda part: Decimal(part) / 10**6))
def test_places_are_exact_also_with_a_rate(value: Decimal, rate: Decimal) -> None:
    """Multiplying the places back gives the value in kronor to the last digit."""
    figures = ContractFigures(value, Currency.EUR, Decimal(24), "works", None, Decimal(9), None, rate)
    size = answer(rules()["trafikverket-works"], figures).size
    assert size is not None

    assert value * rate == size.least * 50_000_000


@given(CENTS, TENTHS)
def test_the_yearly_limit_is_compared_without_rounding(value: Decimal, months: Decimal) -> None:
    """Kouvola's limit is passed exactly when twelve times the value passes the limit times the months."""
    limit = Limit(Measure.YEARLY_VALUE, Comparison.ABOVE, Decimal(200_000), Currency.EUR)
    expected = value > 200_000 and (months <= 12 or value * 12 > 200_000 * months)

    assert expected == find(limit, ContractFigures(value, months=months)).met
