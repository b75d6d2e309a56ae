"""What every entry of the library has: a name, a text per language, sources and links."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import ClassVar

from portal.domain.attachment import Attachment
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.partial_date import PartialDate
from portal.domain.reference import Collection
from portal.domain.reference import Ref


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a body: `id` is the same in all languages, `markdown` excludes the heading."""

    id: str
    heading: str
    markdown: str


@dataclass(frozen=True, slots=True)
class Check:
    """A sign-off of one language version: content, language or law, by which role, when."""

    aspect: str
    role: str
    on: PartialDate


@dataclass(frozen=True, slots=True)
class EntryText:
    """An entry in one language; `made_from` maps a passage to the fingerprint of the original it was made from."""

    title: str
    summary: str
    sections: tuple[Section, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)
    made_from: Mapping[str, str] = field(default_factory=dict)
    checked: tuple[Check, ...] = ()
    machine_made: bool = False
    """Whether a machine wrote some of the text; readers are told."""

    def section(self, section_id: str) -> Section | None:
        """Return the section with this id, or None."""
        return next((section for section in self.sections if section.id == section_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Anything kept under `content/`; the facts are those of the original-language file."""

    COLLECTION: ClassVar[Collection]
    REFERENCES: ClassVar[Mapping[str, Collection]] = {}
    """The fields that hold ids, and the collection the ids are in; the rest of `links` is derived from it."""

    id: str
    texts: Localized[EntryText]
    country: str | None = None
    sources: tuple[str, ...] = ()
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    related: tuple[Ref, ...] = ()
    files: tuple[Attachment, ...] = ()
    review_by: PartialDate | None = None
    untranslated: Mapping[Language, str] = field(default_factory=dict)
    minor_changes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def ref(self) -> Ref:
        """The entry's name."""
        return Ref(self.COLLECTION, self.id)

    @property
    def original(self) -> Language:
        """The language whose file carries the facts."""
        return self.texts.original

    @property
    def date(self) -> PartialDate | None:
        """The day the entry speaks of, for sorting by newest; None where it has none."""
        return None

    @property
    def links(self) -> tuple[Ref, ...]:
        """Every entry this one names, once, in the order of its fields."""
        found: dict[Ref, None] = {}
        for name, collection in self.REFERENCES.items():
            value = getattr(self, name)
            ids = (value,) if isinstance(value, str) else value or ()
            found.update((Ref(collection, entry_id), None) for entry_id in ids)
        found.update((ref, None) for ref in self.related)
        return tuple(found)
