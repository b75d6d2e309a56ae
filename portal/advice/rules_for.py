"""Reasons that speak for an employment condition, the plain ones and those that ask for a change."""

from portal.advice.assessment_rule import Effect
from portal.advice.assessment_rule import Rule
from portal.advice.purchase_answers import Candidates
from portal.advice.purchase_answers import Closed
from portal.advice.purchase_answers import Labour
from portal.advice.purchase_answers import Market
from portal.advice.purchase_answers import ProcurementType
from portal.advice.purchase_answers import Residents
from portal.advice.purchase_answers import Skill
from portal.advice.purchase_answers import Support
from portal.advice.purchase_limits import ADVISED_SECTORS
from portal.advice.purchase_limits import CITY_LIMIT
from portal.advice.purchase_limits import EXPERT_SECTORS
from portal.advice.purchase_limits import LONG
from portal.advice.purchase_limits import TRAFIKVERKET_MONTHS
from portal.advice.purchase_limits import TRIED_SECTORS
from portal.advice.purchase_limits import YEAR
from portal.advice.purchase_limits import gives_a_place
from portal.advice.purchase_limits import is_goods
from portal.advice.purchase_limits import lasts

FOR = (
    Rule(
        id="value-above-limit",
        effect=Effect.FOR,
        holds=lambda a: a.euros is not None and a.euros > CITY_LIMIT,
        sources=("S27", "S4"),
    ),
    Rule(id="value-gives-a-place", effect=Effect.FOR, holds=gives_a_place, sources=("S72",)),
    Rule(
        id="long-contract",
        effect=Effect.FOR,
        holds=lambda a: lasts(a, LONG),
        sources=("S44",),
        own_judgement=True,
    ),
    Rule(id="room-for-a-job", effect=Effect.FOR, holds=lambda a: lasts(a, YEAR, LONG), sources=("S22", "S72")),
    Rule(
        id="works-run-long",
        effect=Effect.FOR,
        holds=lambda a: a.procurement_type is ProcurementType.WORKS,
        sources=("S130",),
    ),
    Rule(
        id="labour-intensive",
        effect=Effect.FOR,
        holds=lambda a: a.labour is Labour.MOST,
        sources=("S44", "S70"),
    ),
    Rule(id="little-skill", effect=Effect.FOR, holds=lambda a: a.skill is Skill.NONE, sources=("S70",)),
    Rule(
        id="advised-sector",
        effect=Effect.FOR,
        holds=lambda a: a.sector in ADVISED_SECTORS,
        sources=("S44", "S153"),
    ),
    Rule(
        id="tried-sector",
        effect=Effect.FOR,
        holds=lambda a: a.sector in TRIED_SECTORS,
        sources=("S72", "S120", "S88", "S26", "S71"),
    ),
    Rule(
        id="candidates-enough",
        effect=Effect.FOR,
        holds=lambda a: a.candidates is Candidates.ENOUGH,
        sources=("S86", "S14"),
    ),
    Rule(
        id="support-agreed",
        effect=Effect.FOR,
        holds=lambda a: a.support is Support.AGREED,
        sources=("S63", "S21"),
    ),
    Rule(
        id="firms-can-carry-it",
        effect=Effect.FOR,
        holds=lambda a: a.market is Market.LARGE,
        sources=("S33",),
        own_judgement=True,
    ),
)

CHANGE = (
    Rule(
        id="short-forms",
        effect=Effect.CHANGE,
        holds=lambda a: lasts(a, TRAFIKVERKET_MONTHS, YEAR),
        sources=("S22", "S72", "S118"),
    ),
    Rule(
        id="goods-with-work",
        effect=Effect.CHANGE,
        holds=lambda a: is_goods(a) and a.labour is not Labour.LITTLE,
        sources=("S42", "S111"),
    ),
    Rule(id="expert-work", effect=Effect.CHANGE, holds=lambda a: a.sector in EXPERT_SECTORS, sources=("S31",)),
    Rule(
        id="only-reserved-example",
        effect=Effect.CHANGE,
        holds=lambda a: a.sector == "laundry",
        sources=("S160",),
        own_judgement=True,
    ),
    Rule(
        id="some-tasks-need-skill",
        effect=Effect.CHANGE,
        holds=lambda a: a.skill is Skill.SOME,
        sources=("S69", "S88"),
    ),
    Rule(
        id="too-little-known",
        effect=Effect.CHANGE,
        holds=lambda a: a.value is None and a.months is None and a.labour is None,
        own_judgement=True,
    ),
    Rule(
        id="candidates-unknown",
        effect=Effect.CHANGE,
        holds=lambda a: a.candidates is None,
        sources=("S86", "S14"),
    ),
    Rule(
        id="few-candidates",
        effect=Effect.CHANGE,
        holds=lambda a: a.candidates is Candidates.FEW,
        sources=("S88", "S28"),
    ),
    Rule(id="no-support", effect=Effect.CHANGE, holds=lambda a: a.support is Support.NONE, sources=("S21", "S63")),
    Rule(
        id="some-tasks-closed",
        effect=Effect.CHANGE,
        holds=lambda a: a.closed is Closed.SOME,
        sources=("S22", "S31"),
        own_judgement=True,
    ),
    Rule(
        id="residents-only",
        effect=Effect.CHANGE,
        holds=lambda a: a.residents is Residents.YES,
        sources=("S78", "S89", "S22", "S28"),
    ),
    Rule(id="small-firms", effect=Effect.CHANGE, holds=lambda a: a.market is Market.SMALL, sources=("S31", "S40")),
    Rule(
        id="few-tenders",
        effect=Effect.CHANGE,
        holds=lambda a: a.market is Market.FEW,
        sources=("S122", "S67"),
    ),
)
