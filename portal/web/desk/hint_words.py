"""What would make a passage easier to read for everybody, in plain words; a test asks for one for each kind."""

from collections.abc import Mapping

from portal.publishing.writing_hints import Hint
from portal.publishing.writing_hints import HintKind
from portal.web.words import N_
from portal.web.words import gettext

HINT_WORDS: Mapping[HintKind, str] = {
    HintKind.HEADING_ORDER: N_("A heading skips a level. Begin with ###, and go on with #### below it."),
    HintKind.HEADING_EMPTY: N_("A heading has no words."),
    HintKind.LINK_WORDS: N_("The words of a link do not say where it leads. Name the page it leads to."),
    HintKind.LINK_EMPTY: N_("A link has no words."),
    HintKind.BARE_ADDRESS: N_(
        "A web address is read aloud letter by letter. Write words and put the address behind them."
    ),
    HintKind.PICTURE: N_("Pictures cannot stand in the text. Add them as files, and describe what they show."),
    HintKind.CAPITALS: N_("Words in capitals are hard to read. Write them in small letters."),
    HintKind.TABLE_HEAD: N_("The table has no header row. Put a line of dashes below the names of its columns."),
}


def hint_sentence(hint: Hint) -> str:
    """Return a hint with its line and the words it is about."""
    said = gettext("Line %(line)s: %(hint)s", line=hint.line, hint=gettext(HINT_WORDS[hint.kind]))
    return f"{said} “{hint.quote}”" if hint.quote else said
