"""How a link to another site stands, in words."""

from portal.domain.link_check import LinkReason
from portal.domain.link_check import LinkVerdict
from portal.domain.partial_date import PartialDate
from portal.publishing.link_round import LinkFinding
from portal.web.formats import day
from portal.web.i18n import reader_language
from portal.web.words import gettext


def link_sentence(finding: LinkFinding) -> str:
    """Return what is wrong with a link, since when, and what was answered last."""
    since = day(PartialDate(finding.since.year, finding.since.month, finding.since.day), reader_language())
    sentences = {
        LinkVerdict.DEAD: gettext("dead since %(day)s", day=since),
        LinkVerdict.FAILING: gettext("has failed since %(day)s; it is tried again every day", day=since),
        LinkVerdict.MOVED: gettext("has moved to %(address)s", address=finding.last.moved_to or "?"),
        LinkVerdict.LOOK_BY_HAND: gettext("does not answer programs; open it yourself"),
        LinkVerdict.FORBIDDEN: gettext("is not an address of the public web"),
    }
    words = sentences.get(finding.verdict, gettext("not tried yet"))
    reason = _reason(finding)
    return f"{words} ({reason})" if reason else words


def _reason(finding: LinkFinding) -> str:
    if finding.last.status is not None:
        return gettext("answer %(status)s", status=str(finding.last.status))
    reasons = {
        LinkReason.NAME_UNKNOWN: gettext("there is no such site"),
        LinkReason.NAME_NOT_ANSWERED: gettext("the site’s name could not be looked up"),
        LinkReason.NO_CONNECTION: gettext("no connection"),
        LinkReason.TIMED_OUT: gettext("no answer in time"),
        LinkReason.NOT_SECURE: gettext("its certificate is not right"),
        LinkReason.TOO_MANY_REDIRECTS: gettext("it leads round in circles"),
    }
    return reasons.get(finding.last.reason, "") if finding.last.reason else ""
