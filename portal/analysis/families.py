"""Verbs and the nouns made from them: whoever asks *how is it reported* wants the page on reporting.

The rules say what a word would be, not that there is such a word: what is in no glossary and no text is met by nothing.
They follow the productive endings: Iso suomen kielioppi, 2004, sections 222-233 (*-minen, -nti, -nta, -us*); Svenska
Akademiens grammatik, 1999, volume 2, chapter 2 (*-ning, -ande*); the Cambridge Grammar of the English Language, 2002,
chapter 19 (*-ation, -ment, -ing*).
"""

from collections.abc import Iterator
from collections.abc import Mapping

from portal.domain.language import Language

_SHORTEST_STEM = 3

_ENDINGS: Mapping[Language, tuple[tuple[str, str], ...]] = {
    Language.FI: (
        ("oida", "ointi"), ("öidä", "öinti"), ("oida", "oiminen"), ("öidä", "öiminen"), ("staa", "stus"),
        ("stää", "stys"), ("taa", "taminen"), ("tää", "täminen"), ("ata", "anta"), ("ata", "aaminen"), ("ata", "aus"),
        ("ätä", "ääminen"), ("oa", "onta"), ("oa", "ominen"), ("ea", "eminen"), ("ia", "inta"), ("ia", "iminen"),
    ),
    Language.SV: (("era", "ering"), ("a", "ning"), ("a", "ande"), ("ja", "jning"), ("a", "an")),
    Language.EN: (
        ("ate", "ation"), ("ise", "isation"), ("ize", "ization"), ("ise", "y"), ("ize", "y"), ("e", "ion"),
        ("t", "tion"), ("", "ment"), ("", "ing"), ("e", "ing"), ("", "ship"), ("", "ation"), ("fy", "fication"),
    ),
}  # fmt: skip
"""The ending of a verb, or of who does it, and that of the noun."""


def relatives(word: str, language: Language) -> tuple[str, ...]:
    """Return what a base form may have been made from, or what may be made from it, each once."""
    return tuple(dict.fromkeys(_relatives(word, language)))


def _relatives(word: str, language: Language) -> Iterator[str]:
    if not word.isalpha():
        return
    for one, other in _ENDINGS[language]:
        for ending, replacement in ((one, other), (other, one)):
            stem = word.removesuffix(ending)
            if word.endswith(ending) and len(stem) >= _SHORTEST_STEM:
                yield stem + replacement
