"""What is not known of a case or a clause, as names and as questions to a municipality."""

from collections.abc import Iterable
from collections.abc import Mapping

from portal.domain.clause import SlotName
from portal.web.words import N_
from portal.web.words import gettext

FACT_NAMES: Mapping[str, str] = {
    "threshold": N_("Value limit"),
    "contract_length": N_("Contract length"),
    "results": N_("Results in figures"),
    "obligation": N_("Size of the obligation"),
    "contact": N_("Whom to ask"),
}
FACT_QUESTIONS: Mapping[str, str] = {
    "threshold": N_("From what contract value is the requirement used?"),
    "contract_length": N_("How long is the contract in which the requirement is used?"),
    "results": N_("How many people have been employed because of the requirement, and in which years?"),
    "obligation": N_("How is the size of the obligation worked out: people, months or euro per contract value?"),
    "contact": N_("Which unit and role can other buyers ask about the requirement?"),
}
SLOT_QUESTIONS: Mapping[SlotName, str] = {
    SlotName.TRIGGER: N_("In which purchases, and from what size, does the requirement apply?"),
    SlotName.AMOUNT: N_("How many people must the supplier employ, or how much work must it offer?"),
    SlotName.TARGET_GROUP: N_("Which groups of people count towards the requirement?"),
    SlotName.DURATION: N_("For how long must each person be employed?"),
    SlotName.ACCEPTED_FORMS: N_("What counts: employment, apprenticeships, work trials, subcontracting?"),
    SlotName.DEADLINE: N_("By when must the supplier have met the requirement?"),
    SlotName.MATCHING: N_("Who helps the supplier to find the people?"),
    SlotName.REPORTING: N_("How and to whom does the supplier report?"),
    SlotName.SANCTION: N_("What follows if the supplier does not meet the requirement?"),
    SlotName.EXEMPTION: N_("In which situations does the requirement not apply?"),
}


def fact_names(facts: Iterable[str]) -> list[str]:
    """Return the names of facts of a case."""
    return [gettext(FACT_NAMES[name]) for name in facts]


def gap_questions(slots: Iterable[SlotName], facts: Iterable[str]) -> list[str]:
    """Return what is not known as questions in the reader's language."""
    parts = [gettext(SLOT_QUESTIONS[slot]) for slot in SlotName if slot in set(slots)]
    return [*parts, *(gettext(FACT_QUESTIONS[name]) for name in facts)]
