"""The flat fields of a form, put together as front matter, with the way back from a place in it to the field."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as fresh

from portal.library.form import Form
from portal.library.form import is_row
from portal.library.form_field import Control
from portal.library.form_field import FormField
from portal.library.form_field import Typed
from portal.library.front_matter import Node
from portal.library.front_matter import plain
from portal.library.front_matter import quoted
from portal.library.kinds import ANOTHER_CLAUSE
from portal.library.kinds import NOT_STATED
from portal.library.strict_yaml import MAX_EVENTS
from portal.library.typed_values import node_of

DATE = re.compile(r'"[0-9]{4}(?:-[0-9]{2}){0,2}"')
MOST_IN_FIELD = 500
"""More values than this in one field are kept as one text, for the checker to refuse at the field."""

MOST_EVENTS = MAX_EVENTS * 3 // 4
EVENTS_PER_FIELD = 4
"""What the reader counts for a field: its name, its value, and the brackets around a row of one field."""

NAME_IN_TABLE = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


@dataclass(slots=True)
class TypedTree:
    """Builds the values of fields; `taken` are the paths it used, `rows` leads from a row of the file to one typed.

    An empty row is not written, so that row 1 of the file may be row 3 of the form.
    `overflow` are the paths for which the front matter has no room: more values than the strict reader takes.
    """

    form: Form
    typed: Typed
    taken: set[str] = fresh(default_factory=set)
    rows: dict[str, str] = fresh(default_factory=dict)
    overflow: list[str] = fresh(default_factory=list)
    events: int = 0

    def value(self, name: str) -> Node | None:
        """Return what the file says under the name of a field, or None where nothing was typed."""
        field = self.form.field(name)
        if field is None:
            return None
        return self._slots(field) if name == "slots" else self._node(field, name, name)

    def _node(self, field: FormField, path: str, place: str) -> Node | None:
        """Return the value of the field at the path of the form, which stands at `place` in the file."""
        if field.control is Control.ROWS:
            made: Node | None = self._rows(field, path, place)
        elif field.control is Control.TABLE:
            made = self._table(field, path)
        elif field.control is Control.PERIOD:
            made = _short(self._group(field, path, place), nested="." in place)
        elif field.control is Control.GROUP:
            made = self._group(field, path, place)
        else:
            return self._leaf(field, path)
        # Something typed where only a group can be: the checker says what belongs there.
        return made or self._leaf(FormField(field.name, path, Control.LINE), path)

    def _leaf(self, field: FormField, path: str) -> Node | None:
        text = self.typed.get(path, "")
        if not text:
            return None
        self.taken.add(path)
        node = node_of(field, text)
        size = 0 if isinstance(node, str) else len(node)
        if size > MOST_IN_FIELD or self.events + size > MOST_EVENTS:
            node, size = quoted(text), 0
        self.events += size + EVENTS_PER_FIELD
        if self.events > MOST_EVENTS:
            self.overflow.append(path)
            return None
        return node or None

    def _group(self, group: FormField, path: str, place: str) -> dict[str, Node]:
        found: dict[str, Node] = {}
        for field in group.fields:
            node = self._node(field, f"{path}.{field.name}", f"{place}.{field.name}")
            if node is not None:
                found[field.name] = node
        return found

    def _rows(self, field: FormField, path: str, place: str) -> list[Node]:
        made: list[Node] = []
        for row in self.numbers(path):
            there = f"{place}.{len(made)}"
            node = self._group(field, f"{path}.{row}", there) or self._leaf(_line(path, row), f"{path}.{row}")
            if node:
                self.rows[there] = f"{path}.{row}"
                made.append(node)
        return made

    def _table(self, table: FormField, path: str) -> dict[str, Node]:
        typed = [name for name in self._names_below(path) if NAME_IN_TABLE.fullmatch(name)]
        known = [field.name for field in table.fields if field.name in typed]
        found: dict[str, Node] = {}
        for name in (*known, *(name for name in typed if name not in known)):
            field = table.field(name) or FormField(name, f"{path}.{name}", table.others or Control.LINE)
            node = self._leaf(field, f"{path}.{name}")
            if node is not None:
                found[name] = node
        return found

    def _slots(self, slots: FormField) -> Node | None:
        found: dict[str, Node] = {}
        for slot in slots.fields:
            text = self._leaf(slot.fields[0], f"{slot.path}.text") if self.form.translated else None
            node = text or self._node(slot, slot.path, slot.path)
            if node is None and not self.form.translated:
                node = plain(self.silent_word)
            if node is not None:
                found[slot.name] = node
        return found or self._leaf(FormField("slots", "slots", Control.LINE), "slots")

    @property
    def silent_word(self) -> str:
        """What stands in a slot that nothing was typed into: a clause of a set leaves it to another one."""
        return ANOTHER_CLAUSE if self._names_below("set_part") or "set_part" in self.typed else NOT_STATED

    def numbers(self, path: str) -> list[int]:
        """Return the numbers of the rows into which something was typed, in their order."""
        steps = {name.partition(".")[0] for name in self._names_below(path)}
        return sorted(int(step) for step in steps if is_row(step))

    def _names_below(self, path: str) -> list[str]:
        start = f"{path}."
        return [typed.removeprefix(start) for typed in self.typed if typed.startswith(start)]


def _short(period: Mapping[str, Node], *, nested: bool) -> Node:
    """Return a period the way writers put it: one date as that date, inside a row two dates with a slash between."""
    start, end = period.get("start"), period.get("end")
    if len(period) != 2 or not isinstance(start, str) or not isinstance(end, str):
        return period
    if start == end:
        return start
    return f"{start[:-1]}/{end[1:]}" if nested and DATE.fullmatch(start) and DATE.fullmatch(end) else period


def _line(path: str, row: int) -> FormField:
    return FormField(str(row), f"{path}.{row}", Control.LINE)
