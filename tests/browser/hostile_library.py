"""Libraries full of hostile strings: one that never saw the checker, and one on disk that it has to read."""

import json
from collections.abc import Iterable
from pathlib import Path

from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.clause import Slot
from portal.domain.clause import SlotName
from portal.domain.entry import Entry
from portal.domain.entry import EntryText
from portal.domain.entry import Section
from portal.domain.glossary import Concept
from portal.domain.glossary import Wordings
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.organisation import Organisation
from portal.domain.partial_date import PartialDate
from portal.domain.source import Source
from portal.domain.vocabulary import Vocabularies
from portal.library.shelf import Shelf

HARMLESS = "rauha"


def shelf_of(strings: Iterable[str], vocabularies: Vocabularies) -> Shelf:
    """Return a shelf with a clause, a source and a concept for each string, built behind the checker's back.

    The string is the clause's title, summary, heading, text, wording and each of its ten parts; its source's title,
    publisher and address; its concept's word, synonym and definition.
    The clause numbered n is `clauses/n`; one case and one organisation carry the first string.
    """
    numbered = dict(enumerate(strings))
    entries: list[Entry] = [_clause(number, string) for number, string in numbered.items()]
    entries += [_case(numbered[0]), _organisation(numbered[0])]
    return Shelf(
        entries,
        vocabularies=vocabularies,
        concepts={f"{number}": _concept(number, string) for number, string in numbered.items()},
        sources={f"S{number}": _source(number, string) for number, string in numbered.items()},
        redirects={},
        problems=(),
    )


def _clause(number: int, string: str) -> Clause:
    sections = (Section("wording", string, string), Section("rationale", string, string))
    text = EntryText(string, string, sections, slots=dict.fromkeys(SlotName, string))
    source = f"S{number}"
    return Clause(
        id=f"{number}",
        texts=Localized({Language.FI: text}, Language.FI),
        cases=("case",),
        provenance=string,
        instrument=string,
        ambition=string,
        sectors=(string,),
        slots=dict.fromkeys(SlotName, Slot((source,))),
        sources=(source,),
    )


def _case(string: str) -> Case:
    text = EntryText(string, string, (Section("background", string, string),))
    return Case(
        id="case",
        texts=Localized({Language.FI: text}, Language.FI),
        organisation="organisation",
        kind=string,
        status=string,
        as_of=PartialDate(2026),
        sectors=(string,),
        instruments=(string,),
        phases=(string,),
        roles=(string,),
    )


def _organisation(string: str) -> Organisation:
    text = EntryText(string, string, (Section("about", string, string),))
    return Organisation(id="organisation", texts=Localized({Language.FI: text}, Language.FI), kind="municipality")


def _source(number: int, string: str) -> Source:
    addresses = (string, f"https://x.example/{string}")
    return Source(f"S{number}", string, string, addresses, languages=(string,), seen=string)


def _concept(number: int, string: str) -> Concept:
    wordings = dict.fromkeys(Language, Wordings(string, (string,), (string,), (string,)))
    said = Localized({Language.FI: string}, Language.FI)
    return Concept(f"{number}", wordings, said, trap=said, sources=(f"S{number}",))


def write_hostile_news(content: Path, strings: Iterable[str], issuer: str, source: str) -> int:
    """Write a news for every three strings: a title, a summary, a text; returns how many were written.

    Many will be refused for holding HTML, and their faults are then told on the page about the portal's state.
    """
    written = 0
    for written, (title, summary, body) in enumerate(_threes(strings), start=1):
        folder = content / "news" / f"hostile-{written}"
        folder.mkdir(parents=True)
        (folder / "fi.md").write_text(_news(title, summary, body, issuer, source), encoding="utf-8")
    return written


def _threes(strings: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    every = iter(strings)
    return zip(every, every, every, strict=False)


def _news(title: str, summary: str, body: str, issuer: str, source: str) -> str:
    return f"""---
title: {json.dumps(f"Uutinen {title}")}
summary: {json.dumps(f"{HARMLESS} {summary}")}
date: not-stated
country: fi
issuer: {issuer}
untranslated: {{sv: awaiting-translator, en: awaiting-translator}}
sources: [{source}]
review_by: "2027-05-31"
---

## Mistä on kyse {{#about}}

Uutinen kertoo.[^{source}]

{body}
"""
