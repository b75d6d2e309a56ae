"""The link checker asks nobody but the public web, however an address, a name or a redirect is dressed up."""

import inspect
from pathlib import Path

import pytest

from portal.domain.link_check import LinkReason
from portal.domain.link_check import LinkStanding
from portal.links.checker import LinkChecker
from portal.links.public_address import is_public
from portal.links.web_address import web_address
from tests.links.web_server import FINE
from tests.links.web_server import Names
from tests.links.web_server import checker
from tests.links.web_server import redirect
from tests.links.web_server import serving

ROOT = Path(__file__).parents[2]
HOST = "www.silta-tests.org"

FORBIDDEN = [
    ("file:///etc/passwd", LinkReason.SCHEME),
    ("ftp://www.silta-tests.org/", LinkReason.SCHEME),
    ("gopher://127.0.0.1:25/_HELO", LinkReason.SCHEME),
    ("//www.silta-tests.org/", LinkReason.SCHEME),
    ("www.silta-tests.org", LinkReason.SCHEME),
    ("", LinkReason.SCHEME),
    ("http://www.silta-tests.org:22/", LinkReason.PORT),
    ("http://www.silta-tests.org:0/", LinkReason.PORT),
    ("https://www.silta-tests.org:8443/", LinkReason.PORT),
    ("http://user@www.silta-tests.org/", LinkReason.CREDENTIALS),
    ("http://user:word@www.silta-tests.org/", LinkReason.CREDENTIALS),
    ("http://@www.silta-tests.org/", LinkReason.CREDENTIALS),
    ("http://www.silta-tests.org@127.0.0.1/", LinkReason.CREDENTIALS),
    ("http://127.0.0.1#@www.silta-tests.org/", LinkReason.PRIVATE_ADDRESS),
    ("http://127.0.0.1\\@www.silta-tests.org/", LinkReason.NOT_AN_ADDRESS),
    ("http://www.silta-tests.org\\@127.0.0.1/", LinkReason.NOT_AN_ADDRESS),
    ("http://www.silta-tests.org\r\nHost: x/", LinkReason.NOT_AN_ADDRESS),
    ("http://www.silta-tests.org/\tx", LinkReason.NOT_AN_ADDRESS),
    ("http://www.silta-tests.org/ HTTP/1.1", LinkReason.NOT_AN_ADDRESS),
    ("http://www.silta-tests.org/" + "x" * 2000, LinkReason.NOT_AN_ADDRESS),
    ("http://www.silta-tests.org:80:80/", LinkReason.NOT_AN_ADDRESS),
    ("http://www.silta-tests.org:ab/", LinkReason.NOT_AN_ADDRESS),
    ("http://[::1/", LinkReason.NOT_AN_ADDRESS),
    ("http:///path", LinkReason.NOT_AN_ADDRESS),
    ("http://a..b/", LinkReason.NOT_AN_ADDRESS),
    ("http://a%2eb.fi/", LinkReason.NOT_AN_ADDRESS),
    ("http://127.0.0.1/", LinkReason.PRIVATE_ADDRESS),
    ("http://127.0.0.1./", LinkReason.PRIVATE_ADDRESS),
    ("http://127.1/", LinkReason.PRIVATE_ADDRESS),
    ("http://127.0.1/", LinkReason.PRIVATE_ADDRESS),
    ("http://2130706433/", LinkReason.PRIVATE_ADDRESS),
    ("http://017700000001/", LinkReason.PRIVATE_ADDRESS),
    ("http://0177.0.0.1/", LinkReason.PRIVATE_ADDRESS),
    ("http://127.0.0.01/", LinkReason.PRIVATE_ADDRESS),
    ("http://0x7f.0.0.1/", LinkReason.PRIVATE_ADDRESS),
    ("http://0x7f000001/", LinkReason.PRIVATE_ADDRESS),
    ("http://0X7F000001/", LinkReason.PRIVATE_ADDRESS),
    ("http://127.0.0.0x1/", LinkReason.PRIVATE_ADDRESS),
    ("http://0/", LinkReason.PRIVATE_ADDRESS),
    ("http://0.0.0.0/", LinkReason.PRIVATE_ADDRESS),
    ("http://10.0.0.1/", LinkReason.PRIVATE_ADDRESS),
    ("http://169.254.169.254/latest/meta-data/", LinkReason.PRIVATE_ADDRESS),
    ("http://[::1]/", LinkReason.PRIVATE_ADDRESS),
    ("http://[::]/", LinkReason.PRIVATE_ADDRESS),
    ("http://[::ffff:127.0.0.1]/", LinkReason.PRIVATE_ADDRESS),
    ("http://[::ffff:7f00:1]/", LinkReason.PRIVATE_ADDRESS),
    ("http://[::127.0.0.1]/", LinkReason.PRIVATE_ADDRESS),
    ("http://[64:ff9b::7f00:1]/", LinkReason.PRIVATE_ADDRESS),
    ("http://[2002:7f00:1::]/", LinkReason.PRIVATE_ADDRESS),
    ("http://[fe80::1%25eth0]/", LinkReason.PRIVATE_ADDRESS),
    ("http://[fd00:ec2::254]/", LinkReason.PRIVATE_ADDRESS),
    ("http://１２７.0.0.1/", LinkReason.PRIVATE_ADDRESS),
    ("http://①②⑦.0.0.1/", LinkReason.PRIVATE_ADDRESS),
    ("http://127。0。0。1/", LinkReason.PRIVATE_ADDRESS),
    ("http://127．0．0．1/", LinkReason.PRIVATE_ADDRESS),
    ("http://127｡0｡0｡1/", LinkReason.PRIVATE_ADDRESS),
    ("http://localhost/", LinkReason.PRIVATE_NAME),
    ("http://LOCALHOST./", LinkReason.PRIVATE_NAME),
    ("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", LinkReason.PRIVATE_NAME),
    ("http://local\u00adhost/", LinkReason.PRIVATE_NAME),
    ("http://localhost。/", LinkReason.PRIVATE_NAME),
    ("http://www.localhost/", LinkReason.PRIVATE_NAME),
    ("http://intranet/", LinkReason.PRIVATE_NAME),
    ("http://metadata.google.internal/", LinkReason.PRIVATE_NAME),
    ("http://printer.local/", LinkReason.PRIVATE_NAME),
    ("http://router.home.arpa/", LinkReason.PRIVATE_NAME),
    ("http://www.silta.example/", LinkReason.PRIVATE_NAME),
]


