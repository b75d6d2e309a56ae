"""The reading of a reader's line of text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.query import MAX_CHARACTERS
from portal.search.query import MAX_WORDS
from portal.search.query import parse_query
from portal.search.result import Note


def clauses(query: str) -> list[str]:
    """The clauses with `-` for excluded ones and quotes for phrases."""
    parsed = parse_query(query)
    return [
        ("-" if clause.excluded else "")
        + (f'"{parsed.text[clause.start : clause.end]}"' if clause.phrase else parsed.text[clause.start : clause.end])
        for clause in parsed.clauses
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("siivous Kuopio", ["siivous", "Kuopio"]),
        ('"julkinen hankinta" ehto', ['"julkinen hankinta"', "ehto"]),
        ("”julkinen hankinta”", ['"julkinen hankinta"']),
        ("«krav» -villkor", ['"krav"', "-villkor"]),
        ('-"krav på" -x', ['-"krav på"', "-x"]),
        ("TE-toimisto", ["TE-toimisto"]),
        ("1397/2016", ["1397/2016"]),
        ('siivous "auki jäänyt', ["siivous", "auki", "jäänyt"]),
        ('"', []),
        ("- -- --- ( ) * ? ~ ^ : [ ]", []),
        ("(siivous OR krav)*", ["(siivous", "OR", "krav)*"]),
        ("a\u0000b\tc\nd", ["a", "b", "c", "d"]),
        ("sii\u200bvous", ["siivous"]),
        ("\ud800 surrogate \udfff", ["surrogate"]),
        ("työ\u0308", ["työ\u0308".replace("o\u0308", "ö")]),
        ("a\u0308mpa\u0308ri", ["ämpäri"]),
        ('""', []),
        ('a"b c"d', ["a", '"b c"', "d"]),
    ],
)
def test_a_query_is_words_phrases_and_exclusions(query: str, expected: list[str]) -> None:
    """Words, phrases and exclusions are told apart, and all other signs mean nothing."""
    assert expected == clauses(query)


def test_a_long_query_is_cut_between_words_and_says_so() -> None:
    """Of ten thousand characters the first two hundred remain, whole words only."""
    parsed = parse_query("kymmenen " * 2000)

    assert (True, True, MAX_WORDS) == (
        len(parsed.text) <= MAX_CHARACTERS,
        Note.QUERY_TOO_LONG in parsed.notes,
        len(parsed.clauses),
    )


def test_one_endless_word_is_cut() -> None:
    """A word of ten thousand letters becomes one of two hundred."""
    assert ["x" * MAX_CHARACTERS] == clauses("x" * 10_000)


def test_more_than_twelve_words_are_dropped_with_a_note() -> None:
    """The thirteenth word is lost, and the note says so."""
    parsed = parse_query(" ".join("abcdefghijklm"))

    assert (12, (Note.TOO_MANY_WORDS,)) == (len(parsed.clauses), parsed.notes)


def test_a_phrase_is_cut_at_the_twelfth_word() -> None:
    """Words inside quotes count, and the phrase keeps what there is room for."""
    assert ["a b c d e f g h", '"i j k l"'][1:] == clauses('a b c d e f g h "i j k l m n"')[8:]


def test_twelve_words_are_kept_without_a_note() -> None:
    """The bound itself is allowed."""
    assert () == parse_query(" ".join("abcdefghijkl")).notes


@given(st.text(max_size=400))
def test_any_text_is_read(query: str) -> None:
    """No text fails, and clauses are ordered spans of the text, which has nothing but them and spaces."""
    parsed = parse_query(query)
    position = 0
    for clause in parsed.clauses:
        assert position <= clause.start < clause.end <= len(parsed.text)
        position = clause.end
    between = list(parsed.text)
    for clause in parsed.clauses:
        between[clause.start : clause.end] = " " * (clause.end - clause.start)

    assert "" == "".join(between).strip()
