"""Every type of page the portal has, with an address for it on any shelf."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.organisation import Organisation
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.translation import TranslationState
from portal.domain.translation import translation_status
from portal.library.shelf import Shelf
from tests.browser.served_site import Site
from tests.shared.rounds import WHOLE

PathOn = Callable[[Shelf, Language], str]
"""From a shelf and the language of the page to what follows the language in the address."""

FOUND = {Language.FI: "ehto", Language.SV: "krav", Language.EN: "employment"}
"""A word that fills more than one page of answers in each language."""
PURCHASE = "value=100+Mkr&currency=SEK&months=48&type=works&sector=construction&posts=20&procurements=275&rate=11,2"
"""A purchase with which rules apply, do not apply and cannot be told."""


@dataclass(frozen=True, slots=True)
class PageType:
    """One type of page: its name, its path, the status it answers with, whether the index is missing."""

    name: str
    path: PathOn
    status: int = 200
    without_index: bool = False

    def address(self, site: Site, language: Language) -> str:
        """Return where the page is on a running site."""
        base = site.address_without_index if self.without_index else site.address
        return f"{base}/{language}{self.path(site.shelf, language)}"


def _at(path: str) -> PathOn:
    return lambda _shelf, _language: path


def _search(query: str) -> PathOn:
    return lambda _shelf, language: f"/search?{query.format(word=FOUND[language])}"


def _entry(choose: Callable[[Shelf, Language], Entry]) -> PathOn:
    def path(shelf: Shelf, language: Language) -> str:
        entry = choose(shelf, language)
        return f"/{entry.COLLECTION}/{entry.id}"

    return path


def _fullest(collection: Collection) -> PathOn:
    """Return the path of the entry with the most around it, so that its page shows every part of its type."""

    def fullness(entry: Entry, shelf: Shelf) -> tuple[int, int, str]:
        return len(list(entry.texts)), len(entry.links) + len(shelf.linked_from(entry.ref)), entry.id

    return _entry(lambda shelf, _: max(shelf.entries(collection), key=lambda entry: fullness(entry, shelf)))


def _missing(shelf: Shelf, language: Language) -> Entry:
    """Return an entry that lacks the language, else one that lacks another."""
    lacking = [entry for entry in shelf if len(list(entry.texts)) < len(Language)]
    return next((entry for entry in lacking if language not in entry.texts), lacking[0])


def _behind(shelf: Shelf, language: Language) -> Entry:
    """Return the entry whose original has changed; its page in the original's own language is an ordinary one."""
    return next(
        entry
        for entry in shelf
        if any(translation_status(entry, each).state is TranslationState.STALE for each in Language)
    )


def _municipality(shelf: Shelf, _language: Language) -> Entry:
    places = [
        entry
        for entry in shelf.entries(Collection.ORGANISATIONS)
        if isinstance(entry, Organisation) and entry.kind == "municipality"
    ]
    return max(places, key=lambda place: (len(shelf.linked_from(place.ref)), place.id))


def _comparison(number: int) -> PathOn:
    """Return the path of a comparison of clauses from both countries, as many as asked for."""

    def path(shelf: Shelf, _language: Language) -> str:
        clauses = sorted(shelf.entries(Collection.CLAUSES), key=lambda entry: (entry.original, entry.id))
        return f"/compare?clauses={'.'.join(entry.id for entry in [*clauses[:2], *clauses[-3:]][:number])}"

    return path


def _quoted_or_face_to_face(shelf: Shelf, _language: Language) -> Entry:
    """Return a clause whose original is Swedish, so that Finnish and English readers see two texts side by side."""
    return next(entry for entry in shelf.entries(Collection.CLAUSES) if entry.original is Language.SV)


def _changes(shelf: Shelf, language: Language) -> str:
    """Return the page of what has changed in an original since one of its translations was made."""
    entry = _behind(shelf, language)
    behind = next(each for each in Language if translation_status(entry, each).state is TranslationState.STALE)
    return f"/{entry.COLLECTION}/{entry.id}/versions?text={entry.original}&since={behind}"


def _versions(shelf: Shelf, language: Language) -> str:
    entry = _behind(shelf, language)
    return f"/{entry.COLLECTION}/{entry.id}/versions?text={entry.original}"


def _comment(rest: str) -> PathOn:
    return lambda shelf, _: f"/clauses/{min(each.id for each in shelf.entries(Collection.CLAUSES))}/comment{rest}"


def _guide(shelf: Shelf, guide: str) -> Entry:
    entry = shelf.get(Ref(Collection.GUIDES, guide))
    if entry is None:
        raise LookupError(f"There is no guide “{guide}” in the content, and every page links to it.")
    return entry


