"""The application: every room of the web plugged in."""

from flask import Flask
from flask import Request
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from portal.bootstrap import CACHE
from portal.bootstrap import Portal
from portal.web import assets
from portal.web import errors
from portal.web import finished_pages
from portal.web import fragments
from portal.web import headers
from portal.web import i18n
from portal.web import limits
from portal.web import page_frame
from portal.web import selection
from portal.web import words
from portal.web.address_book import RememberingApp
from portal.web.api import gateway
from portal.web.desk import desk_words
from portal.web.desk import gate
from portal.web.desk.server_session import ServerSessions
from portal.web.kept_templates import KeptTemplates
from portal.web.pages import accounts
from portal.web.pages import assessment
from portal.web.pages import attachments
from portal.web.pages import audit
from portal.web.pages import basket
from portal.web.pages import browse
from portal.web.pages import calculator
from portal.web.pages import citations
from portal.web.pages import comments
from portal.web.pages import compare
from portal.web.pages import contract_sections
from portal.web.pages import desk_draft
from portal.web.pages import desk_drafts
from portal.web.pages import desk_entry
from portal.web.pages import desk_files
from portal.web.pages import desk_home
from portal.web.pages import desk_import
from portal.web.pages import desk_inbox
from portal.web.pages import desk_monday
from portal.web.pages import desk_preview
from portal.web.pages import desk_report
from portal.web.pages import desk_sources
from portal.web.pages import desk_translate
from portal.web.pages import desk_translations
from portal.web.pages import desk_write
from portal.web.pages import employer_sign_in
from portal.web.pages import entries
from portal.web.pages import feed
from portal.web.pages import glossary
from portal.web.pages import home
from portal.web.pages import machine
from portal.web.pages import nearest
from portal.web.pages import outcomes
from portal.web.pages import own_account
from portal.web.pages import password
from portal.web.pages import search
from portal.web.pages import second_factor
from portal.web.pages import send_case
from portal.web.pages import sign_in
from portal.web.pages import status
from portal.web.pages import suggest
from portal.web.pages import versions
from portal.web.pages import wanted

PAGES = (
    home,
    entries,
    attachments,
    citations,
    versions,
    contract_sections,
    glossary,
    browse,
    search,
    suggest,
    feed,
    nearest,
    compare,
    basket,
    assessment,
    calculator,
    outcomes,
    comments,
    send_case,
    wanted,
    sign_in,
    employer_sign_in,
    password,
    own_account,
    second_factor,
    accounts,
    audit,
    desk_files,
    desk_home,
    desk_preview,
    desk_translations,
    desk_translate,
    desk_draft,
    desk_drafts,
    desk_entry,
    desk_write,
    desk_import,
    desk_monday,
    desk_inbox,
    desk_report,
    desk_sources,
    status,
    machine,
)


TEMPLATES = "templates"


class PortalApp(RememberingApp):
    """Flask that remembers addresses, and answers an odd host name like any other bad input: with a page."""

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Return the map of addresses for a request, bound to this machine where its host cannot be a host."""
        try:
            return super().create_url_adapter(request)
        except HTTPException:
            path, method = (request.path, request.method) if request else ("/", "GET")
            return self.url_map.bind("localhost", path_info=path, default_method=method)


def create_app(portal: Portal) -> Flask:
    """Return the application that serves a portal; raises CatalogueMissing when a language cannot be spoken."""
    app = PortalApp("portal.web")
    app.jinja_options = {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "bytecode_cache": KeptTemplates(portal.settings.search_index / CACHE / TEMPLATES),
    }
    app.extensions["portal"] = portal
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False
    app.session_interface = ServerSessions(portal.door, behind_tls=portal.settings.behind_tls)
    limits.guard(app, portal.settings)
    headers.protect(app, portal.settings)
    assets.stamp(app)
    finished_pages.remember(app, finished_pages.FinishedPages())
    i18n.speak(app)
    words.give_words(app)
    if portal.settings.oidc is not None:
        from portal.web.desk import employer_provider  # noqa: PLC0415 - loaded late, see docs/architecture.md

        employer_provider.register(app, portal.settings.oidc)
    page_frame.furnish(app)
    selection.carry(app)
    gate.close_desk(app)
    desk_words.give_desk_words(app)
    fragments.keep(app)
    errors.explain(app)
    for page in PAGES:
        app.register_blueprint(page.blueprint)
    gateway.open_api(app)
    return app