@pytest.mark.parametrize(("address", "reason"), FORBIDDEN)
def test_an_address_that_is_none_of_the_public_web_is_not_asked(address: str, reason: LinkReason) -> None:
    """Odd spellings, other schemes and ports, credentials and private names end before anybody is asked."""
    names = Names()
    checks = list(LinkChecker("https://silta-tests.org", resolver=names).check([address]))

    assert [(LinkStanding.FORBIDDEN, reason)] == [(check.standing, check.reason) for check in checks]


PRIVATE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.100.100.200",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.0.1",
    "169.254.169.254",
    "169.254.170.2",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.9",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::2",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::ffff:0:8.8.8.8",
    "::8.8.8.8",
    "64:ff9b::10.0.0.1",
    "64:ff9b::169.254.169.254",
    "64:ff9b:1::8.8.8.8",
    "100::1",
    "2001::1",
    "2001:0:7f00:1::",
    "2001:10::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:808:808::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2a00:1450::1%1",
    "fec0::1",
    "ff02::1",
    "2a00:1450:4001::5efe:7f00:1",
    "2a00:1450:4001:0:200:5efe:a00:1",
    "127.1",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "2130706433",
    "localhost",
]
PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "193.166.3.2",
    "172.32.0.1",
    "100.128.0.1",
    "2a00:1450:4001::1",
    "2606:4700::1",
    "64:ff9b::8.8.8.8",
]


@pytest.mark.parametrize("numeric", PRIVATE)
def test_what_is_not_public_is_closed(numeric: str) -> None:
    """Private, local, shared, reserved, multicast and wrapped addresses, and what is no address at all."""
    assert not is_public(numeric)


@pytest.mark.parametrize("numeric", [numeric for numeric in PRIVATE if numeric != "127.0.0.1"])
def test_one_private_address_closes_a_name(numeric: str) -> None:
    """A name that leads to such an address too is not asked at the others either."""
    with serving({"/": FINE}) as web:
        found = next(checker(web, Names({HOST: ["127.0.0.1", numeric]})).check([f"http://{HOST}:{web.port}/"]))

        assert (LinkStanding.FORBIDDEN, LinkReason.PRIVATE_ADDRESS) == (found.standing, found.reason)
        assert [] == web.requests


@pytest.mark.parametrize("numeric", PUBLIC)
def test_what_is_public_is_open(numeric: str) -> None:
    """The fence keeps nobody out who belongs to the public web."""
    assert is_public(numeric)


