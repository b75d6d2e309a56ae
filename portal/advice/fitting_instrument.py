"""Which instrument fits a purchase: a short list of rules, of which the first that holds is taken."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.advice.purchase_answers import Alternative
from portal.advice.purchase_answers import Candidates
from portal.advice.purchase_answers import Market
from portal.advice.purchase_answers import PurchaseAnswers
from portal.advice.purchase_answers import Support
from portal.advice.purchase_limits import CITY_LIMIT
from portal.advice.suitability import Suitability


@dataclass(frozen=True, slots=True)
class FittingInstrument:
    """A code of the vocabulary `instruments`, or None where none is advised, and why: `id` names the words."""

    id: str
    instrument: str | None
    sources: tuple[str, ...]


Choice = tuple[Callable[[PurchaseAnswers, Suitability], bool], FittingInstrument]


def _wants_reserved(answers: PurchaseAnswers) -> bool:
    return answers.alternative is Alternative.RESERVED or answers.sector == "laundry"


def _needs_talk(answers: PurchaseAnswers) -> bool:
    """Return whether a fixed number would be guessed: few people or firms, no help yet, or a small sum."""
    small = answers.euros is not None and answers.euros <= CITY_LIMIT
    few = answers.candidates in {None, Candidates.FEW} or answers.market is Market.FEW
    return small or few or answers.support is Support.NONE


CHOICES: tuple[Choice, ...] = (
    (lambda _, v: v is Suitability.CANNOT_TELL, FittingInstrument("not-yet", None, ("S63",))),
    (
        lambda a, v: v is Suitability.DOES_NOT_SUIT and _wants_reserved(a),
        FittingInstrument("reserved-instead", Alternative.RESERVED.value, ("S46", "S126")),
    ),
    (lambda _, v: v is Suitability.DOES_NOT_SUIT, FittingInstrument("leave-out", None, ("S86", "S96"))),
    (
        lambda a, _: a.alternative is Alternative.RESERVED,
        FittingInstrument("reserved", Alternative.RESERVED.value, ("S46", "S126")),
    ),
    (
        lambda a, _: a.alternative is Alternative.CRITERION,
        FittingInstrument("criterion", Alternative.CRITERION.value, ("S9", "S40", "S44")),
    ),
    (
        lambda a, _: a.alternative is Alternative.DIALOGUE or _needs_talk(a),
        FittingInstrument("dialogue", Alternative.DIALOGUE.value, ("S66", "S83")),
    ),
    (lambda _, __: True, FittingInstrument("condition", Alternative.CONDITION.value, ("S9", "S64"))),
)


def fitting_instrument(answers: PurchaseAnswers, verdict: Suitability) -> FittingInstrument:
    """Return the first instrument whose condition holds; the last one always does."""
    return next(fitting for holds, fitting in CHOICES if holds(answers, verdict))
