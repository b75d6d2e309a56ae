"""The link checker tells what became of an address, and is polite about it."""

import ssl
import time
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest

from portal.domain.link_check import LinkCheck
from portal.domain.link_check import LinkReason
from portal.domain.link_check import LinkStanding
from portal.links.bounds import Bounds
from portal.links.pace import Pace
from portal.links.resolving import NameNotAnswered
from portal.links.resolving import NameUnknown
from tests.links.web_server import FINE
from tests.links.web_server import Page
from tests.links.web_server import Send
from tests.links.web_server import Web
from tests.links.web_server import answer
from tests.links.web_server import certificates
from tests.links.web_server import checker
from tests.links.web_server import redirect
from tests.links.web_server import serving

HOST = "www.silta-tests.org"
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def checked(web: Web, path: str = "/", **options: object) -> LinkCheck:
    """Return the result for a path of the server."""
    return next(checker(web, **options).check([f"http://{HOST}:{web.port}{path}"]))


def test_a_page_that_is_there_is_alive() -> None:
    """One question for the head is enough, and the result tells when it was put."""
    with serving({"/": FINE}) as web:
        found = checked(web, now=lambda: NOON)

        assert LinkCheck(f"http://{HOST}:{web.port}/", NOON, LinkStanding.ALIVE, status=200) == found
        assert ["HEAD /"] == web.asked


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        (204, LinkStanding.ALIVE),
        (304, LinkStanding.UNREACHABLE),
        (400, LinkStanding.DEAD),
        (404, LinkStanding.DEAD),
        (410, LinkStanding.DEAD),
        (401, LinkStanding.REFUSED),
        (403, LinkStanding.REFUSED),
        (429, LinkStanding.REFUSED),
        (451, LinkStanding.REFUSED),
        (500, LinkStanding.UNREACHABLE),
        (503, LinkStanding.UNREACHABLE),
    ],
)
def test_the_status_tells_how_a_link_stands(status: int, standing: LinkStanding) -> None:
    """Gone is dead, unwilling is refused, in trouble is unreachable."""
    with serving({"/": answer(status)}) as web:
        found = checked(web)

    assert (standing, status) == (found.standing, found.status)


def test_a_server_that_knows_no_head_is_asked_for_the_page() -> None:
    """A bad answer to HEAD is no news about the page."""
    with serving({"HEAD /": answer(405), "GET /": FINE}) as web:
        found = checked(web)

        assert (LinkStanding.ALIVE, ["HEAD /", "GET /"]) == (found.standing, web.asked)


def test_a_move_for_good_tells_the_new_address() -> None:
    """The new address is the last that permanent redirects lead to, fragments left out."""
    pages = {"/a": redirect(301, "/b"), "/b": redirect(308, "c?d=1#e"), "/c?d=1": FINE}
    with serving(pages) as web:
        found = checked(web, "/a")

        assert LinkStanding.MOVED == found.standing
        assert f"http://{HOST}:{web.port}/c?d=1" == found.moved_to


def test_a_move_for_now_is_no_move() -> None:
    """A temporary redirect leaves the address as it is, also where a permanent one follows."""
    with serving({"/a": redirect(302, "/b"), "/b": redirect(301, "/c"), "/c": FINE}) as web:
        found = checked(web, "/a")

    assert (LinkStanding.ALIVE, None) == (found.standing, found.moved_to)


def test_a_move_to_nothing_is_dead() -> None:
    """What a redirect leads to decides."""
    with serving({"/a": redirect(301, "/b")}) as web:
        found = checked(web, "/a")

    assert (LinkStanding.DEAD, 404, None) == (found.standing, found.status, found.moved_to)


def test_an_address_in_unencoded_letters_is_followed() -> None:
    """Servers that write UTF-8 into a header, and spaces, are understood."""
    with serving({"/a": redirect(301, "/ty\xf6 n").replace(b"\xc3\xb6", b"\xc3\xb6"), "/ty%C3%B6%20n": FINE}) as web:
        found = checked(web, "/a")

    assert LinkStanding.MOVED == found.standing


def test_six_hops_are_too_many() -> None:
    """Five redirects are followed, a circle is not."""
    pages: dict[str, Page] = {f"/{number}": redirect(302, f"/{number + 1}") for number in range(6)}
    with serving({**pages, "/6": FINE}) as web:
        five, six = checked(web, "/1"), checked(web, "/0")

    assert LinkStanding.ALIVE == five.standing
    assert (LinkStanding.DEAD, LinkReason.TOO_MANY_REDIRECTS) == (six.standing, six.reason)


