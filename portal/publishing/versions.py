"""Which version of a text somebody has before them, in a few characters that fit a footnote."""

from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.translation import fingerprint
from portal.domain.translation import passages

DIGITS = 8
"""Enough that two versions of one text do not meet by accident, few enough to be read out."""


def text_version(entry: Entry, language: Language) -> str:
    """Return eight hexadecimal digits that change whenever a word of the entry's text in that language changes.

    Title, summary, sections and slots count, in the order in which they stand; white space does not.
    Where the language is missing, it is the version of the text a reader of that language gets instead.
    """
    text, _ = entry.texts.best(language)
    # A name per passage, so that words moved from one section to another are another version.
    return fingerprint("\n".join(f"{name}: {words}" for name, words in passages(text).items()))[:DIGITS]
