"""Pages for machines, and the state of the portal for people."""

import json
import re
import xml.etree.ElementTree as ET

from flask.testing import FlaskClient

from tests.web.conftest import Visit

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def test_health_has_no_language(client: FlaskClient) -> None:
    """Alive is one word, whatever the content."""
    assert {"status": "ok"} == json.loads(client.get("/healthz").data)


def test_ready_lists_what_is_not_fine(client: FlaskClient) -> None:
    """A faulty file is named as a trouble but stops nobody."""
    response = client.get("/readyz")
    told = json.loads(response.data)

    assert (200, "ready") == (response.status_code, told["status"])
    assert "faulty-files" in {finding["subject"] for finding in told["findings"]}


def test_the_map_names_real_versions_only(client: FlaskClient) -> None:
    """Every page in every language it exists in, with its alternates, under the configured address."""
    tree = ET.fromstring(client.get("/sitemap.xml").data)
    listed = {
        url.findtext(f"{SITEMAP}loc"): [link.get("hreflang") for link in url.findall(f"{XHTML}link")] for url in tree
    }

    news = "https://silta.example/{}/news/only-in-finnish"
    assert ["fi"] == listed[news.format("fi")]
    assert news.format("sv") not in listed
    assert ["fi", "sv", "en"] == listed["https://silta.example/en/cases/jarvi-model"]


def test_the_map_names_the_tools_and_they_may_be_listed(client: FlaskClient) -> None:
    """The plain pages of the tools are for everybody; what a reader has put together is for nobody's list."""
    listed = client.get("/sitemap.xml").get_data(as_text=True)
    tools = ("assessment", "calculator", "compare", "outcomes")
    plain = [client.get(f"/sv/{tool}") for tool in tools]
    own = client.get("/sv/compare?clauses=jarvi-clause")

    assert [] == [tool for tool in tools if f"<loc>https://silta.example/sv/{tool}</loc>" not in listed]
    assert "/sv/basket" not in listed
    assert [] == [page.request.path for page in plain if "noindex" in page.get_data(as_text=True)]
    assert "noindex" in own.get_data(as_text=True)


def test_the_front_page_names_the_tools_in_the_order_of_a_purchase(read: Visit) -> None:
    """First whether and how much, then which words, then what came of it."""
    line = read("/en/").split("Tools for a purchase:")[1].split("</p>")[0]

    assert ["assessment", "calculator", "compare", "basket", "outcomes"] == re.findall(r'href="/en/([a-z]+)"', line)


def test_robots_are_shown_the_map(client: FlaskClient) -> None:
    """Crawlers find the map and stay out of the combinations of filters."""
    page = client.get("/robots.txt").get_data(as_text=True)

    assert "Sitemap: https://silta.example/sitemap.xml" in page
    assert "Disallow: /sv/search" in page


def test_the_state_lists_faulty_files(read: Visit) -> None:
    """A coordinator sees file, line, field, rule and cure."""
    page = read("/sv/status")

    assert "1 fil har ett fel." in page
    assert (
        "<code>cases/hostile-words/fi.md:2</code></th><td><code>title</code></td><td><code>html-in-text</code>" in page
    )
    assert '<td lang="en">' in page


def test_the_glossary_has_three_languages(read: Visit) -> None:
    """A concept shows its words in each language."""
    page = read("/fi/glossary/employment-condition")

    assert '<p class="preferred" lang="sv">' in page
    assert "sysselsättningsvillkor" in page


def test_the_front_page_leads_everywhere(read: Visit) -> None:
    """Search first, then what is bought, phase, role, target group, country and municipality, and the newest."""
    page = read("/en/")

    ways = (
        "/en/browse/sector/cleaning",
        "/en/browse/phase/contract",
        "/en/browse/role/buyer",
        "/en/browse/target-group/young",
        "/en/browse/country/se",
        "/en/organisations/jarvi",
    )
    assert [] == [way for way in ways if f'href="{way}"' not in page]
    assert page.index('role="search"') < page.index(ways[0]) < page.index("Newest")
