"""Faults are collected, never raised: a writer sees them all at once."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from portal.domain.problem import Problem
from portal.domain.problem import Rule

CURES: Mapping[Rule, str] = {
    Rule.FILE_UNREADABLE: "Give the portal's account the right to read the file.",
    Rule.FILE_TOO_LARGE: "Split the text, or move long tables into a material.",
    Rule.FILE_NOT_UTF8: "Save the file as UTF-8 text.",
    Rule.FILE_NOT_NFC: "Type the letter anew, or save the file in Unicode NFC.",
    Rule.FILE_CONTROL_CHARACTER: "Delete the invisible character.",
    Rule.FILE_STRAY: "Move the file to content/<collection>/<id>/<language>.md, or delete it.",
    Rule.FILE_LINK: "Replace the link by the file itself.",
    Rule.ID_INVALID: "Use a-z, 0-9 and hyphens, at most 80 characters, beginning and ending with a letter or digit.",
    Rule.FRONT_MATTER_MISSING: "Begin the file with front matter between two lines of three hyphens.",
    Rule.YAML_SYNTAX: "Put text that contains a colon, a hash or quotation marks in double quotes.",
    Rule.YAML_DUPLICATE_KEY: "Keep one of the two.",
    Rule.YAML_ALIAS: "Write the value out.",
    Rule.YAML_TAG: "Delete the tag.",
    Rule.YAML_KEY: "Give the field a plain name.",
    Rule.YAML_TOO_DEEP: "Write the value flatter, as the template shows.",
    Rule.YAML_COMMENT_CUT: "Put the text in double quotes, or move the comment to a line of its own.",
    Rule.FIELD_UNKNOWN: "Delete the field or correct its name.",
    Rule.FIELD_MISSING: "Add the field.",
    Rule.FIELD_TYPE: "Write the value in the form shown.",
    Rule.FIELD_EMPTY: "Fill the field in or delete it.",
    Rule.CODE_UNKNOWN: "Use a code of the vocabulary, or add the term to it first.",
    Rule.DATE_INVALID: "Write a date of the calendar as 2019, 2019-06 or 2019-06-03, in double quotes.",
    Rule.PERIOD_REVERSED: "Let the start come before the end.",
    Rule.NUMBER_INVALID: "Write a plain number without thousands separators, such as 200000 or 2.5.",
    Rule.ADDRESS_INVALID: "Write a whole web address that begins with https:// or http://.",
    Rule.REFERENCE_DANGLING: "Correct the id, or create the entry first.",
    Rule.SOURCE_UNKNOWN: "Add the source to vocabulary/sources.yaml or correct its id.",
    Rule.SOURCE_UNLISTED: "Add the source to the field `sources` of the original.",
    Rule.SOURCE_UNUSED: "Cite the source where it is used, or take it off the list.",
    Rule.EVIDENCE_MISSING: "Name the sources of the field under `evidence`.",
    Rule.EVIDENCE_WITHOUT_FACT: "Delete the line, or add the field it speaks of.",
    Rule.SECTION_MISSING: "Add the section; say so honestly where the sources are silent.",
    Rule.SECTION_UNKNOWN: "Use a section of the template.",
    Rule.SECTION_DUPLICATE: "Join the two sections.",
    Rule.SECTION_HEADING: "Write section headings as `## Heading {#id}` and smaller ones with three hashes.",
    Rule.SECTION_EMPTY: "Write the section or delete its heading.",
    Rule.WORD_WITHOUT_REASON: "Put a line `# reason` above the word.",
    Rule.WORD_TWICE: "Take one of them out.",
    Rule.SLOT_MISSING: "Add the slot, with `not-stated` where the sources are silent.",
    Rule.SLOT_UNKNOWN: "Use one of the ten slots.",
    Rule.BLANK_UNDECLARED: "List the blank under `blanks` of the original.",
    Rule.BLANK_UNUSED: "Use the blank in the wording, or take it off the list.",
    Rule.LINK_BROKEN: "Link to collection/id of an entry, or to an address that begins with https://.",
    Rule.HTML_IN_TEXT: "Use Markdown instead of HTML.",
    Rule.PERSONAL_DATA: "Name a role and a unit instead of a person's address or number.",
    Rule.FACT_IN_TRANSLATION: "Move the fact to the original; a translation holds text only.",
    Rule.ORIGINAL_MISSING: "Keep one file without `translation_of`: the original, which holds the facts.",
    Rule.ORIGINAL_TWICE: "Mark all files but the original with `translation_of`.",
    Rule.LANGUAGE_MISSING: "Translate the entry, or name the language and a reason under `untranslated`.",
    Rule.LANGUAGE_UNDECIDED: "Delete the line under `untranslated`: the translation is there.",
    Rule.MADE_FROM_MISSING: "Run `portal content stamp` on the file once it is in step with the original.",
    Rule.VOCABULARY_INVALID: "Give each term a code of its own and a label in all three languages.",
    Rule.REDIRECT_INVALID: "Write `collection/old-id: collection/new-id`, from a gone id to one that is here.",
    Rule.WITHDRAWAL_INVALID: (
        'Write `collection/id: {on: "2026-11-21", reason: {fi: "…"}}`, with `instead` where readers may go on.'
    ),
    Rule.ATTACHMENT_NAME: "Use a-z, 0-9 and hyphens, and one of .pdf, .odt, .docx, .png, .jpg and .webp.",
    Rule.ATTACHMENT_TWICE: "Keep one of the two.",
    Rule.ATTACHMENT_TOO_MANY: "Keep the files readers need most, and link to where the others are published.",
    Rule.ATTACHMENT_UNDESCRIBED: "Add `description` with what the picture shows, for those who do not see it.",
    Rule.ATTACHMENT_MISSING: "Put the file into the folder `files` of the entry, or take it off the list.",
    Rule.ATTACHMENT_UNLISTED: "List the file under `files` of the original, or delete it.",
    Rule.ATTACHMENT_TYPE: "Save the file in the format of its ending, or give it the right ending.",
}


@dataclass(slots=True)
class Faults:
    """The faults found so far in one file, named by its path below the content folder."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Keep a name that can be shown: one that is not UTF-8 on disk gets question marks."""
        self.file = os.fsencode(self.file).decode("utf-8", "replace")

    def add(self, rule: Rule, line: int, name: str, message: str, cure: str | None = None) -> None:
        """Note a fault; the cure is that of the rule unless a better one is given."""
        self.problems.append(Problem(self.file, line, name, rule, message, cure or CURES[rule]))
