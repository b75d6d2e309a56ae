"""What a site's robots.txt permits (RFC 9309)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from portal.links.web_address import KEPT

MOST_BYTES = 500 * 1024
"""What a program has to read of such a file at least, and this one at most."""
MOST_RULES = 2000
LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*)")


@dataclass(frozen=True, slots=True)
class Rule:
    """A path pattern with `*` and a `$` at its end; the longest pattern that fits decides."""

    allow: bool
    pattern: str

    def fits(self, target: str) -> bool:
        """Tell whether the pattern covers a path with its query.

        Piece by piece, never as a regular expression: a pattern is written by strangers.
        """
        ends = self.pattern.endswith("$")
        first, *others = self.pattern.removesuffix("$").split("*")
        if not target.startswith(first):
            return False
        place = len(first)
        for number, piece in enumerate(others, start=1):
            if ends and number == len(others):
                return len(target) - len(piece) >= place and target.endswith(piece)
            found = target.find(piece, place)
            if found < 0:
                return False
            place = found + len(piece)
        return not ends or place == len(target)


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site for one program; without rules everything is permitted."""

    rules: tuple[Rule, ...] = ()

    def permits(self, target: str) -> bool:
        """Tell whether the program may ask for a path with its query; where two rules are as long, it may."""
        fitting = [rule for rule in self.rules if rule.fits(target)]
        return max(fitting, key=lambda rule: (len(rule.pattern), rule.allow)).allow if fitting else True


def robots_from_text(text: str, product: str) -> Robots:
    """Return the rules for a program by the name of its product, else those for everybody.

    Lines that are no rules are passed over; groups of the same name are read as one.
    """
    own: list[Rule] = []
    everybody: list[Rule] = []
    named = False
    agents: list[str] = []
    in_rules = False
    for key, value in _lines(text):
        if key == "user-agent":
            agents = [value.lower()] if in_rules else [*agents, value.lower()]
            in_rules = False
            named = named or value.lower() == product.lower()
        elif key in {"allow", "disallow"}:
            in_rules = True
            rule = [Rule(key == "allow", quote(value, safe=KEPT))] if value else []
            own += rule if product.lower() in agents else []
            everybody += rule if "*" in agents else []
    return Robots(tuple((own if named else everybody)[:MOST_RULES]))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for row in text.removeprefix("\ufeff").splitlines():
        match = LINE.match(row)
        if match:
            yield match[1].lower(), match[2].strip()
