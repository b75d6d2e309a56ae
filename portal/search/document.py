"""What is handed to the index: one entry with its text in each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.language import Language


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The words of one entry in one language, as plain text without markup.

    `labels` are words that stand beside the text, such as names of codes: they are searched but never quoted.
    """

    title: str
    summary: str = ""
    wording: str = ""
    body: str = ""
    labels: str = ""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One entry as the index sees it: all its languages together, so that they can only be one hit.

    `ref` is collection and id, such as `cases/kuopio-cleaning`.
    `facets` gives the codes of the entry for each facet name; names and codes are the caller's.
    `date` is an ISO date, or empty where there is none; it decides the order "newest first".
    `prior` is what the entry is worth before anything is asked, 1 for an ordinary one.
    `nearness` is what it gains by being about the same as the best hits, 1 for what answers questions by itself.
    `links` are the refs of the entries that it names.
    `fingerprint` changes whenever anything else in the document changes; an equal one means the index is left alone.
    """

    ref: str
    collection: str
    texts: Mapping[Language, DocumentText]
    facets: Mapping[str, tuple[str, ...]]
    date: str
    fingerprint: str
    prior: float = 1.0
    nearness: float = 1.0
    links: tuple[str, ...] = ()
