"""What of each entry goes into the index."""

import hashlib
import json
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import astuple

from portal.domain.entry import Entry
from portal.domain.entry import EntryText
from portal.domain.guide import Guide
from portal.domain.language import Language
from portal.domain.organisation import Organisation
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.publishing.coded_labels import labelled_codes
from portal.publishing.facets import Facet
from portal.publishing.facets import facets_of
from portal.search.document import DocumentText
from portal.search.document import SearchDocument

WORDING = "wording"
PRIORS = {
    Collection.CASES: 1.1,
    Collection.CLAUSES: 1.1,
    Collection.GUIDES: 1.15,
    Collection.INITIATIVES: 0.95,
    Collection.ORGANISATIONS: 0.9,
    Collection.EVENTS: 0.9,
    Collection.NEWS: 0.9,
}
"""What readers come for, before what stands around it."""
ANSWERS = frozenset({Collection.CASES, Collection.CLAUSES, Collection.GUIDES})
NEARNESS_OF_OTHERS = 0.8
"""What stands around cases, clauses and guides gains less by being about the same as they are.

A firm named in a case is about the same as the case and says less of it.
"""
PORTAL_PRIOR = 0.9
"""What says how the portal works has every word of the trade, and is seldom what a question is about."""
PORTAL_KINDS = frozenset({"about", "editorial", "legal"})
"""The kinds of guides that are about the portal itself."""
MUNICIPALITY_PRIOR = 1.2
"""The page of a municipality gathers all it has done: whoever types its name wants that page."""


def search_documents(shelf: Shelf, plain: Callable[[str], str]) -> Iterator[SearchDocument]:
    """Yield a document for every entry on the shelf; `plain` turns Markdown into words."""
    return (search_document(entry, shelf, plain) for entry in shelf)


def search_document(entry: Entry, shelf: Shelf, plain: Callable[[str], str]) -> SearchDocument:
    """Return the document of one entry on the shelf."""
    facets = facets_of(entry, shelf)
    texts = {language: _text(entry, language, facets, shelf, plain) for language in entry.texts}
    links = tuple(str(ref) for ref in entry.links)
    return SearchDocument(
        ref=str(entry.ref),
        collection=entry.COLLECTION.value,
        texts=texts,
        facets=facets,
        date=str(entry.date or ""),
        fingerprint=_fingerprint(texts, facets, str(entry.date or ""), links),
        prior=_prior(entry),
        nearness=1.0 if entry.COLLECTION in ANSWERS else NEARNESS_OF_OTHERS,
        links=links,
    )


def taken_from_others(entry: Entry, shelf: Shelf) -> tuple[object, ...]:
    """Return what of an entry's document depends on other entries: all that it can be filtered by, and its labels."""
    facets = facets_of(entry, shelf)
    return facets, *(tuple(_labels(entry, language, facets, shelf)) for language in entry.texts)


def _prior(entry: Entry) -> float:
    if isinstance(entry, Organisation) and entry.kind == "municipality":
        return MUNICIPALITY_PRIOR
    if isinstance(entry, Guide) and entry.kind in PORTAL_KINDS:
        return PORTAL_PRIOR
    return PRIORS.get(entry.COLLECTION, 1.0)


def _text(
    entry: Entry,
    language: Language,
    facets: Mapping[str, tuple[str, ...]],
    shelf: Shelf,
    plain: Callable[[str], str],
) -> DocumentText:
    text = entry.texts.values[language]
    body = [plain(section.markdown) for section in text.sections if section.id != WORDING]
    return DocumentText(
        title=text.title,
        summary=text.summary,
        wording="\n".join(_wording(text, plain)),
        body="\n".join(body),
        labels=" · ".join(_labels(entry, language, facets, shelf)),
    )


def _wording(text: EntryText, plain: Callable[[str], str]) -> Iterator[str]:
    section = text.section(WORDING)
    if section:
        yield plain(section.markdown)
    yield from (words if words.endswith(".") else f"{words}." for words in text.slots.values())


def _labels(entry: Entry, language: Language, facets: Mapping[str, tuple[str, ...]], shelf: Shelf) -> Iterator[str]:
    """Yield the words a reader sees beside the text: labels of codes and names of municipalities."""
    for vocabulary, code in labelled_codes(entry, facets):
        yield shelf.vocabularies.label(vocabulary, code, language)
    for municipality in facets[Facet.MUNICIPALITY]:
        organisation = shelf.get(Ref(Collection.ORGANISATIONS, municipality))
        if organisation is not None and organisation is not entry:
            yield organisation.texts.best(language)[0].title


def _fingerprint(
    texts: Mapping[Language, DocumentText], facets: Mapping[str, tuple[str, ...]], date: str, links: tuple[str, ...]
) -> str:
    content = [
        [[language, *astuple(text)] for language, text in sorted(texts.items())],
        sorted((name, list(codes)) for name, codes in facets.items()),
        date,
        links,
    ]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
