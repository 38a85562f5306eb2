"""The page of the ontology is what the data says."""

import importlib.util
from types import ModuleType

from blocks import ROOT

from diplograph.ontology import load_ontology

SCRIPT = ROOT / "docs" / "write_ontology_page.py"


def load_script() -> ModuleType:
    """The script that writes the page."""
    spec = importlib.util.spec_from_file_location(SCRIPT.stem, SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_ontology_is_as_new_as_the_data() -> None:
    written = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    message = (
        "the ontology has changed: write the page anew with `.venv/bin/python docs/write_ontology_page.py`"
    )
    assert written == load_script().render_page(), message


def test_the_page_names_every_kind_and_every_type() -> None:
    written = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    ontology = load_ontology()
    assert [name for name in ontology.kinds if f"| {name} |" not in written] == []
    assert [name for name in ontology.types if f"| `{name}` |" not in written] == []
