"""What lies in a folder, told without a look at each: the folders of entries are thousands."""

import os
from pathlib import Path


def listed(folder: Path) -> list[tuple[str, bool]]:
    """Return the names in a folder, in order, each with whether it is a folder or a link to one.

    There are none where there is no folder, or where it may not be looked into.
    """
    try:
        with os.scandir(folder) as found:
            return sorted((each.name, _is_folder(each)) for each in found)
    except OSError:
        return []


def _is_folder(each: os.DirEntry[str]) -> bool:
    try:
        return each.is_dir()
    except OSError:  # a link in a circle
        return False
