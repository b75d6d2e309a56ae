"""The suitability assessment: ten questions in, a reasoned answer and a memo out, everything in the address."""

import re
from pathlib import Path
from urllib.parse import quote
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from portal.advice.assessment_rules import ASSESSMENT_VERSION
from portal.advice.assessment_rules import RULES
from portal.advice.fitting_instrument import CHOICES
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.web.assessment.address import LONGEST_NAME
from portal.web.assessment.questions import FIELDS
from portal.web.assessment.questions import QUESTIONS
from portal.web.assessment.steps import LAW_GUIDES
from portal.web.assessment.words_against import WORDS as AGAINST
from portal.web.assessment.words_for import WORDS as FOR
from portal.web.assessment.words_to_settle import INSTRUMENTS
from portal.web.assessment.words_to_settle import TO_SETTLE
from tests.advice.published_rules import shelf
from tests.advice.test_assessment import examples
from tests.web.conftest import Visit

RULES_DAY = ASSESSMENT_VERSION.isoformat()
CLEANING = {
    "name": "Siivous 2027",
    "country": "fi",
    "sector": "cleaning",
    "type": "services",
    "value": "1600000",
    "currency": "EUR",
    "months": "48",
    "labour": "most",
    "skill": "none",
    "candidates": "enough",
    "support": "agreed",
    "market": "large",
    "rules": RULES_DAY,
}
VERDICTS = {
    "suits": {
        Language.FI: "Työllistämisehto sopii hankintaan",
        Language.SV: "Ett sysselsättningskrav passar för upphandlingen",
        Language.EN: "An employment condition suits the purchase",
    },
    "suits-with-changes": {
        Language.FI: "Työllistämisehto sopii hankintaan muutoksin",
        Language.SV: "Ett sysselsättningskrav passar för upphandlingen med ändringar",
        Language.EN: "An employment condition suits the purchase with changes",
    },
    "does-not-suit": {
        Language.FI: "Työllistämisehto ei sovi hankintaan",
        Language.SV: "Ett sysselsättningskrav passar inte för upphandlingen",
        Language.EN: "An employment condition does not suit the purchase",
    },
    "cannot-tell": {
        Language.FI: "Vielä ei voi sanoa, sopiiko työllistämisehto hankintaan",
        Language.SV: "Det går inte att säga än om ett sysselsättningskrav passar för upphandlingen",
        Language.EN: "It is too early to say whether an employment condition suits the purchase",
    },
}


def address(language: Language, page: str = "answer", **answers: str) -> str:
    """Return the address of a page of the assessment with these answers, under today's rules."""
    return f"/{language}/assessment/{page}?{urlencode({'rules': RULES_DAY, **answers})}"


def with_change(**changes: str) -> dict[str, str]:
    """Return the answers of the cleaning contract with some of them changed."""
    return {**CLEANING, **changes}


