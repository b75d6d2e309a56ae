"""An entry as data: the facts of its front matter, its text in each language, its sources and its neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import fields
from typing import Annotated

from portal.domain.attachment import Attachment
from portal.domain.clause import Clause
from portal.domain.entry import Check
from portal.domain.entry import Entry
from portal.domain.entry import Section
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.partial_date import PartialDate
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.source import Source
from portal.domain.translation import TranslationState
from portal.domain.translation import translation_status
from portal.library.shelf import Shelf
from portal.publishing.versions import text_version
from portal.web.api.addresses import data_address
from portal.web.api.addresses import file_address
from portal.web.api.addresses import page_address
from portal.web.api.replies import LICENCE
from portal.web.api.replies import Licence


@dataclass(frozen=True, slots=True)
class LanguageVersion:
    """An entry in one language.

    The Markdown names sources as `[^S1]`, entries as `(collection/id)`, and the blanks of a wording as `{{code}}`.
    No checks mean that it is an editorial draft that no named expert has checked yet.
    """

    title: str
    summary: str
    sections: Annotated[tuple[Section, ...], "The parts of the text; their ids are the same in all languages."]
    slots: Annotated[Mapping[str, str], "The words of the parts of a clause; what is not here is not stated."]
    checked: tuple[Check, ...]
    machine_made: Annotated[bool, "Whether a machine wrote some of this text."]
    version: Annotated[str, "Eight digits that change when the text does; the page and its citation name them too."]


@dataclass(frozen=True, slots=True)
class Translation:
    """How the entry stands in one language; `stale` passages are older than the original."""

    state: TranslationState
    stale: tuple[str, ...]
    reason: Annotated[str | None, "Why the language was left out: a code of untranslated-reasons."]
    page: Annotated[str, "The page of the entry in this language; one that is missing shows the original."]


@dataclass(frozen=True, slots=True)
class ProvenanceData:
    """How the wording of a clause came to be: a `model` is written by the editors and was used by no buyer."""

    code: str
    labels: Localized[str]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another entry that is linked with this one."""

    ref: Ref
    titles: Localized[str]
    api_address: str


@dataclass(frozen=True, slots=True)
class FileData:
    """A file that belongs to the entry; `description` tells what a picture shows."""

    name: str
    media_type: str
    size: Annotated[int, "In bytes."]
    labels: Localized[str]
    description: Localized[str] | None
    language: Annotated[str | None, "The language of the file itself: a code of the vocabulary languages."]
    sources: tuple[str, ...]
    address: Annotated[str, "Where the file is fetched."]


@dataclass(frozen=True, slots=True)
class EntryData:
    """Everything about one entry; what its sources do not state is null or empty."""

    ref: Ref
    collection: Collection
    id: str
    api_address: str
    country: Annotated[str | None, "A code of the vocabulary countries."]
    date: Annotated[PartialDate | None, "The date the collection is sorted by."]
    review_by: Annotated[PartialDate | None, "When somebody should look at the entry again."]
    original: Annotated[Language, "The language the entry was first written in."]
    facts: Annotated[object, "The facts of the front matter."]
    provenance: ProvenanceData | None
    texts: Mapping[Language, LanguageVersion]
    translations: Mapping[Language, Translation]
    sources: Annotated[tuple[Source, ...], "Every source the entry cites, in the order of the page."]
    evidence: Annotated[Mapping[str, tuple[str, ...]], "The ids of the sources of each plain fact."]
    files: Annotated[tuple[FileData, ...], "Files to take home, such as the original tender."]
    links: Annotated[tuple[Neighbour, ...], "The entries this one names."]
    linked_from: Annotated[tuple[Neighbour, ...], "The entries that name this one."]
    licence: Licence


def fact_names(kind: type[Entry]) -> tuple[str, ...]:
    """Return the facts that entries of a kind have besides what every entry has."""
    shared = {field.name for field in fields(Entry)}
    return tuple(field.name for field in fields(kind) if field.name not in shared)


def entry_data(entry: Entry, shelf: Shelf) -> EntryData:
    """Return an entry as data; neighbours the public may not see are left out."""
    named = (shelf.get(ref) for ref in entry.links)
    return EntryData(
        ref=entry.ref,
        collection=entry.COLLECTION,
        id=entry.id,
        api_address=data_address(entry.ref),
        country=entry.country,
        date=entry.date,
        review_by=entry.review_by,
        original=entry.original,
        facts={name: getattr(entry, name) for name in fact_names(type(entry))},
        provenance=_provenance(entry, shelf),
        texts={language: _version(entry, language) for language in entry.texts},
        translations={language: _translation(entry, language) for language in Language},
        sources=tuple(shelf.sources[source] for source in entry.sources if source in shelf.sources),
        evidence=entry.evidence,
        files=tuple(_file(entry, each) for each in entry.files),
        links=tuple(_neighbour(each) for each in named if each is not None),
        linked_from=tuple(_neighbour(each) for each in shelf.linked_from(entry.ref)),
        licence=LICENCE,
    )


def titles_of(entry: Entry) -> Localized[str]:
    """Return the title of an entry in every language it exists in."""
    return Localized({language: text.title for language, text in entry.texts.values.items()}, entry.original)


def _version(entry: Entry, language: Language) -> LanguageVersion:
    text, version = entry.texts.values[language], text_version(entry, language)
    return LanguageVersion(
        text.title, text.summary, text.sections, text.slots, text.checked, text.machine_made, version
    )


def _translation(entry: Entry, language: Language) -> Translation:
    status = translation_status(entry, language)
    return Translation(status.state, status.stale, entry.untranslated.get(language), page_address(entry.ref, language))


def _file(entry: Entry, attachment: Attachment) -> FileData:
    return FileData(
        attachment.name,
        attachment.file_type.media_type,
        attachment.size,
        attachment.labels,
        attachment.description,
        attachment.language,
        attachment.sources,
        file_address(entry, attachment),
    )


def _provenance(entry: Entry, shelf: Shelf) -> ProvenanceData | None:
    if not isinstance(entry, Clause):
        return None
    labels = {language: shelf.vocabularies.label("provenances", entry.provenance, language) for language in Language}
    return ProvenanceData(entry.provenance, Localized(labels, Language.EN))


def _neighbour(entry: Entry) -> Neighbour:
    return Neighbour(entry.ref, titles_of(entry), data_address(entry.ref))
