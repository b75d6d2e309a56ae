"""The verdict, how it came about, and the headings of the reasons, in the reader's language."""

from portal.advice.assessment_rule import Effect
from portal.advice.suitability import Suitability
from portal.web.words import gettext

GROUPS = (Effect.DECISIVE, Effect.AGAINST, Effect.CHANGE, Effect.FOR)


def verdict_name(verdict: Suitability) -> str:
    """Return the verdict as a sentence without its full stop, for a heading."""
    names = {
        Suitability.SUITS: gettext("An employment condition suits the purchase"),
        Suitability.SUITS_WITH_CHANGES: gettext("An employment condition suits the purchase with changes"),
        Suitability.DOES_NOT_SUIT: gettext("An employment condition does not suit the purchase"),
        Suitability.CANNOT_TELL: gettext("It is too early to say whether an employment condition suits the purchase"),
    }
    return names[verdict]


def verdict_in_short(verdict: Suitability) -> str:
    """Return the verdict in a word or two."""
    names = {
        Suitability.SUITS: gettext("suits"),
        Suitability.SUITS_WITH_CHANGES: gettext("suits with changes"),
        Suitability.DOES_NOT_SUIT: gettext("does not suit"),
        Suitability.CANNOT_TELL: gettext("too early to say"),
    }
    return names[verdict]


def verdict_reason(verdict: Suitability, effects: set[Effect]) -> str:
    """Return by which step of the order the verdict came about."""
    if Effect.DECISIVE in effects:
        return gettext("A decisive reason speaks against it. One such reason is enough.")
    if verdict is Suitability.DOES_NOT_SUIT:
        return gettext("There are reasons against it and none for it.")
    if verdict is Suitability.CANNOT_TELL:
        return gettext("Nothing in the answers speaks for it or against it.")
    if verdict is Suitability.SUITS:
        return gettext("There are reasons for it, none against it, and nothing has to be changed first.")
    if Effect.AGAINST in effects:
        return gettext("There are reasons for it, but something speaks against it. Make the changes named below first.")
    return gettext("There are reasons for it and none against it, but something has to be changed first.")


def group_heading(effect: Effect) -> str:
    """Return the heading above the reasons of one kind."""
    headings = {
        Effect.DECISIVE: gettext("Decisive reasons against"),
        Effect.AGAINST: gettext("Reasons against"),
        Effect.CHANGE: gettext("Reasons that ask for a change"),
        Effect.FOR: gettext("Reasons for"),
        Effect.SETTLE: gettext("To settle in the market dialogue and before the tender"),
    }
    return headings[effect]
