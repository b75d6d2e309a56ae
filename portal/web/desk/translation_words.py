"""What the desk calls the state of a translation, and what it says of figures and links that got lost."""

from portal.domain.language import Language
from portal.publishing.translation_checks import Difference
from portal.publishing.translation_checks import Kind
from portal.publishing.translation_matrix import Standing
from portal.web.words import gettext


def standing_name(standing: Standing) -> str:
    """Return what a standing is called in the matrix."""
    names = {
        Standing.ORIGINAL: gettext("original"),
        Standing.CURRENT: gettext("up to date"),
        Standing.STALE: gettext("behind the original"),
        Standing.MINOR: gettext("up to date, minor changes since"),
        Standing.MISSING: gettext("missing"),
        Standing.LEFT_OUT: gettext("left out on purpose"),
        Standing.MACHINE_MADE: gettext("machine-made"),
        Standing.DRAFT: gettext("draft open"),
    }
    return names[standing]


def into_language(language: Language) -> str:
    """Return the language something is translated into, as a phrase: `into Finnish`."""
    phrases = {
        Language.FI: gettext("into Finnish"),
        Language.SV: gettext("into Swedish"),
        Language.EN: gettext("into English"),
    }
    return phrases[language]


def difference_sentence(difference: Difference) -> str:
    """Return what is missing in a translated passage, or stands there without the original's leave."""
    text = difference.text
    lost = {
        Kind.FIGURE: gettext("The original says %(text)s, which is not here.", text=text),
        Kind.CITATION: gettext("The source mark %(text)s of the original is missing.", text=text),
        Kind.LINK: gettext("The link to %(text)s of the original is missing.", text=text),
        Kind.BLANK: gettext("The blank %(text)s of the original is missing.", text=text),
    }
    added = {
        Kind.FIGURE: gettext("The original does not say %(text)s.", text=text),
        Kind.CITATION: gettext("The original has no source mark %(text)s here.", text=text),
        Kind.LINK: gettext("The original has no link to %(text)s here.", text=text),
        Kind.BLANK: gettext("The original has no blank %(text)s here.", text=text),
    }
    return (lost if difference.lost else added)[difference.kind]
