"""One sentence read by the whole pipeline, as a list of its relations."""

from collections.abc import Callable

import pytest

from diplograph.extract.pipeline import extract_documents
from diplograph.types import Document, Findings, Relation

Read = Callable[[str], tuple[Relation, ...]]


@pytest.fixture(scope="session")
def read_relations() -> Read:
    """What a text says, as the pipeline reads it."""

    def read(text: str) -> tuple[Relation, ...]:
        (findings,) = extract_documents([Document(id="example", text=text)])
        assert isinstance(findings, Findings)
        return findings.relations

    return read
