"""Something in the content that a writer can put right."""

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """What a file must be; the value is the name shown with a fault."""

    FILE_UNREADABLE = "file-unreadable"
    FILE_TOO_LARGE = "file-too-large"
    FILE_NOT_UTF8 = "file-not-utf8"
    FILE_NOT_NFC = "file-not-nfc"
    FILE_CONTROL_CHARACTER = "file-control-character"
    FILE_STRAY = "file-stray"
    FILE_LINK = "file-link"
    ID_INVALID = "id-invalid"
    FRONT_MATTER_MISSING = "front-matter-missing"
    YAML_SYNTAX = "yaml-syntax"
    YAML_DUPLICATE_KEY = "yaml-duplicate-key"
    YAML_ALIAS = "yaml-alias"
    YAML_TAG = "yaml-tag"
    YAML_KEY = "yaml-key"
    YAML_TOO_DEEP = "yaml-too-deep"
    YAML_COMMENT_CUT = "yaml-comment-cut"
    FIELD_UNKNOWN = "field-unknown"
    FIELD_MISSING = "field-missing"
    FIELD_TYPE = "field-type"
    FIELD_EMPTY = "field-empty"
    CODE_UNKNOWN = "code-unknown"
    DATE_INVALID = "date-invalid"
    PERIOD_REVERSED = "period-reversed"
    NUMBER_INVALID = "number-invalid"
    ADDRESS_INVALID = "address-invalid"
    REFERENCE_DANGLING = "reference-dangling"
    SOURCE_UNKNOWN = "source-unknown"
    SOURCE_UNLISTED = "source-unlisted"
    SOURCE_UNUSED = "source-unused"
    EVIDENCE_MISSING = "evidence-missing"
    EVIDENCE_WITHOUT_FACT = "evidence-without-fact"
    SECTION_MISSING = "section-missing"
    SECTION_UNKNOWN = "section-unknown"
    SECTION_DUPLICATE = "section-duplicate"
    SECTION_HEADING = "section-heading"
    SECTION_EMPTY = "section-empty"
    SLOT_MISSING = "slot-missing"
    WORD_WITHOUT_REASON = "word-without-reason"
    WORD_TWICE = "word-twice"
    SLOT_UNKNOWN = "slot-unknown"
    BLANK_UNDECLARED = "blank-undeclared"
    BLANK_UNUSED = "blank-unused"
    LINK_BROKEN = "link-broken"
    HTML_IN_TEXT = "html-in-text"
    PERSONAL_DATA = "personal-data"
    FACT_IN_TRANSLATION = "fact-in-translation"
    ORIGINAL_MISSING = "original-missing"
    ORIGINAL_TWICE = "original-twice"
    LANGUAGE_MISSING = "language-missing"
    LANGUAGE_UNDECIDED = "language-undecided"
    MADE_FROM_MISSING = "made-from-missing"
    VOCABULARY_INVALID = "vocabulary-invalid"
    REDIRECT_INVALID = "redirect-invalid"
    WITHDRAWAL_INVALID = "withdrawal-invalid"
    ATTACHMENT_NAME = "attachment-name"
    ATTACHMENT_TWICE = "attachment-twice"
    ATTACHMENT_TOO_MANY = "attachment-too-many"
    ATTACHMENT_UNDESCRIBED = "attachment-undescribed"
    ATTACHMENT_MISSING = "attachment-missing"
    ATTACHMENT_UNLISTED = "attachment-unlisted"
    ATTACHMENT_TYPE = "attachment-type"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: where it is, what was found and what to do; sentences are in English for the command line."""

    file: str
    line: int
    field: str
    rule: Rule
    message: str
    cure: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}"
        field = f" {self.field}:" if self.field else ""
        return f"{place}:{field} {self.message} [{self.rule}]\n    {self.cure}"
