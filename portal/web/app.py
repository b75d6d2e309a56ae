"""The application: every room of the web plugged in."""

from flask import Flask
from jinja2 import StrictUndefined

from portal.bootstrap import Portal
from portal.web import assets
from portal.web import errors
from portal.web import headers
from portal.web import i18n
from portal.web import limits
from portal.web import page_frame
from portal.web.pages import browse
from portal.web.pages import entries
from portal.web.pages import glossary
from portal.web.pages import home
from portal.web.pages import machine
from portal.web.pages import search
from portal.web.pages import status


def create_app(portal: Portal) -> Flask:
    """Return the application that serves a portal; raises CatalogueMissing when a language cannot be spoken."""
    app = Flask("portal.web")
    app.jinja_options = {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    app.extensions["portal"] = portal
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    limits.guard(app, portal.settings)
    headers.protect(app, portal.settings)
    assets.stamp(app)
    i18n.speak(app)
    page_frame.furnish(app)
    errors.explain(app)
    for page in (home, entries, search, glossary, browse, status, machine):
        app.register_blueprint(page.blueprint)
    return app
