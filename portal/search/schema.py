"""The fields of the index: the words of a text, one field for each language, and what is kept beside them."""

from enum import StrEnum

from whoosh.analysis.analyzers import Analyzer
from whoosh.fields import COLUMN
from whoosh.fields import ID
from whoosh.fields import STORED
from whoosh.fields import FieldType
from whoosh.fields import Schema

from portal.domain.language import Language
from portal.search.spans import Spans

SCHEMA_VERSION = 8
"""Raise when fields, cards or posting values change: older indexes are then rebuilt, never read."""

RULES_VERSION = 3
"""Raise when the choice of terms for a word changes (`record.py`), what titles sort by, or what an entry is worth:
older indexes are then rebuilt.
"""

REF = "ref"
CARD = "card"
TEXTS = "texts"


class Region(StrEnum):
    """A part of a text with a weight of its own.

    All regions of a text are in one field, so that a word is looked up once; its position tells in which it stands.
    """

    TITLE = "title"
    SUMMARY = "summary"
    WORDING = "wording"
    BODY = "body"
    LABELS = "labels"

    @property
    def number(self) -> int:
        """Its place among the regions."""
        return _NUMBERS[self]

    @property
    def first_position(self) -> int:
        """The position of its first word, too far from the last one of the region before for any phrase."""
        return self.number << REGION_BITS


REGIONS = tuple(Region)
"""By number."""

_NUMBERS = {region: number for number, region in enumerate(REGIONS)}

REGION_BITS = 21
"""Room for the position of a word in its region: what comes after the two millionth word is not found by it."""

REGION_WEIGHTS = {
    Region.TITLE: 4.0,
    Region.SUMMARY: 2.0,
    Region.WORDING: 0.7,
    Region.BODY: 1.0,
    Region.LABELS: 2.0,
}


def text_field(language: Language) -> str:
    """The name of the index field with the words of the texts in a language."""
    return f"text_{language}"


def build_schema() -> Schema:
    """All fields: the terms of each text, the ref by which an entry is replaced, the card and the texts to quote.

    The card lies in a column because all cards are read whenever the index is opened, the texts of ten hits only.
    """
    schema = Schema()
    schema.add(REF, ID(unique=True, stored=False))
    schema.add(CARD, COLUMN())
    schema.add(TEXTS, STORED())
    for language in Language:
        # The abstract analyser is never called: values come as occurrences and the format reads them as they are.
        schema.add(text_field(language), FieldType(Spans(), Analyzer()))
    return schema
