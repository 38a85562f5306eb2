"""The examples that stand in the ontology's own files are true."""

import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from diplograph.ontology import HERE, RelationType, load_ontology
from diplograph.types import STANCES, Relation

TYPES = load_ontology().types
EXAMPLES = [(kind, example) for kind in TYPES.values() for example in kind.examples]
CUES: dict[str, dict[str, Any]] = tomllib.loads((HERE / "cues.toml").read_text(encoding="utf-8"))
CUE_EXAMPLES = [tuple(line.rsplit(" -> ", 1)) for row in CUES.values() for line in row.get("examples", ())]


def list_wanted(kind: RelationType, example: Any) -> list[tuple[str, str, str]]:
    """What an example gives, as (source, target, stance), in the order in which relations are stored."""
    wanted = []
    for source, target, *stance in example["gives"]:
        pair = sorted((source, target)) if kind.symmetric else [source, target]
        wanted.append((pair[0], pair[1], stance[0] if stance else "asserted"))
    return sorted(wanted)


@pytest.mark.parametrize(
    ("kind", "example"), EXAMPLES, ids=[f"{kind.name}: {example['text']}" for kind, example in EXAMPLES]
)
def test_an_example_gives_what_it_promises_of_its_type_and_no_more(
    kind: RelationType, example: dict[str, Any], read_relations: Callable[[str], tuple[Relation, ...]]
) -> None:
    """Source, target and stance of every relation of the type; nothing at all for a counter-example."""
    found = [r for r in read_relations(example["text"]) if r.type == kind.name]
    assert sorted((r.source, r.target, r.stance) for r in found) == list_wanted(kind, example)


@pytest.mark.parametrize(("sentence", "stance"), CUE_EXAMPLES, ids=[line for line, _ in CUE_EXAMPLES])
def test_a_cue_gives_its_example_the_stance_behind_the_arrow(
    sentence: str, stance: str, read_relations: Callable[[str], tuple[Relation, ...]]
) -> None:
    """At least one relation of the sentence has the stance."""
    assert stance in STANCES
    found = {relation.stance for relation in read_relations(sentence)}
    assert stance in found


@pytest.mark.parametrize("name", TYPES)
def test_a_type_has_a_frame_an_example_and_a_counter_example(name: str) -> None:
    """A type nobody can say, or that no sentence shows, is no type."""
    kind = TYPES[name]
    assert kind.frames
    assert any(example["gives"] for example in kind.examples)
    assert any(not example["gives"] for example in kind.examples)


@pytest.mark.parametrize("stance", [stance for stance in STANCES if stance != "asserted"])
def test_every_stance_but_assertion_has_cues_and_an_example(stance: str) -> None:
    """What is said plainly needs no cue."""
    assert CUES[stance]["verbs"]
    assert any(wanted == stance for _, wanted in CUE_EXAMPLES)
