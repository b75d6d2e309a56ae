"""Where a web server takes hold of the portal; the one place where something is made at import."""

import os

from portal.bootstrap import build_portal
from portal.settings import settings_from_environment
from portal.web.app import create_app

portal = build_portal(settings_from_environment(os.environ))
portal.recover()
application = create_app(portal)
