"""Titles and excerpts as marked pieces, with the portal's own analysis."""

import pytest

from portal.domain.language import Language
from portal.search.document import DocumentText
from portal.search.document import SearchDocument
from portal.search.request import SearchRequest
from portal.search.result import Piece
from portal.search.whoosh_engine import WhooshEngine

FINNISH = DocumentText(
    title="Kuopion siivouspalvelut",
    summary="Kaupunki käytti työllistämisehtoa siivouksen kilpailutuksessa.",
    wording="Palveluntuottajan on työllistettävä vähintään yksi pitkäaikaistyötön henkilö.",
    body="Alkusanat ovat tässä. " * 30 + "Hankinnoilla tuettiin osatyökykyisten työllistymistä. " + "Loppu. " * 60,
)
SWEDISH = DocumentText(
    title="Städtjänster i Kuopio",
    summary="Staden ställde sysselsättningskravet på leverantören.",
    body="Villkoren gällde långtidsarbetslösa.",
)


@pytest.fixture(scope="module")
def real(tmp_path_factory, analyzers):
    """An index of one entry with the portal's own analysers."""
    folder = tmp_path_factory.mktemp("real") / "search_index"
    engine = WhooshEngine(
        folder,
        {language: analyzer.analyse for language, analyzer in analyzers.items()},
        {language: analyzer.signature for language, analyzer in analyzers.items()},
    )
    texts = {Language.FI: FINNISH, Language.SV: SWEDISH}
    engine.build([SearchDocument("cases/kuopio", "cases", texts, {}, "", "1")])
    yield engine
    engine.close()


@pytest.fixture
def line(real, shown):
    """The title and excerpt of the only hit, as text with marks."""

    def find(query: str, language: Language = Language.FI) -> tuple[str, str]:
        (hit,) = real.find(SearchRequest(query, language)).hits
        return shown(hit.title), shown(hit.excerpt)

    return find


@pytest.mark.parametrize(
    ("query", "language", "expected"),
    [
        ("hankinta", Language.FI, "[Hankinnoilla]"),
        ("osatyökykyinen", Language.FI, "[osatyökykyisten]"),
        ("siivous", Language.FI, "[siivouksen]"),
        ("pitkäaikaistyöttömien", Language.FI, "[pitkäaikaistyötön]"),
        ("ehto", Language.FI, "työllistämis{ehtoa}"),
        ("krav", Language.SV, "sysselsättnings{kravet}"),
        ("villkor", Language.SV, "[Villkoren]"),
        ("långtidsarbetslös", Language.FI, "[långtidsarbetslösa]"),
    ],
)
def test_inflected_forms_are_marked_whole_and_parts_alone(line, query: str, language: Language, expected: str) -> None:
    """An inflected form is marked as it stands in the text; in a compound only the part that met the query."""
    assert expected in line(query, language)[1]


def test_a_title_is_marked_too(line) -> None:
    """The part of the compound in the title is marked."""
    assert "Kuopion {siivous}palvelut" == line("siivous")[0]


def test_the_words_of_a_phrase_are_marked_only_together(line) -> None:
    """Both words of the phrase are marked, and `siivous` nowhere else."""
    title, excerpt = line('"siivouksen kilpailutus"')

    assert ("Kuopion siivouspalvelut", True) == (title, "[siivouksen] [kilpailutuksessa]" in excerpt)


def test_an_excerpt_is_about_two_lines_and_begins_with_a_sentence(line) -> None:
    """From the middle of a long text a window of about 220 characters is cut between words."""
    excerpt = line("hankinta")[1]

    assert (True, True, True) == (
        len(excerpt) <= 230,
        excerpt.startswith("… Alkusanat ovat tässä. "),
        excerpt.endswith(" …"),
    )


def test_without_a_match_in_the_body_the_summary_begins_the_excerpt(line) -> None:
    """A hit by its title alone shows the summary, unmarked."""
    assert "Kaupunki käytti työllistämisehtoa siivouksen kilpailutuksessa." == line("kuopio")[1]


def test_the_wording_is_quoted_when_it_answers_best(line) -> None:
    """A word that stands in the clause's wording only is shown there."""
    assert "[vähintään]" in line("vähintään")[1]


def test_the_summary_is_quoted_where_it_shows_every_word(engine, ask, shown) -> None:
    """However often the body says it, the summary tells a reader more; where it lacks a word, the body comes in."""
    text = DocumentText("Otsikko", summary="Tässä kuopio.", body="Kuopio, oulu ja kuopio, kuopio.")
    engine.build([SearchDocument("cases/a", "cases", {Language.FI: text}, {}, "", "1")])
    (one,), (both,) = ask("kuopio").hits, ask("kuopio oulu").hits

    assert ("Tässä [kuopio].", "[Kuopio], [oulu] ja [kuopio], [kuopio].") == (shown(one.excerpt), shown(both.excerpt))


def test_the_summary_is_quoted_where_no_other_part_shows_more_words(engine, ask, shown) -> None:
    """A word of the question that the entry does not have, or in its title alone, is no reason to leave the summary."""
    text = DocumentText("Oulu", summary="Tässä kuopio.", body="Kuopio ja kuopio, kuopio.")
    engine.build([SearchDocument("cases/a", "cases", {Language.FI: text}, {}, "", "1")])
    found = [shown(hit.excerpt) for query in ("kuopio turku", "kuopio oulu") for hit in ask(query).hits]

    assert 2 * ["Tässä [kuopio]."] == found


def test_labels_are_searched_but_not_quoted(engine, ask, shown) -> None:
    """An entry is found by the label of a code; the excerpt is of its text."""
    text = DocumentText("Otsikko", body="Teksti alkaa tästä.", labels="siivous · kuopio")
    engine.build([SearchDocument("cases/a", "cases", {Language.FI: text}, {}, "", "1")])
    (hit,) = ask("kuopio").hits

    assert "Teksti alkaa tästä." == shown(hit.excerpt)


def test_pieces_are_text_and_nothing_else(engine, compose, ask) -> None:
    """Signs of markup come through as they are; making them safe is the page's work."""
    engine.build([compose("cases/a", fi="a < b | <script>alert(1)</script> & kuopio")])
    (hit,) = ask("kuopio").hits

    assert ("a < b", "<script>alert(1)</script> & kuopio") == (
        "".join(piece.text for piece in hit.title),
        "".join(piece.text for piece in hit.excerpt),
    )


def test_spans_are_right_in_text_that_was_not_composed(engine, compose, ask) -> None:
    """Text with letters and dots apart is composed before it is indexed, so that marks sit right."""
    engine.build([compose("cases/a", fi="x | a\u0308a\u0308ni on kuopio tässä")])
    (hit,) = ask("kuopio").hits

    assert Piece("kuopio", "word") in hit.excerpt


def test_an_endless_word_does_not_break_the_excerpt(engine, compose, ask) -> None:
    """A body without any space is cut at the length."""
    engine.build([compose("cases/a", fi="kuopio | " + "x" * 5000)])
    (hit,) = ask("kuopio").hits

    assert 222 == sum(len(piece.text) for piece in hit.excerpt)


def test_a_marked_word_longer_than_the_window_is_shown_whole(engine, compose, ask) -> None:
    """The excerpt never cuts a marked stretch."""
    engine.build([compose("cases/a", fi="t | " + "y" * 199 + "=" + "y" * 199 + " loppu")])
    (hit,) = ask("y" * 80).hits or ask("t").hits

    assert "t" == hit.title[0].text
