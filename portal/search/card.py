"""What must be known of every entry to count, sort and recognise it without reading its texts."""

import json
from base64 import b64decode
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.language import Language
from portal.search.gist import Gist


@dataclass(frozen=True, slots=True)
class Card:
    """One entry in short.

    `lengths` are the numbers of words of each region by language, in the order of `Region`.
    `titles` has one entry for each language of the text.
    """

    ref: str
    collection: str
    date: str
    fingerprint: str
    facets: Mapping[str, tuple[str, ...]]
    titles: Mapping[Language, str]
    lengths: Mapping[Language, tuple[int, ...]]
    prior: float = 1.0
    gist: Gist = b""
    nearness: float = 1.0
    links: tuple[str, ...] = ()


def bytes_from_card(card: Card) -> bytes:
    """The card as it is kept in the index."""
    values = [
        card.ref,
        card.collection,
        card.date,
        card.fingerprint,
        {name: list(codes) for name, codes in card.facets.items()},
        dict(card.titles),
        {language: list(lengths) for language, lengths in card.lengths.items()},
        card.prior,
        b64encode(card.gist).decode(),
        card.nearness,
        list(card.links),
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def card_from_bytes(data: bytes) -> Card:
    """The opposite of `bytes_from_card`; raises ValueError for anything else."""
    ref, collection, date, fingerprint, facets, titles, lengths, prior, gist, nearness, links = json.loads(data)
    return Card(
        ref=ref,
        collection=collection,
        date=date,
        fingerprint=fingerprint,
        facets={name: tuple(codes) for name, codes in facets.items()},
        titles={Language(code): title for code, title in titles.items()},
        lengths={Language(code): tuple(counts) for code, counts in lengths.items()},
        prior=prior,
        gist=b64decode(gist),
        nearness=nearness,
        links=tuple(links),
    )


def best_language(card: Card, reader: Language) -> Language:
    """The reader's language if the entry has it, else the first one it has."""
    return reader if reader in card.titles else next(language for language in Language if language in card.titles)


def title_for(card: Card, reader: Language) -> str:
    """The title this reader sees."""
    return card.titles[best_language(card, reader)]
