"""An application that remembers addresses: a page holds a hundred, and building one takes as long as a line of it."""

from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Flask
from flask import has_request_context
from flask import request
from werkzeug.routing import Rule

from portal.search.bounded_cache import BoundedCache
from portal.web.i18n import reader_language
from portal.web.selection import carried

ADDRESSES_HELD = 4 * 1024 * 1024
"""Bytes of addresses that a process remembers: some ten thousand."""

_ENTRY_COST = 300


class LateRule(Rule):
    """A rule that compiles what builds its addresses with the first one.

    Werkzeug writes two functions for every rule, which takes most of the time in which an application is made; the
    pages of one reader lead to a small part of the rules.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compile_once = cache(super()._compile_builder)

        def build(rule: Rule, /, **values: Any) -> tuple[str, str]:
            return compile_once(append_unknown)(rule, **values)

        return build


class RememberingApp(Flask):
    """Flask, but an address that was built for a reader of the same language is not built again.

    Whoever carries a basket gets every address anew, and so do full addresses, which depend on the host asked for.
    """

    url_rule_class = LateRule

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._addresses: BoundedCache[str] = BoundedCache(ADDRESSES_HELD)

    def url_for(
        self,
        endpoint: str,
        *,
        _anchor: str | None = None,
        _method: str | None = None,
        _scheme: str | None = None,
        _external: bool | None = None,
        **values: Any,
    ) -> str:
        """Return the address of an endpoint; see `Flask.url_for`."""
        special = _anchor or _method or _scheme or _external or endpoint.startswith(".")
        if special or not has_request_context() or carried().ids:
            return super().url_for(
                endpoint, _anchor=_anchor, _method=_method, _scheme=_scheme, _external=_external, **values
            )
        key = endpoint, reader_language(), request.script_root, repr(sorted(values.items()))
        found = self._addresses.get(key)
        if found is None:
            found = super().url_for(endpoint, **values)
            self._addresses.put(key, found, _ENTRY_COST + 3 * len(found))
        return found
