"""Templates that are kept as code: right, or made anew."""

from pathlib import Path

import jinja2
import pytest

from portal.web.kept_templates import KeptTemplates

GREETING = "Hei {{ name }}"


def rendered(folder: Path, source: str = GREETING) -> str:
    """Return what a start makes of a template."""
    loader = jinja2.DictLoader({"greeting": source})
    environment = jinja2.Environment(loader=loader, autoescape=True, bytecode_cache=KeptTemplates(folder))
    return environment.get_template("greeting").render(name="Silta")


def test_a_second_start_compiles_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The code of the first is enough."""
    first = rendered(tmp_path / "kept")
    monkeypatch.setattr(jinja2.Environment, "compile", None)

    assert "Hei Silta" == first == rendered(tmp_path / "kept")


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    """What is kept belongs to one source."""
    rendered(tmp_path / "kept")

    assert "Hej Silta" == rendered(tmp_path / "kept", "Hej {{ name }}")


@pytest.mark.parametrize("damage", [b"", b"x" * 100, None])
def test_a_damaged_file_is_passed_over(tmp_path: Path, damage: bytes | None) -> None:
    """Empty, foreign or cut short; with Jinja's own cache the page could not be shown."""
    rendered(tmp_path / "kept")
    (file,) = (tmp_path / "kept").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-30] if damage is None else damage)

    assert "Hei Silta" == rendered(tmp_path / "kept")
    assert whole == file.read_bytes()


def test_a_place_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "kept").write_text("", encoding="utf-8")

    assert "Hei Silta" == rendered(tmp_path / "kept")
