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

FOREIGN_ONLY = np.float32(0.9)
"""What a hit in another language is worth when the entry has no text in the reader's own."""

FOREIGN_BESIDE_OWN = np.float32(0.5)
"""What it is worth when there is a text in the reader's own language and that one does not meet the query."""

ENOUGH = 10
"""With fewer complete hits than this, hits with some of the words are added below them."""

PARTIAL = np.float32(0.3)
"""How a hit with some of the words compares with the best one that has all."""


@dataclass(frozen=True)
class Matches:
    """The entries that meet a query.

    `scores` holds each language's own scores; `complete` are the entries that have all the words in one language.
    `plans` are those that were used in the end, by language; there are none when the query has no words to find.
    """

    mask: Mask
    score: Scores
    scores: Mapping[Language, Scores]
    plans: Mapping[Language, LanguagePlan]
    complete: Mask

    def language(self, document: int, reader: Language) -> Language | None:
        """The language to show: the reader's own if it met the query, else the best; None for a query without words."""
        own = self.scores.get(reader)
        if own is not None and own[document] > 0:
            return reader
        found = {language: float(scores[document]) for language, scores in self.scores.items()}
        return max(found, key=found.__getitem__, default=None)


def match(plans: Sequence[LanguagePlan], reader: Language, catalogue: Catalogue, scorer: Scorer) -> Matches:
    """The entries with all the words in one language; below them, when they are few, those with some of the words.

    Whoever puts words in quotes means them together, so a phrase that is found anywhere is not relaxed.
    Exclusions hold in every language and do not decide whether the words are relaxed.
    A query without words to find is met by every entry that is not excluded.
    """
    asking = [plan for plan in plans if plan.required]
    allowed: Mask = catalogue.live & ~_excluded(plans, catalogue, scorer)
    if not asking:
        return Matches(allowed, np.zeros(catalogue.size, dtype=np.float32), {}, {}, allowed)
    whole = {plan.language: _all_words(plan, scorer) for plan in asking}
    score = _joined(whole, reader, catalogue)
    complete: Mask = allowed & (score > 0)
    found = Matches(complete, score, whole, {plan.language: plan for plan in asking}, complete)
    if not score.any():
        some = {plan.language: _some_words(plan, scorer, least=0) for plan in (each.relaxed for each in asking)}
    elif np.count_nonzero(complete) < ENOUGH and not any(plan.quoted for plan in asking):
        some = {plan.language: _some_words(plan, scorer, least=0.5) for plan in asking}
    else:
        return found
    below = np.where(score > 0, 1 + score, PARTIAL * _joined(some, reader, catalogue))
    scores = {language: np.where(score > 0, own, some[language]) for language, own in whole.items()}
    used = found.plans if score.any() else {plan.language: plan.relaxed for plan in asking}
    return Matches(allowed & (below > 0), below, scores, used, complete)


def _all_words(plan: LanguagePlan, scorer: Scorer) -> Scores:
    """The sum of the groups' scores where every required group is met, else 0."""
    total: Scores = np.float32(0) + scorer.score(plan.required[0], plan.language)
    for group in plan.required[1:]:
        if not total.any():
            return total
        score = scorer.score(group, plan.language)
        total = np.where((total > 0) & (score > 0), total + score, np.float32(0))
    return _with_optional(total, plan, scorer)


def _some_words(plan: LanguagePlan, scorer: Scorer, least: float) -> Scores:
    """The sum of the groups' scores, scaled by the share of groups that are met, which has to be `least` or more."""
    groups = [scorer.score(group, plan.language) for group in plan.required]
    total: Scores = np.sum(groups, axis=0, dtype=np.float32)
    met = np.sum([score > 0 for score in groups], axis=0, dtype=np.float32)
    share = met / np.float32(len(groups))
    return _with_optional(np.where(share >= least, total * share, np.float32(0)), plan, scorer)


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


def _joined(scores: Mapping[Language, Scores], reader: Language, catalogue: Catalogue) -> Scores:
    """Each language's ranked list laid over the others, the reader's own on top, as a share of its best hit.

    Scores of two languages cannot be compared, since a word is rare in one and common in another.
    """
    shares = {language: score / max(float(score.max(initial=0)), 1e-9) for language, score in scores.items()}
    own = shares.get(reader, np.zeros(catalogue.size, dtype=np.float32))
    other = np.zeros(catalogue.size, dtype=np.float32)
    for language, share in shares.items():
        if language is not reader:
            np.maximum(other, share, out=other)
    worth = np.where(catalogue.speaks(reader), FOREIGN_BESIDE_OWN, FOREIGN_ONLY)
    joined: Scores = np.where(own > 0, own, other * worth).astype(np.float32)
    return joined
