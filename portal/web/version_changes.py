"""What differs between two versions of a file, for people: words of passages, and facts by their names."""

from dataclasses import dataclass

from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.library.content_change import text_of_typed
from portal.library.form import form_of
from portal.library.form import is_row
from portal.library.form_field import Control
from portal.library.form_field import Typed
from portal.library.form_field import values_of
from portal.library.typed_difference import fact_changes
from portal.web.changes import PassageChange
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.earlier import text_changes
from portal.web.field_words import field_label
from portal.web.i18n import reader_language

CODED = {Control.CODE, Control.CODES}


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact that differs, in words."""

    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two versions: words of passages, and facts."""

    passages: tuple[PassageChange, ...]
    facts: tuple[FactLine, ...]

    def __bool__(self) -> bool:
        return bool(self.passages or self.facts)


def typed_changes(before: Typed, now: Typed, collection: Collection, language: Language) -> Changes:
    """Return what differs between two versions of a file in a language, in words."""
    old, new = text_of_typed(before), text_of_typed(now)
    passages = text_changes(old, new, language, current_portal().renderer, current_shelf())

    def shown(path: str, text: str) -> str:
        return _value(collection, path, text)

    facts = (
        FactLine(path_name(each.path), shown(each.path, each.before), shown(each.path, each.now))
        for each in fact_changes(before, now)
    )
    return Changes(tuple(passages), tuple(facts))


def path_name(path: str) -> str:
    """Return the name of a field by its path: `obligation.0.amount` is “The rule in numbers 1 – Amount of money”."""
    named: list[str] = []
    for step in path.split("."):
        if is_row(step) and named:
            named[-1] = f"{named[-1]} {int(step) + 1}"
        else:
            named.append(field_label(step))
    return " – ".join(named)


def _value(collection: Collection, path: str, text: str) -> str:
    """Return what a field holds as readers know it: codes by their labels."""
    field = form_of(collection).field_at(path)
    if field is None or field.vocabulary is None or field.control not in CODED:
        return text
    codes = (text,) if field.control is Control.CODE and text else values_of(field.control, text)
    label = current_shelf().vocabularies.label
    return ", ".join(label(field.vocabulary, code, reader_language()) for code in codes)
