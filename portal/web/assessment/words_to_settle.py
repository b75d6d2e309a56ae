"""The questions to settle before the tender, and what is said of the instrument that fits."""

from collections.abc import Mapping

from portal.web.words import N_

TO_SETTLE: Mapping[str, str] = {
    "people-needed": N_(
        "How many people does the work take? Göteborg's model needs more than one employee, and Trafikverket "
        "asked for at least five full-time posts (2016)."
    ),
    "beginner-tasks": N_(
        "In which tasks could a beginner get started, and who would guide them? (The question is the editors' "
        "own.) In Helsingborg the city and the firms talked about training new cleaners before the tender."
    ),
    "support-to-agree": N_(
        "Who finds the candidates, and who leads the matching? Upphandlingsmyndigheten asks this at the "
        "start, and in Göteborg the buyer and the support function talk early."
    ),
    "closed-tasks-to-name": N_(
        "Which tasks are open without clearance, a licence or access to a guarded place, and how long do the "
        "checks take?"
    ),
    "work-elsewhere": N_(
        "May the work be elsewhere in the company, as in Vantaa and Tampere? The EU directive asks that a "
        "condition be linked to the subject-matter of the contract, so have this point checked."
    ),
    "size-with-the-market": N_(
        "How many people is right? The value gives no whole place by Trafikverket's rule. In Botkyrka a "
        "dialogue with the supplier fixes the number."
    ),
    "market-unknown": N_(
        "Who would tender, and how large are the firms? Hämeenlinna discusses the form of the condition with "
        "possible tenderers, and Helsingborg invited several cleaning firms to one meeting."
    ),
    "weigh-alternatives": N_(
        "Which form suits the firms best? Seinäjoki names a minimum condition, an award criterion and a "
        "percentage of the price; in Göteborg the choice is between no requirement, dialogue and a firm "
        "requirement."
    ),
    "dialogue-to-be-followed-up": N_(
        "What happens if the talks bring no job? A dialogue requirement obliges the supplier to talk. In "
        "Helsingborg about 100 people had got a job or a placement by September 2019."
    ),
    "criterion-needs-a-scale": N_(
        "How are the points given? In Järvenpää the condition could bring points for quality. In Örebro it "
        "was hard to judge soft values in the tenders."
    ),
    "reserved-needs-suppliers": N_(
        "Are there suppliers for a reserved contract? In both countries at least 30 per cent of the workers "
        "must be disabled or otherwise disadvantaged."
    ),
    "currency-differs": N_(
        "How much is the value in the country's own currency? The limits were left out, because the portal "
        "converts nothing."
    ),
    "notice-asks": N_(
        "How many jobs and apprenticeships do you expect? In Finland the notice in Hilma asks whether the "
        "purchase has an employment condition and for the number."
    ),
    "labour-law-se": N_(
        "Does somebody have a priority right to be re-employed, and could somebody lose work? "
        "Upphandlingsmyndigheten points to both when fixed-term jobs are asked for."
    ),
}

INSTRUMENTS: Mapping[str, str] = {
    "not-yet": N_(
        "No instrument can be named yet. Upphandlingsmyndigheten begins with four questions: is there a "
        "decision, does the unit that needs the purchase want the condition, is somebody named to lead the "
        "matching, and is there a network to lean on?"
    ),
    "reserved-instead": N_(
        "An employment condition does not suit, but a reserved contract may. It is open only to bodies whose "
        "main aim is to help disabled or otherwise disadvantaged people into work, and in which they are at "
        "least 30 per cent of the workers."
    ),
    "leave-out": N_(
        "Set no requirement. In Göteborg that is one of the choices, and in Malmö leaving social conditions "
        "out has to be justified. This memo can serve as the reason."
    ),
    "reserved": N_(
        "A reserved contract. It is open only to bodies whose main aim is to help disabled or otherwise "
        "disadvantaged people into work, and in which they are at least 30 per cent of the workers."
    ),
    "criterion": N_(
        "An award criterion, which gives points for what the supplier offers. Finland's ministry (TEM) names "
        "it beside the contract term; Seinäjoki and Järvenpää list it among their ways."
    ),
    "dialogue": N_(
        "A dialogue requirement. The supplier commits itself to talk about jobs and placements once the "
        "contract is signed, as in Helsingborg, and the number follows from the talks."
    ),
    "condition": N_(
        "A contract condition with a number, a share or a sum. In Finland employment may be set as a contract "
        "term, says the ministry (TEM). In Sweden the condition need not be met when the tender is submitted; "
        "it applies when the contract is performed."
    ),
}
