"""Finds names: known actors first, then what the model saw, then shapes, then acronyms put in brackets.

Leaves a list of plain dicts in `doc._.mentions`, in the order of the text and never overlapping:
`start` and `end` (tokens), `kind`, `ids` (candidate entries of the knowledge base), `role` (name, demonym,
capital, metonym or family), `by` (knowledge, model, shape or acronym) and `confidence`.
"""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from diplograph.extract.acronyms import spread_acronyms
from diplograph.extract.known import build_trie, find_known, find_prefixes
from diplograph.extract.names import (
    Mention,
    is_ordinary,
    keep_longest,
    load_prefixes,
    load_words,
    new_mention,
    tokens_of,
    trim_name,
)
from diplograph.extract.shapes import find_operations, find_shapes, find_titled, kind_of_head
from diplograph.knowledge import Knowledge
from diplograph.ontology import load_ontology

MODEL_KINDS = {
    "PERSON": "PERSON",
    "ORG": "INSTITUTION",
    "LAW": "INITIATIVE",
    "EVENT": "EVENT",
    "LOC": "REGION",
}


class Tagger:
    """The first component: finds names in a parsed document."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.trie = build_trie(knowledge.names())
        self.prefixes = {word: knowledge.entries[id] for word, id in load_prefixes().items()}

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.mentions`."""
        ents = doc.ents
        known = find_known(doc, self.trie)
        known += find_prefixes(doc, known, self.prefixes)
        guessed = drop_headings(
            doc,
            [
                *find_modelled(doc, ents, known),
                *drop_unions(find_shapes(doc), known),
                *find_operations(doc),
                *find_titled(doc, known),
            ],
        )
        persons = {token.i for ent in ents if ent.label_ == "PERSON" for token in ent}
        mentions = keep_longest(doc, drop_doubtful(doc, [*known, *guessed], persons))
        doc._.mentions = spread_acronyms(doc, mentions)
        return doc


def find_modelled(doc: Doc, ents: Iterable[Span], known: list[Mention]) -> Iterator[Mention]:
    """The model's entities of our kinds, without articles, titles and possessives."""
    inside = tokens_of(known)
    surnames = {mention["start"] for mention in known if mention["role"] == "family"}
    for ent in ents:
        kind = MODEL_KINDS.get(ent.label_)
        if kind is None:
            continue
        start, end = trim_name(doc, ent.start, ent.end)
        if (
            start < end
            and is_name_like(doc, start, end, kind)
            and not is_made_of(doc, start, end, inside - surnames if kind == "PERSON" else inside)
        ):
            yield new_mention(start, end, kind, "model")


def drop_unions(shapes: Iterable[Mention], known: list[Mention]) -> Iterator[Mention]:
    """The shapes without those that run over two known names: "the Treaty of Rome and the GATT"."""
    bodies = [mention for mention in known if mention["kind"] in {"INSTITUTION", "INITIATIVE", "EVENT"}]
    for shape in shapes:
        inside = [m for m in bodies if shape["start"] <= m["start"] and m["end"] <= shape["end"]]
        if len(inside) < 2:
            yield shape


def is_name_like(doc: Doc, start: int, end: int, kind: str) -> bool:
    """Whether the span is written as a name: capitals, letters, no line break, not too long."""
    tokens = doc[start:end]
    first, last = tokens[0], tokens[-1]
    capital = sum(token.text[0].isupper() for token in tokens)
    if not capital or len(tokens) > 12 or any("\n" in token.text for token in tokens):
        return False
    if kind == "PERSON" and (not first.text[0].isupper() or any(token.text[0].isdigit() for token in tokens)):
        return False
    if tokens.text.lower() in load_ontology().offices or is_portfolio(doc, start):
        return False
    if last.text in {"Government", "Governments", "Administration"} and kind == "INSTITUTION":
        return False
    if len(tokens) == 1 and (is_ordinary(first.text) or first.tag_[:3] != "NNP"):
        return False
    if len(tokens) > 1 and any(token.lower_ == "and" for token in tokens) and kind == "INSTITUTION":
        return bool(kind_of_head(tokens.text))
    return any(c.isalpha() for c in last.text) and (capital >= 2 or len(first.text) > 1)


def is_portfolio(doc: Doc, start: int) -> bool:
    """Whether the words only go on with an office: "State" in "Secretary of State for Energy"."""
    return start > 1 and doc[start - 1].lower_ == "of" and doc[start - 2].lower_ in {"secretary", "minister"}


