"""A passage of a draft as readers will see it, with hints on what could be read better."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from portal.domain.draft import Draft
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.form_field import Control
from portal.library.form_field import values_of
from portal.library.shelf import Shelf
from portal.publishing.writing_hints import hints_in
from portal.rendering.markdown import MarkdownRenderer
from portal.web.addresses import entry_address
from portal.web.addresses import present_ref
from portal.web.desk.form_sheet import count_rows
from portal.web.desk.hint_words import hint_sentence


@dataclass(frozen=True, slots=True)
class PreviewedPassage:
    """A section of a draft: its heading, its text as HTML, and the hints on it."""

    heading: str
    html: Markup
    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Previewer:
    """Renders passages with the same fences, links and blanks as the pages of readers."""

    draft: Draft
    shelf: Shelf
    renderer: MarkdownRenderer

    def passage(self, heading: str, markdown: str, section_id: str) -> PreviewedPassage:
        """Return a passage as readers will see it."""
        hints = tuple(hint_sentence(hint) for hint in hints_in(markdown))
        # The renderer's second fence is an allowlist: what it returns is safe by construction.
        return PreviewedPassage(heading, Markup(self._html(markdown, section_id)), hints)  # noqa: S704

    def passages(self) -> Sequence[PreviewedPassage]:
        """Return every section of the draft."""
        typed, found = self.draft.typed, []
        for row in range(count_rows(typed, "sections")):
            section_id, heading, text = (typed.get(f"sections.{row}.{name}", "") for name in ("id", "heading", "text"))
            if heading or text:
                found.append(self.passage(heading, text, section_id))
        return found

    def _html(self, markdown: str, section_id: str) -> str:
        if self.draft.ref.collection is Collection.CLAUSES and section_id == "wording":
            return self.renderer.wording(markdown, self._blank)
        return self.renderer.html(markdown, self._cite, self._link)

    def _blank(self, code: str) -> str:
        return self.shelf.vocabularies.label("blanks", code, self._language)

    def _cite(self, source: str) -> tuple[str, str] | None:
        entry = self.shelf.get(self.draft.ref)
        typed = values_of(Control.SOURCES, self.draft.typed.get("sources", ""))
        sources = entry.sources if self.draft.is_translation and entry else typed
        return (f"#source-{sources.index(source) + 1}", f"{sources.index(source) + 1}") if source in sources else None

    def _link(self, ref: Ref) -> str | None:
        target = present_ref(ref, self.shelf)
        return entry_address(target) if self.shelf.get(target) else None

    @property
    def _language(self) -> Language:
        return self.draft.language
