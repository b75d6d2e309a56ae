"""Where the API is, and the full addresses that stand in its answers."""

from flask import url_for

from portal.domain.attachment import Attachment
from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.reference import Ref
from portal.web.addresses import absolute
from portal.web.addresses import entry_address
from portal.web.attached import attachment_address
from portal.web.context import current_portal

API = "/api"
VERSION = f"{API}/v1"


def is_api_address(path: str) -> bool:
    """Return whether a path belongs to the API, so that even what is not there is told as data."""
    return path == API or path.startswith(f"{API}/")


def full(path: str) -> str:
    """Return the full address of a path."""
    return absolute(path, current_portal().settings)


def page_address(ref: Ref, language: Language) -> str:
    """Return where people read an entry."""
    return full(entry_address(ref, language))


def data_address(ref: Ref) -> str:
    """Return where programs read an entry."""
    return full(url_for("api_entries.entry", collection=ref.collection.value, id=ref.id))


def file_address(entry: Entry, attachment: Attachment) -> str:
    """Return where a file of an entry is fetched."""
    return full(attachment_address(entry.ref, attachment, entry.original))
