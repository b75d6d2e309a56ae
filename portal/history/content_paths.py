"""Which paths a file of the content can have."""

import re

from portal.history.errors import PathRefused

PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}")
LONGEST = 400


def checked_path(path: str) -> str:
    """Return the path as it is; raises PathRefused for all that is not a plain path below the content folder.

    Parts are ASCII and begin with a letter, a digit or an underscore: `..`, `.git` and its disguises, absolute paths,
    backslashes, newlines and letters that file systems spell in two ways have no place.
    """
    parts = path.split("/")
    if len(path) > LONGEST or not all(PART.fullmatch(part) and part[-1] != "." for part in parts):
        raise PathRefused(path)
    return path
