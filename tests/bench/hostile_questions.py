"""Questions that want everything at once."""

from collections.abc import Iterator
from random import Random

from tests.search.bombs import BOMBS

TERMS = 500
PHRASES = 10
LETTERS = 10_000
LONG_WORD = 2_000
EVERYTHING = (
    "*",
    "?",
    "??*",
    "a* b* c* d* e*",
    "title:* title:a*",
    "-* *",
    "a*",
    "*a",
    "e* i* a* o* u*",
    "?*",
    "*:*",
    "title:*",
    "place:*",
    "lang:* *",
    '"*"',
    "-*",
    "s* -zzz*",
)


def hostile_questions(words: list[str], chance: Random) -> Iterator[tuple[str, str]]:
    """Yield names and questions; `words` are words of the corpus, and each round draws others."""
    for question in EVERYTHING:
        yield "wildcards and prefixes of everything", question
        yield "wildcards and prefixes of everything", f"{question} {chance.choice(words)}*"
    for _ in range(4):
        yield f"{TERMS} terms", " ".join(chance.choices(words, k=TERMS))
        yield f"{TERMS} terms", " OR ".join(chance.choices(words, k=TERMS))
        yield f"{PHRASES} nested phrases", _nested(words, chance)
        yield f"{PHRASES} nested phrases", " ".join(f'"{" ".join(chance.choices(words, k=3))}"' for _ in range(PHRASES))
        yield f"{LETTERS} letters", "".join(chance.choices("aeiklnorstuvyäö", k=LETTERS))
        yield f"{LETTERS} letters", "".join(chance.choices(words, k=LETTERS // 8))[:LETTERS]
        yield f"{TERMS} excluded", " ".join(f"-{word}" for word in chance.choices(words, k=TERMS))
        yield (
            f"{TERMS} excluded",
            f"{chance.choice(words)} " + " ".join(f'-"{word} *"' for word in chance.sample(words, 5)),
        )
        yield "very long words", " ".join(chance.choice(words) * (LONG_WORD // 10) for _ in range(5))
        yield "very long words", f'"{chance.choice(words)}-{"-".join(chance.choices(words, k=LONG_WORD // 10))}"'
        yield "quotes within quotes", '"' * chance.randint(2, 30) + f"{chance.choice(words)}" + '"' * PHRASES
        yield "quotes within quotes", " ".join(f'"{word} "{word}" {word}"' for word in chance.sample(words, PHRASES))
    for bomb in BOMBS.values():
        yield "the bombs of the tests", bomb
        yield "the bombs of the tests", f"{bomb[:150]} {chance.choice(words)}"


def _nested(words: list[str], chance: Random) -> str:
    question = chance.choice(words)
    for _ in range(PHRASES):
        question = f'"{chance.choice(words)} ({question}) {chance.choice(words)}"'
    return question
