"""What a translator sent: which fields are theirs, and which passages they call in step with the original."""

import re
from collections.abc import Mapping

from werkzeug.datastructures import MultiDict

from portal.domain.entry import EntryText
from portal.domain.translation import fingerprint
from portal.domain.translation import passages
from portal.library.content_change import text_of_typed
from portal.library.content_change import with_stamps
from portal.library.form_field import Typed
from portal.library.stamping import MADE_FROM
from portal.library.typed_file import beside
from portal.library.typed_file import passage_of

STEP = "step"
SEEN = "seen."
SECTIONS = "sections."
ID = ".id"
MARK = re.compile(r"[0-9a-f]{12}")
LONGEST = 60_000
"""Characters of one field; a file holds no more than 256 kB in all."""


def typed_of_translation(form: MultiDict[str, str], before: Typed, original: EntryText, base: Typed) -> Typed:
    """Return the draft with the texts that were sent, stamped as the translator says.

    Only the texts of the original's passages are taken, and those of sections that the original has lost; whatever
    else was sent is ignored.
    `before` is the draft as it was, `base` the translation that is live.
    """
    typed = {**before, **_section_ids(before, original)}
    for path in fields_of(before, original):
        if path in form:
            typed[path] = form[path].replace("\r\n", "\n")[:LONGEST]
    return stamped({path: text for path, text in typed.items() if text}, form, original, base)


def fields_of(typed: Typed, original: EntryText) -> Mapping[str, str]:
    """Return the fields a translator fills in, each with the words of the original that belong beside it."""
    lost = {path: "" for path in typed if path.startswith(SECTIONS) and path.endswith((".heading", ".text"))}
    return {**lost, **beside(typed, original)}


def stamped(typed: Typed, form: MultiDict[str, str], original: EntryText, base: Typed) -> Typed:
    """Return the draft with a stamp for every passage that is in step.

    A passage is in step with the original that the translator had before them: where it has changed since, the stamp
    is that of the older text, so that nothing is called in step that nobody has compared.
    An empty passage is never in step; one that is not keeps the stamp it was published with.
    """
    today = {name: fingerprint(words) for name, words in passages(original).items()}
    filled = {name for name, words in passages(text_of_typed(typed)).items() if words.strip()}
    said = {name: form.get(f"{SEEN}{name}", "") for name in form.getlist(STEP) if name in today and name in filled}
    earlier = {name: _earlier(name, mark, typed, base) for name, mark in today.items() if name not in said}
    older = {name: mark for name, mark in said.items() if mark != today[name] and MARK.fullmatch(mark)}
    marks = {f"{MADE_FROM}.{name}": mark for name, mark in {**earlier, **older}.items() if mark}
    bare = {path: text for path, text in typed.items() if not path.startswith(f"{MADE_FROM}.")}
    fresh = tuple(name for name, mark in said.items() if mark == today[name])
    return with_stamps({**bare, **marks}, original, fresh) if fresh else {**bare, **marks}


def _earlier(name: str, today: str, typed: Typed, base: Typed) -> str:
    """Return the stamp of a passage that is not called in step: an older one, never that of today."""
    marks = (typed.get(f"{MADE_FROM}.{name}", ""), base.get(f"{MADE_FROM}.{name}", ""))
    return next((mark for mark in marks if mark and mark != today), "")


def _section_ids(typed: Typed, original: EntryText) -> Typed:
    """Return the ids of sections that the draft has no row for yet, in the rows that `beside` gives them."""
    rows = {path.split(".")[1]: text for path, text in typed.items() if path.startswith(SECTIONS) and path.endswith(ID)}
    free = max((int(row) for row in rows if row.isdecimal()), default=-1) + 1
    lacking = [section.id for section in original.sections if section.id not in rows.values()]
    return {f"{SECTIONS}{row}{ID}": section_id for row, section_id in enumerate(lacking, start=free)}


def passage_fields(name: str, typed: Typed, original: EntryText) -> dict[str, str]:
    """Return the fields of one passage with the words of the original that belong beside each."""
    whole = {**typed, **_section_ids(typed, original)}
    found = {path: words for path, words in fields_of(typed, original).items() if passage_of(path, whole) == name}
    return dict(sorted(found.items()))  # the heading of a section comes before its text
