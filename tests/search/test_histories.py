"""Whatever happens to the entries, the index holds what it should."""

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from portal.domain.language import Language
from portal.search.request import SearchRequest

NAMES = "abcdef"
STEP = st.one_of(
    st.tuples(st.just("put"), st.sampled_from(NAMES), st.integers(0, 3)),
    st.tuples(st.just("remove"), st.sampled_from(NAMES), st.just(0)),
    st.tuples(st.just("build"), st.booleans(), st.just(0)),
)


@given(st.lists(STEP, max_size=14))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_ends_with_what_was_put_last(engine, compose, steps) -> None:
    """After any sequence of puts, removals and builds a search finds exactly the last version of what is there."""
    engine.build([])
    held: dict[str, int] = {}
    for verb, name, version in steps:
        if verb == "put":
            held[name] = version
            engine.update([compose(f"cases/{name}", fi=f"kuopio {name} v{version}", v=str(version))])
        elif verb == "remove":
            held.pop(name, None)
            engine.update([], [f"cases/{name}"])
        else:
            documents = [compose(f"cases/{n}", fi=f"kuopio {n} v{v}", v=str(v)) for n, v in held.items()]
            engine.build(documents, full=name)
        result = engine.find(SearchRequest("kuopio", Language.FI))
        found = {hit.ref.partition("/")[2]: int(hit.title[-1].text.rpartition("v")[2]) for hit in result.hits}
        assert held == found
        assert len(held) == sum(value.count for value in result.facets.get("v", ()))

    assert len(held) == engine.status().documents
