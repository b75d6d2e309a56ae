"""A form as it stands on a page: every place where something is typed, with its words, choices and faults."""

from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from portal.domain.clause import SlotName
from portal.domain.language import Language
from portal.domain.problem import Problem
from portal.library.form import Form
from portal.library.form import is_row
from portal.library.form_field import GROUPS
from portal.library.form_field import ROW
from portal.library.form_field import SEVERAL
from portal.library.form_field import Control
from portal.library.form_field import FormField
from portal.library.form_field import Typed
from portal.library.form_field import values_of
from portal.library.shelf import Shelf
from portal.web.desk.choices import Choice
from portal.web.desk.choices import codes
from portal.web.desk.choices import list_of
from portal.web.desk.choices import matching
from portal.web.desk.fault_words import fault_sentences
from portal.web.desk.section_words import section_kind
from portal.web.field_words import field_help
from portal.web.field_words import field_label
from portal.web.words import gettext

EVIDENCE = "evidence"
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A field on the page; `name` is what the browser sends and `anchor` where a fault leads to."""

    path: str
    control: Control
    label: str
    help: str
    required: bool = False
    value: str = ""
    values: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    list_name: str = ""
    longest: int | None = None
    faults: tuple[str, ...] = ()
    guesses: tuple[Choice, ...] = ()
    fields: tuple["Place", ...] = ()
    evidence: "Place | None" = None

    @property
    def name(self) -> str:
        """What the browser calls the field."""
        return f"t.{self.path}"

    @property
    def anchor(self) -> str:
        """The id of the field on the page."""
        return anchor_of(self.path)

    @property
    def filled(self) -> bool:
        """Whether anything is typed in it or inside it, or wrong with it."""
        inner = any(field.filled for field in self.fields)
        return bool(self.value or any(self.values) or self.faults) or inner

    def walk(self) -> Iterator["Place"]:
        """Yield this place and all inside it."""
        yield self
        for field in (*self.fields, *((self.evidence,) if self.evidence else ())):
            yield from field.walk()


@dataclass(frozen=True, slots=True)
class ShownFault:
    """A fault in the list at the top of the page: what it is about, what is wrong, and the place it leads to."""

    label: str
    sentence: str
    anchor: str


def _is_told_above(path: str) -> bool:
    """Whether the first part of a clause tells what belongs here, so that the other nine need not say it again."""
    return path.startswith("slots.") and ".value." in path and not path.startswith(f"slots.{next(iter(SlotName))}.")


def anchor_of(path: str) -> str:
    """Return the id of a field on the page."""
    return f"f-{path.replace('.', '-')}"


@dataclass(frozen=True, slots=True)
class FormSheet:
    """Makes the places of a form from what was typed; `more` names a list that gets one more empty row."""

    form: Form
    typed: Typed
    problems: Sequence[Problem]
    shelf: Shelf
    language: Language
    more: str = ""

    def places(self) -> tuple[Place, ...]:
        """Return the places in the order of the form, without what the portal itself writes."""
        shown = [field for field in self.form.fields if not field.by_portal and field.name != EVIDENCE]
        return tuple(self._with_evidence(self._place(field, field.path), field) for field in shown)

    def faults(self, places: Sequence[Place]) -> tuple[ShownFault, ...]:
        """Return every fault with the nearest place on the page."""
        anchors = {place.path for top in places for place in top.walk()}
        return tuple(self._fault(problem, anchors) for problem in self.problems)

    def _fault(self, problem: Problem, there: set[str]) -> ShownFault:
        path = problem.field
        while path and path not in there:
            path = path.rpartition(".")[0]
        label = path_label(problem.field) if problem.field else ""
        return ShownFault(label, fault_sentences(problem.rule), anchor_of(path) if path else "form")

    def _with_evidence(self, place: Place, field: FormField) -> Place:
        path = f"{EVIDENCE}.{field.name}"
        inner = self.form.field_at(path)
        if inner is None or not (field.needs_evidence or self.typed.get(path) or self._said(path)):
            return place
        # Forty boxes called “Source” would be one name for forty things, and the help stands above already.
        label = gettext("Source: %(fact)s", fact=place.label)
        return replace(place, evidence=replace(self._place(inner, path), label=label, help=""))

    def _place(self, field: FormField, path: str) -> Place:
        value = self.typed.get(path, "")
        made = Place(
            path,
            field.control,
            self._label(field, path),
            "" if _is_told_above(path) else field_help(field.name),
            required=field.required,
            value=value,
            longest=field.longest,
            faults=tuple(dict.fromkeys(self._said(path))),
        )
        if field.control in GROUPS:
            return replace(made, fields=tuple(self._inner(field, path)))
        if field.control in {Control.SECTION_ID, Control.CODE, Control.CODES}:
            return self._choosing(made, field)
        return self._naming(made, field)

    def _choosing(self, made: Place, field: FormField) -> Place:
        """Return a place with its choices; what is typed and no choice is kept as one."""
        values = values_of(field.control, made.value) if field.control in SEVERAL else tuple(filter(None, [made.value]))
        choices = self._sections() if field.control is Control.SECTION_ID else self._codes(field)
        known = {choice.value for choice in choices}
        others = tuple(Choice(value, value) for value in values if value not in known)
        return replace(made, values=values, choices=(*choices, *others) if choices else ())

    def _naming(self, made: Place, field: FormField) -> Place:
        """Return a place into which names are typed; one that is not known comes with what may be meant."""
        name = list_of(field)
        several = field.control in SEVERAL and field.control is not Control.LINES
        values = values_of(field.control, made.value) if several else ()
        typed = values or tuple(filter(None, [made.value])) if name else ()
        guesses = [guess for value in typed if made.faults for guess in self._guesses(name, value)]
        return replace(made, list_name=name, values=values, guesses=tuple(guesses))

    def _guesses(self, name: str, value: str) -> Sequence[Choice]:
        found = matching(name, value, self.shelf, self.language)
        return () if any(each.value == value for each in found) else found[:5]

    def _inner(self, field: FormField, path: str) -> Iterator[Place]:
        if field.control is not Control.ROWS:
            for inner in field.fields:
                yield self._place(inner, f"{path}.{inner.name}")
            return
        for row in range(self._rows(path)):
            fields = [self._place(inner, inner.path.replace(ROW, str(row), 1)) for inner in field.fields]
            label = f"{field_label(field.name)} {row + 1}"
            faults = tuple(dict.fromkeys(self._said(f"{path}.{row}")))
            yield Place(f"{path}.{row}", Control.GROUP, label, "", faults=faults, fields=tuple(fields))

    def _rows(self, path: str) -> int:
        return min(MOST_ROWS, count_rows(self.typed, path) + (self.more == path))

    def _label(self, field: FormField, path: str) -> str:
        if path.startswith(f"{EVIDENCE}."):
            return field_label("source")
        return field_label(field.name)

    def _codes(self, field: FormField) -> tuple[Choice, ...]:
        return codes(field.vocabulary or "", self.shelf, self.language)

    def _sections(self) -> tuple[Choice, ...]:
        if self.form.free_sections:
            return ()
        ids = (*self.form.required_sections, *self.form.optional_sections)
        return tuple(Choice(each, section_kind(each)) for each in ids)

    def _said(self, path: str) -> Iterator[str]:
        return (fault_sentences(problem.rule) for problem in self.problems if problem.field == path)


def count_rows(typed: Typed, path: str) -> int:
    """Return how many rows of a list have something typed in them, with empty ones between."""
    steps = [each.removeprefix(f"{path}.").partition(".")[0] for each in typed if each.startswith(f"{path}.")]
    return max((int(step) + 1 for step in steps if is_row(step)), default=0)


def path_label(path: str) -> str:
    """Return where a field stands, in words: `The rule in numbers 2 › Kind`."""
    words: list[str] = []
    for step in path.split("."):
        if is_row(step) and words:
            words[-1] = f"{words[-1]} {int(step) + 1}"
        else:
            words.append(field_label(step))
    return " › ".join(words)


def list_names(places: Sequence[Place]) -> tuple[str, ...]:
    """Return the names of the lists that fields of a page are filled from."""
    named = (place.list_name for top in places for place in top.walk() if place.list_name)
    return tuple(dict.fromkeys(named))