@pytest.mark.parametrize(
    ("error", "standing", "reason"),
    [
        (NameUnknown, LinkStanding.DEAD, LinkReason.NAME_UNKNOWN),
        (NameNotAnswered, LinkStanding.UNREACHABLE, LinkReason.NAME_NOT_ANSWERED),
    ],
)
def test_a_name_that_is_gone_differs_from_silence(
    error: type[Exception], standing: LinkStanding, reason: LinkReason
) -> None:
    """No such host is dead; a resolver without an answer is not."""

    def resolver(host: str) -> list[str]:
        raise error(host)

    with serving({}) as web:
        found = checked(web, names=resolver)

    assert (standing, reason) == (found.standing, found.reason)


def test_a_closed_port_is_unreachable() -> None:
    """A server that is down today may be up tomorrow."""
    with serving({}) as web:
        asker = checker(web)
        address = f"http://{HOST}:{web.port}/"

    found = next(asker.check([address]))

    assert (LinkStanding.UNREACHABLE, LinkReason.NO_CONNECTION) == (found.standing, found.reason)


def test_the_checker_says_who_it_is_and_carries_nothing() -> None:
    """Its name leads to the portal; it sends no cookie, no referrer, and keeps no cookie it is given."""
    pages = {"/a": answer(302, "Location: /b\r\nSet-Cookie: a=b\r\n"), "/b": FINE}
    with serving(pages) as web:
        checked(web, "/a")

        requests = "".join(web.requests).lower()
    assert requests.count("user-agent: siltalinkchecker/1.0 (+https://portal.silta-tests.org)\r\n") == 3
    assert [] == [name for name in ("cookie:", "referer:", "authorization:") if name in requests]


def test_robots_are_asked_once_and_obeyed() -> None:
    """What a site asks programs not to read is not read, and is for a person to look at."""
    rules = answer(200, body=b"User-agent: *\nDisallow: /private/\nAllow: /private/open$\n")
    pages = {"/robots.txt": rules, "/private/x": FINE, "/private/open": FINE}
    with serving(pages) as web:
        base = f"http://{HOST}:{web.port}"
        closed, open_page = checker(web).check([f"{base}/private/x", f"{base}/private/open"])

        assert (LinkStanding.REFUSED, LinkReason.ROBOTS) == (closed.standing, closed.reason)
        assert LinkStanding.ALIVE == open_page.standing
        assert ["HEAD /private/open"] == web.asked
        assert 1 == sum("/robots.txt" in request for request in web.requests)


def test_robots_hold_at_the_end_of_a_redirect() -> None:
    """A redirect is no way round a site's rules."""
    rules = answer(200, body=b"User-agent: SiltaLinkChecker\nDisallow: /b\n")
    with serving({"/robots.txt": rules, "/a": redirect(301, "/b"), "/b": FINE}) as web:
        found = checked(web, "/a")

        assert (LinkStanding.REFUSED, LinkReason.ROBOTS, ["HEAD /a"]) == (found.standing, found.reason, web.asked)


def test_robots_that_cannot_be_read_close_the_site_for_now() -> None:
    """A server in trouble is not asked for pages (RFC 9309)."""
    with serving({"/robots.txt": answer(503), "/": FINE}) as web:
        found = checked(web)

        assert (LinkStanding.UNREACHABLE, 503, []) == (found.standing, found.status, web.asked)


def test_a_host_is_asked_once_a_second() -> None:
    """The second between two requests to one host is really waited for."""
    with serving({"/a": FINE, "/b": FINE}) as web:
        list(checker(web, pace=Pace).check([f"http://{HOST}:{web.port}/{page}" for page in "ab"]))

        gaps = [later - earlier for earlier, later in zip(web.moments, web.moments[1:], strict=False)]
    assert 2 == len(gaps)
    assert all(gap > 0.95 for gap in gaps)


def test_hosts_take_turns() -> None:
    """Addresses of one host do not stand one after the other where there are others."""
    with serving({"/1": FINE, "/2": FINE}) as web:
        hosts = ("a.silta-tests.org", "b.silta-tests.org")
        asked = [f"http://{host}:{web.port}/{page}" for host in hosts for page in "12"]

        told = [check.address for check in checker(web).check(asked)]

    assert [asked[0], asked[2], asked[1], asked[3]] == told


def test_a_server_that_has_enough_is_left_alone() -> None:
    """After 429 nothing more of that host is asked in this run, and nothing is said of it."""
    with serving({"/1": answer(429), "/2": FINE}) as web:
        base = f"http://{HOST}:{web.port}"

        told = list(checker(web).check([f"{base}/1", f"{base}/2"]))

        assert [LinkStanding.REFUSED] == [check.standing for check in told]
        assert ["HEAD /1"] == web.asked


