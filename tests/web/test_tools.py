"""A guide leads to the tools that its reader needs."""

import re

import pytest
from flask.testing import FlaskClient

from portal.domain.language import Language
from tests.web.conftest import folded

LEDGER = {Language.FI: "Tuloskirja", Language.SV: "Resultatöversikt", Language.EN: "Outcome ledger"}


def tools_on(page: str) -> list[str]:
    """Return where the tools named at the top of a page lead to, without the language."""
    note = re.search(r'<p class="note">[^<:]+: ((?:<a href="[^"]+">[^<]+</a>,? ?)+)</p>', page)
    return [path.split("/", 2)[2] for path in re.findall(r'href="([^"]+)"', note[1])] if note else []


@pytest.mark.parametrize(
    ("guide", "tools"),
    [
        ("plan-the-purchase", ["assessment", "calculator"]),
        ("market-dialogue", ["assessment", "calculator"]),
        ("call-for-tenders", ["compare", "basket"]),
        ("follow-up-phase", ["outcomes"]),
        ("for-buyers", ["assessment", "calculator", "compare", "basket", "outcomes"]),
        ("about", []),
    ],
)
def test_a_guide_names_the_tools_of_its_phases(reader: FlaskClient, guide: str, tools: list[str]) -> None:
    """In the order of a purchase, and none where a page is about the portal itself."""
    assert tools == tools_on(folded(reader.get(f"/fi/guides/{guide}")))


@pytest.mark.parametrize("language", Language)
def test_the_tools_are_named_in_the_language_of_the_reader(reader: FlaskClient, language: Language) -> None:
    """The name is the one by which the tool goes everywhere, and the address stays in the language."""
    page = folded(reader.get(f"/{language}/guides/follow-up-phase"))

    assert f'<a href="/{language}/outcomes">{LEDGER[language]}</a>' in page
