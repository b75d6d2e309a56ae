"""Where entries are found in the portal."""

from urllib.parse import parse_qsl
from urllib.parse import urlencode

from flask import request
from flask import url_for

from portal.domain.language import Language
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.settings import Settings
from portal.web.i18n import reader_language

BASKET = "basket"
"""The parameter that carries the clauses a reader has gathered from page to page."""


def entry_address(ref: Ref, language: Language | None = None) -> str:
    """Return the address of an entry, in the reader's language unless another is named."""
    return url_for(
        "entries.detail",
        language=(language or reader_language()).value,
        collection=ref.collection.value,
        entry_id=ref.id,
    )


def present_ref(ref: Ref, shelf: Shelf) -> Ref:
    """Return the name under which an entry is found today: redirects are followed, a loop ends at the first repeat."""
    seen = {ref}
    while ref in shelf.redirects and shelf.redirects[ref] not in seen:
        ref = shelf.redirects[ref]
        seen.add(ref)
    return ref


def absolute(path: str, settings: Settings) -> str:
    """Return the full address of a path: from the configured base address, else from the (checked) host asked for.

    Full addresses are for others (crawlers, feeds, programs, documents), so none of them carries a reader's basket.
    """
    return f"{settings.base_url or request.host_url.rstrip('/')}{_without_basket(path)}"


def _without_basket(path: str) -> str:
    bare, _, query = path.partition("?")
    if f"{BASKET}=" not in query:
        return path
    kept = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != BASKET]
    return f"{bare}?{urlencode(kept)}" if kept else bare
