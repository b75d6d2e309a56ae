"""Two wordings of one language, word by word."""

import re
from difflib import SequenceMatcher

from portal.history.difference import Change
from portal.history.difference import Stretch

_WORD = re.compile(r"\S+\s*")
MOST_WORDS = 2000
LEAST_COMMON = 0.3
"""Below this share of common words the marks would hide the text."""


def word_differences(before: str, after: str) -> tuple[Stretch, ...]:
    """Return one text as changed into another, or nothing where they have too little in common to be worth it."""
    old, new = _words(before), _words(after)
    matcher = SequenceMatcher(None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False)
    if matcher.real_quick_ratio() < LEAST_COMMON or matcher.ratio() < LEAST_COMMON:
        return ()
    found: list[Stretch] = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            found.append(Stretch(Change.KEPT, "".join(new[j1:j2])))
            continue
        found += [
            Stretch(change, text)
            for change, text in ((Change.REMOVED, "".join(old[i1:i2])), (Change.ADDED, "".join(new[j1:j2])))
            if text
        ]
    return tuple(found)


def _words(text: str) -> list[str]:
    return _WORD.findall(text)[:MOST_WORDS]
