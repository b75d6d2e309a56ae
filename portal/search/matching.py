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
"""What a hit in another language is worth when the entry has no text in the reader's own.

The same where that text has some of the words only and the one in the other language has them all.
"""

FOREIGN_BESIDE_OWN = np.float32(0.2)
"""What it is worth when there is a text in the reader's own language and neither has all the words."""

AGREEMENT = np.float32(0.15)
"""What each language version that meets the query adds: texts that say it in three languages are about it."""

TERM = np.float32(2.2)
"""What a word counts that names a concept, a place or a code, beside the other words of a question.

*How high should the fine be* is about the fine, however rare “high” is.
"""

KIN = np.float32(0.8)
"""What an entry gains that is about the same as the best hits, as a share of the best score."""

BOND = np.float32(0.25)
"""What the entry gains whose neighbours are the best hits, as a share of the best score.

The case of a clause that answers, or its buyer, is an answer too, though it may say it in other words.
"""

EXAMPLES = 6
"""How many of the best hits show what is asked for."""

REORDERED = 200
"""How many hits are put in order by what they are about: whoever reads on is past that."""

ENOUGH = 40
"""With so many complete hits, those with only some of the words are left out."""


@dataclass(frozen=True)
class Matches:
    """The entries that meet a query.

    `scores` and `completes` tell for each language how well its texts meet it, and which have all the words.
    `plans` are those that were used, by language; there are none when the query has no words to find.
    `complete` are the entries that have all the words in one language.
    """

    mask: Mask
    score: Scores
    scores: Mapping[Language, Scores]
    completes: Mapping[Language, Mask]
    plans: Mapping[Language, LanguagePlan]
    complete: Mask

    def language(self, document: int, reader: Language) -> Language | None:
        """The language to show: the reader's own if it met the query at all, else the best; None without words."""
        found = {language: float(scores[document]) for language, scores in self.scores.items()}
        return reader if found.get(reader) else max(found, key=found.__getitem__, default=None)

    def plan(self, language: Language, *, complete: bool) -> LanguagePlan:
        """What to mark in a text: all the words together where it has them, else every part of them."""
        plan = self.plans[language]
        return plan if complete else plan.loosened


def match(
    plans: Sequence[LanguagePlan], reader: Language, catalogue: Catalogue, scorer: Scorer, within: Mask
) -> Matches:
    """The entries `within` the mask that have the words, best those with all of them in one language.

    Entries with some of the words count too, unless there are enough that have all, or words in quotes are found.
    What is in quotes or asked of the title is no word like others: as long as an entry has it, none without it counts.
    Exclusions hold in every language.
    A query without words to find is met by every entry that is not excluded.
    """
    asking = [plan for plan in plans if plan.required]
    allowed: Mask = catalogue.live & within & ~_excluded(plans, catalogue, scorer)
    if not asking:
        return Matches(allowed, np.zeros(catalogue.size, dtype=np.float32), {}, {}, {}, allowed)
    met = {plan.language: _met(plan, scorer) for plan in asking}
    scores = {language: score for language, (score, _, _) in met.items()}
    completes = {language: complete for language, (_, complete, _) in met.items()}
    score = _joined(scores, completes, reader, catalogue) * catalogue.priors
    complete: Mask = allowed & np.any(list(completes.values()), axis=0)
    found = int(np.count_nonzero(complete))
    strict = found >= ENOUGH or (found > 0 and any(any(plan.quoted) for plan in asking))
    held: Mask = allowed & np.any([held for _, _, held in met.values()], axis=0)
    mask = complete if strict else (held if held.any() else allowed) & (score > 0)
    return Matches(
        mask,
        _with_kin(score, mask, catalogue, reader),
        scores,
        completes,
        {plan.language: plan for plan in asking},
        complete,
    )


