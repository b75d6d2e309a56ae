"""The one public door of the room: an analyser for each language of the portal."""

import logging
from collections.abc import Callable
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from portal.analysis.analyzer import Analyzer
from portal.analysis.english import EnglishAnalyzer
from portal.analysis.exceptions import load_exceptions
from portal.analysis.finnish import FinnishAnalyzer
from portal.analysis.hunspell import Hunspell
from portal.analysis.hunspell import HunspellMissing
from portal.analysis.lemma_table import LemmaTable
from portal.analysis.swedish import SwedishAnalyzer
from portal.analysis.voikko import Voikko
from portal.analysis.voikko import VoikkoMissing
from portal.domain.language import Language

_LOG = logging.getLogger(__name__)


def _open_hunspell(cache_folder: Path | None) -> Hunspell:
    return Hunspell(cache_folder=cache_folder)


def build_analyzers(
    cache_folder: Path | None = None,
    open_voikko: Callable[[], Voikko] = Voikko,
    open_hunspell: Callable[[Path | None], Hunspell] = _open_hunspell,
) -> Mapping[Language, Analyzer]:
    """One analyser per language; cheap, for tables and dictionaries are loaded at the first text.

    `cache_folder` keeps the word tables (26 MB) and the Swedish readings from start to start.
    Without it the tables lie in the user's cache folder and the readings live as long as the process.
    A missing dictionary never fails: it is logged, and shows as the analyser's `degraded`.
    """
    return MappingProxyType(
        {
            Language.FI: _finnish(cache_folder, open_voikko),
            Language.SV: _swedish(cache_folder, open_hunspell),
            Language.EN: EnglishAnalyzer(LemmaTable(Language.EN, cache_folder), load_exceptions(Language.EN)),
        }
    )


def _finnish(cache_folder: Path | None, open_voikko: Callable[[], Voikko]) -> FinnishAnalyzer:
    voikko: Voikko | None
    try:
        voikko = open_voikko()
    except VoikkoMissing as error:
        _LOG.error("Finnish search is poorer: Voikko is missing (%s). Install libvoikko1 and voikko-fi.", error)
        voikko = None
    return FinnishAnalyzer(voikko, LemmaTable(Language.FI, cache_folder), load_exceptions(Language.FI))


def _swedish(cache_folder: Path | None, open_hunspell: Callable[[Path | None], Hunspell]) -> SwedishAnalyzer:
    hunspell: Hunspell | None
    try:
        hunspell = open_hunspell(cache_folder)
    except HunspellMissing as error:
        _LOG.error("Swedish search is poorer: the Hunspell dictionary is missing (%s). Install hunspell-sv.", error)
        hunspell = None
    table = LemmaTable(Language.SV, cache_folder)
    return SwedishAnalyzer(hunspell, table, load_exceptions(Language.SV), cache_folder)
