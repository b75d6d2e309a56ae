"""The suitability assessment: worked examples, the order of verdicts, and rules that each decide something."""

from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from portal.advice.assessment import Assessment
from portal.advice.assessment import assess
from portal.advice.assessment_rule import Effect
from portal.advice.assessment_rule import Rule
from portal.advice.assessment_rules import RULES
from portal.advice.fitting_instrument import CHOICES
from portal.advice.purchase_answers import PurchaseAnswers
from portal.advice.suitability import Suitability
from portal.web.assessment.address import CHOSEN
from portal.web.assessment.address import asked_assessment
from tests.advice.published_rules import shelf

FILE = Path(__file__).with_name("assessment_examples.yaml")


@cache
def examples() -> dict[str, dict[str, object]]:
    """Return the worked examples by name."""
    with FILE.open(encoding="utf-8") as file:
        return {example["name"]: example for example in yaml.safe_load(file)}


def answered(name: str) -> PurchaseAnswers:
    """Return the answers of an example, read as the page reads its address."""
    told = examples()[name]["answers"]
    assert isinstance(told, dict)
    asked = asked_assessment(lambda field: told.get(field, ""), shelf().vocabularies["sectors"])
    assert not asked.faults
    assert not asked.unknown_answer
    return asked.answers


def outcome(assessment: Assessment) -> dict[str, object]:
    """Return what an example states of an assessment."""
    return {
        "verdict": assessment.verdict.value,
        "reasons": [reason.id for reason in assessment.reasons],
        "sources": list(assessment.sources),
        "instrument": assessment.instrument.id,
    }


@pytest.mark.parametrize("name", examples())
def test_each_example_comes_out_as_worked_out(name: str) -> None:
    """Verdict, reasons, sources and instrument are those written down."""
    example = examples()[name]
    expected = {key: example[key] for key in ("verdict", "reasons", "sources", "instrument")}

    assert expected == outcome(assess(answered(name)))


@pytest.mark.parametrize(
    ("name", "decisive"), [(name, rule) for name in examples() for rule in examples()[name].get("decides", ())]
)
def test_a_deciding_rule_decides(name: str, decisive: str) -> None:
    """Without the rule the example would come out otherwise."""
    without = assess(answered(name), [rule for rule in RULES if rule.id != decisive])

    assert examples()[name]["verdict"] != without.verdict.value


def test_every_rule_decides_or_appears() -> None:
    """Each rule decides an example; those to settle, which never decide, appear in one."""
    deciding = {rule for example in examples().values() for rule in example.get("decides", ())}
    appearing = {rule for example in examples().values() for rule in example["reasons"]}
    idle = {rule.id for rule in RULES if rule.id not in (appearing if rule.effect is Effect.SETTLE else deciding)}

    assert len(examples()) >= 40
    assert set() == idle


def test_every_instrument_is_advised_somewhere() -> None:
    """No choice of an instrument is out of reach."""
    advised = {example["instrument"] for example in examples().values()}

    assert {fitting.id for _, fitting in CHOICES} == advised


def test_every_source_is_on_the_shelf() -> None:
    """Rules and instruments rest on sources that a reader can look up."""
    named = {source for rule in RULES for source in rule.sources}
    named |= {source for _, fitting in CHOICES for source in fitting.sources}

    assert set() == named - set(shelf().sources)


def test_no_rule_without_a_ground() -> None:
    """A rule that names neither a source nor the editors' own judgement cannot be made."""
    with pytest.raises(ValueError, match="own judgement"):
        Rule(id="bare", effect=Effect.FOR, holds=lambda _: True)


def test_ids_are_unique() -> None:
    """Words and examples find a rule by its id."""
    assert len(RULES) == len({rule.id for rule in RULES})


ANSWERS = st.builds(
    PurchaseAnswers,
    sector=st.sampled_from([None, "cleaning", "it", "laundry", "waste"]),
    months=st.none() | st.integers(1, 60),
    **{field: st.sampled_from([None, *codes]) for field, codes in CHOSEN.values()},
)


@given(ANSWERS)
def test_a_verdict_has_a_ground(answers: PurchaseAnswers) -> None:
    """Whatever is answered, the verdict comes with a reason or an instrument that names what it rests on."""
    assessment = assess(answers)
    grounds = [reason for reason in assessment.reasons if reason.effect is not Effect.SETTLE]

    assert all(reason.sources or reason.own_judgement for reason in assessment.reasons)
    assert grounds or assessment.verdict is Suitability.CANNOT_TELL
    assert assessment.instrument.sources


@given(ANSWERS)
def test_the_order_is_the_one_that_is_told(answers: PurchaseAnswers) -> None:
    """A decisive reason is enough; without reasons for it, nothing suits; what suits has nothing to change."""
    assessment = assess(answers)
    effects = {reason.effect for reason in assessment.reasons}
    told = {
        Suitability.SUITS: effects <= {Effect.FOR, Effect.SETTLE} and Effect.FOR in effects,
        Suitability.SUITS_WITH_CHANGES: Effect.FOR in effects
        and Effect.DECISIVE not in effects
        and bool(effects & {Effect.CHANGE, Effect.AGAINST}),
        Suitability.DOES_NOT_SUIT: Effect.DECISIVE in effects
        or (Effect.AGAINST in effects and Effect.FOR not in effects),
        Suitability.CANNOT_TELL: not effects & {Effect.FOR, Effect.AGAINST, Effect.DECISIVE},
    }

    assert {assessment.verdict} == {verdict for verdict, holds in told.items() if holds}


@given(ANSWERS)
def test_what_is_said_to_turn_the_verdict_turns_it(answers: PurchaseAnswers) -> None:
    """Giving one of the named answers gives the named verdict, which is another."""
    assessment = assess(answers)
    turned = [(turn.verdict, assess(answers.but(turn.field, turn.answer)).verdict) for turn in assessment.turns]

    assert all(said is came and said is not assessment.verdict for said, came in turned)


def test_matters_to_settle_change_nothing() -> None:
    """The verdict of every example is the same without them."""
    plain = [rule for rule in RULES if rule.effect is not Effect.SETTLE]
    verdicts = {name: assess(answered(name), plain).verdict.value for name in examples()}

    assert {name: example["verdict"] for name, example in examples().items()} == verdicts