def test_a_run_is_bounded() -> None:
    """So many addresses, each once, and so many seconds; the rest is for the next run."""
    with serving({"/1": FINE, "/2": FINE}) as web:
        asked = [f"http://{HOST}:{web.port}/{page}" for page in "1123"]
        two = list(checker(web, bounds=Bounds(addresses=2)).check(asked))
        none = list(checker(web, bounds=Bounds(seconds=0.0)).check(asked))

    assert (asked[1:3], []) == ([check.address for check in two], none)


def drip(send: Send) -> None:
    """Send a header that never ends, a byte now and then."""
    send(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        send(b"x")
        time.sleep(0.05)


def silence(_send: Send) -> None:
    """Send nothing for a while."""
    time.sleep(3)


def drip_body(send: Send) -> None:
    """Send a body that never ends, a byte now and then."""
    send(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        send(b"x")
        time.sleep(0.05)


def continue_for_ever(send: Send) -> None:
    """Promise an answer again and again."""
    while True:
        send(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.01)


@pytest.mark.parametrize("page", [drip, silence, drip_body, continue_for_ever])
def test_a_slow_server_costs_bounded_time(page: Page) -> None:
    """The time for an address is up after so many seconds, however busily a byte comes now and then."""
    with serving({"HEAD /": answer(405) if page is drip_body else page, "GET /": page}) as web:
        since = time.monotonic()
        found = checked(web, bounds=Bounds(seconds_per_address=1.0))

        assert (LinkStanding.UNREACHABLE, LinkReason.TIMED_OUT) == (found.standing, found.reason)
        assert time.monotonic() - since < 2.0


def flood(send: Send) -> None:
    """Send a body without an end as fast as it goes, up to 200 MB."""
    send(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(200):
        send(b"x" * 1024 * 1024)


def gzip_bomb(send: Send) -> None:
    """Send what claims to be packed: a megabyte of zeros again and again, one thousandth of its size."""
    import gzip

    send(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
    packed = gzip.compress(bytes(64 * 1024 * 1024))
    for _ in range(100):
        send(packed)


@pytest.mark.parametrize("page", [flood, gzip_bomb])
def test_an_endless_body_is_read_no_further_than_64_kilobytes(page: Page) -> None:
    """What a server can send beyond is what the machine's own buffers take; nothing is unpacked."""
    import tracemalloc

    with serving({"HEAD /": answer(405), "GET /": page}) as web:
        tracemalloc.start()
        found = checked(web)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert LinkStanding.ALIVE == found.standing
        assert web.sent < 20 * 1024 * 1024
    assert peak < (4 if page is flood else 80) * 1024 * 1024


@pytest.mark.parametrize(
    "page",
    [
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 2000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"",
    ],
)
def test_a_broken_answer_is_no_crash(page: bytes) -> None:
    """What is no HTTP is told as such."""

    def send_and_close(send: Send) -> None:
        send(page)

    with serving({"/": send_and_close}) as web:
        found = checked(web)

    assert LinkStanding.UNREACHABLE == found.standing
    assert found.reason in {LinkReason.ANSWER_BROKEN, LinkReason.NO_CONNECTION}


@pytest.mark.parametrize(
    "location", ["http://[", "http://a b/", "\x00", "http://" + "a" * 3000 + ".fi/", "http:///x", ""]
)
def test_a_broken_redirect_is_no_crash(location: str) -> None:
    """A redirect to nowhere ends the way; it is not guessed what was meant."""
    with serving({"/a": redirect(301, location)}) as web:
        found = checked(web, "/a")

    assert found.standing in {LinkStanding.FORBIDDEN, LinkStanding.DEAD, LinkStanding.UNREACHABLE}


def test_a_certificate_is_held_against_the_name(tmp_path: Path) -> None:
    """The connection goes to a number; name and certificate have to fit all the same."""
    server, trust = certificates(tmp_path, HOST)
    with serving({"/": FINE}, server) as web:
        right, wrong = checker(web, trust=trust).check(
            [f"https://{HOST}:{web.port}/", f"https://other.silta-tests.org:{web.port}/"]
        )

    assert (LinkStanding.ALIVE, 200) == (right.standing, right.status)
    assert (LinkStanding.UNREACHABLE, LinkReason.NOT_SECURE) == (wrong.standing, wrong.reason)


@pytest.mark.parametrize(("days", "trusted"), [(-1, True), (30, False)])
def test_a_certificate_that_has_run_out_or_is_unknown_counts_for_nothing(
    tmp_path: Path, days: int, trusted: bool
) -> None:
    """Readers' browsers would warn of it, so the link is not alive."""
    server, trust = certificates(tmp_path, HOST, days)
    with serving({"/": FINE}, server) as web:
        context = trust if trusted else ssl.create_default_context()
        found = next(checker(web, trust=context).check([f"https://{HOST}:{web.port}/"]))

        assert (LinkReason.NOT_SECURE, []) == (found.reason, web.requests)
