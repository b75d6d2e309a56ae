"""Reasons that speak against an employment condition, the decisive ones first."""

from portal.advice.assessment_rule import Effect
from portal.advice.assessment_rule import Rule
from portal.advice.purchase_answers import Candidates
from portal.advice.purchase_answers import Closed
from portal.advice.purchase_answers import Labour
from portal.advice.purchase_answers import Skill
from portal.advice.purchase_limits import CITY_LIMIT
from portal.advice.purchase_limits import GOTEBORG_MONTHS
from portal.advice.purchase_limits import TRAFIKVERKET_MONTHS
from portal.advice.purchase_limits import is_goods
from portal.advice.purchase_limits import lasts
from portal.advice.purchase_limits import small_in_finland
from portal.advice.purchase_limits import small_in_sweden

DECISIVE = (
    Rule(
        id="too-short",
        effect=Effect.DECISIVE,
        holds=lambda a: a.months is not None and a.months <= GOTEBORG_MONTHS,
        sources=("S86", "S111"),
    ),
    Rule(
        id="small-purchase-fi",
        effect=Effect.DECISIVE,
        holds=small_in_finland,
        sources=("S56", "S57"),
        own_judgement=True,
    ),
    Rule(id="small-purchase-se", effect=Effect.DECISIVE, holds=small_in_sweden, sources=("S111", "S136")),
    Rule(
        id="goods-without-work",
        effect=Effect.DECISIVE,
        holds=lambda a: is_goods(a) and a.labour is Labour.LITTLE,
        sources=("S111",),
        own_judgement=True,
    ),
    Rule(
        id="no-candidates",
        effect=Effect.DECISIVE,
        holds=lambda a: a.candidates is Candidates.NONE,
        sources=("S86", "S14"),
    ),
    Rule(
        id="no-task-for-a-newcomer",
        effect=Effect.DECISIVE,
        holds=lambda a: a.skill is Skill.ALL and a.closed is Closed.ALL,
        own_judgement=True,
    ),
)

AGAINST = (
    Rule(
        id="value-below-limit",
        effect=Effect.AGAINST,
        holds=lambda a: a.euros is not None and a.euros <= CITY_LIMIT and not small_in_finland(a),
        sources=("S27", "S4"),
    ),
    Rule(
        id="short-contract",
        effect=Effect.AGAINST,
        holds=lambda a: lasts(a, 0, TRAFIKVERKET_MONTHS) and a.months is not None and a.months > GOTEBORG_MONTHS,
        sources=("S111", "S86"),
    ),
    Rule(
        id="little-labour",
        effect=Effect.AGAINST,
        holds=lambda a: a.labour is Labour.LITTLE and not is_goods(a),
        sources=("S44",),
        own_judgement=True,
    ),
    Rule(
        id="all-tasks-need-skill",
        effect=Effect.AGAINST,
        holds=lambda a: a.skill is Skill.ALL and a.closed is not Closed.ALL,
        sources=("S70",),
        own_judgement=True,
    ),
    Rule(
        id="all-tasks-closed",
        effect=Effect.AGAINST,
        holds=lambda a: a.closed is Closed.ALL and a.skill is not Skill.ALL,
        own_judgement=True,
    ),
)
