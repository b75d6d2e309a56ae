"""Two people's changes to one form brought together, field by field and paragraph by paragraph."""

import re
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as fresh

from portal.library.form import Form
from portal.library.form import is_row
from portal.library.form_field import SEVERAL
from portal.library.form_field import Typed
from portal.library.form_field import text_of
from portal.library.form_field import values_of
from portal.library.three_way import merge_lists

Row = Mapping[str, str]
"""The fields of one row, by the path inside it."""

SECTIONS = "sections"
PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both changed; `mine` and `theirs` hold what could be merged around the place they differ in.

    Either can be put into the field as it is.
    For rows that cannot be matched, path is that of the list and the texts only tell; the merged form has both.
    """

    path: str
    base: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged form, with mine where both changed a thing, and the places where somebody must choose."""

    typed: Typed
    conflicts: tuple[Conflict, ...]


def merge_typed(base: Typed, mine: Typed, theirs: Typed, form: Form | None = None) -> Merged:
    """Return both people's changes in one form; nothing either typed is lost without a conflict that shows it.

    Sections are matched by id, other rows by what they say.
    With the form, fields of several codes, ids or sources are merged value by value.
    """
    merge = _Merge(form)
    three = tuple({path: _unix(text) for path, text in typed.items() if text.strip()} for typed in (base, mine, theirs))
    names = dict.fromkeys(path.partition(".")[0] for typed in three for path in typed)
    for name in names:
        parts = tuple({path: text for path, text in typed.items() if path.partition(".")[0] == name} for typed in three)
        merge.field(name, *parts)
    return Merged(merge.typed, tuple(merge.conflicts))


@dataclass(slots=True)
class _Merge:
    form: Form | None
    typed: dict[str, str] = fresh(default_factory=dict)
    conflicts: list[Conflict] = fresh(default_factory=list)

    def field(self, name: str, base: Typed, mine: Typed, theirs: Typed) -> None:
        """Merge everything under one name."""
        rows = tuple(_rows(name, typed) for typed in (base, mine, theirs))
        for path in dict.fromkeys([*mine, *theirs, *base]):
            if not _is_in_row(name, path):
                self._value(path, base.get(path, ""), mine.get(path, ""), theirs.get(path, ""))
        if name == SECTIONS:
            self._sections(*rows)
        elif any(rows):
            self._rows(name, *rows)

    def _value(self, path: str, base: str, mine: str, theirs: str) -> None:
        if theirs in (mine, base):
            merged = mine
        elif mine == base:
            merged = theirs
        else:
            merged = self._both(path, base, mine, theirs)
        if merged:
            self.typed[path] = merged

    def _both(self, path: str, base: str, mine: str, theirs: str) -> str:
        field = self.form.field_at(path) if self.form else None
        if field and field.control in SEVERAL:
            return text_of(field.control, _each(*(values_of(field.control, text) for text in (base, mine, theirs))))
        stretches = merge_lists(*(_paragraphs(text) for text in (base, mine, theirs)))
        ours = _text(part for stretch in stretches for part in stretch.mine)
        others = _text(part for stretch in stretches for part in stretch.theirs)
        if all(stretch.settled for stretch in stretches):
            return ours
        self.conflicts.append(Conflict(path, base, ours, others))
        return ours or others

    def _rows(self, name: str, base: list[Row], mine: list[Row], theirs: list[Row]) -> None:
        number = 0
        stretches = merge_lists(*([tuple(sorted(row.items())) for row in rows] for rows in (base, mine, theirs)))
        for stretch in stretches:
            was, ours, others = ([dict(row) for row in rows] for rows in (stretch.base, stretch.mine, stretch.theirs))
            if not stretch.settled and len(was) == len(ours) == len(others):
                for three in zip(was, ours, others, strict=True):
                    self._row(f"{name}.{number}", *three)
                    number += 1
                continue
            if not stretch.settled:
                self.conflicts.append(Conflict(name, _told(was), _told(ours), _told(others)))
                there = {frozenset(row.items()) for row in ours}
                ours += [row for row in others if frozenset(row.items()) not in there]
            for row in ours:
                self.typed.update((f"{name}.{number}.{path}", text) for path, text in row.items())
                number += 1

    def _row(self, path: str, base: Row, mine: Row, theirs: Row) -> None:
        for name in dict.fromkeys([*mine, *theirs, *base]):
            self._value(f"{path}.{name}", base.get(name, ""), mine.get(name, ""), theirs.get(name, ""))

    def _sections(self, base: list[Row], mine: list[Row], theirs: list[Row]) -> None:
        was, ours, others = (_by_id(rows) for rows in (base, mine, theirs))
        number = 0
        for key in _order(list(was), list(ours), list(others)):
            if key in was and key not in ours and key not in others:
                continue
            row = f"{SECTIONS}.{number}"
            three = was.get(key, {}), ours.get(key, {}), others.get(key, {})
            self._row(row, *three)
            number += self._keep(row, key, three[1] or three[2], everywhere=key in ours and key in others)

    def _keep(self, row: str, key: tuple[str, int], said: Row, *, everywhere: bool) -> bool:
        """Tell whether the merged section stays; one that does keeps its id and heading, though one side deleted it."""
        if not everywhere and not any(f"{row}.{name}" in self.typed for name in ("heading", "text")):
            self.typed.pop(f"{row}.id", None)
            return False
        for name, text in (("id", key[0]), ("heading", "" if everywhere else said.get("heading", ""))):
            if text:
                self.typed.setdefault(f"{row}.{name}", text)
        return True


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_in_row(name: str, path: str) -> bool:
    steps = path.split(".")
    return len(steps) > 2 and steps[0] == name and is_row(steps[1])


def _rows(name: str, typed: Typed) -> list[Row]:
    found: dict[int, dict[str, str]] = {}
    for path, text in typed.items():
        if _is_in_row(name, path):
            _, number, rest = path.split(".", 2)
            found.setdefault(int(number), {})[rest] = text
    return [found[number] for number in sorted(found)]


def _by_id(rows: list[Row]) -> dict[tuple[str, int], Row]:
    """Return the sections by id; of several with one id, by their number among them."""
    found: dict[tuple[str, int], Row] = {}
    for row in rows:
        section_id = row.get("id", "").strip()
        found[section_id, sum(key[0] == section_id for key in found)] = row
    return found


def _order(
    base: list[tuple[str, int]], mine: list[tuple[str, int]], theirs: list[tuple[str, int]]
) -> list[tuple[str, int]]:
    """Return the sections of both in my order, or in theirs where I moved none.

    What only the other has follows what it followed there.
    """
    common = [key for key in base if key in mine]
    lead, rest = (theirs, mine) if common == [key for key in mine if key in base] else (mine, theirs)
    order = list(lead)
    before: tuple[str, int] | None = None
    for key in rest:
        if key not in order:
            order.insert(order.index(before) + 1 if before in order else 0, key)
        before = key
    return order


def _each(base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...]:
    """Return my values without those they took out, then those they added."""
    kept = [value for value in mine if value in theirs or value not in base]
    return (*kept, *(value for value in theirs if value not in base and value not in mine))


def _paragraphs(text: str) -> list[str]:
    return PARAGRAPHS.split(text) if text else []


def _text(paragraphs: Iterable[str]) -> str:
    return "\n\n".join(paragraphs)


def _told(rows: list[dict[str, str]]) -> str:
    return "\n".join(", ".join(_pairs(row)) for row in rows)


def _pairs(row: Row) -> Iterator[str]:
    return (f"{path}: {text}" for path, text in row.items())
