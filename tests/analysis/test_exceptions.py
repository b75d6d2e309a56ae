"""The list of words that dictionaries cut wrongly or not at all."""

import pytest

from portal.analysis.exceptions import load_exceptions
from portal.domain.language import Language


@pytest.mark.parametrize("language", Language)
def test_listed_parts_spell_their_word(language: Language) -> None:
    """The parts of each listed word, put together, are the word."""
    listed = load_exceptions(language).parts
    misspelled = [word for word, parts in listed.items() if "".join(part for part, _ in parts) != word]

    assert [] == misspelled


def test_listed_word_is_cut_in_every_form(swedish) -> None:
    """The parts are laid over inflected forms; the last one takes the ending."""
    parts = {part.text: part.lemmas for part in swedish.token("Stadsstyrelsens").parts}

    assert {"Stads": ("stad",), "styrelsens": ("styrelse",)} == parts


def test_listed_form_has_its_base(swedish) -> None:
    """A form the dictionaries read otherwise is found by the listed base form."""
    assert swedish.is_met("centret", "centrum")


@pytest.mark.parametrize(
    ("form", "other"), [("ska", "skola"), ("skulle", "skola"), ("städer", "städa"), ("IT", "se"), ("Vanda", "vänja")]
)
def test_listed_form_has_no_other_base(swedish, form: str, other: str) -> None:
    """*skola* finds schools, not every text that says what shall be."""
    assert not swedish.is_met(form, other)


def test_word_listed_as_one_part_is_not_cut(swedish) -> None:
    """*underlag* has no parts although the dictionary would cut it."""
    assert () == swedish.token("underlaget").parts
