"""Parses written by hand, and texts read by the real pipeline."""

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc

from diplograph.extract.arguments import find_clauses
from diplograph.extract.clauses import Clause
from diplograph.extract.pipeline import Settings, extract_documents, load_pipeline
from diplograph.types import Document, Findings, Relation

MakeDoc = Callable[[str], Doc]
FindSlots = Callable[..., dict[str, list[str]]]
Read = Callable[..., Findings]
Facts = Callable[..., set[tuple[str, str, str]]]
Told = Callable[..., Relation]


@pytest.fixture(scope="session")
def make_doc() -> MakeDoc:
    """A parse from `word/TAG/dep/head` for each token; the head is the nearest token of that text."""
    vocab = spacy.blank("en").vocab

    def make(parse: str) -> Doc:
        rows = [token.removeprefix("*").rsplit("/", 3) for token in parse.split()]
        words = [row[0] for row in rows]
        heads = [find_nearest(words, row[3], place) for place, row in enumerate(rows)]
        return Doc(
            vocab,
            words=words,
            tags=[row[1] for row in rows],
            deps=[row[2] for row in rows],
            heads=heads,
            sent_starts=[place == 0 for place in range(len(rows))],
        )

    return make


def find_nearest(words: list[str], word: str, place: int) -> int:
    """The place of the token of this text that stands nearest."""
    return min((i for i, text in enumerate(words) if text == word), key=lambda i: abs(i - place))


@pytest.fixture(scope="session")
def find_slots(make_doc: MakeDoc) -> FindSlots:
    """The filled slots of a predicate in a hand-built parse; tokens marked with `*` belong to names."""

    def find(parse: str, predicate: str, word_class: str = "") -> dict[str, list[str]]:
        (clause,) = [
            clause
            for clause in list_clauses(make_doc(parse), parse)
            if clause.token.text == predicate and word_class in {"", clause.word_class}
        ]
        return {slot: [token.text for token in tokens] for slot, tokens in clause.slots.items() if tokens}

    return find


def list_clauses(doc: Doc, parse: str) -> list[Clause]:
    """The clauses of a parse of one sentence."""
    names = {place for place, token in enumerate(parse.split()) if token.startswith("*")}
    heads = set()
    for place in names:
        if place - 1 not in names:
            end = place
            while end in names:
                end += 1
            heads.add(doc[place:end].root.i)
    (sentence,) = doc.sents
    return list(find_clauses(sentence, names, heads))


@pytest.fixture(scope="session")
def read_text() -> Read:
    """What the real pipeline finds in a text."""

    def read(text: str, *, date: str = "") -> Findings:
        (findings,) = extract_documents([Document(id="text", text=text, date=date)])
        assert isinstance(findings, Findings)
        return findings

    return read


@pytest.fixture(scope="session")
def tag_text(read_text: Read) -> Callable[..., dict[str, str]]:
    """The names of a text as they stand there, each with the id of whom it names."""

    def tag(text: str, *, date: str = "") -> dict[str, str]:
        return {m.quote.text: m.entity for m in read_text(text, date=date).mentions}

    return tag


@pytest.fixture(scope="session")
def read_facts(read_text: Read) -> Facts:
    """The relations of a text as (source, type, target), whatever their stance."""

    def read(text: str) -> set[tuple[str, str, str]]:
        return {(r.source, r.type, r.target) for r in read_text(text).relations}

    return read


@pytest.fixture(scope="session")
def read_relation(read_text: Read) -> Told:
    """The one relation of a type that a text tells."""

    def read(text: str, kind: str) -> Relation:
        (relation,) = [r for r in read_text(text).relations if r.type == kind]
        return relation

    return read


@pytest.fixture(scope="session")
def parse_text() -> MakeDoc:
    """A text as the real pipeline leaves it, with what its components found."""
    return load_pipeline(Settings())