def _met(plan: LanguagePlan, scorer: Scorer) -> tuple[Scores, Mask, Mask]:
    """How well each text meets the groups, scaled by the share of the question that is met.

    And which texts meet them all, and which those that are in quotes or asked of the title.
    A rare word is a larger share of a question than a common one.
    The root of the share is enough, since a missing word adds nothing to the sum as it is.
    Words of grammar add nothing either: a text that says *shall* often is not the better answer to what shall be done.
    """
    whole = [scorer.score(group, plan.language) for group in plan.required]
    loose = [
        np.maximum(score, scorer.apart(group, plan.language)) * (TERM if group.is_term else np.float32(1))
        for score, group in zip(whole, plan.required, strict=True)
    ]
    total: Scores = np.sum(loose, axis=0, dtype=np.float32)
    worths = [float(score.max(initial=0)) for score in loose]
    shares = [np.float32(worth) * (score > 0) for worth, score in zip(worths, loose, strict=True)]
    share = np.sum(shares, axis=0) / max(sum(worths), 1e-9)
    total = (total * np.sqrt(share)).astype(np.float32)
    held = np.ones_like(total, dtype=np.bool_)
    for group, quoted, strict, lenient in zip(plan.required, plan.quoted, whole, loose, strict=True):
        if quoted or group.region is not None:
            held &= (strict if quoted else lenient) > 0
    return total, np.all([score > 0 for score in whole], axis=0), held


def _excluded(plans: Sequence[LanguagePlan], catalogue: Catalogue, scorer: Scorer) -> Mask:
    """The entries with an excluded word in any language."""
    mask = np.zeros(catalogue.size, dtype=np.bool_)
    for plan in plans:
        for group in plan.excluded:
            mask |= scorer.score(group, plan.language) > 0
    return mask


def _joined(
    scores: Mapping[Language, Scores], completes: Mapping[Language, Mask], reader: Language, catalogue: Catalogue
) -> Scores:
    """Each language's ranked list laid over the others, the reader's own on top, as a share of its best hit.

    Scores of two languages cannot be compared, since a word is rare in one and common in another.
    A text in the reader's language that has some of the words only does not hide one that has them all: its translators
    may have put it in other words than the reader.
    """
    none = np.zeros(catalogue.size, dtype=np.float32)
    shares = {language: score / max(float(score.max(initial=0)), 1e-9) for language, score in scores.items()}
    own = shares.get(reader, none)
    others = [language for language in shares if language is not reader]
    other = np.max([none, *(shares[each] for each in others)], axis=0)
    whole = np.max([none, *(np.where(completes[each], shares[each], none) for each in others)], axis=0)
    worth = np.where(catalogue.speaks(reader), FOREIGN_BESIDE_OWN, FOREIGN_ONLY)
    joined = np.where(own > 0, own, other * worth)
    if reader in completes:
        whole[completes[reader]] = 0
    np.maximum(joined, whole * FOREIGN_ONLY, out=joined)
    agreed: Scores = joined + AGREEMENT * np.sum(list(shares.values()), axis=0)
    return agreed


def _with_kin(score: Scores, mask: Mask, catalogue: Catalogue, reader: Language) -> Scores:
    """The scores with the best hits lifted by how near they are to the very best, and by who names whom.

    Pseudo-relevance feedback that only reorders: no word is added to the question, and nothing is found by it.
    Of equal ones those are the best whose titles come first: the order in the index is that of the changes.
    """
    found = np.flatnonzero(mask & (score > 0)).astype(np.int32)
    if len(found) <= 1:
        return score
    best = found[np.lexsort((catalogue.by_title(reader)[found], -score[found]))][:REORDERED]
    examples = best[:EXAMPLES]
    near = catalogue.kinship.to(examples, score[examples] / score[examples].sum(), best)
    lifted = score.copy()
    lifted[best] += KIN * score[best[0]] * catalogue.nearness[best] * near / max(float(near.max()), 1e-9)
    around = catalogue.bonds.around(np.where(mask, score, np.float32(0)))[best]
    lifted[best] += BOND * score[best[0]] * around / max(float(around.max()), 1e-9)
    return lifted
