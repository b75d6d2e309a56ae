"""Words that no dictionary has and the texts need: names and terms, each under the reason why it is right."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.domain.language import Language
from portal.domain.problem import Problem
from portal.domain.problem import Rule
from portal.library.content_file import read_text
from portal.library.faults import Faults


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The words by language; one that ends in `*` stands for every word that begins so, which covers inflection."""

    words: Mapping[Language, frozenset[str]]
    problems: tuple[Problem, ...]


def read_known_words(content: Path) -> KnownWords:
    """Return the words of `words/<language>.txt`: one a line, below a line `# reason`; a missing file has none."""
    words: dict[Language, frozenset[str]] = {}
    problems: list[Problem] = []
    for language in Language:
        path = content / "words" / f"{language}.txt"
        faults = Faults(f"words/{path.name}")
        text = read_text(path, faults) if path.exists() else ""
        words[language] = frozenset(_words(text or "", faults))
        problems.extend(faults.problems)
    return KnownWords(words, tuple(problems))


def _words(text: str, faults: Faults) -> list[str]:
    found: list[str] = []
    reason = ""
    for number, line in enumerate(text.splitlines(), start=1):
        word = line.strip()
        if word.startswith("#"):
            reason = word.lstrip("# ")
        elif word and not reason:
            faults.add(Rule.WORD_WITHOUT_REASON, number, "", f"“{word}” stands below no reason.")
        elif word in found:
            faults.add(Rule.WORD_TWICE, number, "", f"“{word}” stands twice.")
        elif word:
            found.append(word)
    return found
