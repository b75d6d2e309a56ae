"""Inflected compounds of the trade: a search for the word or for one of its parts finds them.

The lists were written before the analysers were measured; the bounds are those of the requirement.
"""

import csv
from pathlib import Path

import pytest

_FOLDER = Path(__file__).parent
_BASES_MET = 0.99
_PARTS_MET = 0.95


def _rows(language: str) -> list[dict[str, str]]:
    with (_FOLDER / f"compounds_{language}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _words(language: str, request: pytest.FixtureRequest):
    return request.getfixturevalue({"fi": "finnish", "sv": "swedish"}[language])


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_list_is_long_enough_to_mean_something(language: str) -> None:
    """Each list holds at least 160 different forms."""
    forms = {row["inflected"] for row in _rows(language)}

    assert len(forms) >= 160


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_base_form_finds_the_inflected_compound(language: str, request: pytest.FixtureRequest) -> None:
    """At least 99 % of the inflected compounds are found by their base form."""
    words = _words(language, request)
    rows = _rows(language)

    missed = [row["inflected"] for row in rows if not words.is_met(row["inflected"], row["base"])]

    assert 1 - len(missed) / len(rows) >= _BASES_MET, f"not met by their base form: {missed}"


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_part_finds_the_inflected_compound(language: str, request: pytest.FixtureRequest) -> None:
    """At least 95 % of the compounds' parts find the compound."""
    words = _words(language, request)
    queries = [(row["inflected"], part) for row in _rows(language) for part in row["parts"].split("+")]

    missed = [(compound, part) for compound, part in queries if not words.part_is_met(compound, part)]

    assert 1 - len(missed) / len(queries) >= _PARTS_MET, f"not met by their part: {missed}"
