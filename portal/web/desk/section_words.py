"""What the sections of an entry are for, in plain words; a test asks for one for each."""

from collections.abc import Mapping

from portal.web.words import N_
from portal.web.words import gettext

SECTION_WORDS: Mapping[str, str] = {
    "about": N_("What it is"),
    "background": N_("Background"),
    "caution": N_("What to be careful with"),
    "follow-up": N_("How it is followed up"),
    "for-buyers": N_("What it means for buyers"),
    "how-it-works": N_("How it works"),
    "how-to-join": N_("How to join"),
    "legal-basis": N_("What the law says"),
    "not-stated": N_("What the sources do not tell"),
    "rationale": N_("Why it is worded so"),
    "results": N_("Results"),
    "verification": N_("How fulfilment is checked"),
    "what-became-of-it": N_("What became of it"),
    "what-others-can-learn": N_("What others can learn"),
    "what-was-hard": N_("What was hard"),
    "wording": N_("Wording"),
}


def section_kind(section_id: str) -> str:
    """Return what a section is for; a section of a guide keeps its own id."""
    words = SECTION_WORDS.get(section_id)
    return gettext(words) if words else section_id
