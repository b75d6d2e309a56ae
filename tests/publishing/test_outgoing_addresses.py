"""Every address of another site is known with every place that names it."""

from dataclasses import replace
from pathlib import Path

from portal.domain.language import Language
from portal.domain.material import ArchivedCopy
from portal.domain.material import Material
from portal.domain.partial_date import PartialDate
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.publishing.outgoing_addresses import Naming
from portal.publishing.outgoing_addresses import outgoing_addresses
from portal.rendering.markdown import MarkdownRenderer
from tests.advice import published_rules
from tests.publishing.test_law_changes import shelf_with

ROOT = Path(__file__).parents[2]
MATERIAL = Ref(Collection.MATERIALS, "kuntaliitto-guide")
HERE = "https://www.silta-tests.org/a"


def material(markdown: str = "Text.", **fields: object) -> Material:
    """Return a material whose English text has one section of this Markdown."""
    found = published_rules.shelf().get(MATERIAL)
    assert isinstance(found, Material)
    english = found.texts.values[Language.EN]
    section = replace(english.sections[0], id="about", markdown=markdown)
    texts = {**found.texts.values, Language.EN: replace(english, sections=(section,))}
    return replace(found, texts=replace(found.texts, values=texts), **fields)


def named(entry: Material) -> dict[str, tuple[Naming, ...]]:
    """Return where each address of the tests stands."""
    found = outgoing_addresses(shelf_with(entry), MarkdownRenderer().addresses)
    return {each.address: each.named_by for each in found if "silta-tests.org" in each.address}


def test_no_address_of_the_library_is_left_out() -> None:
    """Every address in any file under `content/` is found, once."""
    import re

    files = [*(ROOT / "content").rglob("*.md"), ROOT / "content" / "vocabulary" / "sources.yaml"]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    written = set(re.findall(r'"(https?://[^"]+)"', text))
    found = [each.address for each in outgoing_addresses(published_rules.shelf(), MarkdownRenderer().addresses)]

    assert sorted(written) == sorted(found)


def test_an_address_is_named_by_every_place_it_stands_in() -> None:
    """A field, an archived copy and a text in one language, each once however often it stands there."""
    entry = material(
        f"[one]({HERE}), [two]({HERE} 'title'), <{HERE}>, `{HERE}`, [case](cases/x)",
        address=HERE,
        archived=ArchivedCopy(HERE, PartialDate(2026)),
    )

    assert {
        HERE: (
            Naming("address", MATERIAL),
            Naming("archived.address", MATERIAL),
            Naming("about", MATERIAL, Language.EN),
        )
    } == named(entry)


def test_other_schemes_are_no_addresses_of_sites() -> None:
    """A script, a letter and a local file lead to no other site."""
    assert {} == named(
        material("[a](javascript:silta-tests.org) [b](mailto:a@silta-tests.org) <ftp://silta-tests.org>")
    )


def test_a_source_is_named_by_what_cites_it() -> None:
    """With the id of the source; a source that nothing cites is named all the same."""
    shelf = published_rules.shelf()
    source = shelf.sources["S5"]
    citing = {entry.ref for entry in shelf if "S5" in entry.sources}
    found = outgoing_addresses(shelf, MarkdownRenderer().addresses)
    names = next(each.named_by for each in found if each.address == source.addresses[0])
    bare = shelf_with()
    bare.sources = {"S5": replace(source, id="S0")}
    alone = next(each for each in outgoing_addresses(bare, lambda _markdown: ()) if each.named_by[0].source)

    assert citing == {naming.ref for naming in names if naming.source == "S5"}
    assert Naming("sources", None, source="S0") == alone.named_by[0]
