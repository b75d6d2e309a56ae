"""What publishing a translation does to its original: it no longer says that the language is left out."""

from portal.domain.draft import Draft
from portal.domain.errors import FileUnreadable
from portal.domain.problem import Problem
from portal.domain.problem import Rule
from portal.history.publication import ContentRepository
from portal.library.draft_file import file_from_typed
from portal.library.typed_file import typed_from_file
from portal.publishing.publication import path_of

UNTRANSLATED = "untranslated"


def settled_by_translation(draft: Draft, problem: Problem) -> bool:
    """Tell whether a fault of the original is that it calls the draft's language left out."""
    if not draft.is_translation or problem.rule is not Rule.LANGUAGE_UNDECIDED:
        return False
    original = path_of(draft.ref, draft.original)
    return problem.file == original and problem.field == f"{UNTRANSLATED}.{draft.language}"


def original_freed(draft: Draft, repository: ContentRepository) -> dict[str, bytes | None]:
    """Return the original without the line that calls the draft's language left out; nothing where there is none."""
    if not draft.is_translation:
        return {}
    path = path_of(draft.ref, draft.original)
    content = repository.live(path).content
    if content is None:
        return {}
    text = content.decode("utf-8-sig", "replace")
    try:
        typed = dict(typed_from_file(text, draft.ref.collection))
    except FileUnreadable:
        return {}
    if typed.pop(f"{UNTRANSLATED}.{draft.language}", None) is None:
        return {}
    return {path: file_from_typed(typed, draft.ref.collection, text).encode("utf-8")}
