"""Which entries meet a query, in which language, and how well."""

from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from portal.domain.language import Language
from portal.search.arrays import Mask
from portal.search.arrays import Scores
from portal.search.catalogue import Catalogue
from portal.search.plan import LanguagePlan
from portal.search.scoring import Scorer

OWN_LANGUAGE = np.float32(1.1)
"""How much a text in the reader's own language is preferred to an equal one in another."""


@dataclass(frozen=True)
class Matches:
    """The entries that meet a query.

    `scores` holds each language's own scores; an entry counts by its best language.
    `plans` are those that were used in the end, by language; there are none when the query has no words to find.
    """

    mask: Mask
    score: Scores
    scores: Mapping[Language, Scores]
    plans: Mapping[Language, LanguagePlan]
    relaxed: bool

    def language(self, document: int, reader: Language) -> Language | None:
        """The language to show: the reader's own if it met the query, else the best; None for a query without words."""
        own = self.scores.get(reader)
        if own is not None and own[document] > 0:
            return reader
        found = {language: float(scores[document]) for language, scores in self.scores.items()}
        return max(found, key=found.__getitem__, default=None)


def match(plans: Sequence[LanguagePlan], reader: Language, catalogue: Catalogue, scorer: Scorer) -> Matches:
    """The entries with all the words in one language; when there is none, those with some of the words.

    Exclusions hold in every language and do not decide whether the words are relaxed.
    A query without words to find is met by every entry that is not excluded.
    """
    asking = [plan for plan in plans if plan.required]
    allowed = catalogue.live & ~_excluded(plans, catalogue, scorer)
    if not asking:
        return Matches(allowed, np.zeros(catalogue.size, dtype=np.float32), {}, {}, relaxed=False)
    scores = {plan.language: _all_words(plan, scorer) for plan in asking}
    relaxed = not any(score.any() for score in scores.values())
    if relaxed:
        asking = [plan.relaxed for plan in asking]
        scores = {plan.language: _some_words(plan, scorer) for plan in asking}
    best = _best(scores, reader, catalogue.size)
    return Matches(allowed & (best > 0), best, scores, {plan.language: plan for plan in asking}, relaxed)


def _all_words(plan: LanguagePlan, scorer: Scorer) -> Scores:
    """The sum of the groups' scores where every required group is met, else 0."""
    total: Scores = np.float32(0) + scorer.score(plan.required[0], plan.language)
    for group in plan.required[1:]:
        if not total.any():
            return total
        score = scorer.score(group, plan.language)
        total = np.where((total > 0) & (score > 0), total + score, np.float32(0))
    return _with_optional(total, plan, scorer)


def _some_words(plan: LanguagePlan, scorer: Scorer) -> Scores:
    """The sum of the groups' scores, scaled by the share of groups that are met."""
    groups = [scorer.score(group, plan.language) for group in plan.required]
    total: Scores = np.sum(groups, axis=0, dtype=np.float32)
    met = np.sum([score > 0 for score in groups], axis=0, dtype=np.float32)
    return _with_optional(total * met / np.float32(len(groups)), plan, scorer)


def _with_optional(total: Scores, plan: LanguagePlan, scorer: Scorer) -> Scores:
    """The scores lifted by the optional groups where anything is met at all."""
    if total.any():
        for group in plan.optional:
            total = np.where(total > 0, total + scorer.score(group, plan.language), total)
    return total


def _excluded(plans: Sequence[LanguagePlan], catalogue: Catalogue, scorer: Scorer) -> Mask:
    """The entries with an excluded word in any language."""
    mask = np.zeros(catalogue.size, dtype=np.bool_)
    for plan in plans:
        for group in plan.excluded:
            mask |= scorer.score(group, plan.language) > 0
    return mask


def _best(scores: Mapping[Language, Scores], reader: Language, size: int) -> Scores:
    """Each entry's score in its best language, the reader's own slightly preferred."""
    best = np.zeros(size, dtype=np.float32)
    for language, score in scores.items():
        np.maximum(best, score * OWN_LANGUAGE if language is reader else score, out=best)
    return best
