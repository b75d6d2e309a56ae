"""Why a text that somebody sent was not taken in, in words."""

from portal.domain.incoming import CaseField
from portal.publishing.incoming_text import TextFault
from portal.web.words import gettext
from portal.web.words import ngettext


def fault_sentence(fault: TextFault, longest: int, typed: int = 0) -> str:
    """Return what is wrong with a text and what to do about it."""
    sentences = {
        TextFault.EMPTY: gettext("There is no text here yet."),
        TextFault.TOO_LONG: ngettext(
            "The text has %(typed)s characters, and there is room for %(num)s. Shorten it.",
            "The text has %(typed)s characters, and there is room for %(num)s. Shorten it.",
            longest,
            typed=typed,
        ),
        TextFault.PERSONAL: gettext(
            "The text seems to contain an e-mail address, a telephone number or a personal identity number. "
            "Take it out, and name a role and a unit instead of a person."
        ),
        TextFault.TOO_MANY_LINKS: gettext("The text contains more than two web addresses. Leave out some of them."),
        TextFault.NO_ADDRESS: gettext("This is not a web address. It begins with https:// and has no spaces."),
    }
    return sentences[fault]


def case_question(field: CaseField) -> str:
    """Return the question of a field of the form for cases."""
    questions = {
        CaseField.WHAT: gettext("What was bought, and by whom?"),
        CaseField.REQUIRED: gettext("What was required for employment?"),
        CaseField.OUTCOME: gettext("What came of it?"),
        CaseField.ADDRESS: gettext("Where can one read more?"),
        CaseField.SENDER: gettext("In what role are you writing?"),
        CaseField.REPORT: gettext("The pasted report"),
        CaseField.REASON: gettext("Why it was refused"),
    }
    return questions[field]


def case_hint(field: CaseField) -> str:
    """Return the help of a field of the form for cases."""
    hints = {
        CaseField.WHAT: gettext("The buyer, the purchase, its size and year, as far as you know."),
        CaseField.REQUIRED: gettext("How many people, who, for how long, and what happens if it is not met."),
        CaseField.OUTCOME: gettext(
            "The results, what was difficult, what you would do differently. May be left empty."
        ),
        CaseField.ADDRESS: gettext("One web address: the notice, a decision, a report. May be left empty."),
        CaseField.SENDER: gettext(
            "A role and a unit by which the editors can reach your organisation, such as “procurement unit, City of "
            "Järvi”. No names, e-mail addresses or telephone numbers. May be left empty."
        ),
    }
    return hints.get(field, "")
