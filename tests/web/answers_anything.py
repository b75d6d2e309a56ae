"""Requests in which every parameter that a view reads has been sent, whatever it is called."""

from typing import Any
from typing import ClassVar

from flask import Flask
from flask import Request
from werkzeug.datastructures import FileStorage
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.datastructures import MultiDict


class Anything(ImmutableMultiDict[str, Any]):
    """The parameters of a request; one that was not sent holds the word of the moment."""

    word: ClassVar[str] = ""
    asked: ClassVar[set[str]] = set()
    """The names that were asked for, so that a test can tell that it reached something."""

    def get(self, key: str, default: Any = None, type: Any = None) -> Any:  # noqa: A002  # as it is called there
        """Return what was sent under a name, else the word."""
        if super().__contains__(key):
            sent = super().__getitem__(key)
            return type(sent) if type else sent
        Anything.asked.add(key)
        try:
            return type(Anything.word) if type else Anything.word
        except ValueError:
            return default

    def getlist(self, key: str, type: Any = None) -> list[Any]:  # noqa: A002
        """Return everything that was sent under a name, else the word alone."""
        return super().getlist(key, type) or [self.get(key)]

    def __getitem__(self, key: str) -> Any:
        """Return what was sent under a name, else the word."""
        return self.get(key)

    def __contains__(self, key: object) -> bool:
        """Say that everything was sent."""
        return True


class AnythingRequest(Request):
    """A request that holds whatever is asked of it."""

    parameter_storage_class = Anything

    @property
    def files(self) -> ImmutableMultiDict[str, FileStorage]:
        """Return the files that were sent; a word is no file."""
        return ImmutableMultiDict(list(MultiDict.items(super().files, multi=True)))


def let_everything_be_sent(app: Flask) -> Flask:
    """Return the application with such requests."""
    app.request_class = AnythingRequest
    return app
