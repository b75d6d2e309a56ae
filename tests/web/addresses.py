"""Every address of the portal on the library of the tests, taken from the route map."""

import re
from collections.abc import Callable
from collections.abc import Iterator

from flask import Flask
from werkzeug.routing import Rule

from portal.domain.language import Language
from portal.web.desk.places import in_desk

LANGUAGE = re.compile(r"<[^>]*\blanguage>")
VALUES: dict[str, list[dict[str, str]]] = {
    "entries.collection_list": [
        {"collection": name}
        for name in (
            "cases",
            "clauses",
            "organisations",
            "initiatives",
            "materials",
            "events",
            "news",
            "laws",
            "guides",
        )
    ],
    "entries.detail": [
        {"collection": collection, "entry_id": entry_id}
        for collection, entry_id in (
            ("cases", "jarvi-model"),
            ("cases", "hamn-pilot"),
            ("cases", "odd-words"),
            ("clauses", "jarvi-clause"),
            ("clauses", "model-start"),
            ("organisations", "jarvi"),
            ("initiatives", "silta-project"),
            ("materials", "guide-one"),
            ("events", "meeting-one"),
            ("news", "only-in-finnish"),
            ("laws", "act-one"),
            ("guides", "about"),
        )
    ],
    "attachments.file": [
        {"collection": "clauses", "entry_id": "jarvi-clause", "name": name} for name in ("tender.pdf", "chart.png")
    ],
    "basket.take_home": [{"file_format": name} for name in ("docx", "odt", "md")],
    "browse.gathered": [
        {"facet": "sector", "code": "cleaning"},
        {"facet": "country", "code": "fi"},
        {"facet": "region", "code": "FI1B1"},
        {"facet": "target-group", "code": "young"},
        {"facet": "municipality", "code": "jarvi"},
    ],
    **{
        f"comments.{view}": [
            {"collection": "clauses", "entry_id": "jarvi-clause"},
            {"collection": "cases", "entry_id": "jarvi-model"},
        ]
        for view in ("form", "send", "thanks")
    },
    "compare.file": [{"ending": ending} for ending in ("docx", "odt", "md", "csv")],
    "contract_sections.section": [{"code": "finland"}],
    "citations.file": [
        {"collection": collection, "entry_id": entry_id, "form": form}
        for collection, entry_id in (("clauses", "jarvi-clause"), ("cases", "odd-words"))
        for form in ("txt", "bib", "ris", "json")
    ],
    "versions.of_entry": [
        {"collection": "clauses", "entry_id": "jarvi-clause"},
        {"collection": "news", "entry_id": "only-in-finnish"},
    ],
    "api_entries.entries": [{"collection": name} for name in ("cases", "clauses", "news")],
    "api_entries.entry": [{"collection": "cases", "id": "jarvi-model"}, {"collection": "laws", "id": "act-one"}],
    "api_problems.problem": [{"name": "not-found"}],
    "api_vocabulary.vocabulary": [{"name": name} for name in ("sectors", "glossary", "sources")],
    "glossary.concept": [{"concept_id": "employment-condition"}],
    "machine.statement": [{"name": name} for name in ("saavutettavuus", "tillganglighet", "accessibility")],
    "assessment.memo_file": [{"file_format": name} for name in ("docx", "odt", "md")],
    "static": [
        {"filename": "silta.css"},
        {"filename": "suggest.js"},
        {"filename": "copy.js"},
        {"filename": "silta.svg"},
        {"filename": "fonts/source-serif-4-v5.woff2"},
    ],
}
"""What to put into the routes that have a place for something besides the language."""


def every_address(app: Flask) -> list[str]:
    """Return an address for every route readers can open, in every language; one nobody described here fails."""
    return _built(app, lambda rule: not in_desk(_in_finnish(rule)))


def addresses_of_the_desk(app: Flask) -> list[str]:
    """Return an address for every page of the desk that stands for itself and for no draft, case or account."""
    return _built(app, lambda rule: rule.arguments == {"language"} and in_desk(_in_finnish(rule)))


def _in_finnish(rule: Rule) -> str:
    return LANGUAGE.sub("fi", rule.rule)


def _built(app: Flask, wanted: Callable[[Rule], bool]) -> list[str]:
    with app.test_request_context():
        rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and wanted(rule)]
        return sorted({path for rule in rules for path in _addresses(app, rule)})


def _addresses(app: Flask, rule: Rule) -> Iterator[str]:
    adapter = app.url_map.bind("localhost")
    languages = [{"language": language.value} for language in Language] if "language" in rule.arguments else [{}]
    others = VALUES[rule.endpoint] if rule.arguments - {"language"} else [{}]
    for language in languages:
        for values in others:
            yield adapter.build(rule.endpoint, {**language, **values})
