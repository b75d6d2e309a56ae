"""What is found, in which order, in which language."""

import pytest

from portal.domain.language import Language
from portal.search.errors import SearchUnavailable
from portal.search.request import Order
from portal.search.result import Note
from portal.search.status import IndexState


def test_all_words_are_needed_in_one_language(engine, compose, ask) -> None:
    """An entry with one word in Finnish and the other in Swedish only does not have both, and comes below."""
    engine.build(
        [compose("cases/both", fi="kuopio siivous"), compose("cases/split", fi="kuopio", sv="siivous rekrytering")]
    )
    result = ask("kuopio siivous")

    assert (1, ["cases/both", "cases/split"]) == (result.complete, [hit.ref for hit in result.hits])


def test_without_a_full_match_some_words_are_enough(engine, compose, ask) -> None:
    """When no entry has all the words, those with most of them come first and the result says that none is complete."""
    engine.build([compose("cases/one", fi="kuopio"), compose("cases/two", fi="kuopio siivous")])
    result = ask("kuopio siivous puuttuva")

    assert (0, ["cases/two", "cases/one"]) == (result.complete, [hit.ref for hit in result.hits])


def test_a_filter_leaves_what_has_some_of_the_words(engine, compose, ask) -> None:
    """A full match that a filter takes away leaves the partial ones, and the result says that none is complete."""
    engine.build(
        [compose("cases/full", fi="kuopio siivous", country="FI"), compose("cases/half", fi="kuopio", country="SE")]
    )
    result = ask("kuopio siivous", filters={"country": frozenset({"SE"})})

    assert (1, 0) == (result.total, result.complete)


def test_function_words_are_not_insisted_on(engine, compose, refs) -> None:
    """`ja` may be missing from the text, unless it is all that was asked."""
    engine.build([compose("cases/a", fi="siivous kuopio"), compose("cases/b", fi="kissat ja koirat")])

    assert (["a"], ["b"]) == (refs("siivous ja kuopio"), refs("ja"))


def test_words_of_grammar_are_not_looked_for_in_other_languages(engine, compose, ask) -> None:
    """The *i* of a Swedish question may be missing from a Finnish text, which is complete without it."""
    engine.build([compose("cases/a", fi="siivous kuopio"), compose("cases/b", fi="i | siivous")])

    assert 1 == ask("siivous i kuopio", Language.SV).complete


def test_what_is_a_word_to_its_reader_finds_no_grammar(engine, compose, refs) -> None:
    """Whoever asks for *IT* in Swedish does not get every English text that says *it*."""
    engine.build([compose("cases/a", sv="it"), compose("cases/b", en="how it works")])

    assert ["a"] == refs("IT", Language.SV)


def test_all_the_words_in_another_language_count_beside_some_in_the_readers_own(engine, compose, refs) -> None:
    """An entry whose Swedish text has all the words is not hidden by its Finnish one, which has one of them."""
    engine.build(
        [
            compose("cases/one", fi="kuopio"),
            compose("cases/half", fi="lahti | kuopio kuopio kuopio"),
            compose("cases/whole", fi="turku | kuopio", sv="kuopio siivous"),
        ]
    )

    assert ["one", "whole", "half"] == refs("kuopio siivous")


def test_a_phrase_needs_its_words_in_order(engine, compose, refs) -> None:
    """The words of a phrase stand side by side, in one region."""
    engine.build(
        [
            compose("cases/right", fi="x | julkinen hankinta tehtiin"),
            compose("cases/turned", fi="x | hankinta julkinen"),
            compose("cases/apart", fi="x | julkinen iso hankinta"),
            compose("cases/regions", fi="julkinen | hankinta"),
        ]
    )

    assert ["right"] == refs('"julkinen hankinta"')


def test_exclusion_is_the_rest_of_the_entries(engine, compose, refs) -> None:
    """What a word finds and what its exclusion leaves are all entries, none twice; compounds count in both."""
    engine.build(
        [
            compose("cases/word", fi="siivous"),
            compose("cases/compound", fi="siivous=palvelu"),
            compose("cases/swedish", sv="siivous"),
            compose("cases/none", fi="rakennus"),
        ]
    )

    assert ({"word", "compound", "swedish"}, ["none"]) == (set(refs("siivous")), refs("-siivous"))


def test_a_phrase_can_be_excluded(engine, compose, refs) -> None:
    """Only the entries with the words side by side go."""
    engine.build([compose("cases/a", fi="kuopio siivous nyt"), compose("cases/b", fi="siivous kuopio nyt")])

    assert ["b"] == refs('nyt -"kuopio siivous"')


def test_a_query_for_a_part_meets_the_compound(engine, compose, refs) -> None:
    """The word itself ranks above a compound with it."""
    engine.build([compose("cases/compound", fi="siivous=palvelu"), compose("cases/word", fi="siivous")])

    assert ["word", "compound"] == refs("siivous")


def test_the_parts_of_a_query_compound_come_below_the_compound(engine, compose, ask) -> None:
    """A text that has only parts of a compound that is typed comes last and is not complete."""
    engine.build([compose("cases/part", fi="palvelu")])
    alone = ask("siivous=palvelu")
    engine.update([compose("cases/whole", fi="siivous=palvelu")])
    together = ask("siivous=palvelu")

    assert [(0, ["cases/part"]), (1, ["cases/whole", "cases/part"])] == [
        (result.complete, [hit.ref for hit in result.hits]) for result in (alone, together)
    ]