def is_made_of(doc: Doc, start: int, end: int, inside: set[int]) -> bool:
    """Whether known names and joints account for the span ("Riyadh and Tehran"): then they win."""
    rest = [i for i in range(start, end) if i not in inside]
    if len(rest) == end - start:
        return False
    plain = [i for i in rest if not doc[i].text[0].isupper() or is_ordinary(doc[i].text)]
    return len(plain) == len(rest) or any(doc[i].text in {"-", "–", ",", "and", "/"} for i in rest)


def drop_headings(doc: Doc, guessed: list[Mention]) -> list[Mention]:
    """The guesses without those that only a headline in title case makes: its capitals tell nothing."""
    titled = {token for start, end in list_title_lines(doc) for token in range(start, end)}
    plain = {doc[m["start"] : m["end"]].text for m in guessed if m["start"] not in titled}
    return [m for m in guessed if m["start"] not in titled or doc[m["start"] : m["end"]].text in plain]


def list_title_lines(doc: Doc) -> Iterator[tuple[int, int]]:
    """The lines, as tokens, without a full stop at the end and with a capital on nearly every longer word."""
    start = 0
    for line in doc.text.split("\n"):
        words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
        capital = sum(word[0].isupper() for word in words)
        if 1 < len(words) < 25 and capital > 0.7 * len(words) and line.rstrip()[-1] not in '.!”";,':
            span = doc.char_span(start, start + len(line), alignment_mode="expand")
            if span is not None:
                yield span.start, span.end
        start += len(line) + 1


def drop_doubtful(doc: Doc, mentions: list[Mention], persons: set[int]) -> list[Mention]:
    """The mentions without bare family names that nothing supports."""
    full = {entry for mention in mentions if mention["role"] == "name" for entry in mention["ids"]}
    others = {
        doc[m["end"] - 1].lower_
        for m in mentions
        if m["kind"] == "PERSON" and m["end"] - m["start"] > 1 and not m["ids"]
    }
    kept = []
    for mention in mentions:
        first = doc[mention["start"]]
        if mention["role"] != "family":
            kept.append(mention)
        elif (
            (first.tag_[:2] == "NN" or first.is_sent_start)
            and first.lower_ not in others
            and not is_month(doc, mention)
        ):
            seen = [entry for entry in mention["ids"] if entry in full]
            titled = not first.is_sent_start and is_title_word(first.nbor(-1))
            titled = titled or is_ruling(doc, mention["end"])
            likely = (not is_ordinary(first.text) and not is_doctor(doc, first.i)) or titled
            if (seen or likely) and is_alone(doc, mention, persons):
                evidence = {"seen": seen, "titled": titled, "modelled": first.i in persons}
                kept.append(mention | evidence | {"kind": "LEADER"})
    return kept


def is_month(doc: Doc, mention: Mention) -> bool:
    """Whether a family name is only the month of May: before a number, or after "in" and its like."""
    first, after = doc[mention["start"]], doc[mention["end"] : mention["end"] + 1]
    before = doc[first.i - 1].lower_ if first.i else ""
    numbered = bool(after) and after[0].text[0].isdigit()
    return first.text == "May" and (
        numbered or before in {"in", "since", "until", "early", "late", "last", "next", "of"}
    )


def is_doctor(doc: Doc, start: int) -> bool:
    """Whether a scholar's title stands before the name."""
    return start > 0 and doc[start - 1].lower_.rstrip(".") in {"dr", "prof", "professor"}


def is_ruling(doc: Doc, end: int) -> bool:
    """Whether a government of that name follows: "the Obama administration"."""
    return end < len(doc) and doc[end].lower_ in load_words()["grammar"]["rule_nouns"]


def is_title_word(token: Token) -> bool:
    """Whether the token ends a title of office ("President", "Minister")."""
    return token.text[0].isupper() and token.lower_ in load_ontology().offices


def is_alone(doc: Doc, mention: Mention, persons: set[int]) -> bool:
    """Whether a family name stands without another name beside it ("Abe", not "Shintaro Abe")."""
    around = [i for i in (mention["start"] - 1, mention["end"]) if 0 <= i < len(doc)]
    return not any(i in persons and doc[i].text[0].isupper() and doc[i].tag_ == "NNP" for i in around)
