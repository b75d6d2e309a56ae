"""One place of a form where a person types, and where on the way from entry to file it stands."""

import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.domain.reference import Collection

Typed = Mapping[str, str]
"""What a person typed, by field path (`obligation.0.amount`); a path that is not there is an empty field."""

ROW = "*"
"""Stands in the path of a field for the number of the row: `obligation.*.amount`."""


class Control(StrEnum):
    """What a person is shown; the plural ones hold several values in one text."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    LINES = "lines"
    MARKDOWN = "markdown"
    CODE = "code"
    CODES = "codes"
    ENTRY = "entry"
    ENTRIES = "entries"
    REFERENCE = "reference"
    REFERENCES = "references"
    SOURCES = "sources"
    DATE = "date"
    NUMBER = "number"
    ADDRESS = "address"
    FLAG = "flag"
    SECTION_ID = "section-id"
    GROUP = "group"
    PERIOD = "period"
    ROWS = "rows"
    TABLE = "table"


BY_COMMA = frozenset({Control.CODES, Control.ENTRIES, Control.REFERENCES, Control.SOURCES})
"""Several words in one text, with commas, spaces or line ends between them."""

SEVERAL = BY_COMMA | {Control.LINES}
"""Several values in one text; those of `LINES` stand on a line each."""

GROUPS = frozenset({Control.GROUP, Control.PERIOD, Control.ROWS, Control.TABLE})
"""Controls made of other fields; nothing is typed into them directly."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of a form; `path` has `*` for the number of a row.

    `vocabulary` and `collection` tell what may be chosen, `longest` bounds characters, `least` and `most` numbers.
    `silent_word` may be typed where the sources are silent; `needs_evidence` asks for `evidence.<name>` beside it.
    `by_portal` marks what sign-offs and stamps write; a person does not type it.
    The fields of a table are its known names; further ones are read as `others` says.
    """

    name: str
    path: str
    control: Control
    required: bool = False
    needs_evidence: bool = False
    by_portal: bool = False
    help: str = ""
    form: str = ""
    vocabulary: str | None = None
    collection: Collection | None = None
    longest: int | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    silent_word: str | None = None
    fields: tuple["FormField", ...] = ()
    others: Control | None = None

    @property
    def repeatable(self) -> bool:
        """Whether a person may give more than one."""
        return self.control is Control.ROWS or self.control in SEVERAL

    def field(self, name: str) -> "FormField | None":
        """Return the field of that name inside this one, or None."""
        return next((field for field in self.fields if field.name == name), None)

    def walk(self) -> Iterator["FormField"]:
        """Yield this field and all inside it, in the order of the form."""
        yield self
        for field in self.fields:
            yield from field.walk()

    def at(self, *rows: int) -> str:
        """Return the path with the numbers of the rows filled in."""
        path = self.path
        for row in rows:
            path = path.replace(ROW, str(row), 1)
        return path


def values_of(control: Control, text: str) -> tuple[str, ...]:
    """Return the values typed into a field that takes several, without outer white space and without empty ones."""
    parts = re.split(r"[\s,]+" if control in BY_COMMA else r"\n", text)
    return tuple(part.strip() for part in parts if part.strip())


def text_of(control: Control, values: tuple[str, ...]) -> str:
    """Return several values as one text, from which `values_of` reads them again."""
    return (", " if control in BY_COMMA else "\n").join(values)
