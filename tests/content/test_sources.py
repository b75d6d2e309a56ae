"""Every fact can be traced, and nothing unconfirmed is told."""

import re

from portal.domain.translation import passages
from portal.library.library import Library

UNCONFIRMED = re.compile(
    r"""
      \b(?:93|98|108|109|110)\xa0?\s?§ | \b(?:section|pykälä|paragraf)\s(?:93|98|108|109|110)\b
    | \b37\xa0?\s?§ | \bsection\s37\b | Beentjes | Nord-Pas-de-Calais | C-225/98 | 31/87
    | Stockholmsmodellen | Göteborgsmodellen | Örebromodellen | UngPeab
    | \b(?:recitals?|johdanto-osan)\s(?:36|97|98|99|104)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What was heard of but no source confirmed: sections of the Finnish act, case law, names of models."""

NEVER_CITED = {"S104", "S134"}
"""Sources that were seen and found wanting."""


def test_no_source_is_without_use(library: Library) -> None:
    """A source that nothing rests on does not belong in the list."""
    used = {source for entry in library.shelf for source in entry.sources}
    used |= {source for concept in library.shelf.concepts.values() for source in concept.sources}

    assert set() == set(library.shelf.sources) - used


def test_every_source_says_what_it_is(library: Library) -> None:
    """Each has a title, a publisher, a language and how much of it was read."""
    wanting = {
        source.id
        for source in library.shelf.sources.values()
        if not (source.title and source.publisher and source.languages and source.seen)
    }

    assert set() == wanting
    assert set() == NEVER_CITED & set(library.shelf.sources)


def test_every_concept_names_known_sources(library: Library) -> None:
    """The glossary is traced like the rest."""
    unknown = {
        (concept.id, source)
        for concept in library.shelf.concepts.values()
        for source in concept.sources
        if source not in library.shelf.sources
    }

    assert set() == unknown


def test_nothing_unconfirmed_is_told(library: Library) -> None:
    """What no source confirms stands in no text."""
    told = {
        (str(entry.ref), language, found)
        for entry in library.shelf
        for language, text in entry.texts.values.items()
        for passage in passages(text).values()
        for found in UNCONFIRMED.findall(passage)
    }

    assert set() == told
