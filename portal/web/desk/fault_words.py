"""What the checker found, in plain words, each with the way to put it right; a test asks for one for each rule."""

from collections.abc import Mapping

from portal.domain.problem import Rule
from portal.web.words import N_
from portal.web.words import gettext

FAULT_WORDS: Mapping[Rule, tuple[str, str]] = {
    Rule.FILE_UNREADABLE: (N_("A file of this entry cannot be read."), N_("Tell whoever runs the portal.")),
    Rule.FILE_TOO_LARGE: (N_("The text or a file is too large."), N_("Split it, or link to where it is published.")),
    Rule.FILE_NOT_UTF8: (N_("A file of this entry is not plain text."), N_("Tell whoever runs the portal.")),
    Rule.FILE_NOT_NFC: (
        N_("A letter is stored in an unusual way, although it looks right."),
        N_("Delete the letter and type it again."),
    ),
    Rule.FILE_CONTROL_CHARACTER: (
        N_("There is an invisible character in the text."),
        N_("Delete the word it is in and type it again."),
    ),
    Rule.FILE_STRAY: (
        N_("There is a file in the entry that does not belong there."),
        N_("Tell whoever runs the portal."),
    ),
    Rule.FILE_LINK: (N_("A file of this entry leads to another place."), N_("Tell whoever runs the portal.")),
    Rule.ID_INVALID: (N_("The id has characters that an address cannot have."), N_("Use a–z, 0–9 and hyphens.")),
    Rule.FRONT_MATTER_MISSING: (N_("The entry has no facts."), N_("Fill in the title and the facts.")),
    Rule.YAML_SYNTAX: (N_("The facts could not be written."), N_("Type this field again in plain words.")),
    Rule.YAML_DUPLICATE_KEY: (N_("The same thing is said twice."), N_("Keep one of the two.")),
    Rule.YAML_ALIAS: (N_("The facts hold a sign that only programs use."), N_("Write the value in plain words.")),
    Rule.YAML_TAG: (N_("The facts hold a mark that only programs use."), N_("Delete the mark.")),
    Rule.YAML_KEY: (N_("A name in the facts cannot be used."), N_("Use plain letters.")),
    Rule.YAML_TOO_DEEP: (
        N_("There is more here than a page can hold."),
        N_("Take something out, or make a second entry."),
    ),
    Rule.YAML_COMMENT_CUT: (N_("Part of the text would be lost after a number sign (#)."), N_("Type the field again.")),
    Rule.FIELD_UNKNOWN: (
        N_("There is something here that the form does not know."),
        N_("Tell whoever runs the portal; your text is kept."),
    ),
    Rule.FIELD_MISSING: (N_("This is still empty."), N_("Fill it in; without it the entry cannot be published.")),
    Rule.FIELD_TYPE: (
        N_("This is not in the right form, or it is too long."),
        N_("Look at the example beside the field."),
    ),
    Rule.FIELD_EMPTY: (N_("There is nothing in this field."), N_("Fill it in or take the row out.")),
    Rule.CODE_UNKNOWN: (N_("This is not one of the choices."), N_("Choose from the list.")),
    Rule.DATE_INVALID: (
        N_("There is no such date in the calendar."),
        N_("Write it as 3.6.2019, 2019-06-03, 2019-06 or 2019."),
    ),
    Rule.PERIOD_REVERSED: (N_("The end comes before the start."), N_("Change one of the two.")),
    Rule.NUMBER_INVALID: (N_("This is not a number that fits here."), N_("Write digits, such as 200 000 or 2,5.")),
    Rule.ADDRESS_INVALID: (N_("This is not a complete web address."), N_("Begin it with https://.")),
    Rule.REFERENCE_DANGLING: (
        N_("There is no entry with this name."),
        N_("Choose from the suggestions, or write that entry first."),
    ),
    Rule.SOURCE_UNKNOWN: (
        N_("The portal does not know this source."),
        N_("Correct its id, or ask a coordinator to add the source."),
    ),
    Rule.SOURCE_UNLISTED: (
        N_("The source is cited, but it is not among the sources of the entry."),
        N_("Add it to the field “Sources”."),
    ),
    Rule.SOURCE_UNUSED: (
        N_("The source is listed, but nothing cites it."),
        N_("Cite it where it is used, or take it off the list."),
    ),
    Rule.EVIDENCE_MISSING: (
        N_("The source of this is missing."),
        N_("Write the id of the source below the field."),
    ),
    Rule.EVIDENCE_WITHOUT_FACT: (
        N_("A source is given for a field that is empty."),
        N_("Take the source out, or fill in the field."),
    ),
    Rule.SECTION_MISSING: (
        N_("This section is not written yet."),
        N_("Write it; if the sources say nothing about it, say so."),
    ),
    Rule.SECTION_UNKNOWN: (
        N_("This kind of section does not belong in this entry."),
        N_("Choose a kind from the list."),
    ),
    Rule.SECTION_DUPLICATE: (N_("Two sections are of the same kind."), N_("Join the two.")),
    Rule.SECTION_HEADING: (
        N_("A heading is in the wrong place or too large."),
        N_("Use ### for headings inside a section."),
    ),
    Rule.SECTION_EMPTY: (
        N_("The section has no heading, or no text."),
        N_("Write what is missing, or take the section out."),
    ),
    Rule.SLOT_MISSING: (
        N_("A part of the clause is not filled in."),
        N_("Write it, or leave it empty if the sources do not tell."),
    ),
    Rule.WORD_WITHOUT_REASON: (N_("A spelling exception has no reason."), N_("Tell whoever runs the portal.")),
    Rule.WORD_TWICE: (N_("A word is listed twice."), N_("Take one of them out.")),
    Rule.SLOT_UNKNOWN: (N_("This is not one of the ten parts of a clause."), N_("Use one of the ten.")),
    Rule.BLANK_UNDECLARED: (
        N_("The wording uses a blank that is not in the list."),
        N_("Tick it in the field “Blanks”."),
    ),
    Rule.BLANK_UNUSED: (
        N_("A blank is ticked, but the wording does not use it."),
        N_("Write it in the wording as {{code}}, or untick it."),
    ),
    Rule.LINK_BROKEN: (
        N_("A link leads nowhere."),
        N_("Link to collection/id of an entry, or to an address that begins with https://."),
    ),
    Rule.HTML_IN_TEXT: (
        N_("There is HTML in the text."),
        N_("Use the buttons above the text, or write “less than” in words."),
    ),
    Rule.PERSONAL_DATA: (
        N_("There seems to be an e-mail address or a telephone number of a person."),
        N_("Name a role and a unit instead."),
    ),
    Rule.FACT_IN_TRANSLATION: (
        N_("A translation holds text only, but this is a fact."),
        N_("Change the fact in the original."),
    ),
    Rule.ORIGINAL_MISSING: (N_("This translation has no original."), N_("Write the original first.")),
    Rule.ORIGINAL_TWICE: (
        N_("Two languages are both marked as the original."),
        N_("Tell whoever runs the portal."),
    ),
    Rule.LANGUAGE_MISSING: (
        N_("The entry is missing in one of the languages."),
        N_("Translate it, or say why it is left out."),
    ),
    Rule.LANGUAGE_UNDECIDED: (
        N_("A language is said to be left out, but its text is there."),
        N_("Clear the choice under “Languages left out”."),
    ),
    Rule.MADE_FROM_MISSING: (
        N_("It is not known from which version of the original this was translated."),
        N_("Mark the sections as translated."),
    ),
    Rule.VOCABULARY_INVALID: (N_("A list of words of the portal is faulty."), N_("Tell whoever runs the portal.")),
    Rule.REDIRECT_INVALID: (N_("A redirect of the portal is faulty."), N_("Tell whoever runs the portal.")),
    Rule.WITHDRAWAL_INVALID: (
        N_("The note on the withdrawal of the entry is faulty."),
        N_("Tell whoever runs the portal."),
    ),
    Rule.ATTACHMENT_NAME: (
        N_("This is not the name of a file that can be attached."),
        N_("Add the file on the page “Files” and keep the name it gets there."),
    ),
    Rule.ATTACHMENT_TWICE: (N_("A file is listed twice."), N_("Take one of the rows out.")),
    Rule.ATTACHMENT_TOO_MANY: (N_("There are more files than a page shows."), N_("Keep those readers need most.")),
    Rule.ATTACHMENT_UNDESCRIBED: (
        N_("The picture has no description."),
        N_("Describe it in one sentence for those who do not see it."),
    ),
    Rule.ATTACHMENT_MISSING: (
        N_("A file is listed, but it has not been added."),
        N_("Add it on the page “Files”, or take the row out."),
    ),
    Rule.ATTACHMENT_UNLISTED: (
        N_("A file has been added, but it is not listed."),
        N_("Tell whoever runs the portal."),
    ),
    Rule.ATTACHMENT_TYPE: (
        N_("A file is not of the kind its name says."),
        N_("Save it in the right format and add it again."),
    ),
}
"""What was found, and the cure."""


def fault_sentences(rule: Rule) -> str:
    """Return what is wrong and what to do, as two sentences."""
    found, cure = FAULT_WORDS[rule]
    return f"{gettext(found)} {gettext(cure)}"
