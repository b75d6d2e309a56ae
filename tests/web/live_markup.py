"""What is alive in a page as a parser reads it, and what of it is not ours."""

import re
from collections.abc import Iterable
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import html
from lxml.html import HtmlElement

NEVER = frozenset({
    "annotation-xml", "animate", "applet", "audio", "base", "canvas", "dialog", "embed", "fencedframe",
    "foreignobject", "frame", "frameset", "handler", "iframe", "image", "isindex", "keygen", "listing", "map",
    "marquee", "math", "mglyph", "noembed", "noframes", "object", "picture", "plaintext", "portal", "set", "source",
    "style", "track", "video", "x", "xmp",
})  # fmt: skip
"""Elements that no page of ours has."""
OURS = re.compile(r"/(?:static/|[a-z]{2}(?:/|$)|api/|favicon|$)")
"""How addresses on our pages begin."""
ADDRESSES = frozenset({
    "action", "archive", "background", "cite", "classid", "code", "codebase", "data", "dynsrc", "formaction", "href",
    "longdesc", "lowsrc", "manifest", "ping", "poster", "profile", "src", "srcset", "usemap", "xlink:href",
})  # fmt: skip
LOADED = frozenset({"action", "formaction", "src", "srcset", "data", "poster", "background", "ping"})
"""Attributes whose address is asked, or sent to, without a reader who follows a link."""
NEVER_SAID = frozenset({"style", "srcdoc", "ping", "background", "autofocus", "accesskey", "http-equiv"})
SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})
OPENING = re.compile(r"<[a-zA-Z/!?]")


def life(page: str) -> Iterator[str]:
    """Yield what is alive on a page and cannot be ours: elements, handlers, addresses that run or lead off."""
    if not page.strip():
        return
    for element in html.document_fromstring(page.encode("utf-8", "replace"), parser=_parser()).iter():
        if isinstance(element.tag, str):
            yield from _of(element, element.tag.lower())


def unescaped(page: str, strings: Iterable[str]) -> Iterator[str]:
    """Yield the strings with markup that stand in a page as they are."""
    for string in strings:
        if OPENING.search(string) and string in page:
            yield string


def _of(element: HtmlElement, name: str) -> Iterator[str]:
    if name in NEVER:
        yield name
    if name == "script" and (not OURS.match(element.get("src", "")) or (element.text or "").strip()):
        yield "script"
    for raw, value in element.attrib.items():
        attribute = raw.lower()
        if attribute.startswith("on") or attribute in NEVER_SAID:
            yield f"{name}[{attribute}]"
        elif attribute in ADDRESSES and not _is_harmless(value, loaded=attribute in LOADED):
            yield f"{name}[{attribute}]={value[:80]}"


def _is_harmless(address: str, *, loaded: bool) -> bool:
    plain = re.sub(r"[\x00-\x20]+", "", address).replace("\\", "/")
    if loaded:
        return not plain or plain[0] in "?#" or (bool(OURS.match(plain)) and not plain.startswith("//"))
    try:
        return urlsplit(plain).scheme.lower() in SCHEMES
    except ValueError:
        return True  # an address that is none leads nowhere


def _parser() -> html.HTMLParser:
    return html.HTMLParser(encoding="utf-8", huge_tree=True)
