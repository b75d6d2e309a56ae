"""Words too common to insist on: they may be in a question without being in the answer.

The lists are short on purpose and hold grammar only, no word of the trade.
They are compared with the word as written, casefolded.
"""

from collections.abc import Mapping

from portal.domain.language import Language

_FINNISH = """
ja tai sekä että joka jotka mikä mitä mitkä kuka miten kuinka missä milloin miksi millainen on ovat oli ei eivät kun jos
kuin myös se ne tämä nämä niin voi voiko onko
"""
_SWEDISH = """
och eller samt att som vad vem vilka vilken vilket hur var när varför är var inte i på av för med till från om en ett
den det de denna detta dessa kan vid
"""
_ENGLISH = """
and or the a an of in on to for with by from at as is are was be not that which who what how where when why this these
those it can do does
"""

FUNCTION_WORDS: Mapping[Language, frozenset[str]] = {
    Language.FI: frozenset(_FINNISH.split()),
    Language.SV: frozenset(_SWEDISH.split()),
    Language.EN: frozenset(_ENGLISH.split()),
}


def is_function_word(word: str) -> bool:
    """Whether a word means nothing by itself in some language."""
    return any(word.casefold() in words for words in FUNCTION_WORDS.values())
