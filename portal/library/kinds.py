"""What a field can hold; each kind reads a raw value and says what it should have been."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from typing import Protocol

from portal.domain.partial_date import partial_date_from_text
from portal.domain.problem import Rule
from portal.domain.reference import ID_PATTERN
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.domain.reference import shared_ref
from portal.library.record import Record
from portal.library.record import shown
from portal.library.strict_yaml import Path

NOT_STATED = "not-stated"
"""What a writer puts where the sources are silent."""

ANOTHER_CLAUSE = "another-clause"
"""What a writer puts where another clause of the same set settles a slot."""

ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]{4,2000}")


class Kind(Protocol):
    """Reads one value; returns None when it was faulty, with the reason among the record's faults."""

    @property
    def form(self) -> str:
        """The form of the value, as shown in templates and messages."""

    def read(self, record: Record, value: Any, path: Path) -> Any:
        """Return the typed value."""


def note_wrong(record: Record, path: Path, value: Any, form: str) -> None:
    """Note that a value is not of this form, or that there is none."""
    rule = Rule.FIELD_EMPTY if value in (None, "", []) else Rule.FIELD_TYPE
    found = "nothing" if rule is Rule.FIELD_EMPTY else f"“{shown(value)}”"
    record.fault(rule, path, f"The field should hold {form}; it holds {found}.")


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text on one line, at most `most` characters."""

    most: int = 600
    form: str = '"text"'

    def read(self, record: Record, value: Any, path: Path) -> str | None:
        """Return the text with outer white space taken off."""
        if not isinstance(value, str) or not value.strip() or len(value) > self.most:
            note_wrong(record, path, value, f"text of at most {self.most} characters")
            return None
        if "<" in value and re.search(r"<[A-Za-z/!?]", value):
            record.fault(Rule.HTML_IN_TEXT, path, "The field holds HTML.")
        return value.strip()


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a vocabulary."""

    vocabulary: str

    @property
    def form(self) -> str:
        """The vocabulary to look in."""
        return f"a code of {self.vocabulary}"

    def read(self, record: Record, value: Any, path: Path) -> str | None:
        """Return the code when the vocabulary has it."""
        if not isinstance(value, str) or not value:
            note_wrong(record, path, value, self.form)
            return None
        if value not in record.vocabularies[self.vocabulary]:
            record.fault(Rule.CODE_UNKNOWN, path, f"“{shown(value)}” is not {self.form}.")
            return None
        return value


@dataclass(frozen=True, slots=True)
class Id:
    """The id of an entry in a known collection."""

    collection: Collection

    @property
    def form(self) -> str:
        """The collection to look in."""
        return f"the id of an entry in {self.collection}"

    def read(self, record: Record, value: Any, path: Path) -> str | None:
        """Return the id; whether the entry is there is asked once all files are read."""
        if not isinstance(value, str) or not ID_PATTERN.fullmatch(value):
            note_wrong(record, path, value, self.form)
            return None
        record.name(path, shared_ref(self.collection, value))
        return value


@dataclass(frozen=True, slots=True)
class Reference:
    """Any entry, named with its collection."""

    form: str = "collection/id"

    def read(self, record: Record, value: Any, path: Path) -> Ref | None:
        """Return the reference."""
        ref = ref_from_text(value) if isinstance(value, str) else None
        if ref is None:
            note_wrong(record, path, value, "a reference written collection/id")
            return None
        record.name(path, ref)
        return ref


@dataclass(frozen=True, slots=True)
class SourceId:
    """The id of a source."""

    form: str = "a source id"

    def read(self, record: Record, value: Any, path: Path) -> str | None:
        """Return the id and remember that it was cited."""
        if not isinstance(value, str) or not value:
            note_wrong(record, path, value, self.form)
            return None
        record.cite(path, value)
        return value


@dataclass(frozen=True, slots=True)
class Date:
    """A date as precise as its source."""

    form: str = '"2019-06-03", "2019-06" or "2019"'

    def read(self, record: Record, value: Any, path: Path) -> Any:
        """Return the partial date."""
        text = str(value) if isinstance(value, str | Decimal) else ""
        date = partial_date_from_text(text)
        if date is None:
            record.fault(Rule.DATE_INVALID, path, f"“{shown(value)}” is not a date.")
        return date


@dataclass(frozen=True, slots=True)
class DateOrNotStated:
    """A date, or the word `not-stated` where no source gives one."""

    form: str = '"2019-06-03", "2019-06", "2019" or not-stated'

    def read(self, record: Record, value: Any, path: Path) -> Any:
        """Return the partial date, or None where the sources are silent."""
        return None if value == NOT_STATED else Date().read(record, value, path)


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number between two bounds."""

    least: Decimal = Decimal(0)
    most: Decimal = Decimal(10) ** 13
    form: str = "a number"

    def read(self, record: Record, value: Any, path: Path) -> Decimal | None:
        """Return the number exactly as written."""
        if not isinstance(value, Decimal) or not self.least <= value <= self.most:
            record.fault(
                Rule.NUMBER_INVALID, path, f"“{shown(value)}” is not a number from {self.least} to {self.most}."
            )
            return None
        return value


@dataclass(frozen=True, slots=True)
class Flag:
    """The word `true`; what is not so is left out."""

    form: str = "true"

    def read(self, record: Record, value: Any, path: Path) -> bool | None:
        """Return True where the file says so."""
        if value is not True:
            note_wrong(record, path, value, "true, or be left out")
            return None
        return True


@dataclass(frozen=True, slots=True)
class Address:
    """A web address."""

    form: str = '"https://…"'

    def read(self, record: Record, value: Any, path: Path) -> str | None:
        """Return the address; only http and https are known."""
        if not isinstance(value, str) or not ADDRESS.fullmatch(value):
            record.fault(Rule.ADDRESS_INVALID, path, f"“{shown(value)}” is not a web address.")
            return None
        return value


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of values of one kind, each once."""

    kind: Kind

    @property
    def form(self) -> str:
        """The form of one value in brackets."""
        return f"[{self.kind.form}, …]"

    def read(self, record: Record, value: Any, path: Path) -> tuple[Any, ...] | None:
        """Return the values that could be read."""
        if not isinstance(value, list) or not value:
            note_wrong(record, path, value, f"a list: {self.form}")
            return None
        read = [self.kind.read(record, each, (*path, index)) for index, each in enumerate(value)]
        return tuple(each for each in read if each is not None)


@dataclass(frozen=True, slots=True)
class Table:
    """A map from names to values of one kind."""

    kind: Kind

    @property
    def form(self) -> str:
        """The form of one line."""
        return f"{{name: {self.kind.form}}}"

    def read(self, record: Record, value: Any, path: Path) -> Mapping[str, Any] | None:
        """Return the values that could be read, by name."""
        if not isinstance(value, dict) or not value:
            note_wrong(record, path, value, f"a map: {self.form}")
            return None
        read = {name: self.kind.read(record, each, (*path, name)) for name, each in value.items()}
        return {name: each for name, each in read.items() if each is not None}
