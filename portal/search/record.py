"""From a document to what is written into the index."""

import unicodedata
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import chain

from portal.domain.language import Language
from portal.domain.token import Token
from portal.search.card import Card
from portal.search.card import bytes_from_card
from portal.search.card import title_for
from portal.search.collation import letters_to_sort_by
from portal.search.document import DocumentText
from portal.search.document import SearchDocument
from portal.search.folding import folded
from portal.search.gist import gist_of
from portal.search.plan import Analysis
from portal.search.schema import CARD
from portal.search.schema import REF
from portal.search.schema import REGION_BITS
from portal.search.schema import REGIONS
from portal.search.schema import TEXTS
from portal.search.schema import Region
from portal.search.schema import text_field
from portal.search.spans import Occurrence
from portal.search.term import Kind

StoredText = Mapping[str, str]
"""By region: the text that the character spans in the index refer to."""

StoredTexts = Mapping[str, StoredText]
"""The same by language code."""


def record_from_document(document: SearchDocument, analyse: Mapping[Language, Analysis]) -> dict[str, object]:
    """The values of all index fields for one document, its texts in NFC and analysed each in its language.

    Raises ValueError for a document without any text, which no reader could be shown.
    """
    if not document.texts:
        raise ValueError(f"{document.ref} has no text in any language and cannot be indexed.")
    terms: dict[str, object] = {}
    lengths = {}
    texts = {language: _regions(text) for language, text in document.texts.items()}
    read = {
        language: {region: analyse[language](text) for region, text in regions.items()}
        for language, regions in texts.items()
    }
    for language, tokens_of in read.items():
        lengths[language] = tuple(len(tokens_of.get(region, ())) for region in REGIONS)
        places = (occurrences(tokens, region) for region, tokens in tokens_of.items())
        terms[text_field(language)] = tuple(chain.from_iterable(places))
    titles = {language: regions[Region.TITLE] for language, regions in texts.items()}
    card = Card(
        ref=document.ref,
        collection=document.collection,
        date=document.date,
        fingerprint=document.fingerprint,
        facets=document.facets,
        titles=titles,
        lengths=lengths,
        prior=document.prior,
        gist=gist_of(read),
        nearness=document.nearness,
        links=document.links,
        letters=tuple(letters_to_sort_by(title_for(titles, reader), reader) for reader in Language),
    )
    stored = {str(language): _quotable(regions) for language, regions in texts.items()}
    return {REF: document.ref, CARD: bytes_from_card(card), TEXTS: stored, **terms}


def _regions(text: DocumentText) -> dict[Region, str]:
    """The regions of a text, empty ones left out; the title is always there."""
    regions = {
        Region.TITLE: text.title,
        Region.SUMMARY: text.summary.strip(),
        Region.WORDING: text.wording.strip(),
        Region.BODY: text.body.strip(),
        Region.LABELS: text.labels.strip(),
    }
    return {
        region: unicodedata.normalize("NFC", words)
        for region, words in regions.items()
        if words or region is Region.TITLE
    }


def _quotable(regions: Mapping[Region, str]) -> dict[str, str]:
    """The regions that a hit may show."""
    return {str(region): text for region, text in regions.items() if region is not Region.LABELS}


def occurrences(tokens: Sequence[Token], region: Region) -> Iterator[Occurrence]:
    """Every term of the words of a region: as written, base forms, both without accents, and base forms of the parts.

    A part keeps its own characters, so that only the part is marked where a query meets it.
    The same term is never given twice for the same characters.
    """
    for position, token in enumerate(tokens[: 1 << REGION_BITS], start=region.first_position):
        yield Occurrence(Kind.SURFACE.key(token.surface), position, token.start, token.end)
        for lemma in dict.fromkeys(token.lemmas):
            yield Occurrence(Kind.LEMMA.key(lemma), position, token.start, token.end)
        for plain in _folded_forms(token):
            yield Occurrence(Kind.FOLDED.key(plain), position, token.start, token.end)
        parts = {(Kind.PART.key(lemma), part.start, part.end) for part in token.parts for lemma in part.lemmas}
        for key, start, end in sorted(parts):
            yield Occurrence(key, position, start, end)


def _folded_forms(token: Token) -> list[str]:
    """The forms of a word that lose an accent, without it, each once: most words have none, and cost nothing."""
    forms = (token.surface, *token.lemmas)
    return sorted({folded(form) for form in forms if not form.isascii()})
