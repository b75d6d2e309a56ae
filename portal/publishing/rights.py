"""Who may do what at the desk: the one place where it is decided, for pages, commands and data alike."""

from collections.abc import Mapping
from enum import StrEnum

from portal.domain.draft import Draft
from portal.domain.errors import PortalError
from portal.domain.people import Person
from portal.domain.people import Role
from portal.domain.workflow import Action


class Permission(StrEnum):
    """What a page or command of the desk asks for before it does anything."""

    SEE_DESK = "see-desk"
    WRITE = "write"
    REVIEW = "review"
    PUBLISH = "publish"
    MODERATE = "moderate"
    IMPORT = "import"
    SEE_AUDIT = "see-audit"
    MANAGE_ACCOUNTS = "manage-accounts"


LEAST_ROLE: Mapping[Permission, Role] = {
    Permission.SEE_DESK: Role.CONTRIBUTOR,
    Permission.WRITE: Role.CONTRIBUTOR,
    Permission.REVIEW: Role.REVIEWER,
    Permission.PUBLISH: Role.COORDINATOR,
    Permission.MODERATE: Role.COORDINATOR,
    Permission.IMPORT: Role.COORDINATOR,
    Permission.SEE_AUDIT: Role.ADMINISTRATOR,
    Permission.MANAGE_ACCOUNTS: Role.ADMINISTRATOR,
}

ACTION_PERMISSIONS: Mapping[Action, Permission] = {
    Action.SAVE: Permission.WRITE,
    Action.SUBMIT: Permission.WRITE,
    Action.SIGN: Permission.REVIEW,
    Action.RETURN: Permission.REVIEW,
    Action.TAKE_BACK: Permission.WRITE,
    Action.SCHEDULE: Permission.PUBLISH,
    Action.PUBLISH: Permission.PUBLISH,
    Action.DISCARD: Permission.WRITE,
    Action.WITHDRAW: Permission.PUBLISH,
    Action.RESTORE: Permission.PUBLISH,
}


class Refusal(StrEnum):
    """Why somebody may not do something."""

    ROLE = "role"
    SCOPE = "scope"
    OWN_WORK = "own-work"
    NOT_THEIRS = "not-theirs"


class NotPermitted(PortalError):
    """Raised when somebody asks for what they may not do; says why."""

    def __init__(self, refusal: Refusal, asked: str) -> None:
        super().__init__(f"not permitted ({refusal}): {asked}")
        self.refusal = refusal


def may(person: Person, permission: Permission) -> bool:
    """Tell whether a person's role includes a permission at all."""
    return person.role.includes(LEAST_ROLE[permission])


def refusal_of(
    person: Person, action: Action, draft: Draft, *, country: str | None = None, organisation: str | None = None
) -> Refusal | None:
    """Return why a person may not do an action with a draft of an entry of a country and organisation, or None.

    Nobody signs what they wrote themselves (OWASP ASVS 5.0, 2.3.5).
    Only coordinators discard or take back what others began.
    """
    if not may(person, ACTION_PERMISSIONS[action]):
        return Refusal.ROLE
    if not person.scope.covers(country, organisation):
        return Refusal.SCOPE
    if action is Action.SIGN and person.id in draft.writers:
        return Refusal.OWN_WORK
    if (
        action in {Action.DISCARD, Action.TAKE_BACK}
        and draft.author != person.id
        and not may(person, Permission.PUBLISH)
    ):
        return Refusal.NOT_THEIRS
    return None
