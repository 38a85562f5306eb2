"""The example scripts run as they stand, on the sample articles or on what they are given."""

import runpy
import sys
from pathlib import Path

import pytest
from blocks import ROOT

EXAMPLES = ROOT / "examples"


def run_example(name: str, *arguments: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs a script as its own program would."""
    monkeypatch.setattr(sys, "argv", [name, *arguments])
    runpy.run_path(str(EXAMPLES / name), run_name="__main__")


def test_four_steps_lead_from_a_folder_to_a_network(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run_example("four_steps.py", "news.jsonl", "stepped", monkeypatch=monkeypatch)
    assert "Macron" in capsys.readouterr().out
    made = {path.name for path in (workplace / "stepped").iterdir()}
    assert made == {"dossier.db", "network.html", "network.graphml"}


def test_the_component_tells_relations_and_entities_of_a_text(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (workplace / "one.txt").write_text("Lithuania criticised China.", encoding="utf-8")
    run_example("spacy_component.py", "one.txt", monkeypatch=monkeypatch)
    printed = capsys.readouterr().out
    assert "LTU criticizes CHN (asserted, said by the words 'criticised')" in printed
    assert "COUNTRY: LTU, named as 'Lithuania'" in printed


def test_the_dossier_answers_what_a_country_does(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run_example("query_dossier.py", "untouched/dossier.db", "IND", monkeypatch=monkeypatch)
    assert "(denied)" in capsys.readouterr().out


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.name)
def test_an_example_is_short_and_falls_back_on_the_sample(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 40
    assert '"sample"' in text
