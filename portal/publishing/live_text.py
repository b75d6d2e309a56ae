"""What is published of an entry, as drafts are begun from it and compared with it."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.domain.draft import Draft
from portal.domain.errors import FileUnreadable
from portal.domain.language import Language
from portal.domain.reference import Ref
from portal.history.publication import ContentRepository
from portal.library.form_field import Typed
from portal.library.shelf import Shelf
from portal.library.typed_file import TRANSLATION_OF
from portal.library.typed_file import typed_for_new
from portal.library.typed_file import typed_for_translation
from portal.library.typed_file import typed_from_file
from portal.publishing.publication import FLAGGED
from portal.publishing.publication import MACHINE_MADE
from portal.publishing.publication import base_typed
from portal.publishing.publication import path_of
from portal.workspace.draft_parts import Beginning
from portal.workspace.draft_parts import LiveFile


@dataclass(frozen=True, slots=True)
class LiveText:
    """Reads published files; it changes nothing and asks nobody for rights."""

    shelf: Callable[[], Shelf]
    repository: ContentRepository

    def file(self, ref: Ref, language: Language) -> LiveFile:
        """Return the published file of an entry in a language."""
        live = self.repository.live(path_of(ref, language))
        return LiveFile(live.blob_id, (live.content or b"").decode("utf-8-sig", "replace"))

    def beginning(self, ref: Ref, language: Language) -> Beginning:
        """Return what a draft of an entry in a language begins with, without beginning one."""
        entry, live = self.shelf().get(ref), self.file(ref, language)
        if live.blob is not None:
            typed: Typed = typed_from_file(live.text, ref.collection)
        elif entry is not None:
            typed = typed_for_translation(entry.texts.best(entry.original)[0], entry.original)
        else:
            typed = typed_for_new(ref.collection)
        # A faulty or withdrawn entry is not on the shelf, but its file says what it is a translation of.
        of = typed.get(TRANSLATION_OF, "")
        original = entry.original if entry else Language(of) if of in set(Language) else language
        text = {path: words for path, words in typed.items() if path != MACHINE_MADE}
        return Beginning(ref, language, original, text, live, typed.get(MACHINE_MADE) == FLAGGED)

    def is_overtaken(self, draft: Draft) -> bool:
        """Tell whether the live file is no longer the one the draft was begun from."""
        return draft.state.is_open and self.file(draft.ref, draft.language).blob != draft.base

    def typed(self, draft: Draft) -> Typed:
        """Return what the live file of a draft says now; nothing where there is none, or none that can be read."""
        live = self.file(draft.ref, draft.language)
        try:
            return typed_from_file(live.text, draft.ref.collection) if live.blob is not None else {}
        except FileUnreadable:
            return {}

    def begun_from(self, draft: Draft) -> Typed:
        """Return what the live file of a draft said when it was begun; nothing where there was none to read."""
        try:
            return base_typed(draft)
        except FileUnreadable:
            return {}
