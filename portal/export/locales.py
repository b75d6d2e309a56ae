"""Languages as word processors want them: with a country."""

from portal.domain.language import Language

LOCALES = {Language.FI: ("fi", "FI"), Language.SV: ("sv", "SE"), Language.EN: ("en", "GB")}
"""Swedish is that of Sweden: every word processor and screen reader has it, not every one has that of Finland."""


def locale_tag(language: Language) -> str:
    """Return the language with its country as BCP 47 writes it: `fi-FI`."""
    return "-".join(LOCALES[language])
