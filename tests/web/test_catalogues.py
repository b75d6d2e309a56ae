"""No word reaches a reader that is not marked and not translated."""

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from flask import Flask
from jinja2 import nodes

from portal.domain.language import Language
from portal.web.i18n import catalogue
from tests.web.conftest import ROOT

TEMPLATES = ROOT / "portal" / "web" / "templates"
SPOKEN_ATTRIBUTES = re.compile(r'(?:alt|title|placeholder|aria-label|content)="([^"]*[^\W\d_][^"]*)"')
NAMES = {"Silta", "CC BY 4"}
"""Names that no language translates; the measure takes the `.0` off a version."""
MACHINE_WORDS = {"width=device-width, initial-scale=1", "light dark", "noindex", "noindex, follow"}


@pytest.fixture(scope="module")
def marked() -> dict[tuple[str | None, str], tuple[str, ...]]:
    """Every marked message of the code and the templates."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping_file:
        methods, options = parse_mapping_cfg(mapping_file)
    found = {}
    for _file, _line, message, _comments, context in extract_from_dir(str(ROOT), methods, options):
        forms = message if isinstance(message, tuple) else (message,)
        found[(context, forms[0])] = forms
    return found


def catalog(language: Language) -> Catalog:
    """Return the catalogue of a language as it is written."""
    with catalogue(language).with_suffix(".po").open("rb") as source:
        return read_po(source, locale=language.value)


def forms(message: Message) -> tuple[str, ...]:
    """Return the singular and the plural, or the one form there is."""
    return tuple(message.string) if isinstance(message.string, tuple | list) else (message.string,)


@pytest.mark.parametrize("language", list(Language))
def test_every_message_is_translated(language: Language, marked: dict[tuple[str | None, str], tuple[str, ...]]) -> None:
    """Nothing is missing, fuzzy or left over in any language."""
    words = catalog(language)
    written = {
        (message.context, message.id[0] if isinstance(message.id, tuple) else message.id): message
        for message in words
        if message.id
    }

    missing = {key for key in marked if key not in written or not all(forms(written[key]))}
    fuzzy = {key for key, message in written.items() if message.fuzzy}
    left_over = {key for key in written if key not in marked} | set(words.obsolete)

    assert (set(), set(), set()) == (missing, fuzzy, left_over)


@pytest.mark.parametrize("language", list(Language))
def test_placeholders_survive_translation(language: Language) -> None:
    """A translation has the placeholders of its message, no more and no fewer."""
    placeholder = re.compile(r"%\(\w+\)s")
    wrong = [
        message.id
        for message in catalog(language)
        if message.id
        for form in forms(message)
        if set(placeholder.findall(form)) - {"%(num)s"}
        != set(placeholder.findall(message.id[0] if isinstance(message.id, tuple) else message.id)) - {"%(num)s"}
    ]

    assert [] == wrong


def test_english_is_its_own_translation() -> None:
    """The English catalogue repeats the source, so that nothing can drift apart."""
    changed = [
        message.id
        for message in catalog(Language.EN)
        if message.id and forms(message) != (message.id if isinstance(message.id, tuple) else (message.id,))
    ]

    assert [] == changed


def test_no_template_has_unmarked_words(app: Flask) -> None:
    """Letters outside tags and expressions, and in attributes that are read aloud, are marked for translation."""
    unmarked = {
        (path.relative_to(TEMPLATES).as_posix(), words)
        for path in TEMPLATES.rglob("*.html")
        for words in unmarked_words(app, path.read_text(encoding="utf-8"))
    }

    assert set() == unmarked


def test_the_search_for_unmarked_words_sees(app: Flask) -> None:
    """The test above would find words between tags, beside expressions and in attributes."""
    template = '<p class="x" title="Hover">{{ _("marked") }} Shown {{ 1 }}</p><p>{% if 1 %}Sometimes{% endif %}</p>'

    assert {"Hover", "Shown", "Sometimes"} == unmarked_words(app, template)


def unmarked_words(app: Flask, template: str) -> set[str]:
    """Return the words a template would show as they stand."""
    tree = app.jinja_env.parse(template)
    markup = "".join(
        part.data if isinstance(part, nodes.TemplateData) else "0"
        for output in tree.find_all(nodes.Output)
        for part in output.nodes
    )
    spoken = set(SPOKEN_ATTRIBUTES.findall(markup)) - MACHINE_WORDS
    text = re.sub(r"<svg.*?</svg>|<[^<>]*>", "\n", markup, flags=re.DOTALL)
    lines = {line.strip(" \t0·–→←×.,:;!?()#%&…›") for line in text.splitlines()}
    words = {line for line in lines if re.search(r"[^\W\d_]", line) and "=" not in line}
    return (spoken | words) - NAMES
