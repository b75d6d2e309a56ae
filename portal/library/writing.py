"""Putting a text on disk so that a reader sees the old one or the new one, never half of either."""

import os
from pathlib import Path


def replace_text(path: Path, text: str) -> None:
    """Write the text beside the file and put it in the file's place."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)  # noqa: PTH105 - the one call whose name says that it replaces
