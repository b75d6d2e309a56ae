"""Words for people: gettext in the reader's language, with types.

Messages are marked with these names, in Python as in templates, so that the extractor finds them.
"""

import flask_babel  # type: ignore[import-untyped]  # the library ships no types


def gettext(message: str, **values: object) -> str:
    """Return the message in the reader's language, with its named placeholders filled in."""
    return str(flask_babel.gettext(message, **values))


def ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    """Return the singular or the plural for `num`, which is also the placeholder `%(num)s`."""
    return str(flask_babel.ngettext(singular, plural, num, **values))


def pgettext(context: str, message: str, **values: object) -> str:
    """Return the message in the reader's language as it reads in this context."""
    return str(flask_babel.pgettext(context, message, **values))
