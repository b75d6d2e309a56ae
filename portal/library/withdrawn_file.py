"""`content/withdrawn.yaml`: what has been taken away from readers, read and written.

Whatever the file names is withdrawn, however faulty the rest of it is: a slip must not bring a text back.
"""

import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.partial_date import partial_date_from_text
from portal.domain.problem import Problem
from portal.domain.problem import Rule
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.domain.withdrawal import NOTHING_WITHDRAWN
from portal.domain.withdrawal import Place
from portal.domain.withdrawal import Withdrawal
from portal.domain.withdrawal import Withdrawals
from portal.domain.withdrawal import withdrawals
from portal.library.content_file import read_text
from portal.library.faults import Faults
from portal.library.front_matter import quoted
from portal.library.strict_yaml import YamlDocument
from portal.library.strict_yaml import YamlFault
from portal.library.strict_yaml import load_strict
from portal.library.typed_values import sound

NAME = "withdrawn.yaml"
FIELDS = frozenset({"on", "reason", "instead"})
LONGEST_REASON = 600
NAMED = re.compile(r"^[ \t]*[\"']?([a-z]+/[a-z0-9-]+(?:/[a-z]{2})?)[\"']?[ \t]*:", re.MULTILINE)
HEAD = "# What readers no longer see; written at the desk. The files of the entries stay where they are.\n"


def read_withdrawals(content: Path, present: Callable[[Ref], bool]) -> tuple[Withdrawals, tuple[Problem, ...]]:
    """Return what is withdrawn, and the faults; `present` tells whether an entry is there."""
    path = content / NAME
    faults = Faults(NAME)
    if not path.exists() and not path.is_symlink():
        return NOTHING_WITHDRAWN, ()
    text = read_text(path, faults)
    found = withdrawals(_items(text, faults)) if text is not None else NOTHING_WITHDRAWN
    for each in found:
        _check_places(each, found, present, faults)
    return found, tuple(faults.problems)


def withdrawals_in(text: str) -> Withdrawals:
    """Return what the text of the file withdraws."""
    return withdrawals(_items(text, Faults(NAME)))


def withdrawn_text(found: Withdrawals) -> str:
    """Return the text of the file that withdraws just this, in the order of the names."""
    rows = sorted((_name(each.place), each) for each in found)
    return HEAD + "".join(_row(name, each) for name, each in rows)


def place_from_text(text: str) -> Place | None:
    """Return the place that `collection/id` or `collection/id/language` names, or None."""
    ref = ref_from_text(text)
    if ref is not None:
        return ref, None
    above, _, code = text.rpartition("/")
    ref = ref_from_text(above)
    return (ref, Language(code)) if ref is not None and code in set(Language) else None


def _items(text: str, faults: Faults) -> Iterator[Withdrawal]:
    try:
        document = load_strict(text)
    except YamlFault as fault:
        faults.add(fault.rule, fault.line, "", f"The file holds {fault.found}.")
        yield from _named_in(text)
        return
    if not isinstance(document.value, dict | None):
        faults.add(Rule.WITHDRAWAL_INVALID, 1, "", "The file is not a map from names to what is to be said of them.")
        yield from _named_in(text)
        return
    for name, said in (document.value or {}).items():
        place = place_from_text(str(name))
        line = document.line((name,))
        if place is None:
            faults.add(
                Rule.WITHDRAWAL_INVALID, line, str(name), f"“{name}” names neither an entry nor a language of one."
            )
        else:
            yield _item(place, said, document, faults)


def _named_in(text: str) -> Iterator[Withdrawal]:
    """Yield what a file that cannot be read as YAML seems to name."""
    for match in NAMED.finditer(text):
        place = place_from_text(match[1])
        if place is not None:
            yield Withdrawal(*place, None, None)


def _item(place: Place, said: Any, document: YamlDocument, faults: Faults) -> Withdrawal:
    name = _name(place)
    line = document.line((name,))
    said = said if isinstance(said, dict) else {}
    for unknown in said.keys() - FIELDS:
        faults.add(Rule.WITHDRAWAL_INVALID, line, name, f"There is no field “{unknown}” here.")
    on = partial_date_from_text(str(said.get("on")))
    reasons = _reasons(said.get("reason"))
    instead = ref_from_text(str(said["instead"])) if "instead" in said else None
    if on is None:
        faults.add(Rule.WITHDRAWAL_INVALID, line, name, "It is not said on which day it was withdrawn.")
    if reasons is None:
        faults.add(Rule.WITHDRAWAL_INVALID, line, name, "It is not said why it was withdrawn.")
    if "instead" in said and instead is None:
        faults.add(Rule.WITHDRAWAL_INVALID, line, name, "What is named under “instead” is no entry.")
    return Withdrawal(*place, on, reasons, instead)


def _reasons(said: Any) -> Localized[str] | None:
    known = said if isinstance(said, dict) else {}
    words = {Language(code): text.strip() for code, text in known.items() if code in set(Language) and _is_words(text)}
    return Localized(words, next(iter(words))) if words and len(words) == len(known) else None


def _is_words(text: Any) -> bool:
    return isinstance(text, str) and 0 < len(text.strip()) <= LONGEST_REASON


def _check_places(each: Withdrawal, found: Withdrawals, present: Callable[[Ref], bool], faults: Faults) -> None:
    name = _name(each.place)
    if not present(each.ref):
        faults.add(Rule.WITHDRAWAL_INVALID, 1, name, f"There is no entry {each.ref}.")
    if each.instead is not None and (not present(each.instead) or found.of(each.instead)):
        faults.add(
            Rule.WITHDRAWAL_INVALID, 1, name, f"Readers of {name} are sent to {each.instead}, which is not there."
        )


def _name(place: Place) -> str:
    ref, language = place
    return f"{ref}/{language}" if language else str(ref)


def _row(name: str, each: Withdrawal) -> str:
    reasons: Mapping[Language, str] = each.reasons.values if each.reasons else {}
    words = ", ".join(f"{language}: {_words(reasons[language])}" for language in Language if language in reasons)
    rows = [f"{name}:", f'  on: "{each.on}"', f"  reason: {{{words}}}"]
    rows += [f"  instead: {each.instead}"] if each.instead else []
    return "".join(f"{row}\n" for row in rows)


def _words(text: str) -> str:
    return quoted(" ".join(sound(text).split()))
