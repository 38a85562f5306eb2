"""Writes docs/ontology.md from the ontology itself, so that the page is as new as the data."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from diplograph.cli.show import describe_ends, list_kinds, list_types
from diplograph.ontology import HERE, RelationType, load_ontology, read_toml

PAGE = Path(__file__).parent / "ontology.md"
INTRODUCTION = """# Ontology

Written by `docs/write_ontology_page.py` from the data in `diplograph/ontology`: do not edit by hand.

What diplograph tags and which relations it draws. The same list in the terminal, also as JSON:

```sh
diplograph types
diplograph types --format json
```

## Kinds of entities

The context kinds complete the picture; `--no-context` leaves them out of a network. A kind that acts is an
*actor* in the tables below.
"""
RELATIONS = """## Types of relations

The source *acts on* the target: "PQI was unveiled in response to the BRI" is *PQI responds-to BRI*, however
the sentence is turned. `→` has a direction, `=` holds for both alike. *actor* stands for each kind that acts,
*any* for all kinds. In the column of meanings, "it" is the target. PLOVER is the event type of the coding
standard of that name, where there is one. The examples show wording, not facts; each is read every time the
project is tested.
"""
STANCES = """## Stances

Every saying of a relation has one of five stances.
[Reading the results](reading-results.md#stance) explains them.

| stance | example |
|---|---|
"""
ASIDE = """## How to add to it

Types, trigger words and stance cues are data: [CONTRIBUTING](../CONTRIBUTING.md) says how to add one.
"""


def render_page() -> str:
    """The whole page."""
    parts = [INTRODUCTION, render_kinds(), RELATIONS, *render_groups(), STANCES + render_stances(), ASIDE]
    return "\n".join(parts)


def render_kinds() -> str:
    """The table of kinds."""
    kinds = load_ontology().kinds
    rows = [
        (
            kind["name"],
            "core" if kind["core"] else "context",
            show_yes(kinds[kind["name"]].acts),
            kind["gloss"],
        )
        for kind in list_kinds()
    ]
    return render_table(("kind", "is", "acts", "meaning"), rows)


def show_yes(value: bool) -> str:
    """A mark for what is true."""
    return "yes" if value else ""


def render_groups() -> Iterator[str]:
    """A heading and a table for each group of types."""
    types = list(list_types())
    for group in dict.fromkeys(row["group"] for row in types):
        rows = [
            (
                f"`{row['name']}`",
                shorten_ends(describe_ends(row)),
                row["gloss"],
                row["plover"],
                find_example(row["name"]),
            )
            for row in types
            if row["group"] == group
        ]
        table = render_table(("type", "source and target", "meaning", "PLOVER", "example"), rows)
        yield f"### {group.capitalize()}\n\n{table}"


def shorten_ends(ends: str) -> str:
    """The ends of a type, with a short form for actors and initiatives together."""
    kinds = load_ontology().kinds
    wide = "/".join(name for name, kind in kinds.items() if kind.acts or name == "INITIATIVE")
    return ends.replace(wide, "actor/INITIATIVE")


def find_example(name: str) -> str:
    """The first example that gives the relation, asserted where there is such a one."""
    kind: RelationType = load_ontology().types[name]
    given = [(len(max(row["gives"], key=len)), row["text"]) for row in kind.examples if row["gives"]]
    return min(given, key=lambda pair: pair[0], default=(0, ""))[1]


def render_stances() -> str:
    """A row for each stance, with the first example of its cues."""
    cues = read_toml(HERE / "cues.toml")
    rows = [("asserted", "Finland joined NATO in 2023.")]
    rows += [(name, row["examples"][0].split(" -> ")[0]) for name, row in cues.items() if "examples" in row]
    return "".join(f"| `{name}` | {text} |\n" for name, text in rows)


def render_table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
