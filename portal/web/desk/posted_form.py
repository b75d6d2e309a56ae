"""What a browser sent, as what was typed: only fields the form has, the rest of the draft as it was."""

from collections.abc import Callable
from collections.abc import Iterator

from werkzeug.datastructures import MultiDict

from portal.domain.language import Language
from portal.library.form import Form
from portal.library.form import is_row
from portal.library.form_field import BY_COMMA
from portal.library.form_field import GROUPS
from portal.library.form_field import Control
from portal.library.form_field import FormField
from portal.library.form_field import Typed
from portal.library.form_field import text_of
from portal.library.form_field import values_of
from portal.library.shelf import Shelf
from portal.web.desk.choices import list_of
from portal.web.desk.choices import meant

PREFIX = "t."
WHOLE = "whole"
"""The last field of the form; where it is missing, the form was cut on its way."""


def typed_in(posted: MultiDict[str, str], before: Typed, form: Form, shelf: Shelf, language: Language) -> Typed:
    """Return what was typed: the fields of the form as they were sent, and all that is not in the form as it was.

    A field that was sent and that the form does not have is not taken.
    """
    typed = {path: text for path, text in before.items() if not is_offered(path, form)}
    for name in posted:
        path = name.removeprefix(PREFIX)
        field = form.field_at(path) if name.startswith(PREFIX) else None
        if field is None or not is_offered(path, form):
            continue
        text = _text(posted.getlist(name), field, shelf, language)
        if field.control in BY_COMMA and set(values_of(field.control, text)) == _values(field, before.get(path, "")):
            text = before.get(path, "")  # the order in which the boxes stand says nothing
        if text.strip():
            typed[path] = text
    return _without_gaps(typed, form)


def is_offered(path: str, form: Form) -> bool:
    """Whether somebody can type into a field on the page."""
    top, field = form.field(path.partition(".")[0]), form.field_at(path)
    return top is not None and not top.by_portal and field is not None and field.control not in GROUPS


def without_row(typed: Typed, row: str) -> Typed:
    """Return what was typed without one row of a list (`obligation.2`); the rows after it move up."""
    path, _, number = row.rpartition(".")
    if not path or not is_row(number):
        return typed
    kept = {each: text for each, text in typed.items() if not each.startswith(f"{row}.")}
    return {_moved(each, path, lambda step: step - (step > int(number))): text for each, text in kept.items()}


def moved_up(typed: Typed, row: str) -> Typed:
    """Return what was typed with a row of a list exchanged with the one before it."""
    path, _, number = row.rpartition(".")
    if not path or not is_row(number) or number == "0":
        return typed
    here = int(number)
    turn = {here: here - 1, here - 1: here}
    return {_moved(each, path, lambda step: turn.get(step, step)): text for each, text in typed.items()}


def _moved(path: str, rows: str, place: Callable[[int], int]) -> str:
    step, dot, rest = path.removeprefix(f"{rows}.").partition(".")
    if not path.startswith(f"{rows}.") or not is_row(step):
        return path
    return f"{rows}.{place(int(step))}{dot}{rest}"


def _values(field: FormField, text: str) -> set[str]:
    return set(values_of(field.control, text))


def _text(sent: list[str], field: FormField, shelf: Shelf, language: Language) -> str:
    texts = [_clean(each) for each in sent]
    if field.control not in BY_COMMA:
        text = next((each for each in reversed(texts) if each.strip()), "")
        return meant(list_of(field), text, shelf, language) if field.control is Control.ENTRY else text
    if field.control is Control.CODES:
        return text_of(field.control, tuple(each for text in texts for each in values_of(field.control, text)))
    return text_of(field.control, tuple(dict.fromkeys(_names(texts, field, shelf, language))))


def _names(texts: list[str], field: FormField, shelf: Shelf, language: Language) -> Iterator[str]:
    """Yield ids; a name of several words that nobody knows stays one value, its words joined by hyphens."""
    for text in texts:
        whole = meant(list_of(field), text, shelf, language)
        if whole != text.strip() or " " not in whole:
            yield from values_of(field.control, whole)
            continue
        for part in whole.split(","):
            name = meant(list_of(field), part, shelf, language)
            words = [meant(list_of(field), word, shelf, language) for word in name.split()]
            yield from words if field.control is Control.SOURCES else ("-".join(words),) if words else ()


def _clean(text: str) -> str:
    """Return a text with the line ends of Unix and without NUL, which no database keeps."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _without_gaps(typed: Typed, form: Form) -> Typed:
    """Return the same with the rows of every list counted through; rows that were left empty go."""
    for field in form.fields:
        if field.control is Control.ROWS:
            steps = {path.split(".")[1] for path in typed if path.startswith(f"{field.name}.")}
            rows = {int(step): place for place, step in enumerate(sorted(filter(is_row, steps), key=int))}
            typed = {_moved(path, field.name, rows.__getitem__): text for path, text in typed.items()}
    return typed


def with_choices(typed: Typed, posted: MultiDict[str, str], form: Form) -> Typed:
    """Return what was typed with what somebody chose, on the page of a conflict, where two texts differ."""
    chosen = dict(typed)
    for name in posted:
        path = name.removeprefix("pick.")
        if not name.startswith("pick.") or not is_offered(path, form):
            continue
        mine, theirs = typed.get(path, ""), _clean(posted.get(f"theirs.{path}", ""))
        if posted[name] == "theirs":
            chosen[path] = theirs
        elif posted[name] == "both":
            chosen[path] = "\n\n".join(filter(None, [mine, theirs]))
    return {path: text for path, text in chosen.items() if text.strip()}
