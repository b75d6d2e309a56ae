"""The name of an uploaded file, fit to be shown."""

import unicodedata

LONGEST = 120
"""Characters, enough for a sentence and no more than a line of a list."""
_PATH_MARKS = "/\\:"


def safe_name(raw: str) -> str:
    """Return the name in NFC without path, control and direction characters, shortened before its ending.

    What is left of nothing is `file`.
    A name is shown and never used as a path: stored files are named by `stored_name` of the domain.
    """
    # A half of a surrogate pair can be written to no page and no file.
    name = unicodedata.normalize("NFC", raw[-4096:].encode("utf-8", "replace").decode("utf-8"))
    for mark in _PATH_MARKS:
        name = name.rpartition(mark)[2]
    # Cc, Cf, Cs, Co, Cn: what cannot be seen, or turns the direction of what can.
    seen = "".join(" " if unicodedata.category(letter) in {"Zs", "Zl", "Zp"} else letter for letter in name)
    seen = "".join(letter for letter in seen if unicodedata.category(letter)[0] != "C")
    return _shortened(" ".join(seen.split()).strip(". ")) or "file"


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 8:
        return name[:LONGEST].rstrip(". ")
    return f"{stem[: LONGEST - len(ending) - 1].rstrip('. ')}.{ending}"
