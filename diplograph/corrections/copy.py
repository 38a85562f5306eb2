"""Corrections and dossiers: a corrected copy, and versions that tell which corrections were applied."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from diplograph.corrections.apply import apply_corrections
from diplograph.corrections.read import Correction
from diplograph.dossier import Dossier
from diplograph.dossier.opening import explain_failures
from diplograph.dossier.schema import copy_in_order
from diplograph.types import Document, Entity, Findings

HERE = Path(__file__).parent


def name_version(extractor: str, corrections: Sequence[Correction]) -> str:
    """The extractor's version with what was corrected after it; comments in the file do not count."""
    return f"{extractor} {name_corrections(corrections)}" if corrections else extractor


def name_corrections(corrections: Sequence[Correction]) -> str:
    """The corrections, and how they are applied, as one short string."""
    digest = hashlib.sha256(repr([replace(correction, line=0) for correction in corrections]).encode())
    for path in sorted(HERE.glob("*.py")):
        digest.update(path.read_bytes())
    return f"corrections {digest.hexdigest()[:12]}"


def is_corrected(dossier: Dossier, corrections: Sequence[Correction]) -> bool:
    """Whether all of the dossier was written with these very corrections, or there are none."""
    if not corrections:
        return True
    name = name_corrections(corrections)
    return all(version.endswith(name) for version in dossier.extractors())


def copy_corrected(dossier: Dossier, path: Path, corrections: Sequence[Correction]) -> set[int]:
    """Writes a corrected copy of a dossier, and gives the lines of the corrections that changed something."""
    version = name_version(", ".join(dossier.extractors()), corrections)
    entities = {entity.id: entity for entity in dossier.entities()}
    used: set[int] = set()
    with explain_failures(dossier.path):
        copy_in_order(dossier.path, path)
    with Dossier.open(path, create=True) as copy:
        for document in dossier.documents():
            findings, lines = apply_corrections(read_findings(dossier, document, entities), corrections)
            if lines:
                copy.write(findings, extractor=version)
            used.update(lines)
    return used


def read_findings(dossier: Dossier, document: Document, entities: Mapping[str, Entity]) -> Findings:
    """What a dossier holds of a document; `entities` are those of the whole dossier."""
    mentions = tuple(dossier.mentions(document=document.id))
    relations = tuple(dossier.relations(document=document.id))
    named = {mention.entity for mention in mentions if mention.entity}
    named.update(end for relation in relations for end in (relation.source, relation.target))
    return Findings(
        document=document,
        sentences=tuple((quote.start, quote.end) for quote in dossier.sentences(document=document.id)),
        entities=tuple(entities[id_] for id_ in sorted(named)),
        mentions=mentions,
        relations=relations,
    )
