"""One rule of the suitability assessment, as data."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from portal.advice.purchase_answers import PurchaseAnswers

Condition = Callable[[PurchaseAnswers], bool]


class Effect(StrEnum):
    """What a rule says about the purchase where its condition holds."""

    DECISIVE = "decisive"
    AGAINST = "against"
    CHANGE = "change"
    FOR = "for"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A condition over the answers, what it says, and on what it rests.

    `sources` are ids of the shelf's sources.
    `own_judgement` says that the editors have added something that no source states: a limit, or the whole rule.
    A rule has sources, or is the editors' own judgement, or both; one with neither cannot be made.
    The words of a rule are with the pages, under its `id`.
    """

    id: str
    effect: Effect
    holds: Condition
    sources: tuple[str, ...] = ()
    own_judgement: bool = False

    def __post_init__(self) -> None:
        if not self.sources and not self.own_judgement:
            raise ValueError(f"The rule {self.id} names no source and is not marked as the editors' own judgement.")
