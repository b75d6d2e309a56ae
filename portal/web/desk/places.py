"""Where the desk is: below `/<language>/desk`, all of it."""

from flask import Blueprint

from portal.web.i18n import PREFIX
from portal.web.i18n import language_of_path

DESK = "desk"


def desk_blueprint(name: str, folder: str = "") -> Blueprint:
    """Return a blueprint for pages of the desk, in a folder of it."""
    return Blueprint(name, __name__, url_prefix=f"{PREFIX}/{DESK}{'/' if folder else ''}{folder}")


def in_desk(path: str) -> bool:
    """Tell whether an address lies in the desk, whether there is a page at it or not."""
    parts = path.split("/", 3)
    return language_of_path(path) is not None and len(parts) > 2 and parts[2] == DESK
