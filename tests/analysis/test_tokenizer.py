"""Where words begin and end."""

import pytest

from portal.analysis.tokenizer import LONGEST_WORD
from portal.analysis.tokenizer import Kind
from portal.analysis.tokenizer import stretches


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Laki 1397/2016, 4 §", ["Laki", "1397/2016", "4"]),
        ("1397/2016:n 2014/24/EU:n", ["1397/2016:n", "2014/24/EU:n"]),
        ("direktiivi 2014/24/EU.", ["direktiivi", "2014/24/EU"]),
        ("CPV 90900000-9", ["CPV", "90900000-9"]),
        ("10,5 %", ["10,5"]),
        ("30-vuotias", ["30-vuotias"]),
        ("sosiaali- ja terveyspalvelut", ["sosiaali-", "ja", "terveyspalvelut"]),
        ("vauhditus -hanke", ["vauhditus", "hanke"]),
        ("kirjaamo@kunta.example", ["kirjaamo@kunta.example"]),
        ("ks. https://example.org/a?b=c.", ["ks", "https://example.org/a?b=c"]),
        ("ja/tai", ["ja", "tai"]),
        ("{{amount}} **lihava** _kursiivi_", ["amount", "lihava", "kursiivi"]),
        ("2023–2025", ["2023", "2025"]),
        ("sana — toinen", ["sana", "toinen"]),
        ("EU:n vaa’an", ["EU:n", "vaa’an"]),
        ("", []),
        (" ,.;-!", []),
    ],
)
def test_text_falls_into_words(text: str, words: list[str]) -> None:
    """Codes, addresses, hyphenated words and elliptic parts are one word each; punctuation is none."""
    assert words == [stretch.text for stretch in stretches(text)]


@pytest.mark.parametrize("sign", ["1397/2016", "S20319", "a.b@c.example", "x" * (LONGEST_WORD + 1), "2025"])
def test_signs_are_not_looked_up(sign: str) -> None:
    """Codes, addresses, numbers and overlong strings are kept as they are."""
    assert [Kind.SIGN] == [stretch.kind for stretch in stretches(sign)]


def test_sign_is_found_without_its_case_ending() -> None:
    """A code keeps its ending as text and loses it as lemma."""
    (stretch,) = stretches("1397/2016:n")

    assert ("1397/2016:n", "1397/2016") == (stretch.text, stretch.lemma)
