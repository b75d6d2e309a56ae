"""An entry as one reader gets it: which text, in which language, in step with the original or not."""

import re
from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from portal.domain.entry import Entry
from portal.domain.entry import EntryText
from portal.domain.entry import Section
from portal.domain.language import Language
from portal.domain.reference import Ref
from portal.domain.translation import TranslationState
from portal.domain.translation import TranslationStatus
from portal.domain.translation import translation_status
from portal.library.shelf import Shelf
from portal.rendering.markdown import MarkdownRenderer
from portal.web.addresses import entry_address
from portal.web.addresses import present_ref

NEXT_PROVISION = re.compile(r"\n(?=\d+\.|\s*\n)")
FIRST_NUMBER = re.compile(r"\A\d+\.\s*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A section ready for the page; `stale` says that the original has changed since it was translated."""

    id: str
    heading: str
    html: Markup
    stale: bool


@dataclass(frozen=True)
class Reading:
    """The text a reader of `reader` gets, and the language it really is in."""

    entry: Entry
    reader: Language
    text: EntryText
    language: Language

    @cached_property
    def status(self) -> TranslationStatus:
        """How the text stands to the original, which a line of a list never asks and which takes all its words."""
        return translation_status(self.entry, self.language)

    @property
    def foreign(self) -> Language | None:
        """The language of the text where it is not the reader's, else None."""
        return self.language if self.language != self.reader else None

    @property
    def reason(self) -> str | None:
        """The code of the reason why the reader's language is missing, where one was given."""
        return self.entry.untranslated.get(self.reader)

    @property
    def stale(self) -> tuple[str, ...]:
        """The passages whose original has changed since they were translated."""
        return self.status.stale if self.status.state is TranslationState.STALE else ()

    @property
    def address(self) -> str:
        """Where the entry is found in the reader's language."""
        return entry_address(self.entry.ref)

    @property
    def address_in_language(self) -> str:
        """Where the entry is found in the language the text really is in."""
        return entry_address(self.entry.ref, self.language)

    def citation(self, source_id: str) -> tuple[str, str] | None:
        """Return the address and the number of a source in the page's list of sources."""
        if source_id not in self.entry.sources:
            return None
        number = self.entry.sources.index(source_id) + 1
        return f"#source-{number}", f"{number}"


def read_entry(entry: Entry, reader: Language) -> Reading:
    """Return the entry as a reader of this language gets it: own language, else the original."""
    text, language = entry.texts.best(reader)
    return Reading(entry, reader, text, language)


def passage(section: Section, reading: Reading, renderer: MarkdownRenderer, shelf: Shelf) -> Passage:
    """Return a section as HTML; links lead to entries the public may see, in the reader's language."""

    def link(ref: Ref) -> str | None:
        target = present_ref(ref, shelf)
        return entry_address(target) if shelf.get(target) else None

    # The renderer's second fence is an allowlist: what it returns is safe by construction.
    html = Markup(renderer.html(section.markdown, reading.citation, link))  # noqa: S704
    return Passage(section.id, section.heading, html, section.id in reading.stale)


def wording(
    reading: Reading, renderer: MarkdownRenderer, shelf: Shelf, fills: Mapping[str, str] | None = None
) -> Markup | None:
    """Return the wording of a clause with its blanks named in the language of the text, or None where there is none.

    A blank that `fills` has words for is shown with them.
    """
    section = reading.text.section("wording")
    return _with_blanks(section.markdown, reading, renderer, shelf, fills) if section else None


def opening(reading: Reading, renderer: MarkdownRenderer, shelf: Shelf) -> Markup | None:
    """Return the first provision of a wording without its number, or None where there is no wording."""
    section = reading.text.section("wording")
    if section is None:
        return None
    first = NEXT_PROVISION.split(section.markdown.strip(), maxsplit=1)[0]
    return _with_blanks(FIRST_NUMBER.sub("", first), reading, renderer, shelf)


def wording_blocks(reading: Reading, renderer: MarkdownRenderer, shelf: Shelf) -> list[tuple[str, Markup]]:
    """Return the kind and the HTML of each block of a wording, the points of a list one by one."""
    section = reading.text.section("wording")
    made = renderer.wording_blocks(section.markdown, _blank_label(reading, shelf)) if section else ()
    # Safe by construction, as above.
    return [(kind, Markup(block)) for kind, block in made]  # noqa: S704


def wording_text(reading: Reading, renderer: MarkdownRenderer, shelf: Shelf) -> str:
    """Return a wording for a plain document, its points numbered, its blanks in square brackets."""
    section = reading.text.section("wording")
    label = _blank_label(reading, shelf)
    return renderer.numbered(section.markdown, lambda code: f"[{label(code)}]") if section else ""


def _blank_label(reading: Reading, shelf: Shelf) -> Callable[[str], str]:
    return lambda code: shelf.vocabularies.label("blanks", code, reading.language)


def _with_blanks(
    markdown: str,
    reading: Reading,
    renderer: MarkdownRenderer,
    shelf: Shelf,
    fills: Mapping[str, str] | None = None,
) -> Markup:
    # Safe by construction, as above.
    return Markup(renderer.wording(markdown, _blank_label(reading, shelf), fills))  # noqa: S704
