"""All rules of the suitability assessment, and the day they were last changed.

A source id stands for what that source states; a limit that no source states is marked as the editors' own judgement.
Whoever changes a rule, its condition or its sources changes ASSESSMENT_VERSION to the day of the change.
"""

from datetime import date

from portal.advice.assessment_rule import Rule
from portal.advice.rules_against import AGAINST
from portal.advice.rules_against import DECISIVE
from portal.advice.rules_for import CHANGE
from portal.advice.rules_for import FOR
from portal.advice.rules_to_settle import SETTLE

ASSESSMENT_VERSION = date(2026, 11, 21)

RULES: tuple[Rule, ...] = (*DECISIVE, *AGAINST, *CHANGE, *FOR, *SETTLE)
"""In the order in which a reader gets them: the heaviest first."""
