"""Words for people: gettext in the reader's language, with types.

Messages are marked with these names, in Python as in templates, so that the extractor finds them.
A page asks for hundreds of words: each costs one look into the catalogue of its language.
"""

from functools import cache
from functools import lru_cache

from babel.support import NullTranslations
from babel.support import Translations
from flask import Flask
from markupsafe import Markup

from portal.domain.language import Language
from portal.web.i18n import TRANSLATIONS
from portal.web.i18n import reader_language

MESSAGES = 8192
"""How many messages are kept as markup; there are fewer in all."""


def gettext(message: str, **values: object) -> str:
    """Return the message in the reader's language, with its named placeholders filled in."""
    text = _catalogue(reader_language()).gettext(message)
    return text % values if values else text


def ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    """Return the singular or the plural for `num`, which is also the placeholder `%(num)s`."""
    text = _catalogue(reader_language()).ngettext(singular, plural, num)
    return text % {"num": num, **values}


def pgettext(context: str, message: str, **values: object) -> str:
    """Return the message in the reader's language as it reads in this context."""
    text = str(_catalogue(reader_language()).pgettext(context, message))
    return text % values if values else text


def gettext_in(language: Language, message: str, **values: object) -> str:
    """Return the message in a language that is not the reader's, as in a letter to somebody else."""
    text = _catalogue(language).gettext(message)
    return text % values if values else text


def N_(message: str) -> str:  # noqa: N802 - the name by which the extractor knows a message kept in a table
    """Return the message as it is; it is marked here and translated with `gettext` where it is shown."""
    return message


def give_words(app: Flask) -> None:
    """Give the templates the same words; what is filled into a placeholder there is escaped like any other text."""
    names = {"_": _marked_up, "gettext": _marked_up, "ngettext": _marked_up_by_number, "pgettext": _marked_up_in}
    app.jinja_env.globals.update(names)


def _marked_up(message: str, **values: object) -> Markup:
    return _marked_up_once(reader_language(), message) if not values else _filled(gettext(message), values)


@lru_cache(MESSAGES)
def _marked_up_once(language: Language, message: str) -> Markup:
    return _filled(_catalogue(language).gettext(message), {})


def _marked_up_by_number(singular: str, plural: str, num: int, **values: object) -> Markup:
    return _filled(_catalogue(reader_language()).ngettext(singular, plural, num), {"num": num, **values})


def _marked_up_in(context: str, message: str, **values: object) -> Markup:
    return _filled(str(_catalogue(reader_language()).pgettext(context, message)), values)


def _filled(text: str, values: dict[str, object]) -> Markup:
    """Return a message as markup; in a template a percent sign is always written twice, with values or without."""
    # Safe: messages come from the code and its catalogues, and values are escaped on their way in.
    return Markup(text) % values if "%" in text else Markup(text)  # noqa: S704


@cache
def _catalogue(language: Language) -> NullTranslations:
    return Translations.load(str(TRANSLATIONS), [language.value])
