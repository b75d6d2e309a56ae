"""`portal analyse`: how the portal reads a text."""

import json
import unicodedata
from collections.abc import Callable

import click

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.token import Part
from portal.domain.token import Token


@click.command()
@click.argument("language", type=click.Choice([language.value for language in Language]))
@click.argument("text", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def analyse(portal: Callable[[], Portal], language: str, text: tuple[str, ...], as_json: bool) -> None:
    """Show the words of TEXT with their base forms and compound parts."""
    joined = unicodedata.normalize("NFC", " ".join(text))
    tokens = portal().analyzers[Language(language)].analyse(joined)
    if as_json:
        click.echo(
            json.dumps({"language": language, "tokens": [_token(token) for token in tokens]}, ensure_ascii=False)
        )
        return
    for token in tokens:
        parts = "; ".join(f"{part.text} → {', '.join(part.lemmas)}" for part in token.parts)
        click.echo(f"{token.text} → {', '.join(token.lemmas)}{f'  ({parts})' if parts else ''}")


def _token(token: Token) -> dict[str, object]:
    """Return a token as JSON: `parts` are base forms, `part_spans` tell where in the text each part stands."""
    return {
        "text": token.text,
        "start": token.start,
        "end": token.end,
        "lemmas": list(token.lemmas),
        "parts": list(dict.fromkeys(lemma for part in token.parts for lemma in part.lemmas)),
        "part_spans": [_part(part) for part in token.parts],
    }


def _part(part: Part) -> dict[str, object]:
    return {"text": part.text, "start": part.start, "end": part.end, "lemmas": list(part.lemmas)}
