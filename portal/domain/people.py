"""Who works at the desk, and for what part of the library."""

from dataclasses import dataclass
from enum import StrEnum

from portal.domain.language import Language


class Role(StrEnum):
    """What somebody does at the desk; each role may also do what the ones before it may."""

    CONTRIBUTOR = "contributor"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"

    def includes(self, other: "Role") -> bool:
        """Tell whether whoever has this role may do what the other may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the library somebody works on; what is empty narrows nothing."""

    countries: frozenset[str] = frozenset()
    """Codes of the vocabulary `countries`."""
    organisations: frozenset[str] = frozenset()
    """Ids of entries in `organisations`."""

    def covers(self, country: str | None, organisation: str | None) -> bool:
        """Tell whether an entry lies in the part; one without country or organisation is narrowed by neither."""
        in_country = not self.countries or country is None or country in self.countries
        in_organisation = not self.organisations or organisation is None or organisation in self.organisations
        return in_country and in_organisation


EVERYWHERE = Scope()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, as the workflow knows them."""

    id: int
    name: str
    role: Role
    language: Language = Language.EN
    scope: Scope = EVERYWHERE
