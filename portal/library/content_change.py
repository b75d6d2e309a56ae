"""What a change of an original means for its translations."""

import re
from collections import Counter
from collections.abc import Collection
from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.entry import EntryText
from portal.domain.entry import Section
from portal.domain.translation import fingerprint
from portal.domain.translation import passages
from portal.library.form import is_row
from portal.library.form_field import Control
from portal.library.form_field import Typed
from portal.library.form_field import text_of
from portal.library.form_field import values_of
from portal.library.stamping import MADE_FROM
from portal.library.stamping import stamps_of
from portal.library.typed_values import sound

MINOR = "minor_changes"
KEPT_BESIDE = frozenset(
    {"checked", "machine_made", "legal_check", MINOR, "review_by", "untranslated", "related", "sources", "evidence"}
    | {"sections"}
)
"""Fields that say nothing a translation repeats."""

NUMBERS = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d+)*")
POINTERS = re.compile(r"\[\^[^\]\s]*\]|\]\([^)]*\)")
"""Citations and targets of links: their digits are no numbers of the text."""


@dataclass(frozen=True, slots=True)
class ContentChange:
    """What differs between two versions of an original.

    `passages` are the names, as `made_from` has them, of the texts that changed, appeared or went; `facts` the fields.
    `slots` and `numbers` are the passages in which a slot or a number was touched.
    """

    passages: tuple[str, ...]
    facts: tuple[str, ...]
    slots: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def is_major(self) -> bool:
        """Whether it is major by itself: it touches a number, a slot or a fact (design, “Translations”)."""
        return bool(self.facts or self.slots or self.numbers)

    @property
    def major_passages(self) -> tuple[str, ...]:
        """The changed passages whose translations are behind whatever the author says.

        Once a fact has changed that is all of them, since any may tell it in words.
        """
        touched = {*self.slots, *self.numbers}
        return self.passages if self.facts else tuple(name for name in self.passages if name in touched)

    @property
    def undecided_passages(self) -> tuple[str, ...]:
        """The changed passages of which the author says whether the change is minor."""
        return tuple(name for name in self.passages if name not in self.major_passages)


def change_between(before: Typed, now: Typed) -> ContentChange:
    """Return what changed between two versions of an original; white space is no change."""
    was, is_now = _passages(before), _passages(now)
    names = [*is_now, *(name for name in was if name not in is_now)]
    changed = tuple(name for name in names if fingerprint(was.get(name, "")) != fingerprint(is_now.get(name, "")))
    paths = sorted(path for path in before.keys() | now.keys() if _said(before, path) != _said(now, path))
    facts = dict.fromkeys(path.partition(".")[0] for path in paths)
    slots = dict.fromkeys(f"slot.{path.split('.')[1]}" for path in paths if path.startswith("slots."))
    return ContentChange(
        changed,
        tuple(name for name in facts if name not in {"title", "summary", "slots", *KEPT_BESIDE}),
        tuple(slots),
        tuple(name for name in changed if _numbers(was.get(name, "")) != _numbers(is_now.get(name, ""))),
    )


def with_minor_changes(before: Typed, now: Typed, minor: Collection[str]) -> Typed:
    """Return the new version with `minor_changes` brought up to date.

    A passage named in `minor` lets translations made from the older text stand; of any other changed passage the older
    fingerprints are forgotten, and so they are where the change is major by itself.
    """
    change = change_between(before, now)
    was = _passages(before)
    typed = dict(now)
    for name in change.passages:
        path = f"{MINOR}.{name}"
        earlier = values_of(Control.LINES, typed.pop(path, ""))
        if name in minor and name in change.undecided_passages and name in was and name in _passages(now):
            typed[path] = text_of(Control.LINES, tuple(dict.fromkeys((*earlier, fingerprint(was[name])))))
    return typed


def with_stamps(typed: Typed, original: EntryText, only: tuple[str, ...] = ()) -> Typed:
    """Return a translation that says it was made from the original as it is now.

    `only` names the passages that were brought in step; none means all of them.
    Raises `StampRefused` when the original has no passage of that name.
    """
    start = f"{MADE_FROM}."
    earlier = {path.removeprefix(start): text for path, text in typed.items() if path.startswith(start)}
    stamps = {f"{start}{name}": mark for name, mark in stamps_of(original, earlier, only).items() if mark}
    return {**{path: text for path, text in typed.items() if not path.startswith(start)}, **stamps}


def text_of_typed(typed: Typed) -> EntryText:
    """Return title, summary, sections and slots as the file would have them; faulty ones are there too."""
    steps = [path.split(".") for path in typed]
    rows = sorted({int(step[1]) for step in steps if step[0] == "sections" and len(step) == 3 and is_row(step[1])})
    sections = (
        Section(
            _said(typed, f"sections.{row}.id"),
            _said(typed, f"sections.{row}.heading"),
            _said(typed, f"sections.{row}.text"),
        )
        for row in rows
    )
    slots = {step[1]: _said(typed, ".".join(step)) for step in steps if step[0] == "slots" and step[2:] == ["text"]}
    return EntryText(
        _said(typed, "title"),
        _said(typed, "summary"),
        tuple(section for section in sections if section.heading or section.markdown),
        {name: words for name, words in slots.items() if words},
    )


def _passages(typed: Typed) -> Mapping[str, str]:
    return passages(text_of_typed(typed))


def _said(typed: Typed, path: str) -> str:
    return sound(typed.get(path, ""))


def _numbers(text: str) -> Counter[str]:
    return Counter(re.sub(r"\D", "", number) for number in NUMBERS.findall(POINTERS.sub("", text)))
