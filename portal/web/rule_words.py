"""The published rules in the portal's own words; their numbers stand beside them and come from the cases."""

from portal.advice.obligation_rule import Note
from portal.advice.obligation_rule import ObligationRule
from portal.web.words import gettext


def rule_words(rule: ObligationRule) -> str:
    """Return what a rule says, in one or two sentences; a rule without words of its own says what kind it is."""
    return _finnish_rules().get(rule.id) or _swedish_rules().get(rule.id) or _kind_words(rule.kind)


def _finnish_rules() -> dict[str, str]:
    reserved = _reserved()
    return {
        "helsinki": gettext(
            "In every competition whose estimated value is above the limit, the city examines whether the contract "
            "partner can be asked to employ. Where it asks, the partner offers a job or an apprenticeship."
        ),
        "kuopio-services": gettext(
            "Whoever wins a service contract above the limit uses a part of its value for employing. "
            "The share is not published."
        ),
        "kuopio-works": gettext(
            "In construction with a notable effect on local employment, the winner uses a part of the contract value "
            "for employing. The share is not published."
        ),
        "kouvola": gettext(
            "The condition belongs to purchases whose value in a year is above the limit. "
            "How many people are to be employed is not published."
        ),
        "vantaa": gettext(
            "In service contracts the obligation grows with the contract. How it is counted is not published."
        ),
        "vantaa-sizing": gettext(
            "Vantaa has shown other buyers how to count the obligation, but the figures cannot be read in the source."
        ),
        "vantaa-assisted-living": gettext(
            "In every calendar year of the contract the provider hires a person entitled to wage subsidy, "
            "or takes an apprentice."
        ),
        "tampere-expert-services": gettext("The chosen firms use a share of the value of the purchase for employing."),
        "reserved": reserved,
        "vanersborg": reserved,
    }


def _swedish_rules() -> dict[str, str]:
    by_value = gettext(
        "The supplier creates places in proportion to the value of the contract. "
        "Several people may share a place, in employment or on a placement."
    )
    return {
        "goteborg": gettext(
            "For work that is long and large enough, the city chooses between no requirement, dialogue and a firm "
            "requirement. In dialogue the supplier and the city agree on jobs and placements after the award."
        ),
        "goteborg-share": gettext("The city aims to use its model in a share of all its service procurements."),
        "goteborg-bergsjon": gettext(
            "The supplier had to recruit a share of its cleaners among the tenants of the housing company."
        ),
        "trafikverket-works": by_value,
        "trafikverket-services": by_value,
        "umea": gettext("The municipal group aims to set social requirements in a share of all its procurements."),
        "malmo": gettext("In service procurement the supplier hires long-term unemployed people during the contract."),
        "molndal": gettext(
            "In certain larger service contracts the supplier can be asked to take people outside the labour market "
            "into work for a limited time."
        ),
        "halmstad": gettext("The winner had to hire unemployed people who lived in the area that was to be cleaned."),
    }


def _reserved() -> str:
    return gettext(
        "Where the buyer reserves the contract, a share of the supplier's own staff has to be disabled people or "
        "people who have difficulty in entering the labour market."
    )


def _kind_words(kind: str) -> str:
    words = {
        "persons-per-contract": gettext("A number of people is set for each contract; which number is not published."),
        "persons-per-year": gettext("A number of people is set for each year; which number is not published."),
        "persons-per-value": gettext("The number of people follows the value; the proportion is not published."),
        "share-of-value": gettext("A share of the price is one way to set the obligation; the share is not published."),
        "share-of-staff": gettext("A share of the staff is asked for; which share is not published."),
        "by-dialogue": gettext("The size is agreed in dialogue with the supplier, so no number is set beforehand."),
    }
    return words.get(kind) or gettext("The sources describe a requirement but give no number for its size.")


def note_words(note: Note) -> str:
    """Return what else the source says, as a sentence."""
    words = {
        Note.LOWER_LIMIT: gettext(
            "It holds only if the value passes a lower limit, whose amount the source does not give."
        ),
        Note.NOT_FRAMEWORKS: gettext(
            "It does not hold for framework agreements, call-offs and direct procurement (as reported in 2016)."
        ),
        Note.CHOSEN_WITH_SUPPORT: gettext(
            "The requirement is always set together with the city's support function, so that there are candidates."
        ),
        Note.ROSE_EVERY_YEAR: gettext("The share is that of the first year; it was to rise every year."),
        Note.MINIMUM_CONTENT: gettext("The minimum length and working time of one job are published."),
        Note.ON_TOP: gettext("It comes on top of the minimum staffing."),
        Note.RESIDENCE: gettext("A requirement on where people live is legally risky; see the case."),
        Note.UNREADABLE_EXAMPLE: gettext("The worked calculation was shown as an image."),
        Note.COMPLY_OR_EXPLAIN: gettext("Leaving it out has to be justified."),
    }
    return words[note]
