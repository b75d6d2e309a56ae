"""The ten questions of the assessment with their explanations and choices, marked for translation."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.web.words import N_

UNKNOWN = N_("I do not know")
LISTED = {"sector", "currency"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose: its code in the address and its words; without words the vocabulary has them."""

    code: str
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One thing asked: `name` in the address, `label` where the question asks more than one thing.

    A field with a vocabulary and no choices offers every code of it; one with neither is typed.
    """

    name: str
    label: str | None = None
    choices: tuple[Choice, ...] = ()
    vocabulary: str | None = None

    @property
    def answer(self) -> str:
        """The name of the answer this field gives."""
        return {"type": "procurement_type", "instrument": "alternative"}.get(self.name, self.name)

    @property
    def typed(self) -> bool:
        """Whether the answer is written, not chosen."""
        return not self.choices and self.vocabulary is None

    @property
    def kind(self) -> str:
        """How it is asked: `typed`, chosen from a `list` where there are many, or `ticked`."""
        if self.typed:
            return "typed"
        return "list" if self.name in LISTED else "ticked"


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the form."""

    id: str
    title: str
    explanation: str
    fields: tuple[Field, ...]


QUESTIONS: Sequence[Question] = (
    Question(
        "country",
        N_("Which country is the buyer in?"),
        N_("The value limits and the labour law differ between Finland and Sweden."),
        (Field("country", choices=(Choice("fi"), Choice("se")), vocabulary="countries"),),
    ),
    Question(
        "what",
        N_("What is bought?"),
        N_("Some fields have much experience of employment conditions, others hardly any."),
        (
            Field("sector", N_("Field of activity"), vocabulary="sectors"),
            Field(
                "type",
                N_("Type of purchase"),
                (Choice("works"), Choice("services"), Choice("goods")),
                "procurement-types",
            ),
        ),
    ),
    Question(
        "size",
        N_("How large and how long is the contract?"),
        N_(
            "Give the value of the whole contract without VAT, and its length without options. "
            "Many published rules begin at a certain value or length."
        ),
        (
            Field("value", N_("Value")),
            Field("currency", N_("Currency"), (Choice("EUR"), Choice("SEK")), "currencies"),
            Field("months", N_("Length in months")),
        ),
    ),
    Question(
        "labour",
        N_("How much of the price is people's work?"),
        N_("Cleaning and care are mostly work. Equipment and licences hold little of it."),
        (
            Field(
                "labour",
                choices=(
                    Choice("most", N_("Most of it")),
                    Choice("half", N_("About half")),
                    Choice("little", N_("Only a little")),
                ),
            ),
        ),
    ),
    Question(
        "skill",
        N_("Do the tasks ask for a formal qualification?"),
        N_("Think of the degrees, professional rights and certificates that the law or your own documents ask for."),
        (
            Field(
                "skill",
                choices=(
                    Choice("none", N_("None of them does")),
                    Choice("some", N_("Some of them do")),
                    Choice("all", N_("All of them do")),
                ),
            ),
        ),
    ),
    Question(
        "candidates",
        N_("Are there candidates for the work in the area?"),
        N_("Ask the employment services: they know who is looking for work and what the people can do."),
        (
            Field(
                "candidates",
                choices=(
                    Choice("enough", N_("Enough")),
                    Choice("few", N_("A few")),
                    Choice("none", N_("No candidates")),
                ),
            ),
        ),
    ),
    Question(
        "support",
        N_("Does somebody help the supplier to recruit?"),
        N_("The help can be a search for candidates, interviews, training, or help with the forms for a pay subsidy."),
        (
            Field(
                "support",
                choices=(
                    Choice("agreed", N_("Yes, it is agreed who helps")),
                    Choice("possible", N_("Possibly, but nothing is agreed")),
                    Choice("none", N_("No, nobody does")),
                ),
            ),
        ),
    ),
    Question(
        "closed",
        N_("Is there a limit on who may do the work?"),
        N_(
            "A security clearance, a licence, or a guarded or remote place of work can close tasks to newcomers. "
            "Some buyers want to employ residents of one area only."
        ),
        (
            Field(
                "closed",
                N_("Tasks closed to newcomers"),
                (
                    Choice("none", N_("No task is closed")),
                    Choice("some", N_("Some tasks are closed")),
                    Choice("all", N_("All tasks are closed")),
                ),
            ),
            Field(
                "residents",
                N_("Jobs for residents of one area only"),
                (Choice("no", N_("No, for others too")), Choice("yes", N_("Yes, for residents only"))),
            ),
        ),
    ),
    Question(
        "market",
        N_("Who is expected to tender?"),
        N_("One recruitment is a small step for a large firm, and a big one for a firm of five."),
        (
            Field(
                "market",
                choices=(
                    Choice("large", N_("Several firms with many employees")),
                    Choice("small", N_("Mostly small firms")),
                    Choice("few", N_("Only a few firms of any size")),
                ),
            ),
        ),
    ),
    Question(
        "instrument",
        N_("Which instrument have you thought of?"),
        N_(
            "Employment can be a condition of the contract, a topic to talk about, a criterion that gives points, "
            "or the ground for reserving the contract."
        ),
        (
            Field(
                "instrument",
                choices=(
                    Choice("contract-condition"),
                    Choice("dialogue-clause"),
                    Choice("award-criterion"),
                    Choice("reserved-contract"),
                ),
                vocabulary="instruments",
            ),
        ),
    ),
)

FIELDS: Sequence[Field] = tuple(field for question in QUESTIONS for field in question.fields)