def heading(page: str) -> str:
    """Return the main heading of a page."""
    found = re.search(r"<h1>(.*?)</h1>", page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("language", list(Language))
def test_the_form_asks_ten_questions(read: Visit, language: Language) -> None:
    """Each with its explanation, and every choice with `I do not know` beside it."""
    page = read(f"/{language}/assessment")
    unknown = {Language.FI: "En tiedä", Language.SV: "Jag vet inte", Language.EN: "I do not know"}[language]
    chosen = sum(1 for field in FIELDS if field.kind != "typed")

    assert 10 == len(QUESTIONS) == page.count('<fieldset class="facet"') == page.count('id="about-')
    assert chosen == page.count(f">{unknown}<")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", examples())
def test_each_example_has_its_verdict_on_the_page(read: Visit, language: Language, name: str) -> None:
    """In the reader's language, whatever was answered."""
    example = examples()[name]
    page = read(address(language, **example["answers"]))

    assert VERDICTS[example["verdict"]][language] == heading(page)


@pytest.mark.parametrize("language", list(Language))
def test_the_answer_gives_reasons_and_ways_on(read: Visit, language: Language) -> None:
    """Reasons, an instrument, what to settle and to decide next, the answers, the disclaimer, the memo."""
    page = read(address(language, **CLEANING))
    parts = ["reasons-1", "instrument", "settle", "next", "answers", "worth", "turns"]
    lawyer = {
        Language.FI: "Juristi ei ole tarkistanut arvion sääntöjä.",
        Language.SV: "Ingen jurist har granskat bedömningens regler.",
        Language.EN: "No lawyer has checked the rules of the assessment.",
    }

    assert set() == {part for part in parts if f'id="{part}"' not in page}
    assert lawyer[language] in page
    assert {"docx", "odt", "md"} == set(re.findall(rf'href="/{language}/assessment/memo\.(\w+)\?', page))
    assert 'name="robots" content="noindex, follow"' in page


def test_a_fresh_answer_is_led_to_its_lasting_address(client: FlaskClient) -> None:
    """Empty answers fall away, numbers become plain, and the day of the rules is written down."""
    response = client.get(
        f"/fi/assessment/answer?name=&country=fi&labour=&value={quote('1 600 000,50 €')}&months=48 kk"
    )

    expected = f"/fi/assessment/answer?country=fi&currency=EUR&value=1600000.5&months=48&rules={RULES_DAY}"
    assert (302, expected) == (response.status_code, response.headers["Location"])


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "typed", ["1600000", "1 600 000,50 €", "1.600.000,50", "1,600,000.50", "1,6 milj.", "€1600000"]
)
def test_a_value_is_read_as_it_is_typed(client: FlaskClient, language: Language, typed: str) -> None:
    """Finnish, Swedish and English habits mean the same in every language."""
    response = client.get(f"/{language}/assessment/answer?country=fi&value={quote(typed)}")

    assert 302 == response.status_code
    assert re.search(r"value=1600000(\.5)?&", response.headers["Location"])


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("field", "typed"),
    [
        *(("value", text) for text in ("1e309", "-5", "NaN", "inf", "many", "1.600", "9" * 60, "١٢", "=1+1", "0x10")),
        *(("months", text) for text in ("-5", "NaN", "0", "601", "1e3", "48 years", "1/2")),
    ],
)
def test_what_is_no_number_gets_a_sentence(read: Visit, language: Language, field: str, typed: str) -> None:
    """The form comes back with the text in its field and the reason beside it."""
    page = read(address(language, country="fi", **{field: typed}))

    assert '<form class="assess"' in page
    assert f'id="{field}-fault"' in page
    assert re.search(rf'<input id="{field}"[^>]* value="{re.escape(typed)}"[^>]*aria-invalid', page)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"value": "5000"}, "Say whether the value is in euro or in kronor."),
        ({"value": "5000 kr", "currency": "EUR"}, "The value names one currency and the list another."),
    ],
)
def test_a_sum_without_one_currency_gets_a_sentence(read: Visit, answers: dict[str, str], sentence: str) -> None:
    """Nothing is guessed and nothing is converted."""
    assert sentence in read(address(Language.EN, **answers))


def test_the_memo_of_a_faulty_address_is_led_to_the_form(client: FlaskClient) -> None:
    """A file cannot tell what is wrong, the form can."""
    response = client.get("/sv/assessment/memo.docx?country=se&value=-5")

    assert (302, "/sv/assessment/answer?country=se&value=-5") == (response.status_code, response.headers["Location"])


TAMPERED = [
    {"country": "dk"},
    {"sector": "any"},
    {"sector": "../../etc"},
    {"labour": "MOST"},
    {"skill": "{{7*7}}"},
    {"instrument": "joint-company"},
    {"residents": "maybe"},
]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("answers", TAMPERED)
def test_a_tampered_answer_is_unknown_and_told(read: Visit, language: Language, answers: dict[str, str]) -> None:
    """A code that no form has means `I do not know`."""
    told = {
        Language.FI: "Osoitteessa on vastaus, jota lomakkeessa ei ole.",
        Language.SV: "Adressen innehåller ett svar som inte finns i formuläret.",
        Language.EN: "The address holds an answer that this form does not have.",
    }
    page = read(address(language, **answers))

    assert told[language] in page
    assert VERDICTS["cannot-tell"][language] == heading(page)


@pytest.mark.parametrize("path", ["", "/answer", "/memo.md", "/memo.docx", "/memo.odt"])
@pytest.mark.parametrize(
    "query",
    [
        "name=%3Cscript%3Ealert(1)%3C/script%3E&rules=%3Cb%3E",
        "name=" + quote('=HYPERLINK("x")\u202e\ufeff{{7*7}}'),
        "country=fi&country=se&country=&labour=most&labour=little",
        "rules=9999-99-99&planet=mars&&&==",
        "value=" + "9" * 3_000,
        "name=" + quote("ä" * 2_000),
        "&".join(f"x{number}=1" for number in range(1_000)),
    ],
)
def test_any_address_gets_an_answer(client: FlaskClient, path: str, query: str) -> None:
    """Nothing that stands in an address makes the portal fail or speak in another's words."""
    response = client.get(f"/fi/assessment{path}?{query}", follow_redirects=True)

    assert 200 == response.status_code
    assert b"<script>alert" not in response.data or path == "/memo.md"


