"""A small dossier written by hand, and the command line called inside the test's own process."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from diplograph.cli import main
from diplograph.dossier import Dossier
from diplograph.types import Document, Entity, Findings, Mention, Quote, Relation, Skipped, Stance

TEXT = "China sanctioned Lithuania. Japan did not sanction China. PQI was unveiled in response to the BRI."


@dataclass(frozen=True, slots=True)
class Ended:
    """How a call of the command line ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Calls the command line and says how it ended."""

    def call(*arguments: object) -> Ended:
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        code = end.value.code
        return Ended(code if isinstance(code, int) else 0, printed.out, printed.err)

    yield call
    logging.disable(logging.NOTSET)


@pytest.fixture
def findings() -> Findings:
    """Three sentences about six actors."""
    entities = {
        "China": Entity(id="CHN", kind="COUNTRY", name="China", aliases=("PRC",), refs={"iso2": "CN"}),
        "Lithuania": Entity(id="LTU", kind="COUNTRY", name="Lithuania"),
        "Japan": Entity(id="JPN", kind="COUNTRY", name="Japan"),
        "PQI": Entity(id="pqi", kind="INITIATIVE", name="Partnership for Quality Infrastructure"),
        "BRI": Entity(id="bri", kind="INITIATIVE", name="Belt and Road Initiative"),
    }
    return Findings(
        document=Document(id="a", text=TEXT, title="Ties", source="a.txt", date="2023-06-05", lang="en"),
        sentences=((0, 27), (28, 57), (58, len(TEXT))),
        entities=tuple(entities.values()),
        mentions=tuple(make_mention(entity, name) for name, entity in entities.items()),
        relations=(
            make_relation("CHN", "sanctions", "LTU", (0, 27), "sanctioned", "asserted"),
            make_relation("JPN", "sanctions", "CHN", (28, 57), "sanction", "denied"),
            make_relation("pqi", "responds-to", "bri", (58, len(TEXT)), "in response to", "asserted"),
        ),
    )


def make_mention(entity: Entity, name: str) -> Mention:
    return Mention(
        quote=make_quote(TEXT.index(name), name),
        kind=entity.kind,
        entity=entity.id,
        confidence=1.0,
        by="list",
    )


def make_quote(start: int, text: str) -> Quote:
    return Quote(document="a", start=start, end=start + len(text), text=text)


def make_relation(
    source: str, type_: str, target: str, sentence: tuple[int, int], trigger: str, stance: Stance
) -> Relation:
    start, end = sentence
    return Relation(
        source=source,
        type=type_,
        target=target,
        quote=make_quote(start, TEXT[start:end]),
        trigger=make_quote(TEXT.index(trigger, start), trigger),
        stance=stance,
        attribution="",
        date="",
        role="",
        confidence=0.9,
        rule=f"{type_}.1",
    )


@pytest.fixture
def dossier_path(tmp_path: Path, findings: Findings) -> Path:
    """A dossier with one document and one skipped source."""
    path = tmp_path / "dossier.db"
    with Dossier.open(path, create=True) as dossier:
        dossier.write(findings, extractor="by hand")
        dossier.skip(Skipped(source="b.txt", reason="the file is empty"))
    return path
