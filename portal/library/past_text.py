"""The readable text of a file as it once was, whatever the rules of that day were."""

from collections.abc import Mapping
from typing import Any

from portal.domain.clause import SlotName
from portal.domain.entry import EntryText
from portal.library.content_file import FORBIDDEN
from portal.library.content_file import split_content
from portal.library.faults import Faults
from portal.library.kinds import ANOTHER_CLAUSE
from portal.library.kinds import NOT_STATED


def past_text(markdown: str) -> EntryText | None:
    """Return title, summary, sections and slots of a file's text, or None where it cannot be taken apart.

    An earlier version is shown as it was: what today's checker would say of it is not asked.
    """
    text = FORBIDDEN.sub("", markdown.replace("\r\n", "\n").replace("\r", "\n"))
    file = split_content(text, Faults("past"))
    if file is None:
        return None
    title, summary, slots = (file.metadata.get(name) for name in ("title", "summary", "slots"))
    if not isinstance(title, str):
        return None
    words = dict(_slot_words(slots)) if isinstance(slots, Mapping) else {}
    made_from = file.metadata.get("made_from")
    return EntryText(
        title,
        summary if isinstance(summary, str) else "",
        file.sections,
        words,
        {str(name): str(mark) for name, mark in made_from.items()} if isinstance(made_from, Mapping) else {},
        machine_made=file.metadata.get("machine_made") is True,
    )


def _slot_words(slots: Mapping[Any, Any]) -> list[tuple[str, str]]:
    """Return the words of the slots that are stated: a map with a text in an original, the words in a translation."""
    found = []
    for name in SlotName:
        value = slots.get(name.value)
        words = value.get("text") if isinstance(value, Mapping) else value
        if isinstance(words, str) and words not in {NOT_STATED, ANOTHER_CLAUSE}:
            found.append((name.value, words))
    return found
