"""Who made a document, and when."""

from portal.domain.document import Document
from portal.domain.language import Language

AUTHOR = "Silta"
_DAY = {Language.FI: "{day.day}.{day.month}.{day.year}", Language.SV: "{day:%Y-%m-%d}", Language.EN: "{day:%Y-%m-%d}"}


def imprint(document: Document) -> str:
    """Return the line at the foot of the title page: the portal and the day, written in figures alone."""
    return f"{AUTHOR} · {_DAY[document.language].format(day=document.made_on)}"
