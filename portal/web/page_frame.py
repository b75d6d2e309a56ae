"""What every template may use: the frame around a page, and the words and addresses inside it."""

from collections.abc import Collection as Collected
from datetime import datetime

from flask import Flask
from flask import url_for
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from portal.domain.language import Language
from portal.domain.partial_date import PartialDate
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.publishing.live_translations import oldest
from portal.web import citing
from portal.web import findings
from portal.web import formats
from portal.web.addresses import absolute
from portal.web.addresses import entry_address
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.i18n import NAMES
from portal.web.i18n import language_menu
from portal.web.i18n import reader_language
from portal.web.i18n import same_page
from portal.web.labels import collection_name
from portal.web.labels import entry_name
from portal.web.labels import in_language
from portal.web.labels import seen_sentence
from portal.web.portrait import Portrait
from portal.web.queries import here
from portal.web.reading import Reading
from portal.web.source_note import licence
from portal.web.words import gettext

MENU = (Collection.CASES, Collection.CLAUSES, Collection.LAWS)


def furnish(app: Flask) -> None:
    """Give the templates their words; none of them looks at the content unless a template asks."""
    app.jinja_env.globals.update(
        Collection=Collection,
        Language=Language,
        behind_since=_behind_since,
        citation_names=citing.NAMES,
        collection_name=collection_name,
        entry_name=entry_name,
        entry_address=entry_address,
        findings_of=findings,
        guide_address=lambda guide: entry_address(Ref(Collection.GUIDES, guide)),
        here=here,
        in_language=in_language,
        label=_label,
        language_menu=language_menu,
        language_names=NAMES,
        licence_of=licence,
        list_address=_list_address,
        menu=MENU,
        page_contents=_page_contents,
        reader_language=reader_language,
        same_page=same_page,
        seen_sentence=seen_sentence,
    )
    app.jinja_env.filters.update(
        absolute=lambda path: absolute(path, current_portal().settings),
        day=_day,
        exact=lambda value: formats.exact(value, reader_language()),
        foreign=_foreign,
        money=lambda amount, currency: formats.money(amount, currency, reader_language()),
        on_day=_on_day,
        number=lambda value: formats.number(value, reader_language()),
        sentence_case=formats.sentence_case,
    )


def _page_contents(page: Portrait) -> list[tuple[str, str, Language | None]]:
    """Return the headings of an entry's page for its table of contents: anchor, words, language of the words."""
    words = gettext("Wording") if page.wordings else ""
    slots = gettext("What it asks for") if page.slots else ""
    facts = gettext("Key facts") if page.facts else ""
    before = [("page-wording", words), ("page-slots", slots)] if page.slots else [("page-facts", facts)]
    after = [(f"page-{group.collection}", collection_name(group.collection)) for group in page.gathered]
    after.append(("page-trail", gettext("Reuse") if page.slots else ""))
    after.append(("page-sources", gettext("Sources") if page.sources else ""))
    after.append(("page-cite", gettext("Cite and reuse")))
    passages = [(each.id, each.heading, page.reading.foreign) for each in page.passages]
    return [
        *((anchor, text, None) for anchor, text in before if text),
        *passages,
        *((anchor, text, None) for anchor, text in after if text),
    ]


def _list_address(collection: Collection) -> str:
    return url_for("entries.collection_list", collection=collection.value)


def _label(vocabulary: str, code: str) -> str:
    """Return the label of a code in the reader's language."""
    return current_shelf().vocabularies.label(vocabulary, code, reader_language())


def _behind_since(reading: Reading, names: Collected[str] | None = None) -> str | None:
    """Return the day since when a text is behind in one of these passages, or in any, as far as history tells."""
    found = current_portal().translations.since.of(reading.entry, reading.language)
    first = oldest(since for name, since in found.items() if names is None or name in names).changed
    return formats.moment_day(first.when, reader_language()) if first else None


def _day(date: PartialDate) -> str:
    return formats.day(date, reader_language())


def _on_day(at: datetime) -> str:
    return formats.day(PartialDate(at.year, at.month, at.day), reader_language())


@pass_context
def _foreign(_context: Context, language: str | None) -> Markup:
    """Return the `lang` attribute for text that is not in the reader's language, else nothing.

    It takes the context so that Jinja does not work out a constant for the first reader's language once for all.
    """
    if language is None or language == reader_language():
        return Markup("")
    return Markup(' lang="{}"').format(str(language))
