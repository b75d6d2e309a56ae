"""Values written as YAML that the strict reader gives back exactly, in the manner of the files that are there."""

import re
import unicodedata
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TypeAlias

Node: TypeAlias = str | Sequence["Node"] | Mapping[str, "Node"]
"""A token that is YAML already, a list, or a map."""

PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-_/.][A-Za-z0-9]+)*")
WORDS_OF_YAML = frozenset({"true", "false", "null"})
# A quotation mark and a backslash end or bend a quoted text, a tab and every line end is folded in it.
ESCAPES = str.maketrans(
    {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\x09", "\x85": "\\x85", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def quoted(text: str) -> str:
    r"""Return text in double quotes on one line; the text must be in NFC and without forbidden characters.

    The token is in NFC too: an accent that would melt into the letter of an escape (`\n` and a tilde) is spelt out.
    """
    token = f'"{text.translate(ESCAPES)}"'
    if unicodedata.is_normalized("NFC", token):
        return token
    return "".join(f"\\U{ord(letter):08x}" if unicodedata.combining(letter) else letter for letter in token)


def plain(word: str) -> str:
    """Return a code, an id or a name as writers write it: bare where nothing else can be meant, else in quotes."""
    return word if PLAIN.fullmatch(word) and word not in WORDS_OF_YAML else quoted(word)


def field_rows(name: str, value: Node, *, flow: bool) -> Iterator[str]:
    """Yield the lines of a field; a map or a list of maps stands on one line if `flow`, else on a line for each."""
    if isinstance(value, str) or flow or not value:
        yield f"{plain(name)}: {_flow(value)}"
    elif isinstance(value, Mapping):
        yield f"{plain(name)}:"
        yield from (f"  {plain(inner)}: {_flow(each)}" for inner, each in value.items())
    else:
        yield f"{plain(name)}:"
        yield from (f"  - {_flow(each)}" for each in value)


def _flow(value: Node) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{plain(name)}: {_flow(each)}" for name, each in value.items()) + "}"
    return "[" + ", ".join(_flow(each) for each in value) + "]"
