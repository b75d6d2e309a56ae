"""What a buyer has to settle before the tender; none of it changes the verdict."""

from portal.advice.assessment_rule import Effect
from portal.advice.assessment_rule import Rule
from portal.advice.purchase_answers import Alternative
from portal.advice.purchase_answers import Closed
from portal.advice.purchase_answers import Country
from portal.advice.purchase_answers import Labour
from portal.advice.purchase_answers import Skill
from portal.advice.purchase_answers import Support
from portal.advice.purchase_limits import EXPERT_SECTORS
from portal.advice.purchase_limits import foreign_currency
from portal.advice.purchase_limits import gives_a_place
from portal.advice.purchase_limits import small_in_sweden

SETTLE = (
    Rule(
        id="people-needed",
        effect=Effect.SETTLE,
        holds=lambda a: a.labour in {None, Labour.HALF},
        sources=("S86", "S111"),
    ),
    Rule(
        id="beginner-tasks",
        effect=Effect.SETTLE,
        holds=lambda a: a.skill is not Skill.NONE,
        sources=("S69",),
        own_judgement=True,
    ),
    Rule(
        id="support-to-agree",
        effect=Effect.SETTLE,
        holds=lambda a: a.support in {None, Support.POSSIBLE},
        sources=("S63", "S86"),
    ),
    Rule(
        id="closed-tasks-to-name",
        effect=Effect.SETTLE,
        holds=lambda a: a.closed is not Closed.NONE,
        own_judgement=True,
    ),
    Rule(
        id="work-elsewhere",
        effect=Effect.SETTLE,
        holds=lambda a: a.skill is Skill.ALL or a.closed in {Closed.SOME, Closed.ALL} or a.sector in EXPERT_SECTORS,
        sources=("S22", "S31", "S137"),
    ),
    Rule(
        id="size-with-the-market",
        effect=Effect.SETTLE,
        holds=lambda a: a.kronor is not None and not small_in_sweden(a) and not gives_a_place(a),
        sources=("S70", "S72"),
    ),
    Rule(id="market-unknown", effect=Effect.SETTLE, holds=lambda a: a.market is None, sources=("S43", "S69")),
    Rule(
        id="weigh-alternatives",
        effect=Effect.SETTLE,
        holds=lambda a: a.alternative in {None, Alternative.CONDITION},
        sources=("S40", "S86"),
    ),
    Rule(
        id="dialogue-to-be-followed-up",
        effect=Effect.SETTLE,
        holds=lambda a: a.alternative is Alternative.DIALOGUE,
        sources=("S66", "S83"),
    ),
    Rule(
        id="criterion-needs-a-scale",
        effect=Effect.SETTLE,
        holds=lambda a: a.alternative is Alternative.CRITERION,
        sources=("S44", "S100"),
    ),
    Rule(
        id="reserved-needs-suppliers",
        effect=Effect.SETTLE,
        holds=lambda a: a.alternative is Alternative.RESERVED,
        sources=("S46", "S126"),
    ),
    Rule(id="currency-differs", effect=Effect.SETTLE, holds=foreign_currency, own_judgement=True),
    Rule(
        id="notice-asks",
        effect=Effect.SETTLE,
        holds=lambda a: a.country is Country.FINLAND,
        sources=("S59",),
    ),
    Rule(
        id="labour-law-se",
        effect=Effect.SETTLE,
        holds=lambda a: a.country is Country.SWEDEN,
        sources=("S76",),
    ),
)
