"""What to decide next, each step with the guide that tells how."""

from collections.abc import Iterator

from portal.advice.assessment import Assessment
from portal.advice.purchase_answers import Candidates
from portal.advice.purchase_answers import Country
from portal.advice.purchase_answers import Market
from portal.advice.purchase_answers import Support
from portal.advice.suitability import Suitability
from portal.web.words import gettext

LAW_GUIDES = {Country.FINLAND: "law-in-finland", Country.SWEDEN: "law-in-sweden"}


def next_steps(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Yield each step with the id of its guide."""
    if assessment.verdict is Suitability.CANNOT_TELL:
        yield gettext("Find the answers to the open questions."), "plan-the-purchase"
        return
    if assessment.verdict is Suitability.DOES_NOT_SUIT:
        yield gettext("Put the decision and its reasons into the procurement file."), "plan-the-purchase"
        yield gettext("Consider it again when the next contract is planned."), "for-buyers"
        return
    yield from _preparing(assessment)
    yield gettext("Choose the wording."), "wording-the-obligation"
    yield (
        gettext("Put the same requirement into the call for tenders and the contract."),
        "call-for-tenders",
    )
    yield gettext("Decide who follows it up and what happens if it is not met."), "follow-up-and-sanctions"
    for country, guide in LAW_GUIDES.items():
        if assessment.answers.country in {None, country}:
            yield gettext("Have the law checked for this purchase."), guide


def _preparing(assessment: Assessment) -> Iterator[tuple[str, str]]:
    answers = assessment.answers
    if answers.candidates is not Candidates.ENOUGH or answers.support is not Support.AGREED:
        yield gettext("Agree with the employment services who finds the candidates."), "for-employment-services"
    yield gettext("Talk with the firms, and write down what you changed."), "market-dialogue"
    yield gettext("Decide how large the obligation is."), "sizing-the-obligation"
    if answers.market in {None, Market.SMALL}:
        yield gettext("Choose what makes it lighter for small firms."), "small-firms"
