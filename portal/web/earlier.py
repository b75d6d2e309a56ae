"""An entry as it once was, and the list of what it has been."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from portal.domain.clause import SlotName
from portal.domain.entry import Entry
from portal.domain.entry import EntryText
from portal.domain.language import Language
from portal.domain.reference import Ref
from portal.history.revision import Revision
from portal.library.shelf import Shelf
from portal.rendering.markdown import MarkdownRenderer
from portal.web.addresses import entry_address
from portal.web.addresses import present_ref
from portal.web.changes import PassageChange
from portal.web.changes import changes
from portal.web.formats import moment_day
from portal.web.labels import slot_name
from portal.web.reading import Passage


@dataclass(frozen=True, slots=True)
class Version:
    """One version for the list: its day in the reader's language and as data, its short id, what was said of it."""

    revision: Revision
    day: str
    moment: str
    before: str | None

    @property
    def short(self) -> str:
        """The name of the version in an address."""
        return self.revision.short


@dataclass(frozen=True, slots=True)
class EarlierText:
    """The text of an entry as it was."""

    title: str
    summary: str
    passages: tuple[Passage, ...]
    slots: tuple[tuple[str, str], ...]


def versions(revisions: Sequence[Revision], reader: Language) -> list[Version]:
    """Return revisions as lines of a list, each with the name of the one before it."""
    earlier = [*(revision.short for revision in revisions[1:]), None]
    return [_version(revision, before, reader) for revision, before in zip(revisions, earlier, strict=False)]


def earlier_text(
    text: EntryText, entry: Entry, language: Language, renderer: MarkdownRenderer, shelf: Shelf
) -> EarlierText:
    """Return a text as it was, as HTML; its numbers of sources are left out, for the list of today may be another."""

    def link(ref: Ref) -> str | None:
        target = present_ref(ref, shelf)
        return entry_address(target) if shelf.get(target) else None

    def html(section_id: str, markdown: str) -> Markup:
        made = (
            renderer.wording(markdown, lambda code: shelf.vocabularies.label("blanks", code, language))
            if section_id == "wording"
            else renderer.html(markdown, lambda _source: None, link)
        )
        # The renderer's second fence is an allowlist: what it returns is safe by construction.
        return Markup(made)  # noqa: S704

    shown = tuple(Passage(each.id, each.heading, html(each.id, each.markdown), stale=False) for each in text.sections)
    slots = tuple((slot_name(name), text.slots[name]) for name in SlotName if name in text.slots)
    return EarlierText(text.title, text.summary, shown, slots if entry.COLLECTION == "clauses" else ())


def text_changes(
    old: EntryText, new: EntryText, language: Language, renderer: MarkdownRenderer, shelf: Shelf
) -> list[PassageChange]:
    """Return what changed between two texts of one language; blanks are shown by their labels."""

    def label(code: str) -> str:
        return f"[{shelf.vocabularies.label('blanks', code, language)}]"

    return changes(old, new, language, lambda markdown: renderer.numbered(markdown, label))


def _version(revision: Revision, before: str | None, reader: Language) -> Version:
    return Version(revision, moment_day(revision.when, reader), revision.when.date().isoformat(), before)
