"""The structured values of the content model: quantities, periods, results and their like."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from portal.domain.case import Contact
from portal.domain.case import ContractNotice
from portal.domain.clause import SetPart
from portal.domain.clause import Slot
from portal.domain.entry import Check
from portal.domain.initiative import Partner
from portal.domain.law import LawVersion
from portal.domain.material import ArchivedCopy
from portal.domain.organisation import Place
from portal.domain.partial_date import PartialDate
from portal.domain.partial_date import partial_date_from_text
from portal.domain.problem import Rule
from portal.domain.quantity import Obligation
from portal.domain.quantity import Outcome
from portal.domain.quantity import Period
from portal.domain.quantity import Quantity
from portal.domain.quantity import Sourced
from portal.domain.reference import Collection
from portal.library.fields import Field
from portal.library.fields import Structure
from portal.library.kinds import Address
from portal.library.kinds import Code
from portal.library.kinds import Date
from portal.library.kinds import Id
from portal.library.kinds import Kind
from portal.library.kinds import Listing
from portal.library.kinds import Number
from portal.library.kinds import SourceId
from portal.library.kinds import Text
from portal.library.record import Record
from portal.library.record import shown
from portal.library.strict_yaml import Path

SOURCES = Field("source", Listing(SourceId()), required=True, attribute="sources")
OPTIONAL_SOURCES = Field("source", Listing(SourceId()), attribute="sources")


def quantity_fields(codes: str | None = None) -> tuple[Field, ...]:
    """Return the fields of a quantity; `codes` names the vocabulary its codes belong to, if it may have any."""
    fields = (
        Field("amount", Number()),
        Field("currency", Code("currencies")),
        Field("per", Code("value-bases")),
        Field("persons", Number()),
        Field("per_amount", Number()),
        Field("percent", Number(most=Decimal(100))),
        Field("months", Number(most=Decimal(1200))),
        Field("weeks", Number(most=Decimal(5200))),
        Field("hours_per_week", Number(most=Decimal(168))),
    )
    return (*fields, Field("codes", Listing(Code(codes)))) if codes else fields


def _sourced(sources: tuple[str, ...], **quantity: Any) -> Sourced:
    return Sourced(Quantity(**quantity), sources)


def _obligation(kind: str, sources: tuple[str, ...], **quantity: Any) -> Obligation:
    return Obligation(kind, Quantity(**quantity), sources)


def _outcome(
    unit: str, status: str, sources: tuple[str, ...], number: Decimal | None = None, period: Period | None = None
) -> Outcome:
    return Outcome(number, unit, status, period, sources)


class PeriodKind:
    """A stretch of time: a map with `start` and `end`, a single date, or two dates with a slash between (ISO 8601)."""

    form = '{start: "2019-06", end: "2021"} or "2022"'
    fields = (Field("start", Date()), Field("end", Date()), OPTIONAL_SOURCES)

    def read(self, record: Record, value: Any, path: Path) -> Period | None:
        """Return the period; one that ends before it starts is a fault."""
        if isinstance(value, dict):
            period: Period | None = Structure(Period, self.fields).read(record, value, path)
        else:
            period = self._read_text(record, value, path)
        if period and period.start and period.end and period.start.first_day > period.end.last_day:
            record.fault(
                Rule.PERIOD_REVERSED, path, f"The period starts ({period.start}) after its end ({period.end})."
            )
        return period

    def _read_text(self, record: Record, value: Any, path: Path) -> Period | None:
        text = str(value) if isinstance(value, str | Decimal) else ""
        dates: list[PartialDate | None] = [partial_date_from_text(part) for part in text.split("/")]
        if len(dates) not in {1, 2} or None in dates:
            record.fault(Rule.DATE_INVALID, path, f"“{shown(value)}” is not a period: {self.form}.")
            return None
        return Period(dates[0], dates[-1])


THRESHOLD = Structure(_sourced, (*quantity_fields(), SOURCES))
NOTICE = Structure(
    ContractNotice, (Field("number", Text(most=60), required=True), Field("address", Address()), SOURCES)
)
CONTRACT_LENGTH = Structure(_sourced, (Field("months", Number(most=Decimal(1200)), required=True), SOURCES))
OBLIGATION = Structure(
    _obligation, (Field("kind", Code("obligation-kinds"), required=True), *quantity_fields("target-groups"), SOURCES)
)
OUTCOME = Structure(
    _outcome,
    (
        Field("number", Number()),
        Field("unit", Code("result-units"), required=True),
        Field("period", PeriodKind()),
        Field("status", Code("result-statuses"), required=True),
        SOURCES,
    ),
)
CONTACT = Structure(
    Contact,
    (
        Field("role", Code("contact-roles"), required=True),
        Field("organisation", Id(Collection.ORGANISATIONS), required=True),
        Field("checked", Date()),
        Field("expires", Date()),
    ),
)
CHECK = Structure(
    Check,
    (
        Field("aspect", Code("check-aspects"), required=True),
        Field("role", Text(most=120), required=True),
        Field("on", Date(), required=True),
    ),
)


def _legal_check(role: str, on: PartialDate) -> Check:
    return Check("law", role, on)


LEGAL_CHECK = Structure(
    _legal_check, (Field("role", Text(most=120), required=True), Field("on", Date(), required=True))
)
SET_PART = Structure(
    SetPart,
    (
        Field("set", Code("clause-sets"), required=True),
        Field("element", Code("clause-elements"), required=True),
    ),
)
PLACE = Structure(
    lambda lat, lon: Place(float(lat), float(lon)),
    (
        Field("lat", Number(Decimal(-90), Decimal(90)), required=True),
        Field("lon", Number(Decimal(-180), Decimal(180)), required=True),
    ),
)
PARTNER = Structure(
    Partner,
    (
        Field("organisation", Id(Collection.ORGANISATIONS), required=True),
        Field("role", Code("partner-roles"), required=True),
    ),
)
ARCHIVED_COPY = Structure(
    ArchivedCopy, (Field("address", Address(), required=True), Field("on", Date(), required=True))
)
LAW_VERSION = Structure(
    LawVersion,
    (Field("date", Date(), required=True), Field("note", Code("version-notes"), required=True), OPTIONAL_SOURCES),
)

SLOT_CODES: Mapping[str, str] = {
    "target_group": "target-groups",
    "accepted_forms": "forms",
    "matching": "contact-roles",
    "reporting": "contact-roles",
    "sanction": "sanctions",
    "exemption": "exemptions",
}
"""The vocabulary of the codes of a slot's comparable value; the other slots have numbers only."""


def slot_value(name: str) -> Kind:
    """Return the kind of the comparable value of one slot."""
    return Structure(Quantity, quantity_fields(SLOT_CODES.get(name)))


def slot_fields(name: str) -> tuple[Field, ...]:
    """Return the fields of a slot that has a text."""
    return (Field("text", Text(), required=True), Field("value", slot_value(name)), SOURCES)


def slot_from_fields(sources: tuple[str, ...], value: Quantity | None = None) -> Slot:
    """Return the slot without its text, which belongs to the language version."""
    return Slot(sources, value)
