"""Writes relations: looks up each clause's predicate in the ontology and ties what fills its slots.

Knows the ontology and no grammar. Leaves plain dicts in `doc._.relations`.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from spacy.tokens import Doc, Span, Token

from diplograph.extract.arguments import find_clauses
from diplograph.extract.clauses import Clause
from diplograph.extract.dates import find_date
from diplograph.extract.names import load_words
from diplograph.extract.stance import find_speaker, read_stance
from diplograph.extract.words import base_form
from diplograph.knowledge import Entry, Knowledge, Office, fold
from diplograph.ontology import Frame, Ontology, RelationType, load_ontology

Relation = dict[str, Any]
# How far to trust a slot filled by somebody's own name, by an owner of the thing named, or by an antecedent.
DIRECT, OWNER, REFERENCE = 1.0, 0.75, 0.8
BASE = {"open": 0.4, "verbs": 0.85, "nouns": 0.82, "adjectives": 0.8, "phrases": 0.85, "names": 0.85}
# A mutual deed of more actors than this is a meeting, not a tie between each two of them.
MOST_MUTUAL = 5
PLACE_TYPES = {"based-in", "consults"}
# Types whose target may be named through what it owns: "counter China's influence" counters China.
THROUGH_OWNER = {
    "counters",
    "criticizes",
    "supports",
    "rejects",
    "attacks",
    "distrusts",
    "aids",
    "funds",
    "threatens",
    "protests",
    "investigates",
    "coerces",
    "sanctions",
    "influences",
    "trusts",
    "invests-in",
    "competes-with",
    "responds-to",
    "consults",
}
THROUGH_SOURCE = {"counters", "threatens", "criticizes", "attacks", "supports", "funds", "responds-to"}


class Relater:
    """The third component: relations between the entities of a document."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.entries = knowledge.entries
        self.ontology = load_ontology()

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.relations`."""
        found: dict[tuple[Any, ...], Relation] = {}
        mentions = doc._.mentions
        heads = {doc[m["start"] : m["end"]].root.i for m in mentions}
        names = {i for m in mentions for i in range(m["start"], m["end"])}
        for sentence in doc.sents:
            if not worth_reading(sentence):
                continue
            for relation in relate_sentence(sentence, names, heads, self.ontology):
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
            if entry is None or entry.parent not in present or entry.kind != "INSTITUTION" or mention["end"] - mention["start"] < 2:
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
    """The offices of a leader that the noun may name, the latest first: by its word, or as head of something."""
    heads = noun in load_words()["grammar"]["rule_nouns"] or type_of_title(noun, ontology) == "leads"
    for office in sorted(entry.offices, key=lambda office: office.start, reverse=True):
        same = noun in office.role.lower().replace("-", " ").split()
        if same or (heads and type_of_title(office.role, ontology) == "leads"):
            yield office


def worth_reading(sentence: Span) -> bool:
    """Whether a sentence refers to two things at least."""
    references, alternatives = sentence.doc._.references, sentence.doc._.alternatives
    tokens = range(sentence.start, sentence.end)
    seen = {index for token in tokens for index in (*references.get(token, ()), *alternatives.get(token, ()))}
    return len(seen) > 1


def relate_sentence(
    sentence: Span, names: set[int], heads: set[int], ontology: Ontology
) -> Iterator[Relation]:
    """The relations that one sentence says."""
    for clause in find_clauses(sentence, names, heads):
        told: set[tuple[str, str]] = set()
        for relation_type, frame in find_frames(clause, ontology):
            for relation in fill_frame(clause, relation_type, frame):
                pair = (relation["source"], relation["target"])
                back = pair[::-1]
                if pair in told or (relation_type.symmetric and back in told):
                    continue
                told.add(pair)
                yield relation


def find_frames(clause: Clause, ontology: Ontology) -> Iterator[tuple[RelationType, Frame]]:
    """The frames that the clause's words open, the most specific words first."""
    if clause.word_class == "names":
        kind = mention_at(clause.token)["kind"]
        yield from ontology.frames.get(("names", kind), ())
        return
    objects = frozenset() if names_an_initiative(clause) else clause.objects
    if clause.word_class == "verbs" and not any(
        (clause.word_class, word) in ontology.frames for word in clause.words
    ):
        if clause.words[-1] not in load_words()["grammar"]["empty_verbs"]:
            yield from ontology.frames[("verbs", "unknown")]
    for word in (*clause.words, "any"):
        for relation_type, frame in ontology.frames.get((clause.word_class, word), ()):
            if not frame.objects or frame.objects & objects:
                yield relation_type, frame


def names_an_initiative(clause: Clause) -> bool:
    """Whether the object is a known agreement ("signed the deal"), not just any ("signed a deal")."""
    references, mentions = clause.token.doc._.references, clause.token.doc._.mentions
    return any(
        mentions[index]["kind"] == "INITIATIVE"
        for token in clause.slots.get("object", ())
        for index in references.get(token.i, ())
    )


def mention_at(token: Token) -> dict[str, Any]:
    """The mention that a token belongs to or stands for."""
    mention: dict[str, Any] = token.doc._.mentions[token.doc._.references[token.i][0]]
    return mention


# ------------------------------------------------------------------------------------------ filling slots


def fill_frame(clause: Clause, relation_type: RelationType, frame: Frame) -> Iterator[Relation]:
    """The relations of one frame: every source with every target, of the right kinds."""
    sources = list(
        fill_slots(clause, frame.source, frame.sources or relation_type.sources, relation_type, source=True)
    )
    targets = list(
        fill_slots(clause, frame.target, frame.targets or relation_type.targets, relation_type, source=False)
    )
    pairs: Iterable[tuple[Any, Any]] = product(sources, targets)
    if len(sources) == len(targets) > 1 and any(
        token.lower_ == "respectively" for token in clause.token.sent
    ):
        pairs = zip(sources, targets, strict=True)
    if frame.source == frame.target:
        few = sources if len(sources) <= MOST_MUTUAL else []
        pairs = ((a, b) for i, a in enumerate(few) for b in few[i + 1 :])
    for (source, source_trust), (target, target_trust) in pairs:
        if source["entity"] == target["entity"] or is_nested(source, target):
            continue
        if frame.same_kind and not same_family(source["kind"], target["kind"]):
            continue
        yield make_relation(clause, relation_type, frame, source, target, source_trust * target_trust)


def same_family(one: str, other: str) -> bool:
    """Whether one can take the place of the other: leaders and persons are of one family."""
    people = {"LEADER", "PERSON"}
    return one == other or {one, other} <= people


def is_nested(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two mentions share text."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def fill_slots(
    clause: Clause,
    slots: tuple[str, ...],
    kinds: frozenset[str],
    relation_type: RelationType,
    *,
    source: bool,
) -> Iterator[tuple[dict[str, Any], float]]:
    """(mention, trust) for the first of the slots that holds something of the right kind."""
    for slot in slots:
        found = [
            (mention, trust)
            for token in clause.slots.get(slot, ())
            for mention, trust in ground(
                token, relation_type, kinds, source=source, alone=slot == "bearer" and not is_plural(clause)
            )
            if mention["kind"] in kinds and may_stand(mention, relation_type, slot)
        ]
        if found:
            yield from found[:1] if slot == "clause" else unique(found)
            return


def is_plural(clause: Clause) -> bool:
    """Whether the clause's noun is plural, so that several may bear it."""
    return clause.token.tag_ in {"NNS", "NNPS"} and clause.word_class != "names"


def unique(found: list[tuple[dict[str, Any], float]]) -> Iterator[tuple[dict[str, Any], float]]:
    """Each entity once, with its highest trust first met."""
    seen: set[str] = set()
    for mention, trust in found:
        if mention["entity"] not in seen:
            seen.add(mention["entity"])
            yield mention, trust


def may_stand(mention: dict[str, Any], relation_type: RelationType, slot: str) -> bool:
    """Whether a mere place may fill the slot."""
    return mention["role"] != "place" or (
        relation_type.name in PLACE_TYPES and slot not in {"subject", "between"}
    )


def ground(
    token: Token, relation_type: RelationType, kinds: frozenset[str], *, source: bool, alone: bool
) -> Iterator[tuple[dict[str, Any], float]]:
    """The mentions that a token stands for, or that own it; `alone`: without those listed with it."""
    doc = token.doc
    references, mentions = doc._.references, doc._.mentions
    if token.i in references:
        own = any(mentions[i]["start"] <= token.i < mentions[i]["end"] for i in references[token.i])
        listed = own and not alone
        found = (
            doc._.lists.get(references[token.i][0], references[token.i]) if listed else references[token.i]
        )
        fitting = [i for i in found if mentions[i]["kind"] in kinds]
        if fitting:
            yield from (
                (mentions[i], (DIRECT if own else REFERENCE) * mentions[i]["confidence"]) for i in fitting
            )
            return
    for index in doc._.alternatives.get(token.i, ()):
        if mentions[index]["kind"] in kinds:
            yield mentions[index], REFERENCE * mentions[index]["confidence"]
            return
    if base_form(token.lower_, "N") in load_words()["grammar"]["transparent"]:
        parts = [
            inner
            for child in token.children
            if child.dep_ == "prep" and child.lower_ in {"of", "in", "to"}
            for inner in child.children
            if inner.i in references
        ]
        fitting = [i for inner in parts for i in references[inner.i] if mentions[i]["kind"] in kinds]
        if fitting:
            yield from ((mentions[i], REFERENCE * mentions[i]["confidence"]) for i in fitting)
            return
    beside = [child for child in token.children if child.dep_ == "appos" and child.i in references]
    if token.dep_ == "appos" and token.head.i in references:
        beside.append(token.head)
    for other in beside:
        fitting = [i for i in references[other.i] if mentions[i]["kind"] in kinds]
        if fitting:
            yield from ((mentions[i], REFERENCE * mentions[i]["confidence"]) for i in fitting)
            return
    if relation_type.name in (THROUGH_SOURCE if source else THROUGH_OWNER) and token.tag_[:1] in "NV":
        for owner in list_owners(token, source=source):
            if owner.i in references and owner.tag_[:3] != "PRP":
                for index in references[owner.i]:
                    yield mentions[index], OWNER * mentions[index]["confidence"]


def list_owners(token: Token, *, source: bool) -> Iterator[Token]:
    """Possessors, names before and "of" behind a common noun: whose it is."""
    for child in token.children:
        if child.dep_ == "poss" or (child.dep_ in {"amod", "compound", "nmod"} and child.i < token.i):
            yield child
        elif not source and child.dep_ == "prep" and child.lower_ in {"of", "by", "from"}:
            yield from (inner for inner in child.children if inner.dep_ == "pobj")


# ---------------------------------------------------------------------------------------- one relation


def make_relation(
    clause: Clause,
    relation_type: RelationType,
    frame: Frame,
    source: dict[str, Any],
    target: dict[str, Any],
    trust: float,
) -> Relation:
    """A relation with its evidence, stance, speaker and date."""
    doc = clause.token.doc
    sentence = clause.token.sent
    stance, cues = read_stance(clause.token)
    if frame.stance and stance == "asserted":
        stance = frame.stance  # type: ignore[assignment]
    elif frame.stance == "denied" and stance == "denied":
        stance = "asserted"
    if relation_type.symmetric and source["entity"] > target["entity"]:
        source, target = target, source
    return {
        "source": source["entity"],
        "type": relation_type.name,
        "target": target["entity"],
        "source_mention": (source["start"], source["end"]),
        "target_mention": (target["start"], target["end"]),
        "start": sentence.start,
        "end": sentence.end,
        "trigger": clause.trigger,
        "stance": stance,
        "cues": cues,
        "attribution": name_speaker(doc, clause.token, source),
        "date": find_date(clause.token),
        "role": doc[clause.trigger[0] : clause.trigger[1]].text if relation_type.group == "office" else "",
        "confidence": round(BASE["open" if relation_type.group == "open" else clause.word_class] * trust, 3),
        "rule": frame.rule,
    }


def name_speaker(doc: Doc, token: Token, source: dict[str, Any]) -> str:
    """The entity that says so, else its words; nothing when the source says it itself."""
    speakers = find_speaker(token)
    if not speakers:
        return ""
    speaker = speakers[0]
    if speaker.i in doc._.references:
        entity: str = mention_at(speaker)["entity"]
        return "" if entity == source["entity"] else entity
    if speaker.tag_[:3] == "PRP":
        return ""
    return doc[speaker.left_edge.i : speaker.right_edge.i + 1].text


# ------------------------------------------------------------------------------ offices that are known


def title_of(doc: Doc, mention: dict[str, Any]) -> Token | None:
    """The office noun before a name ("President Xi Jinping") or beside it ("Xi Jinping, the president")."""
    offices = load_ontology().offices()
    start, end = mention["start"], mention["end"]
    if start > doc[start].sent.start and doc[start - 1].lower_ in offices:
        title: Token = doc[start - 1]
        return title
    rule_nouns = load_words()["grammar"]["rule_nouns"]
    after = [token for token in doc[end : end + 4] if token.text not in {"'s", "’s"} and token.tag_[:2] != "JJ"]
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
        words[: words.index("of")]
        if "of" in words[1:] and " ".join(words) not in ontology.offices()
        else words
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
