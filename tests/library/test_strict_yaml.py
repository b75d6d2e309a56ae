"""Text stays text, nothing is guessed, dangers are refused before anything is built."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.problem import Rule
from portal.library.strict_yaml import YamlFault
from portal.library.strict_yaml import load_strict


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("NO", "NO"),
        ("on", "on"),
        ("yes", "yes"),
        ("010", "010"),
        ("0o10", "0o10"),
        ("12:30:45", "12:30:45"),
        ("2024-01-31", "2024-01-31"),
        ("2024-13-45", "2024-13-45"),
        ("9" * 6000, "9" * 6000),
        ("1.10", Decimal("1.10")),
        ("-5", Decimal(-5)),
        ("true", True),
        ("null", None),
        ("", None),
        ('"true"', "true"),
        ("'7'", "7"),
    ],
)
def test_plain_values_are_what_a_writer_means(text: str, value: Any) -> None:
    """Only true, false, null and plain decimal numbers are anything but text."""
    found = load_strict(f"key: {text}").value

    assert {"key": value} == found


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("a: 1\nb: 2\na: 3", Rule.YAML_DUPLICATE_KEY, 3),
        ("a: &x [1]\nb: *x", Rule.YAML_ALIAS, 1),
        ("a: 1\nb: !!python/object x", Rule.YAML_TAG, 2),
        ("[" * 3000, Rule.YAML_TOO_DEEP, 1),
        ("a: " + "[" * 9 + "]" * 9, Rule.YAML_TOO_DEEP, 1),
        ("a: 1\ntitle: Hankinta: ohje", Rule.YAML_SYNTAX, 2),
        ("a: b #1 case", Rule.YAML_COMMENT_CUT, 1),
        ("? [a]\n: 1", Rule.YAML_KEY, 1),
        ("a: [1, 2", Rule.YAML_SYNTAX, 1),
    ],
)
def test_each_danger_is_refused_with_its_line(text: str, rule: Rule, line: int) -> None:
    """What could surprise a writer is refused where it stands."""
    with pytest.raises(YamlFault) as caught:
        load_strict(text)

    assert (rule, line) == (caught.value.rule, caught.value.line)


def test_every_value_knows_its_line() -> None:
    """Lines count from the line of the file the front matter begins on."""
    document = load_strict("a: 1\nb:\n  - x\n  - {c: 2,\n     d: 3}\n", first_line=2)

    lines = [document.line(path) for path in (("a",), ("b", 0), ("b", 1, "d"), ("b", 1, "missing"))]

    assert [2, 4, 6, 5] == lines


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=300))
def test_no_text_escapes_as_another_error(text: str) -> None:
    """Whatever the text, the outcome is a document or a fault."""
    try:
        load_strict(text)
    except YamlFault as fault:
        assert fault.line >= 1
