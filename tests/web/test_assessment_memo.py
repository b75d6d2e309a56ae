"""The memo for the procurement file says the same in three languages and in three formats."""

import io
import re
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.advice.assessment import assess
from portal.advice.assessment_rules import ASSESSMENT_VERSION
from portal.bootstrap import build_portal
from portal.domain.document import Block
from portal.domain.document import Document
from portal.domain.document import Footnote
from portal.domain.document import Heading
from portal.domain.document import Inline
from portal.domain.document import Listing
from portal.domain.document import Paragraph
from portal.domain.document import Run
from portal.domain.document import Table
from portal.domain.language import Language
from portal.settings import Settings
from portal.web.assessment.memo import memo
from portal.web.assessment.report import report_on
from portal.web.facts.fact import Teller
from tests.advice.published_rules import shelf
from tests.advice.test_assessment import answered
from tests.advice.test_assessment import examples
from tests.conftest import IndexFolder
from tests.web.conftest import ROOT
from tests.web.conftest import serve
from tests.web.test_assessment import CLEANING
from tests.web.test_assessment import VERDICTS
from tests.web.test_assessment import address
from tests.web.test_assessment import with_change

SETTINGS = Settings(base_url="https://silta.example")


@pytest.fixture(scope="module")
def published(index_folder: IndexFolder, catalogues: None) -> Flask:
    """The portal on its own content, without a search index: the assessment needs none."""
    settings = Settings(content=ROOT / "content", search_index=index_folder(), base_url="https://silta.example")
    return serve(build_portal(settings))


@pytest.fixture
def buyer(published: Flask) -> FlaskClient:
    """A buyer who reads it."""
    return published.test_client()


def memo_in(language: Language, name: str, app: Flask) -> Document:
    """Return the memo of an example."""
    with app.test_request_context(f"/{language}/assessment/answer"):
        assessment = assess(answered(name))
        report = report_on(assessment, name, date(2026, 11, 21), ASSESSMENT_VERSION, Teller(shelf(), language))
        return memo(report, f"https://silta.example/{language}/assessment/answer?x=1", SETTINGS)


def skeleton(blocks: Iterable[Block]) -> list[object]:
    """Return what a memo is made of besides its words: the kinds of blocks, and the sources of its footnotes."""
    bones: list[object] = []
    for block in blocks:
        match block:
            case Heading():
                bones.append(("heading", block.level))
            case Paragraph():
                bones.append((block.tone.value, *sources(block.content)))
            case Listing():
                bones.append(("list", block.ordered, *(tuple(skeleton(item)) for item in block.items)))
            case Table():
                bones.append(("table", len(block.header), len(block.rows)))
    return bones


def sources(content: Iterable[Inline]) -> list[str]:
    """Return the titles of the sources in the footnotes of a paragraph."""
    return [part.runs[0].text for part in content if isinstance(part, Footnote)]


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield every paragraph, also those in lists."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Listing):
            for item in block.items:
                yield from paragraphs(item)


def words(paragraph: Paragraph) -> str:
    """Return a paragraph as text."""
    return "".join(part.text for part in paragraph.content if isinstance(part, Run))


@pytest.mark.parametrize("name", examples())
def test_the_same_answers_give_the_same_memo(published: Flask, name: str) -> None:
    """Structure, reasons, sources and similar entries are equal in the three languages."""
    bones = [skeleton(memo_in(language, name, published).blocks) for language in Language]

    assert bones[0] == bones[1] == bones[2]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", examples())
def test_the_memo_has_the_verdict_and_every_source(published: Flask, name: str, language: Language) -> None:
    """As the example states them."""
    example = examples()[name]
    document = memo_in(language, name, published)
    titles = {title for each in paragraphs(document.blocks) for title in sources(each.content)}
    said = [words(each) for each in paragraphs(document.blocks)]

    assert f"{VERDICTS[example['verdict']][language]}." in said
    assert {shelf().sources[source].title for source in example["sources"]} <= titles