CLEANING = (
    "name=Siivous&country=fi&sector=cleaning&type=services&value=1600000&currency=EUR&months=48&labour=most&skill=some"
    "&candidates=few&support=possible&closed=some&market=small&instrument=dialogue-clause&rules=2026-11-21"
)
"""A purchase with reasons of several kinds."""
BASKET = (
    "basket=helsinki-matching-service.goteborg-dialogue-requirement.model-finland-forms.no-such-clause&name=2027"
    "&blank.months=6&lang.goteborg-dialogue-requirement=sv&heading.model-finland-forms=A&note.model-finland-forms=B"
    "&note=C&find=2"
)
"""A basket with everything its page can show: own words, three languages, a clause that is not there, answers."""

GUIDES = ("about", "accessibility-finland", "privacy")

PAGES: tuple[PageType, ...] = (
    PageType("home", _at("/")),
    *(PageType(f"list-{each}", _at(f"/{each}")) for each in Collection),
    PageType("list-filtered", _at("/cases?country=se")),
    PageType("list-page-2", _at("/organisations?page=2")),
    *(PageType(f"detail-{each}", _fullest(each)) for each in Collection if each is not Collection.GUIDES),
    PageType("clause-face-to-face", _entry(_quoted_or_face_to_face)),
    PageType("versions", _versions),
    PageType("version-changes", _changes),
    PageType("contract-section", _at("/contract-sections/finland")),
    PageType("nearest", _at("/clauses/nearest")),
    PageType("compare-nothing", _at("/compare")),
    PageType("compare-one", _comparison(1)),
    PageType("compare", _comparison(5)),
    PageType("compare-remarks", _at("/compare?clauses=no-such-clause.nor-this&q=xqzwvkj")),
    PageType("calculator", _at("/calculator")),
    PageType("calculator-results", _at(f"/calculator?{PURCHASE}")),
    PageType("calculator-faults", _at("/calculator?value=1.600&months=-5")),
    PageType("outcomes", _at("/outcomes")),
    PageType("outcomes-limited", _at("/outcomes?country=fi&status=achieved")),
    PageType("outcomes-nothing", _at("/outcomes?country=eu&unit=jobs")),
    PageType("assessment", _at("/assessment")),
    PageType("assessment-faults", _at("/assessment/answer?value=-5&months=NaN&labour=none&name=" + "n" * 300)),
    PageType("assessment-answer", _at(f"/assessment/answer?{CLEANING}")),
    PageType("assessment-against", _at("/assessment/answer?skill=all&closed=all&months=5&rules=2020-01-01")),
    PageType("basket-empty", _at("/basket")),
    PageType("basket", _at(f"/basket?{BASKET}")),
    PageType("basket-carried", _at("/clauses?basket=helsinki-matching-service")),
    PageType("municipality", _entry(_municipality)),
    PageType("untranslated", _entry(_missing)),
    PageType("stale", _entry(_behind)),
    *(PageType(f"guide-{each}", _entry(lambda shelf, _, each=each: _guide(shelf, each))) for each in GUIDES),
    PageType("search-empty", _at("/search")),
    PageType("search-hits", _search("q={word}")),
    PageType("search-filtered", _search("q={word}&country=fi&kind=clauses&kind=cases")),
    PageType("search-page-2", _search("q={word}&page=2")),
    PageType("search-nothing", _at("/search?q=xqzwvkj")),
    PageType("search-notes", _search("q={word}&country=atlantis&page=900")),
    PageType("search-unavailable", _search("q={word}"), status=503, without_index=True),
    PageType("glossary", _at("/glossary")),
    PageType("glossary-answers", _at("/glossary?q=krav")),
    PageType("glossary-nothing", _at("/glossary?q=xqzwvkj")),
    PageType("concept", lambda shelf, _: f"/glossary/{min(shelf.concepts)}"),
    PageType("browse", _at("/browse")),
    PageType("browse-phase", _at("/browse/phase/contract")),
    PageType("browse-country", _at("/browse/country/se")),
    PageType("comment", _comment("")),
    PageType("comment-thanks", _comment("/thanks")),
    PageType("send-a-case", _at("/send-a-case")),
    PageType("send-a-case-thanks", _at("/send-a-case/thanks")),
    PageType("wanted", _at("/wanted")),
    PageType("status", _at("/status")),
    PageType("not-found", _at("/cases/there-is-no-such-case"), status=404),
    PageType("bad-address", _at("/cases/%E4%F6"), status=400),
)
BY_NAME = {page.name: page for page in PAGES}
BY_TURNS = tuple((page, list(Language)[number % len(Language)]) for number, page in enumerate(PAGES))
"""Every page in one language, so that each language has a third of the pages."""

LOOKED_AT_CLOSELY = tuple((page, language) for page in PAGES for language in Language) if WHOLE else BY_TURNS
"""Where what takes long is done: each page in each language, in the small round each page in one."""
