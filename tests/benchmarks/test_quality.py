"""How quality is counted, on a case small enough to count by hand; and how figures become tables."""

import doctest
import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import quality, tables
from benchmarks.gold import find_text, read_gold
from benchmarks.quality import Count, Gold, Score, normalize_name, score_document
from benchmarks.speed import SAMPLE, Speed, count_words, make_corpus, read_texts
from diplograph.errors import DataError
from diplograph.types import Document, Entity, Findings, Mention, Quote, Relation, Stance

TEXT = "Freedonia fears Sylvania. Premier Firefly met Trentino. The Marx Pact binds Sylvania."
GOLD = Gold(
    entities={
        "freedonia": {"kind": "COUNTRY", "name": "Freedonia"},
        "sylvania": {"kind": "COUNTRY", "name": "Sylvania"},
        "firefly": {"kind": "LEADER", "name": "Rufus Firefly", "aliases": ["Firefly"]},
        "trentino": {"kind": "LEADER", "name": "Trentino"},
        "pact": {"kind": "INITIATIVE", "name": "Marx Pact"},
        "coast": {"kind": "REGION", "name": "the Coast"},
    },
    relations=[
        {"source": "freedonia", "type": "distrusts", "target": "sylvania"},
        {"source": "trentino", "type": "consults", "target": "firefly"},
        {"source": "sylvania", "type": "joins", "target": "pact", "stance": "planned"},
        {"source": "firefly", "type": "leads", "target": "freedonia"},
    ],
    optional=[{"source": "pact", "type": "covers", "target": "sylvania"}],
)
ENTITIES = (
    Entity(id="F", kind="COUNTRY", name="Freedonia"),
    Entity(id="S", kind="COUNTRY", name="Sylvania"),
    Entity(id="firefly", kind="LEADER", name="Firefly"),
    Entity(id="pact", kind="INSTITUTION", name="Marx Pact"),
    Entity(id="trentino", kind="PERSON", name="Trentino"),
)
NOTHING = Quote(document="d", start=0, end=0, text="")


def relate(source: str, type_: str, target: str, stance: Stance = "asserted") -> Relation:
    return Relation(
        source=source,
        type=type_,
        target=target,
        quote=NOTHING,
        trigger=NOTHING,
        stance=stance,
        attribution="",
        date="",
        role="",
        confidence=1.0,
        rule="r",
    )


def find(*relations: Relation, entities: tuple[Entity, ...] = ENTITIES) -> Findings:
    document = Document(id="d", text=TEXT)
    return Findings(document=document, sentences=(), entities=entities, mentions=(), relations=relations)


def test_entities_count_with_their_kind_and_identities_without() -> None:
    """The pact has a wrong kind; Trentino, found with a kind of context, is no identity missed."""
    score = score_document(GOLD, find())
    assert score.entities == Count(right=3, wrong=1, missed=2)
    assert score.identities == Count(right=4, wrong=0, missed=0)


def test_an_entity_counts_once_and_an_unknown_one_is_wrong() -> None:
    """Two findings for one gold entity earn once; context kinds count nowhere."""
    more = (
        Entity(id="x", kind="COUNTRY", name="the FREEDONIA"),
        Entity(id="y", kind="COUNTRY", name="Ruritania"),
        Entity(id="z", kind="REGION", name="Elsewhere"),
    )
    score = score_document(GOLD, find(entities=ENTITIES + more))
    assert (score.entities.right, score.entities.wrong) == (3, 3)
    assert (score.identities.right, score.identities.wrong) == (4, 2)


def test_what_the_text_calls_an_entity_decides_who_it_is() -> None:
    """Mentions vote with the name; an alias is asked only when neither is known."""
    named = Entity(id="x", kind="LEADER", name="R. T. Firefly", aliases=("Trentino",))
    start = TEXT.index("Firefly")
    quote = Quote(document="d", start=start, end=start + 7, text="Firefly")
    mention = Mention(quote=quote, kind="LEADER", entity="x", confidence=1.0, by="list")
    relation = relate("x", "leads", "F")
    alone = find(relation, entities=(ENTITIES[0], named))
    assert score_document(GOLD, alone).relations.right == 0
    assert score_document(GOLD, replace(alone, mentions=(mention,))).relations.right == 1


def test_relations_count_by_ends_type_and_direction() -> None:
    """A tie without direction may be turned round, another may not; each counts once."""
    score = score_document(
        GOLD,
        find(
            relate("F", "distrusts", "S"),
            relate("F", "distrusts", "S"),
            relate("firefly", "consults", "trentino"),
            relate("pact", "joins", "S"),
        ),
    )
    assert score.relations == Count(right=2, wrong=1, missed=2)
    assert score.pairs == Count(right=3, wrong=0, missed=1)


