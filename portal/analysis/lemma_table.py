"""The simplemma tables: form to base form, in little memory."""

import logging
import tempfile
from importlib.metadata import version
from pathlib import Path
from threading import Lock

from platformdirs import user_cache_path
from simplemma.strategies import DefaultStrategy
from simplemma.strategies import DictionaryLookupStrategy
from simplemma.strategies.dictionaries import TrieDictionaryFactory

from portal.domain.language import Language

_LOG = logging.getLogger(__name__)


class LemmaTable:
    """The simplemma table of one language, loaded at the first question; safe to share between threads.

    The table is a trie of a few megabytes on disk that takes some seconds to build once.
    """

    def __init__(self, language: Language, cache_folder: Path | None = None) -> None:
        """`cache_folder` holds the built tables; by default the user's cache folder."""
        self._language = language
        self._folder = (cache_folder or user_cache_path("silta")) / f"simplemma-{version('simplemma')}"
        self._lock = Lock()
        self._loaded: tuple[DictionaryLookupStrategy, DefaultStrategy] | None = None

    @property
    def signature(self) -> str:
        """The version of the tables."""
        return f"simplemma {version('simplemma')}"

    def lemma(self, word: str) -> str | None:
        """The base form the table has for this form, or None."""
        return self._strategies()[0].get_lemma(word, self._language.value)

    def guess(self, word: str) -> str | None:
        """The base form by the table or by simplemma's rules for endings, or None."""
        return self._strategies()[1].get_lemma(word, self._language.value)

    def _strategies(self) -> tuple[DictionaryLookupStrategy, DefaultStrategy]:
        if self._loaded is None:
            with self._lock:
                if self._loaded is None:
                    factory = _factory(self._language, self._folder)
                    self._loaded = DictionaryLookupStrategy(factory), DefaultStrategy(dictionary_factory=factory)
        return self._loaded


def _factory(language: Language, folder: Path) -> TrieDictionaryFactory:
    """A factory that has the language's trie; built in memory only where the folder cannot be written."""
    try:
        _ensure_built(language, folder)
        factory = TrieDictionaryFactory(disk_cache_dir=str(folder))
    except OSError as error:
        _LOG.warning("Word tables cannot be kept in %s (%s); they are built again at every start.", folder, error)
        factory = TrieDictionaryFactory(use_disk_cache=False)
    factory.get_dictionary(language.value)
    return factory


def _ensure_built(language: Language, folder: Path) -> None:
    """Build the trie beside and move it in, so that two processes never read each other's half-written file."""
    name = f"{language.value}.dic"
    if (folder / name).exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix="building-") as building:
        TrieDictionaryFactory(disk_cache_dir=building).get_dictionary(language.value)
        (Path(building) / name).replace(folder / name)
