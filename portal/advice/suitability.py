"""The verdict over the reasons that hold, by one simple order that can be told in four sentences."""

from collections.abc import Iterable
from enum import StrEnum

from portal.advice.assessment_rule import Effect
from portal.advice.assessment_rule import Rule


class Suitability(StrEnum):
    """Whether an employment condition suits the purchase."""

    SUITS = "suits"
    SUITS_WITH_CHANGES = "suits-with-changes"
    DOES_NOT_SUIT = "does-not-suit"
    CANNOT_TELL = "cannot-tell"


def verdict_over(reasons: Iterable[Rule]) -> Suitability:
    """Return the verdict; reasons are never counted or weighed against each other, only their kinds matter.

    1. One decisive reason against: it does not suit.
    2. Reasons against and none for it: it does not suit.
    3. No reason for and none against: it is too early to say, whatever would have to be changed.
    4. Reasons for it: it suits, with changes where a reason asks for one or speaks against.

    Matters to settle never change the verdict.
    """
    effects = {reason.effect for reason in reasons}
    if Effect.DECISIVE in effects:
        return Suitability.DOES_NOT_SUIT
    if Effect.FOR not in effects:
        return Suitability.DOES_NOT_SUIT if Effect.AGAINST in effects else Suitability.CANNOT_TELL
    return Suitability.SUITS_WITH_CHANGES if effects & {Effect.AGAINST, Effect.CHANGE} else Suitability.SUITS