def test_optional_relations_neither_earn_nor_cost() -> None:
    """Nor do the pairs that they tie, nor types that gold may leave unmarked."""
    score = score_document(GOLD, find(relate("pact", "covers", "S"), relate("F", "ends", "pact")))
    assert score.relations == Count(right=0, wrong=0, missed=4)
    assert score.pairs.wrong == 0


def test_a_type_that_is_seldom_marked_earns_where_it_is() -> None:
    """And costs nothing beside it."""
    marked = replace(GOLD, relations=[{"source": "freedonia", "type": "ends", "target": "pact"}])
    score = score_document(marked, find(relate("F", "ends", "pact"), relate("S", "ends", "pact")))
    assert score.relations == Count(right=1, wrong=0, missed=0)


def test_an_end_that_the_gold_does_not_know_is_wrong() -> None:
    """Even where its id looks like the key of another; it makes no pair."""
    stranger = Entity(id="trentino", kind="COUNTRY", name="Ruritania")
    score = score_document(
        GOLD, find(relate("trentino", "consults", "firefly"), entities=(*ENTITIES[:4], stranger))
    )
    assert score.relations == Count(right=0, wrong=1, missed=4)
    assert score.pairs == Count(right=0, wrong=0, missed=4)


def test_the_stance_that_is_found_first_is_compared() -> None:
    """Only relations that are right have a stance to judge; gold without one is asserted."""
    score = score_document(
        GOLD,
        find(
            relate("S", "joins", "pact", "planned"),
            relate("S", "joins", "pact"),
            relate("F", "distrusts", "S", "denied"),
            relate("S", "distrusts", "F", "denied"),
        ),
    )
    assert score.stances == Count(right=1, wrong=1)


def test_counts_add_up_to_precision_recall_and_f1() -> None:
    """Nothing found and nothing marked is nought, not an error."""
    count = Count(right=3, wrong=1, missed=3) + Count(right=3, wrong=1, missed=1)
    assert (count.precision, count.recall, count.f1) == (6 / 8, 6 / 10, 12 / 18)
    assert (Count().precision, Count().recall, Count().f1) == (0, 0, 0)
    score = sum([score_document(GOLD, find())] * 2, start=Score())
    assert (score.documents, score.entities) == (2, Count(right=6, wrong=2, missed=4))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Quad", "quad"),
        ("Shinzō Abe’s", "Shinzo Abe"),
        ("U.S.", "U S"),
        ("Côte d'Ivoire", "cote divoire"),
    ],
)
def test_names_are_equal_without_case_accents_and_points(one: str, other: str) -> None:
    """A leading article and a final 's do not count either."""
    assert normalize_name(one) == normalize_name(other)


def test_a_text_is_found_beside_its_gold_file_or_where_that_says(tmp_path: Path) -> None:
    """Named by `file`, it is looked for in the folders above as well."""
    folder = tmp_path / "gold" / "set"
    folder.mkdir(parents=True)
    file = folder / "one.json"
    file.write_text(json.dumps({"file": "texts/a.txt", "entities": {}, "relations": []}))
    assert read_gold(file) == Gold(entities={}, relations=[], optional=[])
    with pytest.raises(DataError, match=r"the text of the gold file .*one\.json"):
        find_text(file)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/a.txt").touch()
    assert find_text(file) == tmp_path / "texts/a.txt"
    (folder / "one.txt").touch()
    assert find_text(file) == folder / "one.txt"


def test_the_measured_texts_are_the_articles_shuffled_and_the_same_each_time() -> None:
    """Ids are unique, no paragraph is lost, and the number of words is reached by a whole article."""
    articles = read_texts(SAMPLE)
    made = make_corpus(words=2 * count_words(articles))
    assert made == make_corpus(words=2 * count_words(articles))
    assert len({document.id for document in made}) == len(made) == 2 * len(articles)
    assert sorted(made[0].text.split("\n\n")) == sorted(articles[0].text.split("\n\n"))
    assert made[0].text != made[len(articles)].text != articles[0].text


def test_the_ratio_compares_medians_of_both() -> None:
    """A single slow round does not decide."""
    seconds = {"bare": [8.0, 80.0, 8.0], "whole": [10.0, 10.0, 90.0]}
    rounds = {kind: [{"seconds": second} for second in given] for kind, given in seconds.items()}
    speed = Speed(model="m", words=100, rounds=rounds)
    assert speed.find_pace("whole") == 10
    assert speed.ratio == pytest.approx(0.8)
    assert speed.round_ratios[1] == 8


@pytest.mark.parametrize("module", [quality, tables])
def test_the_examples_in_the_documentation_hold(module: object) -> None:
    """Every docstring example runs."""
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted
    assert not result.failed
