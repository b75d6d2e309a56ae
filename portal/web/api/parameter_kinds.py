"""What a parameter of the API can hold; each kind reads a text and describes itself as JSON Schema."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from typing import Generic
from typing import Protocol
from typing import TypeVar

T_co = TypeVar("T_co", covariant=True)
E = TypeVar("E", bound=StrEnum)

NO_CONTROLS = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"
"""What every address of the portal is held to: white space is welcome, other control characters are not."""


class Kind(Protocol[T_co]):
    """Reads the text of a parameter."""

    @property
    def form(self) -> str:
        """What the text should be, as a phrase: `a whole number from 1 to 100`."""

    @property
    def schema(self) -> dict[str, Any]:
        """The same as JSON Schema."""

    def read(self, text: str) -> T_co | None:
        """Return the value, or None when the text is not one."""


@dataclass(frozen=True, slots=True)
class FreeText:
    """Any text of at least so many characters, none of which is a control character."""

    least: int = 0

    @property
    def form(self) -> str:
        """The length and the characters."""
        return f"text of at least {self.least} characters without control characters"

    @property
    def schema(self) -> dict[str, Any]:
        """A string; an empty one only where it may be."""
        bound = {"minLength": self.least} if self.least else {}
        return {"type": "string", "pattern": NO_CONTROLS, **bound}

    def read(self, text: str) -> str | None:
        """Return the text as it is."""
        return text if len(text) >= self.least and re.match(NO_CONTROLS, text) else None


@dataclass(frozen=True, slots=True)
class Code:
    """A code, a name or an id: letters without accents, digits and hyphens."""

    most: int = 80

    @property
    def form(self) -> str:
        """The characters."""
        return f"a code of a-z, A-Z, 0-9 and hyphens, at most {self.most} characters"

    @property
    def schema(self) -> dict[str, Any]:
        """A string of these characters."""
        return {"type": "string", "pattern": f"^[A-Za-z0-9-]{{1,{self.most}}}$"}

    def read(self, text: str) -> str | None:
        """Return the code; whether anything has it is not asked here."""
        return text if re.fullmatch(self.schema["pattern"][1:-1], text) else None


@dataclass(frozen=True, slots=True)
class Choice(Generic[E]):
    """One of the values of an enumeration."""

    values: type[E]

    @property
    def form(self) -> str:
        """Every value."""
        return f"one of {', '.join(self.values)}"

    @property
    def schema(self) -> dict[str, Any]:
        """The values."""
        return {"type": "string", "enum": [value.value for value in self.values]}

    def read(self, text: str) -> E | None:
        """Return the member."""
        return next((value for value in self.values if value.value == text), None)


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two bounds, written without sign and leading zeros."""

    least: int
    most: int

    @property
    def form(self) -> str:
        """The bounds."""
        return f"a whole number from {self.least} to {self.most}"

    @property
    def schema(self) -> dict[str, Any]:
        """The bounds."""
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def read(self, text: str) -> int | None:
        """Return the number."""
        if not re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
            return None
        return int(text) if self.least <= int(text) <= self.most else None


@dataclass(frozen=True, slots=True)
class Switch:
    """1 for on, 0 for off."""

    form: str = "0 or 1"

    @property
    def schema(self) -> dict[str, Any]:
        """Both."""
        return {"type": "string", "enum": ["0", "1"]}

    def read(self, text: str) -> bool | None:
        """Return whether it is on."""
        return {"0": False, "1": True}.get(text)
