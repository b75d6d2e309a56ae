"""The API plugged into the application."""

from flask import Flask

from portal.web.api import description
from portal.web.api import entries
from portal.web.api import problems
from portal.web.api import search
from portal.web.api import suggest
from portal.web.api import vocabulary
from portal.web.api.replies import share


def open_api(app: Flask) -> None:
    """Answer the addresses of the API, for scripts of any origin."""
    for room in (search, suggest, entries, vocabulary, problems, description):
        app.register_blueprint(room.blueprint)
    app.after_request(share)
