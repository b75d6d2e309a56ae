"""What a buyer knows of one purchase: the answers of the suitability assessment, each of them optional."""

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import fields
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum

from portal.advice.contract_figures import Currency


class Country(StrEnum):
    """Whose procurement law and labour law apply."""

    FINLAND = "fi"
    SWEDEN = "se"


class ProcurementType(StrEnum):
    """What kind of purchase it is; the codes are those of the vocabulary `procurement-types`."""

    WORKS = "works"
    SERVICES = "services"
    GOODS = "goods"


class Labour(StrEnum):
    """How much of the price is work done by people."""

    MOST = "most"
    HALF = "half"
    LITTLE = "little"


class Skill(StrEnum):
    """For how many of the tasks the law or the buyer asks a qualification."""

    NONE = "none"
    SOME = "some"
    ALL = "all"


class Candidates(StrEnum):
    """What the employment services say of jobseekers for the field and the place."""

    ENOUGH = "enough"
    FEW = "few"
    NONE = "none"


class Support(StrEnum):
    """Whether somebody helps the supplier to find and to start the people."""

    AGREED = "agreed"
    POSSIBLE = "possible"
    NONE = "none"


class Closed(StrEnum):
    """How many of the tasks are closed to newcomers: clearance, licence, a far or guarded place of work."""

    NONE = "none"
    SOME = "some"
    ALL = "all"


class Residents(StrEnum):
    """Whether the jobs are meant for the people of one place only."""

    NO = "no"
    YES = "yes"


class Market(StrEnum):
    """Who is expected to tender."""

    LARGE = "large"
    SMALL = "small"
    FEW = "few"


class Alternative(StrEnum):
    """Which other instrument the buyer leans to; the codes are those of the vocabulary `instruments`."""

    CONDITION = "contract-condition"
    DIALOGUE = "dialogue-clause"
    CRITERION = "award-criterion"
    RESERVED = "reserved-contract"


@dataclass(frozen=True, slots=True, kw_only=True)
class PurchaseAnswers:
    """The answers; None is `I do not know`. `sector` is a code of the vocabulary `sectors`.

    `value` is that of the whole contract without tax, `months` its whole length without options.
    """

    country: Country | None = None
    sector: str | None = None
    procurement_type: ProcurementType | None = None
    value: Decimal | None = None
    currency: Currency | None = None
    months: Decimal | None = None
    labour: Labour | None = None
    skill: Skill | None = None
    candidates: Candidates | None = None
    support: Support | None = None
    closed: Closed | None = None
    residents: Residents | None = None
    market: Market | None = None
    alternative: Alternative | None = None

    @property
    def euros(self) -> Decimal | None:
        """The value where it is in euro and the purchase is not a Swedish one: Finnish limits are meant for these."""
        return self.value if self.currency is Currency.EUR and self.country is not Country.SWEDEN else None

    @property
    def kronor(self) -> Decimal | None:
        """The value where it is in kronor and the purchase is not a Finnish one."""
        return self.value if self.currency is Currency.SEK and self.country is not Country.FINLAND else None

    def unanswered(self) -> Iterator[str]:
        """Yield the names of the fields without an answer, in the order of the questions."""
        return (each.name for each in fields(self) if getattr(self, each.name) is None)

    def but(self, name: str, answer: object) -> "PurchaseAnswers":
        """Return the same answers with one other."""
        return replace(self, **{name: answer})  # type: ignore[arg-type]  # the caller names a field with its own kind
