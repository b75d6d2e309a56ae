"""The fields and sections of every collection: one table serves the reader, the checker and the templates."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.case import Case
from portal.domain.clause import Clause
from portal.domain.entry import Entry
from portal.domain.event import Event
from portal.domain.guide import Guide
from portal.domain.initiative import Initiative
from portal.domain.law import Law
from portal.domain.material import Material
from portal.domain.news import News
from portal.domain.organisation import Organisation
from portal.domain.reference import Collection
from portal.library.attached_files import FILES
from portal.library.fields import Field
from portal.library.kinds import Address
from portal.library.kinds import Code
from portal.library.kinds import Date
from portal.library.kinds import DateOrNotStated
from portal.library.kinds import Flag
from portal.library.kinds import Id
from portal.library.kinds import Listing
from portal.library.kinds import Reference
from portal.library.kinds import SourceId
from portal.library.kinds import Table
from portal.library.kinds import Text
from portal.library.structures import ARCHIVED_COPY
from portal.library.structures import CHECK
from portal.library.structures import CONTACT
from portal.library.structures import CONTRACT_LENGTH
from portal.library.structures import LAW_VERSION
from portal.library.structures import LEGAL_CHECK
from portal.library.structures import NOTICE
from portal.library.structures import OBLIGATION
from portal.library.structures import OUTCOME
from portal.library.structures import PARTNER
from portal.library.structures import PLACE
from portal.library.structures import SET_PART
from portal.library.structures import THRESHOLD
from portal.library.structures import PeriodKind


@dataclass(frozen=True, slots=True)
class Schema:
    """What an entry of one collection is made of; `free_sections` means that any section goes."""

    make: type[Entry]
    fields: tuple[Field, ...]
    required_sections: tuple[str, ...] = ()
    optional_sections: tuple[str, ...] = ()
    free_sections: bool = False
    has_slots: bool = False
    needs_sources: bool = True


def _codes(name: str, vocabulary: str, *, required: bool = False, evidence: bool = False, help: str = "") -> Field:  # noqa: A002
    return Field(name, Listing(Code(vocabulary)), required, evidence, help)


def _code(name: str, vocabulary: str, *, required: bool = True, evidence: bool = False, help: str = "") -> Field:  # noqa: A002
    return Field(name, Code(vocabulary), required, evidence, help)


def _ids(name: str, collection: Collection) -> Field:
    return Field(name, Listing(Id(collection)))


COUNTRY = _code("country", "countries", help="where it happens; for a clause, whose law the wording is meant for")
AS_OF = Field("as_of", Date(), required=True, help="date of the newest source the description rests on")
ADDRESS = Field("address", Address())
PERIOD = Field("period", PeriodKind())
THEMES = _codes("themes", "phases")
PHASES = _codes("phases", "phases", help="the phases of a purchase it teaches about")
ROLES = _codes("roles", "roles", help="to whom it is most useful")

TEXT_FIELDS = (
    Field("title", Text(most=160), required=True, help="what a reader can learn here"),
    Field("summary", Text(most=600), required=True, help="two sentences"),
    Field("checked", Listing(CHECK), help="sign-offs of this language version; none means an editorial draft"),
    Field("machine_made", Flag(), help="a machine wrote some of the text of this language version"),
)
SHARED_FIELDS = (
    Field("sources", Listing(SourceId()), help="every source the entry cites"),
    Field("evidence", Table(Listing(SourceId())), help="the sources of each plain field"),
    Field("related", Listing(Reference())),
    FILES,
    Field("review_by", Date(), required=True, help="when somebody should look at the entry again"),
    Field("untranslated", Table(Code("untranslated-reasons")), help="languages left out on purpose"),
    Field("minor_changes", Table(Listing(Text(most=12))), help="older fingerprints that translations may keep"),
)
TRANSLATION_FIELDS = (
    Field("translation_of", Code("languages"), required=True),
    Field("made_from", Table(Text(most=12))),
)

CASE = Schema(
    Case,
    (
        COUNTRY,
        Field("organisation", Id(Collection.ORGANISATIONS), required=True),
        _ids("partners", Collection.ORGANISATIONS),
        _code("kind", "case-kinds"),
        _code("status", "statuses", evidence=True),
        AS_OF,
        PERIOD,
        _codes("procurement_types", "procurement-types", evidence=True),
        _codes("sectors", "sectors", required=True, help="what is bought"),
        _codes("cpv", "cpv", help="assigned by content where no notice was seen"),
        Field("threshold", THRESHOLD),
        Field("contract_length", CONTRACT_LENGTH),
        _code("procedure", "procedures", required=False, evidence=True),
        Field("notice", NOTICE, help="the number of the public notice, as its register writes it"),
        _codes("instruments", "instruments", required=True, evidence=True),
        _codes("target_groups", "target-groups", evidence=True),
        _codes("forms", "forms", evidence=True, help="what counts as fulfilment"),
        _codes("phases", "phases", required=True),
        _codes("roles", "roles", required=True),
        Field("obligation", Listing(OBLIGATION), help="the rule as numbers, where a source gives them"),
        Field("results", Listing(OUTCOME)),
        Field("contact", CONTACT, help="a role and an organisation, never a person"),
        Field("social_objective", Text(most=20), help="eForms BT-775"),
        _ids("clauses", Collection.CLAUSES),
        _ids("initiatives", Collection.INITIATIVES),
        _ids("laws", Collection.LAWS),
        _ids("materials", Collection.MATERIALS),
        _ids("events", Collection.EVENTS),
    ),
    required_sections=("background", "how-it-works", "what-others-can-learn", "not-stated"),
    optional_sections=("wording", "follow-up", "results", "what-was-hard"),
)

CLAUSE = Schema(
    Clause,
    (
        COUNTRY,
        Field("cases", Listing(Id(Collection.CASES)), required=True),
        _code("provenance", "provenances"),
        _code("instrument", "instruments"),
        _code("ambition", "ambitions"),
        _codes("sectors", "sectors"),
        _codes("target_groups", "target-groups"),
        _codes("forms", "forms"),
        PHASES,
        ROLES,
        _codes("blanks", "blanks", help="each is used in the wording as {{code}}"),
        Field("set_part", SET_PART, help="only for a clause of a complete section of a contract"),
        _ids("laws", Collection.LAWS),
        Field("legal_check", LEGAL_CHECK, help="none means: not checked"),
        _ids("built_on", Collection.CLAUSES),
        _ids("used_in", Collection.CASES),
    ),
    required_sections=("wording", "rationale", "verification", "caution"),
    optional_sections=("legal-basis",),
    has_slots=True,
)

ORGANISATION = Schema(
    Organisation,
    (
        _code("kind", "organisation-kinds"),
        COUNTRY,
        Field("official_names", Listing(Text(most=160))),
        Field("code", Text(most=40), evidence=True, help="a municipality's number in the register of its country"),
        _code("region", "regions", required=False, evidence=True, help="NUTS 3"),
        Field("place", PLACE, evidence=True),
        Field("parent", Id(Collection.ORGANISATIONS)),
        Field("active", PeriodKind()),
        ADDRESS,
    ),
    required_sections=("about",),
    needs_sources=False,
)

INITIATIVE = Schema(
    Initiative,
    (
        _code("kind", "initiative-kinds"),
        COUNTRY,
        _code("status", "initiative-statuses", evidence=True),
        Field("as_of", DateOrNotStated(), required=True, help="date of the newest source the description rests on"),
        Field("funder", Listing(Id(Collection.ORGANISATIONS)), evidence=True),
        PERIOD,
        Field("partners", Listing(PARTNER), evidence=True),
        Field("parent", Id(Collection.INITIATIVES)),
        _ids("continues", Collection.INITIATIVES),
        Field("project_code", Text(most=40)),
        ADDRESS,
    ),
    required_sections=("about",),
    optional_sections=("what-became-of-it", "how-to-join"),
)

MATERIAL = Schema(
    Material,
    (
        _code("kind", "material-kinds"),
        COUNTRY,
        Field("publisher", Id(Collection.ORGANISATIONS), required=True),
        Field("edition", Text(most=80)),
        Field("date", Date(), evidence=True, attribute="published"),
        Field("replaces", Id(Collection.MATERIALS)),
        _codes("languages", "languages", required=True, help="the languages the material exists in"),
        ADDRESS,
        Field("archived", ARCHIVED_COPY),
        THEMES,
        _ids("initiatives", Collection.INITIATIVES),
    ),
    required_sections=("about",),
)

EVENT = Schema(
    Event,
    (
        _code("kind", "event-kinds"),
        COUNTRY,
        Field("date", Date(), evidence=True, attribute="held"),
        PERIOD,
        _code("status", "event-statuses"),
        Field("place", Text(most=80), help="the id of a municipality, or remote"),
        Field("organiser", Id(Collection.ORGANISATIONS), required=True),
        _ids("initiatives", Collection.INITIATIVES),
        THEMES,
        _ids("materials", Collection.MATERIALS),
    ),
    required_sections=("about",),
)

NEWS = Schema(
    News,
    (
        Field("date", DateOrNotStated(), required=True, attribute="published"),
        COUNTRY,
        Field("issuer", Id(Collection.ORGANISATIONS), required=True),
        Field("about", Listing(Reference())),
    ),
    required_sections=("about",),
)

LAW = Schema(
    Law,
    (
        _code("kind", "law-kinds"),
        COUNTRY,
        Field("number", Text(most=60), required=True),
        Field("in_force", PeriodKind()),
        ADDRESS,
        AS_OF,
        Field("versions", Listing(LAW_VERSION)),
    ),
    required_sections=("about",),
    optional_sections=("for-buyers",),
    needs_sources=False,
)

GUIDE = Schema(
    Guide,
    (_code("kind", "guide-kinds"), AS_OF, PHASES, ROLES),
    free_sections=True,
    needs_sources=False,
)

SCHEMAS: Mapping[Collection, Schema] = {
    Collection.CASES: CASE,
    Collection.CLAUSES: CLAUSE,
    Collection.ORGANISATIONS: ORGANISATION,
    Collection.INITIATIVES: INITIATIVE,
    Collection.MATERIALS: MATERIAL,
    Collection.EVENTS: EVENT,
    Collection.NEWS: NEWS,
    Collection.LAWS: LAW,
    Collection.GUIDES: GUIDE,
}
