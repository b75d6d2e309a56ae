"""Complete sections of a contract: model clauses read as one."""

import re

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Visit


def test_a_section_has_its_clauses_in_the_order_of_the_contract(read: Visit) -> None:
    """The order is that of the elements, and every wording is there."""
    page = read("/fi/contract-sections/finland")

    assert ["1. Velvoitteen koko", "2. Alku ja määräajat"] == re.findall(r"<h2[^>]*>(\d[^<]+)</h2>", page)
    assert page.index("työllistää yhden henkilön") < page.index("alkaa kuukauden kuluessa")
    assert "Juristi ei ole tarkistanut näitä ehtoja." in page


def test_a_translation_stands_beside_the_original(read: Visit) -> None:
    """Only the original is meant for a tender, so a reader of another language sees both."""
    page = read("/sv/contract-sections/finland")

    assert '<div class="wording" lang="fi">' in page
    assert "Leverantören sysselsätter en person." in page


def test_a_clause_says_where_it_stands(read: Visit) -> None:
    """The page of a clause leads to its section and its neighbours, and says what the others settle."""
    page = read("/en/clauses/model-start")

    assert "Part 2 of 2:" in page
    assert 'rel="prev" href="/en/clauses/model-size"' in page
    assert 'rel="next"' not in page
    assert "settled in another clause of the section" in page
    assert "not stated in the source" not in page


def test_the_list_of_clauses_leads_to_the_sections(read: Visit) -> None:
    """A set that has no clause is not offered."""
    page = read("/en/clauses")

    assert 'href="/en/contract-sections/finland"' in page
    assert 'href="/en/contract-sections/sweden"' not in page


@pytest.mark.parametrize("code", ["sweden", "norway", "..", "FINLAND"])
def test_a_section_that_is_not_there_is_not_found(client: FlaskClient, code: str) -> None:
    """An empty set and an unknown one answer alike."""
    assert 404 == client.get(f"/fi/contract-sections/{code}").status_code
