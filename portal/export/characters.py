"""The characters a file may hold, whatever was typed or pasted."""

import re

_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("([\t\n])")


def permitted(text: str) -> str:
    """Return the text without the characters XML 1.0 forbids (section 2.2), line ends as line feeds.

    Control characters, lone surrogates and the two non-characters of the basic plane are dropped, not replaced;
    so are the marks that turn the direction of writing, which would show other words than stand there.
    """
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def on_one_line(text: str) -> str:
    """Return the permitted text with every run of white space as one space, for titles and names."""
    return " ".join(permitted(text).split())


def pieces(text: str) -> list[str]:
    """Return the permitted text cut at tabs and line ends, each of which is a piece of its own; none is empty."""
    return [piece for piece in _BREAKS.split(permitted(text)) if piece]
