"""The house stands as drawn: imports point down, nothing heavy comes early, no file knows its machine."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "diplograph"
GROUND = {"types", "errors"}
CORRIDOR = GROUND | {"dossier", "registry", "ontology", "knowledge", "corrections"}
MAY_IMPORT = {
    "errors": set(),
    "types": {"errors"},
    **dict.fromkeys(("dossier", "registry", "ontology", "knowledge", "corrections"), CORRIDOR),
    **dict.fromkeys(("corpus", "extract", "graph"), CORRIDOR),
    "outputs": CORRIDOR | {"graph"},
    "flow": CORRIDOR | {"corpus", "extract"},
    "__main__": {"cli"},
    "cli": CORRIDOR | {"corpus", "extract", "graph", "outputs", "flow"},
    "__init__": CORRIDOR | {"corpus", "extract", "graph", "outputs", "flow"},
}
"""What each part of the package may import besides itself: the picture of the house."""

MADE = {".venv", ".git", "out", "dist", "build", "node_modules", "__pycache__"}
HOSTS = ("pypi" + ".org", "python" + "hosted.org", "registry" + ".npmjs", "deb.debian" + ".org")
MACHINE_PATH = re.compile(r"""(?:^|[\s"'`(=:])(?:/(?:home|root|work|Users)/\w|[A-Z]:\\Users)""", re.MULTILINE)


def list_modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_part(module: Path) -> str:
    """The room, or the file of the ground floor, that a module belongs to."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def list_imports(module: Path) -> Iterator[str]:
    """The parts of the package that a module imports, wherever in the file."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import: write it out"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            if name.split(".")[0] == "diplograph":
                yield name.split(".")[1] if "." in name else "__init__"


@pytest.mark.parametrize("module", list_modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(module: Path) -> None:
    part = name_part(module)
    assert part in MAY_IMPORT, f"{part} has no place in the house yet"
    assert set(list_imports(module)) <= MAY_IMPORT[part] | {part}


@pytest.mark.parametrize("module", list_modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_heavy_libraries_keep_to_their_rooms(module: Path) -> None:
    rooms = {"spacy": ("extract",), "networkx": ("graph", "outputs", "cli"), "pyvis": ("outputs/html",)}
    place = module.relative_to(PACKAGE).as_posix()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
        for library in {name.split(".")[0] for name in names} & set(rooms):
            assert place.startswith(rooms[library]), f"{place} imports {library}"


@pytest.mark.parametrize(
    "module", ["diplograph", "diplograph.cli", "diplograph.corpus", "diplograph.knowledge"]
)
def test_importing_brings_nothing_heavy_along(module: str) -> None:
    heavy = "{'spacy', 'networkx', 'pyvis', 'trafilatura'}"
    code = f"import sys, {module}; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout == "[]\n"


def list_texts() -> Iterator[tuple[Path, str]]:
    """The project's own files that are text."""
    for path in sorted(ROOT.rglob("*")):
        place = path.relative_to(ROOT)
        if path.is_file() and not MADE & set(place.parts) and not is_cache(place):
            try:
                yield place, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def is_cache(place: Path) -> bool:
    """True within the folders that tools make for themselves."""
    return any(part.endswith(("_cache", ".egg-info")) for part in place.parts)


def test_no_file_names_a_package_registry_or_a_place_on_somebodys_machine() -> None:
    texts = dict(list_texts())
    assert Path("pyproject.toml") in texts
    assert [str(place) for place, text in texts.items() if any(host in text for host in HOSTS)] == []
    assert [str(place) for place, text in texts.items() if MACHINE_PATH.search(text)] == []


@pytest.mark.parametrize("place", ["home/ann/x", "root/notes", "Users/ann"])
def test_a_place_on_somebodys_machine_is_recognized(place: str) -> None:
    assert MACHINE_PATH.search(f'path = "/{place}"')
    assert not MACHINE_PATH.search(f"https://example.org/{place}")


def test_the_lock_has_a_hash_for_every_package_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=\w)", lock) if entry.strip()]
    assert len(entries) > 50
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in lock
