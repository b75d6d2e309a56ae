"""What must be known of every entry to count, sort and recognise it without reading its texts."""

import json
from base64 import b64decode
from base64 import b64encode
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from portal.domain.language import Language
from portal.search.gist import Gist

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Card:
    """One entry in short.

    `lengths` are the numbers of words of each region by language, in the order of `Region`.
    `titles` has one entry for each language of the text.
    `letters` are what the title sorts by that a reader of each language sees, in the order of `Language`.
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
    letters: tuple[str, ...] = ()


def bytes_from_card(card: Card) -> bytes:
    """The card as it is kept in the index."""
    values = [
        card.ref,
        card.collection,
        card.date,
        card.fingerprint,
        {name: list(codes) for name, codes in card.facets.items()},
        [card.titles.get(language) for language in Language],
        [card.lengths.get(language) for language in Language],
        card.prior,
        b64encode(card.gist).decode(),
        card.nearness,
        list(card.links),
        list(card.letters),
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def card_from_bytes(data: bytes) -> Card:
    """The opposite of `bytes_from_card`; raises ValueError for anything else."""
    ref, collection, date, fingerprint, facets, titles, lengths, prior, gist, nearness, links, letters = json.loads(
        data
    )
    return Card(
        ref=ref,
        collection=collection,
        date=date,
        fingerprint=fingerprint,
        facets={name: tuple(codes) for name, codes in facets.items()},
        titles=_by_language(titles),
        lengths={language: tuple(counts) for language, counts in _by_language(lengths).items()},
        prior=prior,
        gist=b64decode(gist),
        nearness=nearness,
        links=tuple(links),
        letters=tuple(letters),
    )


def _by_language(values: Sequence[Value | None]) -> dict[Language, Value]:
    """The values that there are, which stand in the order of the languages."""
    return {language: value for language, value in zip(Language, values, strict=True) if value is not None}


def best_language(titles: Mapping[Language, str], reader: Language) -> Language:
    """The reader's language if the entry has it, else the first one it has."""
    return reader if reader in titles else next(language for language in Language if language in titles)


def title_for(titles: Mapping[Language, str], reader: Language) -> str:
    """The title this reader sees."""
    return titles[best_language(titles, reader)]