def test_language_versions_are_one_hit(engine, compose, ask) -> None:
    """A word that stands in all three versions gives one line and counts once."""
    engine.build([compose("cases/a", fi="Kuopio", sv="Kuopio", en="Kuopio", language="fi sv en")])
    result = ask("kuopio", Language.SV)

    assert (1, [1, 1, 1], [Language.SV]) == (
        result.total,
        [value.count for value in result.facets["language"]],
        [hit.language for hit in result.hits],
    )


def test_a_hit_is_labelled_with_the_language_that_met_the_query(engine, compose, ask) -> None:
    """A Swedish text that answers a Finnish reader says that it is Swedish, and what else there is."""
    engine.build([compose("cases/a", fi="siivous", sv="städning")])
    (hit,) = ask("städning", Language.FI).hits

    assert (Language.SV, (Language.FI, Language.SV), "städning") == (hit.language, hit.languages, hit.title[0].text)


def test_the_reader_s_own_language_is_preferred(engine, compose, refs) -> None:
    """Of two entries that are otherwise equal, the one in the reader's language comes first."""
    engine.build([compose("cases/a", sv="kuopio"), compose("cases/b", fi="kuopio")])

    assert (["b", "a"], ["a", "b"]) == (refs("kuopio", Language.FI), refs("kuopio", Language.SV))


def test_a_title_weighs_more_than_a_body(engine, compose, refs) -> None:
    """The same word in the title ranks above the body."""
    engine.build([compose("cases/body", fi="muu | siivous sana"), compose("cases/title", fi="siivous | muu sana")])

    assert ["title", "body"] == refs("siivous")


def test_an_empty_query_shows_all_entries_newest_first(engine, compose, refs) -> None:
    """Browsing needs no words; entries without a date come last, equal dates by title."""
    engine.build(
        [
            compose("cases/none", fi="a"),
            compose("cases/old", fi="z", date="2019-05-01"),
            compose("cases/new-b", fi="b", date="2024-01-31"),
            compose("cases/new-a", fi="a", date="2024-01-31"),
        ]
    )

    assert ["new-a", "new-b", "old", "none"] == refs("")


def test_hits_can_be_sorted_by_date(engine, compose, refs) -> None:
    """`NEWEST` puts the date before the score."""
    engine.build(
        [
            compose("cases/good", fi="kuopio", date="2019-01-01"),
            compose("cases/new", fi="x | kuopio", date="2024-01-01"),
        ]
    )

    assert (["good", "new"], ["new", "good"]) == (refs("kuopio"), refs("kuopio", order=Order.NEWEST))


def test_titles_sort_by_the_reader_s_alphabet(engine, compose, refs) -> None:
    """Finnish and Swedish put å, ä, ö after z; English puts them with a and o."""
    engine.build([compose(f"cases/{n}", fi=t) for n, t in enumerate(["Öljy", "Zeppelin", "Äänekoski", "Åbo", "auto"])])

    assert (["4", "1", "3", "2", "0"], ["2", "3", "4", "0", "1"]) == (
        refs("", Language.FI, order=Order.TITLE),
        refs("", Language.EN, order=Order.TITLE),
    )


def test_pages_hold_every_hit_once(engine, compose, ask) -> None:
    """Three pages of four give ten entries in order; the number of pages is known."""
    engine.build([compose(f"cases/{number:02}", fi="kuopio") for number in range(10)])
    pages = [ask("kuopio", page=page, per_page=4) for page in (1, 2, 3)]

    assert ([f"cases/{number:02}" for number in range(10)], {3}, {10}) == (
        [hit.ref for page in pages for hit in page.hits],
        {page.pages for page in pages},
        {page.total for page in pages},
    )


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-5, 1), (99, 2), (10**30, 2)])
def test_a_page_that_does_not_exist_becomes_the_nearest(engine, compose, ask, asked: int, given: int) -> None:
    """The result shows the nearest page and says so."""
    engine.build([compose(f"cases/{number}", fi="kuopio") for number in range(3)])
    result = ask("kuopio", page=asked, per_page=2)

    assert (given, (Note.PAGE_OUT_OF_RANGE,)) == (result.page, result.notes)


def test_a_page_holds_at_most_a_hundred_hits(engine, compose, ask) -> None:
    """A request for a million hits a page gets a hundred."""
    engine.build([compose(f"cases/{number}", fi="kuopio") for number in range(101)])

    assert (100, 1) == (len(ask("kuopio", per_page=10**6).hits), len(ask("kuopio", per_page=-1).hits))


def test_an_empty_index_answers(engine, ask) -> None:
    """A portal without entries finds nothing, without an error."""
    engine.build([])
    result = ask("kuopio")

    assert (0, (), 1, IndexState.READY) == (result.total, result.hits, result.pages, engine.status().state)


def test_without_an_index_search_says_so(engine, ask) -> None:
    """There is nothing to serve before the first build."""
    with pytest.raises(SearchUnavailable, match="no-index"):
        ask("kuopio")

    assert IndexState.MISSING == engine.status().state


def test_the_notes_of_the_parser_reach_the_reader(engine, compose, ask) -> None:
    """A query that had to be cut is answered with a note."""
    engine.build([compose("cases/a", fi="kuopio")])

    assert (Note.QUERY_TOO_LONG, Note.TOO_MANY_WORDS) == ask("kuopio " * 100).notes
