"""Lists with facts before prose, and pages that say what is known, from where, and what is not."""

import re

import pytest

from portal.domain.language import Language
from tests.web.conftest import Visit


def row(page: str, label: str) -> str:
    """Return the value cell of a line of a table of facts, without markup."""
    found = re.search(rf"<th scope=\"row\">{re.escape(label)}</th><td>(.*?)</td>", page)
    assert found is not None, f"no line {label}"
    return re.sub(r"<sup.*?</sup>|<[^>]+>", "", found[1]).strip()


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("Who", "City of Järvi"),
        ("Value limit", "€200,000 per contract"),
        ("Length of contract", "24\u00a0months"),
        ("Period", "June\u00a02019 – 2021"),
        ("Type of requirement", "contract condition"),
        ("Target group", "long-term unemployed people, young people"),
        (
            "Size of the obligation",
            "1\u00a0person per SEK\u00a050\u00a0million (value of the works contract), share of contract value: 2%",
        ),
        ("Information from", "20\u00a0August\u00a02019"),
        ("2020, achieved", "90\u00a0people employed"),
    ],
)
def test_key_facts_of_a_case(read: Visit, label: str, value: str) -> None:
    """Codes, sums and dates are told in the reader's words."""
    assert value == row(read("/en/cases/jarvi-model"), label)


@pytest.mark.parametrize("label", ["Arvoraja", "Sopimuksen kesto", "Hankintamenettely", "Kohderyhmä", "Ajanjakso"])
def test_what_no_source_states_is_said(read: Visit, label: str) -> None:
    """A fact that buyers compare is shown as missing, not left out."""
    assert "ei kerrota lähteessä" == row(read("/fi/cases/hamn-pilot"), label)


def test_a_fact_leads_to_its_source(read: Visit) -> None:
    """A number after a fact is the number of a source on the same page."""
    page = read("/en/cases/jarvi-model")

    cell = re.search(r'<th scope="row">Length of contract</th><td>.*?</td>', page)
    assert cell is not None
    assert '<a href="#source-2"><span class="sr">source </span>2</a>' in cell[0]
    assert '<li id="source-2" value="2">' in page


def test_sources_say_how_much_was_read(read: Visit) -> None:
    """Title in its own language, publisher, date, address and how much of it the editors have read."""
    page = read("/en/cases/jarvi-model")

    assert '<cite lang="fi">Järven kaupungin ohje</cite>. Järvi, <time datetime="2019-08-20">' in page
    assert "The editors have read the opening part only." in page
    assert '<a href="https://example.org/ohje" rel="noopener noreferrer">https://example.org/ohje</a>' in page


def test_a_case_shows_its_neighbours_both_ways(read: Visit) -> None:
    """What it names and what names it, each once."""
    page = read("/en/cases/jarvi-model")

    related = page[page.index("page-related") :]
    assert 1 == related.count('href="/en/cases/hamn-pilot"')
    assert 1 == related.count('href="/en/news/only-in-finnish"')
    assert 1 == related.count('href="/en/laws/act-one"')


def test_links_inside_a_text_stay_in_the_readers_language(read: Visit) -> None:
    """A text links by collection and id; the page leads to the reader's own version."""
    assert '<a href="/sv/clauses/jarvi-clause" rel=' in read("/sv/cases/jarvi-model")


@pytest.mark.parametrize("language", list(Language))
def test_a_draft_says_so(read: Visit, language: Language) -> None:
    """Nothing looks checked that is not."""
    notice = {
        Language.FI: "jota yksikään nimetty asiantuntija ei ole vielä tarkistanut",
        Language.SV: "som ingen namngiven sakkunnig har granskat än",
        Language.EN: "that no named expert has checked yet",
    }

    assert notice[language] in read(f"/{language}/cases/jarvi-model")


def test_a_clause_stands_face_to_face_with_its_translation(read: Visit) -> None:
    """The original keeps its language, the translation is called unofficial, blanks are named in each language."""
    page = read("/en/clauses/jarvi-clause")

    assert "Original, in Finnish" in page
    assert '<div class="wording" lang="fi">' in page
    assert '<span class="blank">henkilömäärä</span>' in page
    assert "Unofficial translation, in English" in page
    assert '<span class="blank">number</span>' in page


def test_a_clause_in_its_own_language_stands_alone(read: Visit) -> None:
    """A reader of the original needs no translation."""
    page = read("/fi/clauses/jarvi-clause")

    assert "Epävirallinen käännös" not in page
    assert '<div class="alone">' in page


def test_a_clause_has_ten_slots(read: Visit) -> None:
    """Each part is there, with what is stated or with the word that nothing is."""
    page = read("/en/clauses/jarvi-clause")

    slots = page[page.index('<dl class="slots">') : page.index("</dl>", page.index('<dl class="slots">'))]
    assert (10, 5) == (slots.count("<dt>"), slots.count("not stated in the source"))


def test_a_clause_says_where_it_comes_from_and_who_answers(read: Visit) -> None:
    """Provenance, legal check and the buyer's responsibility are on the page."""
    page = read("/en/clauses/jarvi-clause")

    assert "<b>Model wording.</b>" in page
    assert "No lawyer has checked this clause." in page
    assert "is responsible for its lawfulness in the procurement at hand" in page


def test_a_municipality_gathers_what_is_its_own(read: Visit) -> None:
    """Cases, clauses of its cases, events and news are on its page."""
    page = read("/en/organisations/jarvi")

    shown = re.findall(r'<h3[^>]*><a href="/en/(cases|clauses|events|news)/', page)
    assert {"cases", "clauses", "events", "news"} == set(shown)


def test_a_list_carries_facts_before_prose(read: Visit) -> None:
    """A line of the list of cases has the value limit, the size and the type of requirement."""
    page = read("/en/cases")

    assert '<span class="what">Value limit</span> <b>€200,000 per contract</b>' in page
    assert '<span class="silent">not stated in the source</span>' in page


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("?country=se", ["hamn-pilot"]),
        ("?sector=cleaning&country=fi", ["jarvi-model"]),
        ("?role=supplier", ["hamn-pilot"]),
        ("?country=se&sector=any", []),
    ],
)
def test_a_list_can_be_limited(read: Visit, query: str, ids: list[str]) -> None:
    """Filters in the address narrow the list together."""
    assert ids == re.findall(r'<h2[^>]*><a href="/en/cases/([^"]+)"', read(f"/en/cases{query}"))


def test_every_page_has_one_title_and_its_trail(read: Visit) -> None:
    """One h1, a title of its own, and the way back."""
    pages = {
        path: read(path)
        for path in ("/fi/", "/fi/cases", "/fi/cases/jarvi-model", "/fi/glossary", "/fi/browse", "/fi/search")
    }

    titles = {re.findall(r"<title>(.*?)</title>", page)[0] for page in pages.values()}
    assert [1] * 6 == [page.count("<h1") for page in pages.values()]
    assert 6 == len(titles)
    assert '<a href="/fi/cases">Esimerkit</a>' in pages["/fi/cases/jarvi-model"]
