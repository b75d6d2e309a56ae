"""The fields of the index: one for each language and region of a text, and what is kept beside them."""

from enum import StrEnum

from whoosh.analysis.analyzers import Analyzer
from whoosh.fields import COLUMN
from whoosh.fields import ID
from whoosh.fields import STORED
from whoosh.fields import FieldType
from whoosh.fields import Schema

from portal.domain.language import Language
from portal.search.spans import Spans

SCHEMA_VERSION = 6
"""Raise when fields, cards or posting values change: older indexes are then rebuilt, never read."""

RULES_VERSION = 3
"""Raise when the choice of terms for a word changes (`record.py`), or what an entry is worth before anything is asked:
older indexes are then rebuilt.
"""

REF = "ref"
CARD = "card"
TEXTS = "texts"


class Region(StrEnum):
    """A part of a text with a weight of its own."""

    TITLE = "title"
    SUMMARY = "summary"
    WORDING = "wording"
    BODY = "body"
    LABELS = "labels"

    def field(self, language: Language) -> str:
        """The name of the index field for this region in a language."""
        return f"{self}_{language}"


REGION_WEIGHTS = {
    Region.TITLE: 4.0,
    Region.SUMMARY: 2.0,
    Region.WORDING: 0.7,
    Region.BODY: 1.0,
    Region.LABELS: 2.0,
}

FIELDS = tuple(region.field(language) for language in Language for region in Region)


def build_schema() -> Schema:
    """All fields: the terms of each text, the ref by which an entry is replaced, the card and the texts to quote.

    The card lies in a column because all cards are read whenever the index is opened, the texts of ten hits only.
    """
    schema = Schema()
    schema.add(REF, ID(unique=True, stored=False))
    schema.add(CARD, COLUMN())
    schema.add(TEXTS, STORED())
    for language in Language:
        for region in Region:
            # The abstract analyser is never called: values come as occurrences and the format reads them as they are.
            schema.add(region.field(language), FieldType(Spans(), Analyzer()))
    return schema
