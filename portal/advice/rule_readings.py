"""What the sources say of a rule and the facts of its case have no field for.

A case states its value limit, its size and its sources; a clause states the length and the posts that trigger it.
Here stands only how those numbers are to be read: above or at least, whom the rule binds, what counts as a condition.
A number stands here only where no field holds it, with its own source.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from portal.advice.obligation_rule import Base
from portal.advice.obligation_rule import Comparison
from portal.advice.obligation_rule import Force
from portal.advice.obligation_rule import Judgement
from portal.advice.obligation_rule import Note
from portal.domain.partial_date import PartialDate

RULES_VERSION = PartialDate(2026, 11, 21)
"""The day on which the readings were last changed; shown with every result."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Which clause states the least length and the least posts, and how each is compared; None leaves one out.

    `share` says that the clause states which share of all procurements is to have the requirement.
    """

    clause: str
    months: Comparison | None = None
    posts: Comparison | None = None
    share: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """A size that no field of the case holds, with the sources that give it."""

    base: Base
    least: Decimal
    most: Decimal
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RuleReading:
    """How to make one rule out of a case.

    `kind` and `per` choose one of the sizes the case states.
    `types` are the types of contract the rule is limited to; empty leaves the type open.
    `limit` says how the value limit of the case is compared; None means that the rule has none.
    """

    id: str
    kind: str
    per: str | None = None
    types: tuple[str, ...] = ()
    limit: Comparison | None = None
    trigger: Trigger | None = None
    judgement: Judgement | None = None
    force: Force = Force.OBLIGES
    size: Range | None = None
    base: Base | None = None
    at_least: bool = False
    forms: tuple[tuple[str, Decimal], ...] = ()
    notes: tuple[Note, ...] = ()
    sources: tuple[str, ...] = ()


_ONE, _TWO = Decimal(1), Decimal(2)
# A place is twelve months of employment or six of placement, and several people may share it [S72].
_PLACE = (("employment", Decimal(12)), ("placement", Decimal(6)))
_TRAFIKVERKET = Trigger("trafikverket-places-per-value", months=Comparison.AT_LEAST, posts=Comparison.AT_LEAST)

READINGS: Mapping[str, tuple[RuleReading, ...]] = {
    # Every competition above the limit is examined; where the condition is used, one or more people [S26] [S27].
    "helsinki-employment-condition": (
        RuleReading("helsinki", "persons-per-contract", limit=Comparison.ABOVE, force=Force.EXAMINES, at_least=True),
    ),
    # The limit is stated for services; for construction the effect on local employment decides [S4] [S5].
    "kuopio-employment-condition": (
        RuleReading("kuopio-services", "share-of-value", types=("services",), limit=Comparison.ABOVE),
        RuleReading(
            "kuopio-works",
            "share-of-value",
            types=("works",),
            judgement=Judgement.LOCAL_EFFECT,
            sources=("S4", "S5"),
        ),
    ),
    "kouvola-hatty": (RuleReading("kouvola", "not-published", limit=Comparison.ABOVE),),
    "vantaa-employment-obligation": (
        RuleReading("vantaa", "not-published", types=("services",), notes=(Note.MINIMUM_CONTENT,)),
    ),
    "vantaa-sizing-and-sanction": (RuleReading("vantaa-sizing", "not-published", notes=(Note.UNREADABLE_EXAMPLE,)),),
    # On top of minimum staffing, in every calendar year of the contract [S20].
    "vantaa-assisted-living": (
        RuleReading("vantaa-assisted-living", "persons-per-year", at_least=True, notes=(Note.ON_TOP,)),
    ),
    # Two per cent if the value passes a lower limit, whose amount the source does not give [S31].
    "tampere-two-per-cent": (RuleReading("tampere-expert-services", "share-of-value", notes=(Note.LOWER_LIMIT,)),),
    # Longer than four months and more than one employee [S86]; the share of service procurements is a goal [S84].
    "goteborg-social-consideration": (
        RuleReading(
            "goteborg",
            "by-dialogue",
            trigger=Trigger("goteborg-firm-requirement", months=Comparison.ABOVE, posts=Comparison.ABOVE),
            notes=(Note.CHOSEN_WITH_SUPPORT,),
        ),
        RuleReading(
            "goteborg-share",
            "share-of-procurements",
            types=("services",),
            force=Force.AIMS,
            size=Range(Base.PROCUREMENTS, Decimal(50), Decimal(50), ("S73", "S84")),
            at_least=True,
        ),
    ),
    # Not covered: under six months, fewer than five full-time posts, goods, framework agreements, call-offs [S111].
    "trafikverket-places-per-value": tuple(
        RuleReading(
            f"trafikverket-{contract_type}",
            "persons-per-value",
            per=f"{contract_type}-value",
            types=(contract_type,),
            trigger=_TRAFIKVERKET,
            forms=_PLACE,
            notes=(Note.NOT_FRAMEWORKS,),
            sources=("S111",),
        )
        for contract_type in ("works", "services")
    ),
    # A share of all procurements of the municipal group in 2018, more every year [S152].
    "umea-fifteen-per-cent": (
        RuleReading(
            "umea",
            "share-of-procurements",
            force=Force.AIMS,
            trigger=Trigger("umea-share-of-procurements", share=True),
            notes=(Note.ROSE_EVERY_YEAR,),
        ),
    ),
    # One or two people during the contract [S95]; leaving it out has to be justified [S96].
    "malmo-vita-jobb": (
        RuleReading(
            "malmo",
            "persons-per-contract",
            types=("services",),
            size=Range(Base.CONTRACT, _ONE, _TWO, ("S95",)),
            notes=(Note.COMPLY_OR_EXPLAIN,),
            sources=("S96",),
        ),
    ),
    # One or more people, so far in certain larger contracts [S121].
    "molndal-housing-and-policy": (
        RuleReading(
            "molndal",
            "persons-per-contract",
            types=("services",),
            judgement=Judgement.LARGER_CONTRACT,
            force=Force.ALLOWS,
            at_least=True,
        ),
    ),
    "halmstad-andersberg-cleaning": (RuleReading("halmstad", "persons-per-contract", notes=(Note.RESIDENCE,)),),
    "goteborg-bergsjon-cleaning": (RuleReading("goteborg-bergsjon", "share-of-staff", notes=(Note.RESIDENCE,)),),
    # The share is of everybody the supplier employs or occupies, not of those who perform the contract [S46] [S126].
    "reserved-procurement-finland-sweden": (
        RuleReading(
            "reserved",
            "share-of-staff",
            judgement=Judgement.RESERVED,
            force=Force.ALLOWS,
            base=Base.SUPPLIER_STAFF,
            at_least=True,
        ),
    ),
    "vanersborg-reserved-street-cleaning": (
        RuleReading(
            "vanersborg",
            "share-of-staff",
            judgement=Judgement.RESERVED,
            force=Force.ALLOWS,
            base=Base.SUPPLIER_STAFF,
            at_least=True,
        ),
    ),
}
