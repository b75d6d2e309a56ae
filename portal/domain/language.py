"""The three languages of the portal, declared once."""

from enum import StrEnum


class Language(StrEnum):
    """A language in which the portal speaks; the value is its BCP 47 code."""

    FI = "fi"
    SV = "sv"
    EN = "en"
