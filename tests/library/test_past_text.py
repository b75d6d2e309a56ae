"""Files of earlier days are read for their words, whatever the rules were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.library.past_text import past_text

FILE = """---
title: "Ehto"
summary: "Tiivistelmä."
an_old_field: 1
slots:
  amount: {text: "Kaksi", value: {persons: 2}, source: [S1]}
  duration: not-stated
  sanction: "Vite"
made_from: {title: "0123456789ab"}
---

## Sanamuoto {#wording}

Työllistä {{persons}}.

## Vanha osa {#no-longer-known}

Sanoja.
"""


def test_words_are_read_though_the_rules_have_changed() -> None:
    """Unknown fields and sections, slots of an original and of a translation."""
    text = past_text(FILE)

    assert text is not None
    assert ("Ehto", "Tiivistelmä.") == (text.title, text.summary)
    assert ["wording", "no-longer-known"] == [section.id for section in text.sections]
    assert {"amount": "Kaksi", "sanction": "Vite"} == dict(text.slots)
    assert {"title": "0123456789ab"} == dict(text.made_from)


@pytest.mark.parametrize(
    "markdown",
    [
        "",
        "no front matter",
        "---\n---\n",
        "---\n- a\n---\n",
        "---\ntitle: [\n---\n",
        "---\ntitle: {a: b}\n---\nx",
        "\x00",
    ],
)
def test_what_cannot_be_taken_apart_is_no_text(markdown: str) -> None:
    """None, and no error."""
    assert past_text(markdown) is None


@given(st.text(max_size=200))
def test_any_file_has_an_answer(body: str) -> None:
    """A text or None."""
    text = past_text(f"---\ntitle: Ehto\n---\n{body}")

    assert text is None or text.title
