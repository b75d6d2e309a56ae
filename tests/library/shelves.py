"""A small sound library on disk, made anew for every test that asks."""

import shutil
from pathlib import Path

from portal.library.library import read_library
from portal.library.stamping import stamp

VOCABULARY = Path(__file__).parents[2] / "content" / "vocabulary"

CASE = """---
title: "Kunta kertoo, miten ehto toimii"
summary: "Ensimmäinen virke. Toinen virke."
country: fi
organisation: kunta
kind: model
status: in-use
as_of: "2019-08-20"
period: {start: "2019-06", end: "2020", source: [S4]}
sectors: [cleaning]
threshold: {amount: 200000, currency: EUR, per: contract, source: [S4]}
instruments: [contract-condition]
phases: [contract]
roles: [buyer]
contact: {role: employment-services, organisation: kunta}
clauses: [CLAUSE]
sources: [S4, S5]
evidence:
  status: [S4]
  instruments: [S4]
review_by: "2027-05-31"
---

## Tausta {#background}

Kunta hyväksyi mallin vuonna 2019.[^S4]

## Miten malli toimii {#how-it-works}

Voittaja työllistää.[^S5]
Katso [ehto](clauses/CLAUSE).

## Mitä muut voivat oppia {#what-others-can-learn}

Aloita ajoissa.

## Mitä lähteet eivät kerro {#not-stated}

Tuloksia ei kerrota.
"""

CASE_SV = """---
translation_of: fi
title: "Kommunen berättar"
summary: "Första meningen. Andra meningen."
---

## Bakgrund {#background}

Kommunen godkände modellen år 2019.[^S4]

## Så fungerar det {#how-it-works}

Vinnaren anställer.[^S5]

## Vad andra kan lära {#what-others-can-learn}

Börja i tid.

## Vad källorna inte säger {#not-stated}

Resultaten är inte kända.
"""

CLAUSE = """---
title: "Osa arvosta työllistämiseen"
summary: "Ensimmäinen. Toinen."
country: fi
cases: [CASE]
provenance: model
instrument: contract-condition
ambition: basic
blanks: [share]
slots:
  trigger: {text: "yli 200 000 €", value: {amount: 200000, currency: EUR}, source: [S4]}
  amount: not-stated
  target_group: {text: "nuoret", value: {codes: [young]}, source: [S4]}
  duration: not-stated
  accepted_forms: not-stated
  deadline: not-stated
  matching: not-stated
  reporting: not-stated
  sanction: not-stated
  exemption: not-stated
sources: [S4]
review_by: "2027-05-31"
---

## Sanamuoto {#wording}

Toimittaja käyttää {{share}} prosenttia arvosta.

## Perustelu {#rationale}

Näin on tehty.[^S4]

## Todentaminen {#verification}

Raportti.

## Milloin ehto ei sovi {#caution}

Pienissä hankinnoissa.
"""

CLAUSE_SV = """---
translation_of: fi
title: "En del av värdet"
summary: "Första. Andra."
slots:
  trigger: "över 200 000 euro"
  target_group: "unga"
---

## Formulering {#wording}

Leverantören använder {{share}} procent.

## Motivering {#rationale}

Så har man gjort.[^S4]

## Verifiering {#verification}

Rapport.

## När villkoret inte passar {#caution}

I små inköp.
"""

ORGANISATION = """---
title: "Kunta"
summary: "Kunta ostaa. Kunta työllistää."
kind: municipality
country: fi
review_by: "2027-05-31"
---

## Mistä on kyse {#about}

Kunta on kunta.
"""

ORGANISATION_SV = """---
translation_of: fi
title: "Kommunen"
summary: "Kommunen köper. Kommunen anställer."
---

## Vad det handlar om {#about}

Kommunen är en kommun.
"""


def write_entry(content: Path, ref: str, original: str, translation: str) -> None:
    """Write an entry in three languages; the English text is the Swedish one."""
    folder = content / ref
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "fi.md").write_text(original, encoding="utf-8")
    for language in ("sv", "en"):
        (folder / f"{language}.md").write_text(translation, encoding="utf-8")


def write_pair(content: Path, name: str) -> None:
    """Write a case and its clause, `cases/<name>` and `clauses/<name>-clause`, sound and in step."""
    clause = f"{name}-clause"
    write_entry(content, f"cases/{name}", CASE.replace("CLAUSE", clause), CASE_SV)
    write_entry(content, f"clauses/{clause}", CLAUSE.replace("CASE", name), CLAUSE_SV)


def stamp_all(content: Path) -> None:
    """Stamp every translation as made from its original as it is."""
    for folder in read_library(content).folders:
        original = folder.files[folder.original].text if folder.original else None
        for language in folder.files:
            if original is not None and language != folder.original:
                stamp(content / folder.name(language), original)


def write_library(content: Path, *names: str) -> Path:
    """Write a sound library with one organisation and a case and a clause for each name."""
    shutil.copytree(VOCABULARY, content / "vocabulary")
    write_entry(content, "organisations/kunta", ORGANISATION, ORGANISATION_SV)
    for name in names:
        write_pair(content, name)
    stamp_all(content)
    return content
