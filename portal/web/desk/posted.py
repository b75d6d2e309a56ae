"""What a form of the desk sent, as the verbs take it: bounded, without what no text holds, never a failure."""

from collections import defaultdict
from collections.abc import Mapping

from flask import request

from portal.library.content_file import FORBIDDEN

TOKEN = "csrf_token"  # noqa: S105  # the name of a field
MOST_FIELDS = 50
MOST_DIGITS = 9
"""So that a number fits every database."""


def posted_text(name: str, longest: int = 1_000) -> str:
    """Return a text of the form, at most so long, with Unix line ends and without control characters."""
    text = request.form.get(name, "")[: 2 * longest].replace("\r\n", "\n").replace("\r", "\n")
    return FORBIDDEN.sub("", text.encode("utf-8", "ignore").decode("utf-8"))[:longest]


def posted_number(name: str) -> int:
    """Return a whole number of the form, 0 for anything else."""
    text = request.form.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 0


def posted_fields(longest: int = 4_000) -> Mapping[str, str]:
    """Return everything the form sent, to be shown in it again; a field that was not sent is empty."""
    fields: defaultdict[str, str] = defaultdict(str)
    fields.update({name: posted_text(name, longest) for name in list(request.form)[:MOST_FIELDS] if name != TOKEN})
    return fields
