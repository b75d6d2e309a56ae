"""A site's robots.txt is read as RFC 9309 says."""

import time

import pytest

from portal.links.robots import robots_from_text

RFC = """
User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot
"""


@pytest.mark.parametrize(
    ("product", "target", "permitted"),
    [
        ("silta", "/", True),
        ("silta", "/a.gif", False),
        ("silta", "/a.gif?x", True),
        ("silta", "/example/page.html", False),
        ("silta", "/publications/a.gif", True),
        ("FooBot", "/", False),
        ("foobot", "/example/page.html", True),
        ("foobot", "/example/page.htm", False),
        ("barbot", "/example/page.html", False),
        ("bazbot", "/example/page.html", False),
        ("bazbot", "/a.gif", True),
        ("quxbot", "/example/", True),
    ],
)
def test_the_example_of_the_standard(product: str, target: str, permitted: bool) -> None:
    """Groups, names in any case, the longest rule, stars and ends of lines."""
    assert permitted == robots_from_text(RFC, product).permits(target)


@pytest.mark.parametrize(
    ("rules", "target", "permitted"),
    [
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /a*b*c$", "/a1b2c", False),
        ("Disallow: /a*b*c$", "/a1b2cd", True),
        ("Disallow: /a*a$", "/a", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /työ", "/ty%C3%B6", False),
        ("Disallow: /a # not b", "/a", False),
        ("Disallow:", "/a", True),
        ("Sitemap: /x\nDisallow: /a", "/a", False),
        ("nonsense\x00 :: \nDisallow: /a\r", "/a", False),
    ],
)
def test_odd_rules(rules: str, target: str, permitted: bool) -> None:
    """Ties go to the reader, empty rules say nothing, comments and nonsense are passed over."""
    assert permitted == robots_from_text(f"User-agent: *\n{rules}\n", "silta").permits(target)


def test_a_hostile_file_costs_little() -> None:
    """Half a megabyte of stars takes no noticeable time."""
    text = "User-agent: *\n" + "Disallow: /" + "*a" * 200_000 + "$\n" + "Disallow: /*b*c*d$\n" * 5000
    since = time.monotonic()

    permitted = robots_from_text(text, "silta").permits("/" + "a" * 2000)

    assert permitted
    assert time.monotonic() - since < 1.0
