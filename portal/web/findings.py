"""What the portal found out about itself, as sentences."""

from datetime import datetime

from babel.dates import format_datetime

from portal.publishing.health import Finding
from portal.publishing.health import Level
from portal.publishing.health import Subject
from portal.web.formats import LOCALES
from portal.web.i18n import reader_language
from portal.web.words import gettext
from portal.web.words import ngettext


def sentence(finding: Finding) -> str:
    """Return what was found and, where it is not fine, what to do."""
    match finding.subject:
        case Subject.FINNISH_ANALYSIS | Subject.SWEDISH_ANALYSIS | Subject.ENGLISH_ANALYSIS:
            return _analysis(finding)
        case Subject.DICTIONARIES:
            return _dictionaries(finding)
        case Subject.INDEX | Subject.INDEX_BEHIND:
            return _index(finding)
        case Subject.FAULTY_FILES:
            return _files(int(finding.details["files"]))
        case Subject.CONTENT:
            return _content(int(finding.details["entries"]))
        case Subject.SPACE | Subject.REMOTE | Subject.CHORES:
            return _operation(finding)


def subject_name(finding: Finding) -> str:
    """Return what was looked at."""
    names = {
        Subject.FINNISH_ANALYSIS: gettext("Finnish words"),
        Subject.SWEDISH_ANALYSIS: gettext("Swedish words"),
        Subject.ENGLISH_ANALYSIS: gettext("English words"),
        Subject.DICTIONARIES: gettext("Dictionaries between languages"),
        Subject.INDEX: gettext("Search index"),
        Subject.INDEX_BEHIND: gettext("Search index"),
        Subject.FAULTY_FILES: gettext("Files"),
        Subject.CONTENT: gettext("Content"),
        Subject.SPACE: gettext("Room on the disk"),
        Subject.REMOTE: gettext("The other repository"),
        Subject.CHORES: gettext("What is done on time"),
    }
    return names[finding.subject]


def level_name(finding: Finding) -> str:
    """Return how much it matters."""
    names = {
        Level.OK: gettext("working"),
        Level.DEGRADED: gettext("degraded"),
        Level.BROKEN: gettext("broken"),
    }
    return names[finding.level]


def _analysis(finding: Finding) -> str:
    if finding.level is Level.OK:
        return gettext("Word forms and the parts of compounds are recognised.")
    return gettext(
        "Fewer word forms and compounds are recognised than should be, so the search misses some pages. "
        "The command “portal doctor” tells what to install."
    )


def _dictionaries(finding: Finding) -> str:
    if finding.level is Level.OK:
        return gettext("All are installed.")
    return gettext("Some are not installed: %(packages)s.", packages=finding.details["packages"].replace(" ", ", "))


def _index(finding: Finding) -> str:
    if finding.level is Level.BROKEN:
        return gettext("The index is missing or cannot be read. The command “portal index build” makes a new one.")
    documents = int(finding.details["documents"])
    if finding.level is Level.DEGRADED:
        return ngettext(
            "The index holds %(num)s entry but the library holds %(entries)s. "
            "The command “portal index build” brings it in step.",
            "The index holds %(num)s entries but the library holds %(entries)s. "
            "The command “portal index build” brings it in step.",
            documents,
            entries=finding.details["entries"],
        )
    return ngettext(
        "%(num)s entry, built %(time)s.", "%(num)s entries, built %(time)s.", documents, time=_time(finding)
    )


def _time(finding: Finding) -> str:
    """Return when the index was built, in UTC."""
    try:
        moment = datetime.fromisoformat(finding.details["built_at"])
    except ValueError:
        return gettext("at an unknown time")
    return f"{format_datetime(moment, 'long', locale=LOCALES[reader_language()])}"


def _files(faulty: int) -> str:
    if not faulty:
        return gettext("No file has a fault.")
    return ngettext(
        "%(num)s file has a fault. What is in it is left out of the portal until it is put right.",
        "%(num)s files have faults. What is in them is left out of the portal until they are put right.",
        faulty,
    )


def _operation(finding: Finding) -> str:
    details = finding.details
    if finding.subject is Subject.SPACE:
        return gettext(
            "%(megabytes)s MB are free; below 100 MB nothing can be published.", megabytes=details["megabytes"]
        )
    if finding.level is Level.OK:
        return gettext("Works.")
    if finding.subject is Subject.REMOTE:
        return gettext("Nothing could be exchanged when it was last tried: %(reason)s", reason=details["reason"])
    if details["idle"]:
        return gettext("Nobody does the chores. Let “portal chores run” run beside the web server.")
    return gettext(
        "These failed when they were last done: %(chores)s. “portal chores list” tells why.", chores=details["chores"]
    )


def _content(entries: int) -> str:
    if not entries:
        return gettext("There is no entry to show. Check where the portal looks for its content.")
    return ngettext("%(num)s entry can be read.", "%(num)s entries can be read.", entries)
