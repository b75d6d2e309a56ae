"""Addresses are built late, and right."""

import pytest
from flask import url_for
from werkzeug.routing import Rule

from portal.bootstrap import Portal
from tests.web.conftest import serve


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The rules whose builders were compiled, as it goes on."""
    rules: list[str] = []
    compile_builder = Rule._compile_builder

    def noting(rule: Rule, append_unknown: bool = True) -> object:
        rules.append(rule.rule)
        return compile_builder(rule, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", noting)
    return rules


def test_a_rule_is_compiled_with_its_first_address(portal: Portal, compiled: list[str]) -> None:
    """An application is made without any; an address compiles its own rule, and the next one nothing."""
    app = serve(portal)
    assert [] == compiled

    with app.test_request_context("/fi/"):
        addresses = [
            url_for("search.index", language="sv", **asked) for asked in ({}, {"q": "ä", "rule": 1}, {"q": "b"})
        ]
    assert ["/sv/search", "/sv/search?q=%C3%A4&rule=1", "/sv/search?q=b"] == addresses
    assert ["/<any(fi, sv, en):language>/search"] == compiled
