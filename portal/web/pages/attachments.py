"""The files of an entry, one address each."""

import os
from typing import BinaryIO

from flask import Blueprint
from flask import abort
from flask import redirect
from flask import send_file
from werkzeug.wrappers import Response

from portal.domain.attachment import Attachment
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.attached_files import open_attached
from portal.web.addresses import present_ref
from portal.web.attached import attachment_address
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language

ANY = f"<any({', '.join(Collection)}):collection>"

FRESH_SECONDS = 60
"""As long as a page: a file that was taken off is gone a minute later."""

blueprint = Blueprint("attachments", __name__, url_prefix=PREFIX)


@blueprint.get(f"/{ANY}/<entry_id>/files/<name>")
def file(collection: str, entry_id: str, name: str) -> Response:
    """Hand out a file that a published entry lists, to be saved and never opened in the portal's own name.

    The name is looked up among the listed ones; no path is made of what was asked for.
    """
    shelf, asked = current_shelf(), Ref(Collection(collection), entry_id)
    ref = present_ref(asked, shelf)
    entry = shelf.get(ref)
    found = next((each for each in entry.files if each.name == name), None) if entry else None
    if found is None:
        abort(404)
    if ref != asked:
        return redirect(attachment_address(ref, found, reader_language()), code=301)
    opened = open_attached(current_portal().settings.content, ref, found.name)
    if opened is None:
        abort(404)
    return _handed_out(opened, found)


def _handed_out(opened: BinaryIO, attachment: Attachment) -> Response:
    status = os.fstat(opened.fileno())
    response = send_file(
        opened,
        mimetype=attachment.file_type.media_type,
        as_attachment=True,
        download_name=attachment.name,
        etag=f"{status.st_mtime_ns:x}-{status.st_size:x}",
        last_modified=status.st_mtime,
        max_age=FRESH_SECONDS,
    )
    if response.status_code == 304:
        opened.close()
    else:
        response.content_length = status.st_size
    return response
