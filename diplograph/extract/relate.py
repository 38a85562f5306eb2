"""Writes relations: looks up each clause's predicate in the ontology and ties what fills its slots.

Knows the ontology and no grammar. Leaves plain dicts in `doc._.relations`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, Self

from spacy.tokens import Doc, Span, Token

from diplograph.extract.arguments import find_clauses
from diplograph.extract.clauses import Clause
from diplograph.extract.dates import find_date
from diplograph.extract.grounding import Grounded, Reading, ground
from diplograph.extract.names import Mention, load_words, tokens_of
from diplograph.extract.stance import find_speaker, read_stance
from diplograph.extract.words import GENITIVES
from diplograph.knowledge import Entry, Knowledge, Office, fold
from diplograph.ontology import PERSONS, Frame, Ontology, RelationType, load_ontology
from diplograph.types import Stance

Relation = dict[str, Any]
BASE = {"open": 0.4, "verbs": 0.85, "nouns": 0.82, "adjectives": 0.8, "phrases": 0.85, "names": 0.85}
# A mutual deed of more actors than this is a meeting, not a tie between each two of them.
MOST_MUTUAL = 5
PLACE_TYPES = {"based-in", "consults"}


class Relater:
    """The third component: relations between the entities of a document."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.entries = knowledge.entries
        self.ontology = load_ontology()

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.relations`."""
        found: dict[tuple[Any, ...], Relation] = {}
        reading = Reading.of(doc)
        mentions = reading.mentions
        heads = {doc[m["start"] : m["end"]].root.i for m in mentions}
        names = tokens_of(mentions)
        for sentence in doc.sents:
            kinds = list_kinds(reading, sentence)
            if not kinds:
                continue
            for relation in relate_sentence(reading, sentence, names, heads, kinds):
                if not self.is_plausible(relation):
                    continue
                key = (
                    relation["source"],
                    relation["type"],
                    relation["target"],
                    relation["stance"],
                    sentence.start,
                )
                if key not in found or found[key]["confidence"] < relation["confidence"]:
                    found[key] = relation
        led = {(key[0], key[2]) for key in found if key[1] == "leads"}
        found = {
            key: row for key, row in found.items() if key[1] != "represents" or (key[0], key[2]) not in led
        }
        doc._.relations = sorted(
            [*found.values(), *self.relate_titles(doc, found), *self.relate_parts(doc)],
            key=lambda r: (r["start"], r["source"], r["type"], r["target"], r["stance"]),
        )
        return doc

    def is_plausible(self, relation: Relation) -> bool:
        """Whether knowledge lets the relation stand: no other seat, country or sponsor than the known one."""
        source, target = self.entries.get(relation["source"]), self.entries.get(relation["target"])
        if relation["type"] == "based-in" and source is not None:
            return bool(relation["target"] == source.seat)
        if (
            relation["type"] == "part-of"
            and source is not None
            and target is not None
            and target.kind == "COUNTRY"
        ):
            return target.id in {source.parent, source.seat}
        if relation["rule"] == "sponsors.1" and target is not None and target.sponsors:
            return relation["source"] in target.sponsors
        return True

    def relate_parts(self, doc: Doc) -> Iterator[Relation]:
        """Bodies whose name in the text begins with the country they are part of: "Iraqi Navy"."""
        present = {mention["entity"] for mention in doc._.mentions}
        for mention in doc._.mentions:
            entry = self.entries.get(mention["entity"])
            if (
                entry is None
                or entry.parent not in present
                or entry.kind != "INSTITUTION"
                or mention["end"] - mention["start"] < 2
            ):
                continue
            owner = self.entries.get(entry.parent)
            first = fold(doc[mention["start"] : mention["end"]].text)
            if owner is not None and first.startswith(
                tuple(f"{name} " for name in (*owner.demonyms, owner.name, *owner.aliases))
            ):
                yield make_known(
                    doc, mention, doc[mention["start"]], "part-of", owner.id, rule="knowledge:parent"
                )

    def relate_titles(self, doc: Doc, found: dict[tuple[Any, ...], Relation]) -> Iterator[Relation]:
        """Offices that the text names without their country, which knowledge adds: "President Xi Jinping"."""
        present = {m["entity"] for m in doc._.mentions}
        told = {(key[0], key[2]) for key in found if key[1] in {"leads", "represents"}}
        for mention in doc._.mentions:
            entry = self.entries.get(mention["entity"])
            title = title_of(doc, mention) if entry is not None and entry.offices else None
            if entry is None or title is None:
                continue
            offices = held_offices(entry, title.lower_, self.ontology)
            office = next((o for o in offices if o.of in present), None)
            if office and (entry.id, office.of) not in told:
                told.add((entry.id, office.of))
                yield make_known(
                    doc,
                    mention,
                    title,
                    type_of_title(office.role, self.ontology),
                    office.of,
                    rule="knowledge:office",
                )


def held_offices(entry: Entry, noun: str, ontology: Ontology) -> Iterator[Office]:
    """The offices of a leader that the noun may name, the latest first."""
    heads = noun in load_words()["grammar"]["rule_nouns"] or type_of_title(noun, ontology) == "leads"
    for office in sorted(entry.offices, key=lambda office: office.start, reverse=True):
        same = noun in office.role.lower().replace("-", " ").split()
        if same or (heads and type_of_title(office.role, ontology) == "leads"):
            yield office


def list_kinds(reading: Reading, sentence: Span) -> frozenset[str]:
    """The kinds of what a sentence refers to; none when it does not refer to two things at least."""
    references, alternatives = reading.references, reading.alternatives
    tokens = range(sentence.start, sentence.end)
    seen = {index for token in tokens for index in (*references.get(token, ()), *alternatives.get(token, ()))}
    return frozenset(reading.mentions[index]["kind"] for index in seen if len(seen) > 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """How a clause is said: in which sentence (tokens), with which stance and cues, by whom, of when."""

    start: int
    end: int
    stance: Stance
    cues: tuple[int, ...]
    speakers: list[Token]
    date: str

    @classmethod
    def of(cls, clause: Clause) -> Self:
        """The saying of a clause; the same for all relations that it gives."""
        sentence = clause.token.sent
        stance, cues = read_stance(clause.token)
        return cls(
            start=sentence.start,
            end=sentence.end,
            stance=stance,
            cues=cues,
            speakers=find_speaker(clause.token),
            date=find_date(clause.token),
        )


def relate_sentence(
    reading: Reading, sentence: Span, names: set[int], heads: set[int], kinds: frozenset[str]
) -> Iterator[Relation]:
    """The relations that one sentence says."""
    for clause in find_clauses(sentence, names, heads):
        told: set[tuple[str, str]] = set()
        saying: Saying | None = None
        for relation_type, frame in find_frames(reading, clause, kinds):
            for ends in fill_frame(reading, clause, relation_type, frame):
                pair = (ends[0][0]["entity"], ends[1][0]["entity"])
                if pair not in told and not (relation_type.symmetric and pair[::-1] in told):
                    told.add(pair)
                    saying = saying or Saying.of(clause)
                    yield make_relation(reading, clause, saying, relation_type, frame, ends)


def find_frames(
    reading: Reading, clause: Clause, kinds: frozenset[str]
) -> Iterator[tuple[RelationType, Frame]]:
    """The frames that the clause's words open and these kinds may fill, the most specific words first."""
    word_class, frames = clause.word_class, load_ontology().frames
    words = (reading.mention_at(clause.token)["kind"],) if word_class == "names" else clause.words
    opened = [pair for word in words for pair in frames.get((word_class, word), ())]
    if word_class == "verbs":
        if not opened and clause.words[-1] not in load_words()["grammar"]["empty_verbs"]:
            opened = list(frames[("verbs", "unknown")])
        opened += frames[("verbs", "any")]
    for relation_type, frame in opened:
        if kinds.isdisjoint(frame.targets or relation_type.targets):
            continue
        if frame.sources and kinds.isdisjoint(frame.sources):
            continue
        if not frame.objects or (frame.objects & clause.objects and not names_an_initiative(reading, clause)):
            yield relation_type, frame


def names_an_initiative(reading: Reading, clause: Clause) -> bool:
    """Whether the object is a known agreement ("signed the deal"), not just any ("signed a deal")."""
    return any(
        reading.mentions[index]["kind"] == "INITIATIVE"
        for token in clause.slots.get("object", ())
        for index in reading.references.get(token.i, ())
    )


# ------------------------------------------------------------------------------------------ filling slots


def fill_frame(
    reading: Reading, clause: Clause, relation_type: RelationType, frame: Frame
) -> Iterator[tuple[Grounded, Grounded]]:
    """The (source, target) pairs of one frame, of the right kinds."""
    sources = fill_slots(reading, clause, relation_type, frame, "source")
    targets = fill_slots(reading, clause, relation_type, frame, "target") if sources else []
    for source, target in pair_up(clause, frame, sources, targets):
        one, other = source[0], target[0]
        same = one["entity"] == other["entity"] or (
            one["start"] < other["end"] and other["start"] < one["end"]
        )
        if not same and (not frame.same_kind or are_alike(one["kind"], other["kind"])):
            yield source, target


def pair_up(
    clause: Clause, frame: Frame, sources: list[Grounded], targets: list[Grounded]
) -> Iterable[tuple[Grounded, Grounded]]:
    """Who with whom: each with each; one by one before "respectively"; each two of those who act together."""
    if frame.source == frame.target:
        few = sources if len(sources) <= MOST_MUTUAL else []
        return [(one, other) for i, one in enumerate(few) for other in few[i + 1 :]]
    if len(sources) == len(targets) > 1 and any(t.lower_ == "respectively" for t in clause.token.sent):
        return zip(sources, targets, strict=True)
    return product(sources, targets)


def are_alike(one: str, other: str) -> bool:
    """Whether a thing of one kind can take the place of one of the other."""
    return one == other or {one, other} <= PERSONS


def fill_slots(
    reading: Reading, clause: Clause, relation_type: RelationType, frame: Frame, end: str
) -> list[Grounded]:
    """The mentions, each once, in the first of the frame's slots that holds any of the right kind."""
    source = end == "source"
    kinds = (frame.sources or relation_type.sources) if source else (frame.targets or relation_type.targets)
    for slot in frame.source if source else frame.target:
        alone = slot == "bearer" and not is_plural(clause)
        found: dict[str, Grounded] = {}
        for token in clause.slots.get(slot, ()):
            for mention, trust in ground(
                reading, token, kinds, alone=alone, through=end in relation_type.through, of=not source
            ):
                if may_stand(mention, relation_type, slot):
                    found.setdefault(mention["entity"], (mention, trust))
        if found:
            return list(found.values())[: 1 if slot == "clause" else None]
    return []


def is_plural(clause: Clause) -> bool:
    """Whether the clause's noun is plural, so that several may bear it."""
    return clause.token.tag_ in {"NNS", "NNPS"} and clause.word_class != "names"


def may_stand(mention: Mention, relation_type: RelationType, slot: str) -> bool:
    """Whether the mention may fill the slot: a mere place may not, but where somebody meets or has a seat."""
    return mention["role"] != "place" or (
        relation_type.name in PLACE_TYPES and slot not in {"subject", "between"}
    )


# ---------------------------------------------------------------------------------------- one relation


def make_relation(
    reading: Reading,
    clause: Clause,
    saying: Saying,
    relation_type: RelationType,
    frame: Frame,
    ends: tuple[Grounded, Grounded],
) -> Relation:
    """A relation with its evidence, stance, speaker and date."""
    (source, source_trust), (target, target_trust) = ends
    stance = saying.stance
    if frame.stance and stance in {"asserted", frame.stance}:
        stance = "asserted" if stance == "denied" else frame.stance
    if relation_type.symmetric and source["entity"] > target["entity"]:
        source, target = target, source
    office = relation_type.group == "office"
    base = BASE["open" if relation_type.group == "open" else clause.word_class]
    return {
        "source": source["entity"],
        "type": relation_type.name,
        "target": target["entity"],
        "source_mention": (source["start"], source["end"]),
        "target_mention": (target["start"], target["end"]),
        "start": saying.start,
        "end": saying.end,
        "trigger": clause.trigger,
        "stance": stance,
        "cues": saying.cues,
        "attribution": name_speaker(reading, saying.speakers, source),
        "date": "" if office else saying.date,
        "role": clause.token.doc[slice(*clause.trigger)].text if office and clause.words else "",
        "confidence": round(base * source_trust * target_trust, 3),
        "rule": frame.rule,
    }


def name_speaker(reading: Reading, speakers: list[Token], source: Mention) -> str:
    """The entity that says so, else its words; nothing when the source says it itself."""
    if not speakers:
        return ""
    speaker = speakers[0]
    if speaker.i in reading.references:
        entity: str = reading.mention_at(speaker)["entity"]
        return "" if entity == source["entity"] else entity
    if speaker.tag_[:3] == "PRP":
        return ""
    return speaker.doc[speaker.left_edge.i : speaker.right_edge.i + 1].text


# ------------------------------------------------------------------------------ offices that are known


def title_of(doc: Doc, mention: dict[str, Any]) -> Token | None:
    """The office noun before a name ("President Xi Jinping") or beside it ("Xi Jinping, the president")."""
    offices = load_ontology().offices
    start, end = mention["start"], mention["end"]
    if start > doc[start].sent.start and doc[start - 1].lower_ in offices:
        title: Token = doc[start - 1]
        return title
    rule_nouns = load_words()["grammar"]["rule_nouns"]
    after = [token for token in doc[end : end + 4] if token.text not in GENITIVES and token.tag_[:2] != "JJ"]
    if after and after[0].lower_ in rule_nouns:
        return after[0]
    root = doc[start:end].root
    beside = [child for child in root.children if child.dep_ == "appos"]
    if root.dep_ == "appos":
        beside.append(root.head)
    return next((token for token in beside if token.lower_ in offices | rule_nouns), None)


def type_of_title(role: str, ontology: Ontology) -> str:
    """`leads` or `represents`: what an office, with or without the words before it, makes of its holder."""
    words = role.lower().replace("-", " ").split()
    words = (
        words[: words.index("of")] if "of" in words[1:] and " ".join(words) not in ontology.offices else words
    )
    for start in range(len(words)):
        for relation_type, frame in ontology.frames.get(("nouns", " ".join(words[start:])), ()):
            if relation_type.name in {"leads", "represents"} and "bearer" in frame.source:
                return relation_type.name
    return "represents"


def make_known(
    doc: Doc, mention: dict[str, Any], word: Token, type_name: str, of: str, *, rule: str
) -> Relation:
    """A relation whose one end is in the text, with the word that tells it, and whose other end is known."""
    sentence = doc[mention["start"]].sent
    return {
        "source": mention["entity"],
        "type": type_name,
        "target": of,
        "source_mention": (mention["start"], mention["end"]),
        "target_mention": None,
        "start": sentence.start,
        "end": sentence.end,
        "trigger": (word.i, word.i + 1),
        "stance": "asserted",
        "cues": (),
        "attribution": "",
        "date": "",
        "role": word.text if rule == "knowledge:office" else "",
        "confidence": 0.8,
        "rule": rule,
    }