@pytest.mark.parametrize("language", list(Language))
def test_the_memo_says_what_it_is(published: Flask, language: Language) -> None:
    """It bears the name, the days, the disclaimer and the address that gives the same answer again."""
    document = memo_in(language, "cleaning for 48 months", published)
    said = [words(each) for each in paragraphs(document.blocks)]
    days = {Language.FI: "21.11.2026", Language.SV: "21 november 2026", Language.EN: "21 November 2026"}
    lawyer = {Language.FI: "Juristi", Language.SV: "jurist", Language.EN: "lawyer"}

    assert "cleaning for 48 months" == document.subtitle
    assert 2 == said[0].replace("\u00a0", " ").count(days[language])
    assert any(lawyer[language] in each for each in said[-4:])
    assert said[-1].endswith(f"https://silta.example/{language}/assessment/answer?x=1")


@pytest.mark.parametrize("language", list(Language))
def test_every_passage_in_another_language_says_so(published: Flask, language: Language) -> None:
    """The title of a Swedish source carries its language in a Finnish memo."""
    document = memo_in(language, "Göteborg, refuse collection", published)
    notes = [
        part.runs[0] for each in paragraphs(document.blocks) for part in each.content if isinstance(part, Footnote)
    ]
    known = {source.title: source.languages for source in shelf().sources.values()}
    wrong = {
        run.text
        for run in notes
        if len(known[run.text]) == 1 and (run.language or language).value != known[run.text][0]
    }

    assert notes
    assert set() == wrong


@pytest.mark.parametrize("language", list(Language))
def test_the_memo_as_a_word_file(buyer: FlaskClient, language: Language) -> None:
    """Headings, the table of answers and the verdict can be read back."""
    response = buyer.get(address(language, "memo.docx", **CLEANING))
    document = docx.Document(io.BytesIO(response.data))
    said = [paragraph.text for paragraph in document.paragraphs]
    headings = [each for each in document.paragraphs if ((each.style and each.style.name) or "").startswith("Heading")]

    assert f"{VERDICTS['suits'][language]}." in said
    assert 13 == len(document.tables[0].rows) - 1
    assert len(headings) > 8
    assert "Siivous 2027" in said


@pytest.mark.parametrize("language", list(Language))
def test_the_memo_as_markdown_says_what_the_page_says(buyer: FlaskClient, language: Language) -> None:
    """Every reason on the page stands in the memo."""
    answers = with_change(skill="some", market="small", candidates="few", closed="some")
    page = buyer.get(address(language, **answers)).get_data(as_text=True)
    text = buyer.get(address(language, "memo.md", **answers)).get_data(as_text=True)
    reasons = [re.sub(r"<[^>]+>.*", "", each) for each in re.findall(r'<li class="row">\n<p>(.*?)</p>', page)]

    assert len(reasons) > 6
    assert [] == [each for each in reasons if each.replace("&#39;", "'") not in text.replace("\\", "")]


def test_what_was_typed_stays_text(buyer: FlaskClient) -> None:
    """A name that looks like markup or a formula is a name in every format."""
    name = "=1+1 <b>&{{7*7}} [x](javascript:alert(1))"
    response = buyer.get(address(Language.EN, "memo.docx", **with_change(name=name)))
    text = buyer.get(address(Language.EN, "memo.md", **with_change(name=name))).get_data(as_text=True)

    assert name in [each.text for each in docx.Document(io.BytesIO(response.data)).paragraphs]
    assert re.search(r"[^\\]\]\(javascript", text) is None
    assert 200 == buyer.get(address(Language.EN, "memo.odt", **with_change(name=name))).status_code


@pytest.mark.parametrize("language", list(Language))
def test_similar_purchases_and_sizes_are_shown(buyer: FlaskClient, language: Language) -> None:
    """Clauses and cases with their provenance, the size that published rules give, and the way to the calculator."""
    page = buyer.get(address(language, **with_change(sector="it"))).get_data(as_text=True)
    link = f'href="/{language}/calculator?value=1600000&amp;currency=EUR&amp;months=48&amp;type=services&amp;sector=it"'

    assert f'href="/{language}/clauses/tampere-two-per-cent-of-value"' in page
    assert f'href="/{language}/cases/tampere-two-per-cent"' in page
    assert '<span class="tag">' in page
    assert link in page


def test_the_heaviest_answer_is_light(buyer: FlaskClient) -> None:
    """The page with the most reasons stays light enough for a phone."""
    sizes = {
        name: len(buyer.get(address(Language.FI, **example["answers"])).data) for name, example in examples().items()
    }

    assert max(sizes.values()) < 60_000
