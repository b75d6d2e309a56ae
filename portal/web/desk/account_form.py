"""The form with which an administrator says who somebody is: read, checked, and filled again with what was typed."""

import re
from dataclasses import dataclass
from dataclasses import field

from flask import request

from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.people import Scope
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.web.i18n import reader_language
from portal.web.words import gettext
from portal.workspace.account import Account
from portal.workspace.account import AddressInvalid
from portal.workspace.account import email_of


@dataclass(frozen=True, slots=True)
class AccountForm:
    """What is typed, and what is wrong with it by the name of the field."""

    email: str = ""
    name: str = ""
    role: str = Role.CONTRIBUTOR.value
    language: str = ""
    countries: tuple[str, ...] = ()
    organisations: str = ""
    faults: dict[str, str] = field(default_factory=dict)

    @property
    def scope(self) -> Scope:
        """The part of the library that is typed."""
        return Scope(frozenset(self.countries), frozenset(ids_of(self.organisations)))


def form_of_account(account: Account) -> AccountForm:
    """Return the form as it is filled for an account that exists."""
    person = account.person
    scope = person.scope
    countries, organisations = tuple(sorted(scope.countries)), " ".join(sorted(scope.organisations))
    return AccountForm(account.email, person.name, person.role, person.language, countries, organisations)


def form_from_request(shelf: Shelf, *, with_email: bool) -> AccountForm:
    """Return what was sent, with every fault at once."""
    sent = request.form
    form = AccountForm(
        email=sent.get("email", "")[:300],
        name=" ".join(sent.get("name", "").split())[:200],
        role=sent.get("role", ""),
        language=sent.get("language", "") or reader_language(),
        countries=tuple(sent.getlist("country")),
        organisations=sent.get("organisations", "")[:2000],
    )
    form.faults.update(_faults(form, shelf))
    if with_email:
        form.faults.update(_address_fault(form.email))
    return form


def ids_of(text: str) -> list[str]:
    """Return the ids in a text, separated in any of the ways people do."""
    return [each for each in re.split(r"[\s,;]+", text.strip()) if each]


def _faults(form: AccountForm, shelf: Shelf) -> dict[str, str]:
    faults = {}
    if not form.name or len(form.name) > 120:
        faults["name"] = gettext("Give a name of at most 120 characters.")
    if form.role not in set(Role):
        faults["role"] = gettext("Choose a role.")
    if form.language not in set(Language):
        faults["language"] = gettext("Choose a language.")
    if set(form.countries) - set(countries_of(shelf)):
        faults["countries"] = gettext("Choose countries from the list.")
    unknown = [each for each in ids_of(form.organisations) if shelf.get(Ref(Collection.ORGANISATIONS, each)) is None]
    if unknown:
        faults["organisations"] = gettext(
            "The library has no organisation “%(name)s”. The id is the last part of its address.", name=unknown[0][:80]
        )
    return faults


def countries_of(shelf: Shelf) -> list[str]:
    """Return the codes of the countries."""
    return [code for code in shelf.vocabularies["countries"].terms if code != "eu"]


def _address_fault(email: str) -> dict[str, str]:
    try:
        email_of(email)
    except AddressInvalid:
        return {"email": gettext("This is not an e-mail address. Give one like anna.nimi@kuopio.fi.")}
    return {}
