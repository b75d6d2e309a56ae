"""What the reasons for say, and what those that ask for a change would have changed."""

from collections.abc import Mapping

from portal.web.assessment.reason_words import ReasonWords
from portal.web.words import N_

WORDS: Mapping[str, ReasonWords] = {
    "short-forms": ReasonWords(
        N_(
            "The contract lasts less than a year. A job in Vantaa had to last nine months, a placement at "
            "Trafikverket six months, and the summer jobs in Linköping lasted four to six weeks."
        ),
        N_("Choose a form that fits into the contract period with time to recruit."),
    ),
    "goods-with-work": ReasonWords(
        N_(
            "Goods are bought. In Kouvola the condition is possible in goods too, while Trafikverket left "
            "goods out (2016)."
        ),
        N_("Tie the condition to the work in the purchase, such as delivery, installation or packing."),
    ),
    "expert-work": ReasonWords(
        N_(
            "Expert work is bought. Tampere used the condition in it for the first time in spring 2023: two "
            "per cent of the value where it passes a lower limit, with tasks in any function of the company."
        ),
        N_("Set a lower limit, and accept tasks other than the expert work itself."),
    ),
    "only-reserved-example": ReasonWords(
        N_(
            "A laundry service is bought. The only example in the library is a reserved contract, in "
            "Kristianstad from 2022; to draw a conclusion from one example is the editors' own judgement."
        ),
        N_("Consider a reserved contract, or start with a dialogue requirement."),
    ),
    "some-tasks-need-skill": ReasonWords(
        N_(
            "Some tasks ask for a qualification. Helsingborg promised the courses that new cleaners need, and "
            "Göteborg trained people to drive refuse trucks while suppliers were waiting to hire."
        ),
        N_("Name the tasks that need no qualification, and agree on training before the start."),
    ),
    "too-little-known": ReasonWords(
        N_(
            "Neither the value, the length nor the share of work is known. Without them nobody can tell how "
            "large a condition the contract could carry."
        ),
        N_("Find out at least one of them before you decide."),
    ),
    "candidates-unknown": ReasonWords(
        N_(
            "It is not known whether there are candidates. In Göteborg requirements are always set together "
            "with a support function so that there are candidates in the field. Finland's call for projects "
            "in 2020 said that the supply of candidates must not become the bottleneck."
        ),
        N_("Ask the employment services before you set the condition."),
    ),
    "few-candidates": ReasonWords(
        N_(
            "There are only a few candidates. In Göteborg the hard part is not to find willing suppliers but "
            "to match their needs with the skills of jobseekers. In Helsinki the jobseeker's municipality "
            "does not matter."
        ),
        N_("Widen the target group, accept several forms of work, and ask for fewer people."),
    ),
    "no-support": ReasonWords(
        N_(
            "Nobody helps to find the people. The KEINO developer group held that recruitment support and "
            "advice are needed in any case, and Upphandlingsmyndigheten asks at the start whether somebody "
            "has been named to lead the matching."
        ),
        N_("Agree before the tender who finds the candidates and who helps the supplier."),
    ),
    "some-tasks-closed": ReasonWords(
        N_(
            "Some tasks are closed to people without clearance, a licence or access to the place. In Vantaa "
            "and Tampere the work could also be elsewhere in the company. That the closed tasks call for a "
            "change is the editors' own judgement."
        ),
        N_("Name the open tasks in the documents, or let the work be elsewhere in the company."),
    ),
    "residents-only": ReasonWords(
        N_(
            "The jobs are meant for residents of one area only. In Sweden employers have criticised such "
            "demands as against EU law (2019), and the one in Bergsjön had not been tested in court (2013). "
            "Vantaa gives its own residents priority, and in Helsinki the municipality does not matter."
        ),
        N_("Define the target group by something other than residence, or make residence a priority and not a limit."),
    ),
    "small-firms": ReasonWords(
        N_(
            "Small firms are expected to tender. Tampere set a lower limit so that they could take part too, "
            "and Seinäjoki accepts part-time work and apprenticeships as well."
        ),
        N_("Set a lower limit, or let the firm choose a light form."),
    ),
    "few-tenders": ReasonWords(
        N_(
            "Few tenders are expected. A study in the Göteborg region warned that in a hot building market "
            "requirements must be attractive, and Upphandlingsmyndigheten has a condition that gives a bonus "
            "for extra people."
        ),
        N_("Ask the firms first, and prefer a bonus or a dialogue requirement to a penalty."),
    ),
    "value-above-limit": ReasonWords(
        N_(
            "The value is above €200,000. Helsinki examines the condition in every competition above that "
            "sum, and Kuopio's model covers services above it."
        ),
    ),
    "value-gives-a-place": ReasonWords(
        N_(
            "The value gives at least one place by Trafikverket's rule: one for every SEK 25 million in "
            "services and every SEK 50 million in works."
        ),
    ),
    "long-contract": ReasonWords(
        N_(
            "The contract lasts at least two years. Järvenpää advises using the condition in large or long "
            "contracts; the limit of two years is the editors' own judgement."
        ),
    ),
    "room-for-a-job": ReasonWords(
        N_(
            "The contract lasts at least a year. That leaves room for the shortest job in Vantaa, nine "
            "months, and for a place at Trafikverket, twelve months."
        ),
    ),
    "works-run-long": ReasonWords(
        N_("Works are bought. Works contracts often fit because they run for years, says Upphandlingsmyndigheten."),
    ),
    "labour-intensive": ReasonWords(
        N_(
            "Most of the price is work. Järvenpää advises using the condition where there are many staff, and "
            "Botkyrka asked for a set number of places mostly when there are many hours of work."
        ),
    ),
    "little-skill": ReasonWords(
        N_(
            "The tasks ask for no qualification. Botkyrka asked for a set number of places mostly when the "
            "tasks need little formal competence."
        ),
    ),
    "advised-sector": ReasonWords(
        N_(
            "Järvenpää names the field among those where the condition fits best: construction, care, "
            "property services, cleaning and catering. In Umeå the main fields are much the same."
        ),
    ),
    "tried-sector": ReasonWords(
        N_(
            "The condition has been used in the field: roads at Trafikverket, green areas in Karlskrona, "
            "refuse collection in Göteborg, storage, logistics and office work in Helsinki, parking in "
            "Stockholm."
        ),
    ),
    "candidates-enough": ReasonWords(
        N_(
            "There are candidates. In Göteborg requirements are set together with a support function so that "
            "there are, and Finland's call for projects in 2020 said that the supply of candidates must not "
            "become the bottleneck."
        ),
    ),
    "support-agreed": ReasonWords(
        N_(
            "Somebody is named to help with recruitment. Upphandlingsmyndigheten asks at the start for "
            "somebody who leads the matching, and the KEINO developer group held that recruitment support is "
            "needed in any case."
        ),
    ),
    "firms-can-carry-it": ReasonWords(
        N_(
            "Several firms with many employees are expected to tender. In Tampere the condition was not seen "
            "to lower firms' willingness to bid (2021); that size makes the condition easier to carry is the "
            "editors' own judgement."
        ),
    ),
}
