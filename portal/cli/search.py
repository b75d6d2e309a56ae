"""`portal search`: the same question as on the search page."""

import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import click

from portal.bootstrap import Portal
from portal.cli.failed_searches import failed_searches
from portal.domain.language import Language
from portal.search.request import Order
from portal.search.request import SearchRequest
from portal.search.result import Hit
from portal.search.result import Piece

FAILED = "failed"


class SearchCommand(click.Command):
    """Asks a question; `failed` without a reader's language lists the questions that found nothing.

    A question always names the language, so that the word can be looked for all the same.
    """

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Return the context of what is asked for: a search, or the list."""
        if args[:1] == [FAILED] and not any(word.startswith("--lang") for word in args):
            return failed_searches.make_context(f"{info_name} {FAILED}", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)


@click.command(cls=SearchCommand, epilog="`portal search failed` lists the questions that found nothing.")
@click.argument("query")
@click.option("--language", type=click.Choice([language.value for language in Language]), required=True)
@click.option("--filter", "filters", multiple=True, metavar="FACET=CODE", help="May be given several times.")
@click.option("--collection", "collections", multiple=True, help="The same as --filter kind=…")
@click.option(
    "--sort", "--order", "order", type=click.Choice([order.value for order in Order]), default=Order.RELEVANCE.value
)
@click.option("--page", type=click.IntRange(1, 100_000), default=1)
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@click.option("--no-bridge", is_flag=True, help="Do not ask for what the words mean in the other languages.")
@click.option("--without", multiple=True, metavar="WORD", help="An equivalent that is not to be asked.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.pass_obj
def search(
    portal: Callable[[], Portal],
    /,
    query: str,
    language: str,
    filters: tuple[str, ...],
    collections: tuple[str, ...],
    without: tuple[str, ...],
    order: str,
    **options: int,
) -> None:
    """Find entries in all languages for a reader of one."""
    chosen: dict[str, set[str]] = defaultdict(set)
    for pair in (*filters, *(f"kind={collection}" for collection in collections)):
        name, found, code = pair.partition("=")
        if not found or not name or not code:
            raise click.BadParameter(f"“{pair}” is not like country=se", param_hint="--filter")
        chosen[name].add(code)
    request = SearchRequest(
        query,
        Language(language),
        {name: frozenset(codes) for name, codes in chosen.items()},
        Order(order),
        options["page"],
        options["limit"],
        not options["no_bridge"],
        frozenset(without),
    )
    result = portal().engine.find(request)
    if options["as_json"]:
        facets = {
            name: [{"code": value.code, "count": value.count, "selected": value.selected} for value in values]
            for name, values in result.facets.items()
        }
        hits = [_hit(hit) for hit in result.hits]
        bridged = [
            {"text": each.text, "language": each.language, "source": each.source, "origin": each.origin}
            for each in result.bridged
        ]
        answer = {
            "total": result.total,
            "complete": result.complete,
            "hits": hits,
            "facets": facets,
            "bridged": bridged,
            "suggestion": result.suggestion,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    for note in result.notes:
        click.echo(f"note: {note}", err=True)
    click.echo(f"{result.total} entries, {result.complete} with all the words")
    if result.suggestion:
        click.echo(f"did you mean: {result.suggestion}")
    for equivalent in result.bridged:
        click.echo(f"also searched: {equivalent.text} [{equivalent.language}] for {equivalent.source}")
    for hit in result.hits:
        click.echo(
            f"{hit.score:8.2f}  {hit.ref}  [{hit.language}]  {_words(hit.title)}\n          {_words(hit.excerpt)}"
        )


def _hit(hit: Hit) -> dict[str, object]:
    return {
        "collection": hit.collection,
        "id": hit.ref.partition("/")[2],
        "language": hit.language.value,
        "title": "".join(piece.text for piece in hit.title),
        "score": hit.score,
        "excerpt": _words(hit.excerpt),
    }


def _words(pieces: tuple[Piece, ...]) -> str:
    """Return the pieces as text with the marked words in guillemets."""
    return "".join(f"«{piece.text}»" if piece.mark else piece.text for piece in pieces)
