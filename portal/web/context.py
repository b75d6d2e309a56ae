"""What a page may ask for while it answers: the portal, the shelf, nothing else."""

from typing import cast

from flask import current_app
from flask import g

from portal.bootstrap import Portal
from portal.library.shelf import Shelf


def current_portal() -> Portal:
    """Return the portal this application serves."""
    return cast("Portal", current_app.extensions["portal"])


def current_shelf() -> Shelf:
    """Return the shelf of this request: the same one from its first line to its last."""
    if "shelf" not in g:
        g.shelf = current_portal().shelf()
    return cast("Shelf", g.shelf)
