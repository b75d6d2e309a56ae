"""Roles, browsers, moments and actions in words, for the pages about people."""

from collections.abc import Sequence
from datetime import datetime
from datetime import timedelta

from babel.dates import format_datetime
from babel.dates import get_timezone
from flask import Flask

from portal.domain.language import Language
from portal.domain.people import Role
from portal.web.i18n import NAMES
from portal.web.i18n import reader_language
from portal.web.words import gettext

LOCALES = {Language.FI: "fi_FI", Language.SV: "sv_SE", Language.EN: "en_GB"}
ZONES = {Language.FI: "Europe/Helsinki", Language.SV: "Europe/Stockholm", Language.EN: "UTC"}
"""Where readers of a language mostly are; the name of the zone stands beside the time, so that nobody is misled."""

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac", "macOS"),
           ("Linux", "Linux"))  # fmt: skip


def furnish(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.globals.update(
        role_name=role_name,
        role_choices=role_choices,
        language_choices=language_choices,
        browser_name=browser_name,
        action_name=action_name,
    )
    app.jinja_env.filters["moment_with_zone"] = moment


def role_name(role: Role) -> str:
    """Return what a role is called."""
    names = {
        Role.CONTRIBUTOR: gettext("contributor"),
        Role.REVIEWER: gettext("reviewer"),
        Role.COORDINATOR: gettext("coordinator"),
        Role.ADMINISTRATOR: gettext("administrator"),
    }
    return names[role]


def role_choices() -> Sequence[tuple[str, str, None]]:
    """Return the roles to choose from, each with what it may do."""
    duties = {
        Role.CONTRIBUTOR: gettext("writes drafts"),
        Role.REVIEWER: gettext("writes and reviews"),
        Role.COORDINATOR: gettext("writes, reviews and publishes"),
        Role.ADMINISTRATOR: gettext("does all that and manages accounts"),
    }
    return [(role.value, f"{role_name(role)}: {duties[role]}", None) for role in Role]


def language_choices() -> Sequence[tuple[str, str, str]]:
    """Return the languages to choose from, each by its own name."""
    return [(language.value, NAMES[language], language.value) for language in Language]


def browser_name(agent: str) -> str:
    """Return what a browser calls itself, in two words that somebody recognises."""
    browser = next((name for mark, name in BROWSERS if mark in agent), gettext("an unknown browser"))
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    return f"{browser}, {system}" if system else browser


def moment(at: datetime | None) -> str:
    """Return a moment as a reader of the language writes it, with the name of its time zone."""
    if at is None:
        return ""
    language = reader_language()
    zone = get_timezone(ZONES[language])
    text = format_datetime(at, "short", tzinfo=zone, locale=LOCALES[language])
    offset = at.astimezone(zone).utcoffset() or timedelta(0)
    return f"{text} UTC{'+' if offset else ''}{int(offset.total_seconds() // 3600) or ''}"


def action_name(action: str) -> str:
    """Return what somebody did; an action without words of its own is shown by its name."""
    names = {
        "sign-in": gettext("signed in"),
        "account-add": gettext("created an account"),
        "account-link": gettext("made a new link"),
        "account-change": gettext("changed an account"),
        "account-open": gettext("opened an account"),
        "account-close": gettext("closed an account"),
        "account-tie": gettext("linked an account to the employer's sign-in"),
        "account-untie": gettext("unlinked an account from the employer's sign-in"),
        "sessions-end": gettext("ended sign-ins"),
        "password-set": gettext("set a password with a link"),
        "password-change": gettext("changed the password"),
        "password-letter": gettext("was sent a link for a new password"),
        "second-factor-on": gettext("turned the second step on"),
        "second-factor-off": gettext("turned the second step off"),
        "source-add": gettext("added a source"),
    }
    return names.get(action, action)