ELSEWHERE = [text for text, _ in FORBIDDEN if "://" in text and "\r" not in text and text != "http:///path"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_a_redirect_leads_nowhere_an_address_would_not(address: str) -> None:
    """Every hop is looked at like the first; the server's own loopback port is the only one that is open here."""
    with serving({"/a": redirect(302, address)}) as web:
        found = next(checker(web).check([f"http://{HOST}:{web.port}/a"]))

        assert LinkStanding.FORBIDDEN == found.standing
        assert ["HEAD /a"] == web.asked


def test_a_redirect_to_a_name_that_leads_to_a_private_address_is_not_followed() -> None:
    """Its name looks public, what it is resolved to is not."""
    with serving({"/a": redirect(302, "http://inside.silta-tests.org/")}) as web:
        names = Names({"inside.silta-tests.org": ["192.168.1.1"]})
        found = next(checker(web, names).check([f"http://{HOST}:{web.port}/a"]))

        assert (LinkStanding.FORBIDDEN, LinkReason.PRIVATE_ADDRESS) == (found.standing, found.reason)
        assert ["HEAD /a"] == web.asked


def test_robots_are_no_way_in() -> None:
    """A redirect of robots.txt is looked at like any other."""
    with serving({"/robots.txt": redirect(302, "http://169.254.169.254/"), "/": FINE}) as web:
        found = next(checker(web).check([f"http://{HOST}:{web.port}/"]))

        assert (LinkStanding.FORBIDDEN, []) == (found.standing, web.asked)


def test_a_name_that_changes_its_mind_is_asked_only_once() -> None:
    """What was checked is what is connected to, with every request of a run."""
    answers = [["127.0.0.1"], ["169.254.169.254"]]
    asked: list[str] = []

    def rebinding(host: str) -> list[str]:
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    with serving({"/a": redirect(302, "/b"), "/b": FINE}) as web:
        found = next(checker(web, rebinding).check([f"http://{HOST}:{web.port}/a"]))

        assert (LinkStanding.ALIVE, [HOST]) == (found.standing, asked)
        assert ["HEAD /a", "HEAD /b"] == web.asked


def test_the_system_is_never_asked_for_a_name_a_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Below the checker, only numbers are connected to: no library resolves the name once more."""
    import socket

    real, seen = socket.getaddrinfo, []

    def recorded(host: object, *rest: object, **options: object) -> object:
        seen.append(host)
        return real(host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", recorded)
    with serving({"/": FINE}) as web:
        found = next(checker(web).check([f"http://{HOST}:{web.port}/"]))

    assert LinkStanding.ALIVE == found.standing
    assert {"127.0.0.1"} == set(seen)


def test_variables_of_the_environment_name_no_way_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would resolve the name itself, so none is used."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving({"/": FINE}) as web:
        found = next(checker(web).check([f"http://{HOST}:{web.port}/"]))

    assert LinkStanding.ALIVE == found.standing


def test_loopback_stays_closed_but_for_the_port_of_a_test() -> None:
    """Another address of loopback, another port, and the same port without leave are refused."""
    with serving({"/": FINE}) as web:
        own = f"http://{HOST}:{web.port}/"
        without = next(LinkChecker(None, resolver=Names()).check([own]))
        other = next(checker(web, Names({HOST: ["127.0.0.2"]})).check([own]))
        port = next(checker(web).check([f"http://{HOST}/"]))

        assert [] == web.requests
    assert [LinkReason.PORT, LinkReason.PRIVATE_ADDRESS, LinkReason.PRIVATE_ADDRESS] == [
        without.reason,
        other.reason,
        port.reason,
    ]


def test_nothing_in_the_portal_opens_loopback() -> None:
    """What tests hand in has a default that is closed, and no code outside the room hands it in."""
    parameters = inspect.signature(LinkChecker).parameters
    handing = [
        str(path)
        for path in sorted((ROOT / "portal").rglob("*.py"))
        if path.parent.name != "links" and "loopback_ports" in path.read_text(encoding="utf-8")
    ]

    assert (frozenset(), []) == (parameters["loopback_ports"].default, handing)


@pytest.mark.parametrize(
    ("text", "host", "target"),
    [
        ("https://www.järvenpää.fi/ehdot/työ?q=ä&b=%C3%A4#kohta", "www.xn--jrvenp-buafa.fi",
         "/ehdot/ty%C3%B6?q=%C3%A4&b=%C3%A4"),
        ("HTTPS://WWW.Kuopio.FI:443", "www.kuopio.fi", "/"),
        ("https://www.kuopio.fi./a;b//c", "www.kuopio.fi", "/a;b//c"),
        ("http://a_b.kuopio.fi//evil.silta-tests.org/x", "a_b.kuopio.fi", "//evil.silta-tests.org/x"),
        ("https://3d.fi/", "3d.fi", "/"),
    ],
)  # fmt: skip
def test_the_addresses_of_real_life_are_read(text: str, host: str, target: str) -> None:
    """Letters beyond ASCII, capitals and odd paths are no reason to refuse."""
    found = web_address(text)

    assert (host, target) == (found.host, found.target)
