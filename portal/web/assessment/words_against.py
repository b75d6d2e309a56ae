"""What the reasons against say, and what could be changed."""

from collections.abc import Mapping

from portal.web.assessment.reason_words import ReasonWords
from portal.web.words import N_

WORDS: Mapping[str, ReasonWords] = {
    "too-short": ReasonWords(
        N_(
            "The contract lasts four months at most. Göteborg's model covers work that lasts longer than four "
            "months, and Trafikverket left out contracts under six months (2016)."
        ),
        N_("Leave the condition out, or combine the purchase with others into a longer contract."),
    ),
    "small-purchase-fi": ReasonWords(
        N_(
            "The value is below Finland's national threshold: €60,000 for goods and services, €150,000 for "
            "works. A sum this small hardly pays for a new job (the editors' own judgement)."
        ),
        N_("Leave the condition out and write down why."),
    ),
    "small-purchase-se": ReasonWords(
        N_(
            "The value is below SEK 700,000, the Swedish limit for direct procurement from 1 January 2024. "
            "Trafikverket left direct procurement outside its requirement (2016)."
        ),
        N_("Leave the condition out and write down why."),
    ),
    "goods-without-work": ReasonWords(
        N_(
            "Goods are bought, and little of the price is work. Trafikverket left goods outside its "
            "requirement (2016). Where nobody works, there is no job to offer (the editors' own judgement)."
        ),
        N_("Leave the condition out, or use it in a service around the goods, such as transport or maintenance."),
    ),
    "no-candidates": ReasonWords(
        N_(
            "There are no candidates for the work. In Göteborg requirements are set together with a support "
            "function so that there are candidates in the field, and one of the choices is to set no "
            "requirement. Finland's call for projects in 2020 said that the supply of candidates must not "
            "become the bottleneck."
        ),
        N_("Leave the condition out, or wait until people have been trained for the field."),
    ),
    "no-task-for-a-newcomer": ReasonWords(
        N_(
            "Every task asks for a qualification, and every task is closed to people without clearance, a "
            "licence or access to the place. The contract itself has no task for a newcomer."
        ),
        N_("Leave the condition out and write down why."),
    ),
    "value-below-limit": ReasonWords(
        N_(
            "The value is €200,000 at most. Helsinki examines the condition above that sum, and Kuopio's "
            "model covers services above it."
        ),
        N_("Choose a light form, such as a dialogue requirement or a short placement."),
    ),
    "short-contract": ReasonWords(
        N_(
            "The contract lasts more than four months but less than six. Trafikverket left out contracts "
            "under six months (2016), while Göteborg's model begins after four."
        ),
        N_("Ask only for something short, such as a summer job or a placement."),
    ),
    "little-labour": ReasonWords(
        N_(
            "Little of the price is work. Järvenpää advises using the condition in large or long contracts "
            "with many staff; that the lack of work speaks against it is the editors' own judgement."
        ),
        N_("Limit the condition to the part of the contract where people work, such as installation or maintenance."),
    ),
    "all-tasks-need-skill": ReasonWords(
        N_(
            "Every task asks for a qualification. Botkyrka asked for a set number of places mostly when the "
            "tasks need little formal competence; that the opposite speaks against it is the editors' own "
            "judgement."
        ),
        N_("Accept apprentices and students, or supporting tasks that need no qualification."),
    ),
    "all-tasks-closed": ReasonWords(
        N_(
            "Every task is closed to people without clearance, a licence or access to the place. Getting "
            "these may take longer than a new employee can wait."
        ),
        N_("Leave time for the checks before the work starts, or accept supporting tasks elsewhere."),
    ),
}