@pytest.mark.parametrize("path", ["", "/answer", "/memo.odt"])
def test_an_endless_name_is_refused(client: FlaskClient, path: str) -> None:
    """100 kB of a name is an address too long, told on a page of the usual weight."""
    response = client.get(f"/fi/assessment{path}?name={'n' * 100_000}")

    assert 414 == response.status_code
    assert len(response.data) < 60_000


@pytest.mark.parametrize("language", list(Language))
def test_a_long_name_is_cut_and_told(read: Visit, language: Language) -> None:
    """Its beginning stays, and a sentence tells it."""
    told = {Language.FI: "Nimi on pitkä", Language.SV: "Namnet är långt", Language.EN: "The name is long"}
    page = read(address(language, name="n" * 500))

    assert told[language] in page
    assert "n" * LONGEST_NAME in page
    assert "n" * (LONGEST_NAME + 1) not in page.replace("n" * 500, "")


def test_answers_under_other_rules_are_told(read: Visit) -> None:
    """Whoever opens an old address learns that the answer may have changed."""
    told = "The address was made under other rules than those in use now."

    assert told in read(address(Language.EN, **with_change(rules="2020-01-01")))
    assert told not in read(address(Language.EN, **CLEANING))


@pytest.mark.parametrize("language", list(Language))
def test_the_form_keeps_what_was_answered(read: Visit, language: Language) -> None:
    """The way back from the answer leads to the form as it was filled in."""
    back = re.search(rf'href="(/{language}/assessment\?[^"]+)"', read(address(language, **CLEANING)))
    assert back is not None
    page = read(back[1].replace("&amp;", "&"))

    assert 'value="Siivous 2027"' in page
    assert 'value="1600000"' in page
    assert re.search(r'name="labour" value="most" checked', page)
    assert '<option value="cleaning" selected>' in page


def test_the_language_menu_keeps_the_answers(read: Visit) -> None:
    """The same purchase in another language has the same answers."""
    page = read(address(Language.FI, **CLEANING))
    other = re.search(r'<a href="(/sv/assessment/answer\?[^"]+)" lang="sv"', page)
    assert other is not None

    assert VERDICTS["suits"][Language.SV] == heading(read(other[1].replace("&amp;", "&")))


@pytest.mark.parametrize("language", list(Language))
def test_ways_lead_to_the_assessment(read: Visit, language: Language) -> None:
    """From the front page, from the foot of any page and from a clause."""
    way = f'href="/{language}/assessment"'

    assert 2 == read(f"/{language}/").count(way)
    assert 1 == read(f"/{language}/cases").count(way)
    assert 2 == read(f"/{language}/clauses/jarvi-clause").count(way)


def test_nothing_is_stored(client: FlaskClient) -> None:
    """No cookie, and no cache keeps a memo."""
    page = client.get(address(Language.FI, **CLEANING))
    memo = client.get(address(Language.FI, "memo.docx", **CLEANING))

    assert {None} == {response.headers.get("Set-Cookie") for response in (page, memo)}
    assert "no-store" in memo.headers["Cache-Control"]


def test_every_rule_has_words() -> None:
    """And no words are left over; what asks for a change or speaks against proposes one."""
    told = {**{id_: words.change for id_, words in {**AGAINST, **FOR}.items()}, **dict.fromkeys(TO_SETTLE)}
    proposing = {"decisive", "against", "change"}

    assert {rule.id: rule.effect in proposing for rule in RULES} == {id_: bool(change) for id_, change in told.items()}
    assert {fitting.id for _, fitting in CHOICES} == set(INSTRUMENTS)


def test_every_own_judgement_is_marked() -> None:
    """A rule that has sources and a judgement of the editors says in its words which part is theirs."""
    words = {**{id_: each.why for id_, each in {**AGAINST, **FOR}.items()}, **TO_SETTLE}
    silent = {
        rule.id
        for rule in RULES
        if rule.own_judgement and rule.sources and not re.search(r"editors' own", words[rule.id])
    }

    assert set() == silent


def test_every_guide_of_the_next_steps_is_on_the_shelf() -> None:
    """The steps lead somewhere."""
    path = Path(__file__).parents[2] / "portal" / "web" / "assessment" / "steps.py"
    named = set(re.findall(r'\), "([a-z-]+)"', path.read_text(encoding="utf-8"))) | set(LAW_GUIDES.values())

    assert len(named) > 8
    assert set() == {guide for guide in named if shelf().get(Ref(Collection.GUIDES, guide)) is None}
