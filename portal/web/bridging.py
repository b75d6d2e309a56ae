"""What else was asked for the sake of the other languages, and the links that take it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote_plus

from flask import request

from portal.domain.equivalent import Equivalent
from portal.domain.language import Language
from portal.web.queries import PAGE
from portal.web.queries import address_of
from portal.web.queries import here

BRIDGE = "bridge"
OFF = "0"
WITHOUT = "without"
SHOWN_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Added:
    """A word that was asked too, and the address of the answers without it."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class AddedIn:
    """The words that were asked in one language: the first few, and the rest that opens."""

    language: Language
    first: tuple[Added, ...]
    rest: tuple[Added, ...]


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """What was added by language; `switch` is the address with the bridge turned the other way."""

    added: tuple[AddedIn, ...]
    is_on: bool
    left_out: tuple[str, ...]
    switch: str
    restore: str


def asked_bridge() -> bool:
    """Return whether the address asks for the other languages too, which is so unless it says otherwise."""
    return request.args.get(BRIDGE, "") != OFF


def asked_without() -> frozenset[str]:
    """Return the words that the reader has taken out."""
    return frozenset(word for word in request.args.getlist(WITHOUT) if word)


def bridge_line(equivalents: Iterable[Equivalent]) -> BridgeLine:
    """Return the line above the answers."""
    address = _address_with(WITHOUT)
    by_language: dict[Language, list[Added]] = {}
    for each in sorted(equivalents, key=lambda each: (-each.weight, each.start)):
        by_language.setdefault(each.language, []).append(Added(each.text, f"{address}{quote_plus(each.text)}"))
    return BridgeLine(
        tuple(
            AddedIn(language, tuple(words[:SHOWN_AT_ONCE]), tuple(words[SHOWN_AT_ONCE:]))
            for language in Language
            if (words := by_language.get(language))
        ),
        asked_bridge(),
        tuple(sorted(asked_without())),
        here(**{BRIDGE: OFF if asked_bridge() else "", PAGE: ""}),
        here(**{WITHOUT: "", PAGE: ""}),
    )


def _address_with(name: str) -> str:
    """Return the address of this page, back on its first page, that ends with a parameter to be given a value."""
    address = address_of(request.endpoint or "home.index", request.args.items(multi=True), PAGE)
    return f"{address}{'&' if '?' in address else '?'}{name}="
