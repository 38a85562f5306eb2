"""Finds names: known actors first, then what the model saw, then shapes, then acronyms put in brackets.

Leaves a list of plain dicts in `doc._.mentions`, in the order of the text and never overlapping:
`start` and `end` (tokens), `kind`, `ids` (candidate entries of the knowledge base), `role` (name, demonym,
capital, metonym or family), `by` (knowledge, model, shape or acronym) and `confidence`.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from diplograph.knowledge import HERE, Knowledge, Name, fold
from diplograph.ontology import load_ontology

Mention = dict[str, Any]
PIECES = re.compile(r"\w+|[^\w\s]")
MODEL_KINDS = {
    "PERSON": "PERSON",
    "ORG": "INSTITUTION",
    "LAW": "INITIATIVE",
    "EVENT": "EVENT",
    "LOC": "REGION",
}
# A name on a list is surer than a shape, and a shape surer than the model.
RANK = {"acronym": 4, "knowledge": 3, "shape": 2, "model": 1}
CONFIDENCE = {"knowledge": 0.97, "acronym": 0.95, "shape": 0.85, "model": 0.7}
LEAF = ""
MONTHS = frozenset("january february march april may june july august september october november december".split())


@cache
def load_words() -> dict[str, dict[str, frozenset[str]]]:
    """The word lists of `words.toml`."""
    table = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    return {name: {key: frozenset(words) for key, words in row.items()} for name, row in table.items()}


class Tagger:
    """The first component: finds names in a parsed document."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.trie = build_trie(knowledge.names())

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.mentions`."""
        known = find_known(doc, self.trie)
        guessed = drop_headings(doc, [*find_modelled(doc, known), *find_shapes(doc), *find_titled(doc, known)])
        mentions = keep_longest(doc, drop_doubtful(doc, [*known, *guessed]))
        doc._.mentions = spread_acronyms(doc, mentions)
        return doc


# ------------------------------------------------------------------------------------------ known names


def build_trie(names: Iterable[Name]) -> dict[str, Any]:
    """Names as a tree of case-folded pieces; each leaf holds the names that end there."""
    trie: dict[str, Any] = {}
    for name in names:
        node = trie
        for piece in PIECES.findall(fold(name.text)):
            node = node.setdefault(piece.casefold(), {})
        node.setdefault(LEAF, []).append((fold(name.text), name))
    return trie


def find_known(doc: Doc, trie: dict[str, Any]) -> list[Mention]:
    """The longest known names, on token boundaries, written the way names are written."""
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    pieces = [(match.start(), match.end(), fold(match.group()).casefold()) for match in PIECES.finditer(doc.text)]
    found: list[Mention] = []
    position = 0
    while position < len(pieces):
        match = match_at(doc, pieces, position, trie, starts, ends) if pieces[position][0] in starts else None
        if match:
            length, mention = match
            found.extend(split_owner(doc, mention, trie))
            position += length
        else:
            position += 1
    return found


def match_at(
    doc: Doc,
    pieces: list[tuple[int, int, str]],
    position: int,
    trie: dict[str, Any],
    starts: dict[int, int],
    ends: dict[int, int],
) -> tuple[int, Mention] | None:
    """The longest known name that begins with this piece, with its length in pieces."""
    node: dict[str, Any] | None = trie
    best = None
    start = pieces[position][0]
    for offset in range(position, len(pieces)):
        node = node.get(pieces[offset][2]) if node is not None else None
        if node is None:
            break
        end = pieces[offset][1]
        if LEAF in node and end in ends:
            names = [name for text, name in node[LEAF] if is_written_as(doc.text[start:end], text)]
            if names:
                best = (offset - position + 1, make_known(starts[start], ends[end], names))
    return best


def split_owner(doc: Doc, mention: Mention, trie: dict[str, Any]) -> list[Mention]:
    """A known body with its owner before it ("China's Ministry of Commerce") as two mentions: owner and body."""
    tokens = doc[mention["start"] : mention["end"]]
    mark = next((token.i for token in tokens[1:-1] if token.text in {"'s", "’s"}), None)
    owner = look_up(fold(doc[mention["start"] : mark].text), trie) if mark is not None else []
    countries = [name for name in owner if name.entry.kind == "COUNTRY" and name.role == "name"]
    if mark is None or not countries or mention["kind"] != "INSTITUTION":
        return [mention]
    return [make_known(mention["start"], mark, countries), mention | {"start": mark + 1}]


def look_up(text: str, trie: dict[str, Any]) -> list[Name]:
    """The names that are exactly this text."""
    node: dict[str, Any] | None = trie
    for piece in PIECES.findall(text):
        node = node.get(piece.casefold()) if node is not None else None
    return [name for folded, name in (node or {}).get(LEAF, []) if folded == text]


def is_written_as(text: str, name: str) -> bool:
    """Whether `text` is a way to write `name`: exact, in capitals, or a long name with small letters."""
    folded = fold(text)
    if folded == name or re.sub(r"\s+", " ", folded) == name:
        return True
    if text.isupper():
        return len(name) > 4 and not name.isupper()
    words = len(name.split())
    return words >= 3 or (words == 2 and text[0].isupper() and name[0].isupper() and not name.isupper())


def make_known(start: int, end: int, names: list[Name]) -> Mention:
    """A mention of known names; a name proper counts before a demonym, capital or family name."""
    order = ["name", "demonym", "metonym", "capital", "family"]
    role = min((name.role for name in names), key=order.index)
    chosen = [name.entry for name in names if name.role == role]
    return {
        "start": start,
        "end": end,
        "kind": chosen[-1].kind,
        "ids": list(dict.fromkeys(entry.id for entry in chosen)),
        "role": role,
        "by": "knowledge",
        "confidence": CONFIDENCE["knowledge"],
    }


# ------------------------------------------------------------------------------- what the model has seen


def find_modelled(doc: Doc, known: list[Mention]) -> Iterator[Mention]:
    """The model's entities of our kinds, without articles, titles and possessives."""
    inside = {token for mention in known for token in range(mention["start"], mention["end"])}
    for ent in doc.ents:
        kind = MODEL_KINDS.get(ent.label_)
        if kind is None:
            continue
        start, end = trim_name(doc, ent.start, ent.end)
        if start < end and is_name_like(doc, start, end, kind) and not is_made_of(doc, start, end, inside, kind):
            yield new_mention(start, end, kind, "model")


def new_mention(start: int, end: int, kind: str, by: str) -> Mention:
    """A mention that no list knows."""
    return {
        "start": start,
        "end": end,
        "kind": kind,
        "ids": [],
        "role": "name",
        "by": by,
        "confidence": CONFIDENCE[by],
    }


def trim_name(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The span without leading articles, titles and punctuation and without a trailing possessive."""
    while start < end and (not doc[start].text[0].isalnum() or doc[start].lower_ in {"the", "a", "an"}):
        start += 1
    end = next((i for i in range(start, end) if doc[i].text in {"•", ";", "(", "["} or "\n" in doc[i].text), end)
    while end > start and (doc[end - 1].lower_ in {"'s", "’s", "'", "’"} or not doc[end - 1].text[-1].isalnum()):
        if doc[end - 1].text[-1] == "." and len(doc[end - 1]) > 1:
            break
        end -= 1
    start += len_of_title(doc, start, end)
    if end - start > 1 and doc[start].lower_ in MONTHS:
        start += 1
    return start, end


def len_of_title(doc: Doc, start: int, end: int) -> int:
    """How many of the first tokens are titles ("Prime Minister", "Dr.")."""
    words = load_words()["honorifics"]["words"]
    offices = load_ontology().offices()
    length = 0
    for stop in range(start + 1, min(end, start + 6)):
        phrase = " ".join(token.lower_.rstrip(".") for token in doc[start:stop] if token.text not in {"-", "–"})
        if phrase in offices or phrase in words or phrase.rpartition(" ")[2] in words:
            length = stop - start
    return length


def is_name_like(doc: Doc, start: int, end: int, kind: str) -> bool:
    """Whether the span is written as a name: capitals, letters, no line break, not too long."""
    tokens = doc[start:end]
    first, last = tokens[0], tokens[-1]
    capital = sum(token.text[0].isupper() for token in tokens)
    if not capital or len(tokens) > 12 or any("\n" in token.text for token in tokens):
        return False
    if kind == "PERSON" and (not first.text[0].isupper() or any(token.text[0].isdigit() for token in tokens)):
        return False
    if len(tokens) == 1 and (is_ordinary(first.text) or first.tag_[:3] != "NNP"):
        return False
    return any(c.isalpha() for c in last.text) and (capital >= 2 or len(first.text) > 1)


def is_ordinary(text: str) -> bool:
    """Whether a capitalised word alone names nobody: head nouns, offices, months, common abbreviations."""
    words = load_words()
    plain = text.casefold()
    return (
        any(text in group for group in words["heads"].values())
        or plain in words["ordinary"]["words"]
        or plain in words["honorifics"]["words"]
        or plain in words["standins"]["words"]
        or plain in load_ontology().offices()
    )


def is_made_of(doc: Doc, start: int, end: int, inside: set[int], kind: str) -> bool:
    """Whether known names and joints account for the span ("US-China", "Riyadh and Tehran"): then they win."""
    rest = [i for i in range(start, end) if i not in inside]
    if len(rest) == end - start:
        return False
    return all(not doc[i].text[0].isupper() for i in rest) or any(doc[i].text in {"-", "–", ","} for i in rest)


# ------------------------------------------------------------------------------------------------ shapes


def find_shapes(doc: Doc) -> Iterator[Mention]:
    """Names that their head noun gives away: "the Blue Pacific Prosperity Fund", "Ministry of Finance"."""
    heads = frozenset().union(*load_words()["heads"].values())
    for token in doc:
        if token.text not in heads:
            continue
        start, end = widen_left(doc, token.i), widen_right(doc, token.i)
        start = skip_weak_start(doc, start, token.i)
        kind = kind_of_head(doc[start:end].text)
        if kind and end - start > 1 and has_own_word(doc, start, end, token.i):
            yield new_mention(start, end, kind, "shape")


def is_capital(token: Token) -> bool:
    """Whether the token is a capitalised word or a number that may stand inside a name."""
    return token.text[0].isupper() or (token.text[0].isdigit() and len(token.text) == 4)


def widen_left(doc: Doc, position: int) -> int:
    """Where the capitalised run that ends at `position` begins."""
    connectors = load_words()["connectors"]["words"]
    sentence = doc[position].sent.start
    start = position
    while start > sentence:
        before = doc[start - 1]
        if is_capital(before) and before.text[0].isalpha():
            start -= 1
        elif before.text in {"-", "–", "&", "'s", "’s", "’", "'"} and start - 2 >= sentence and is_capital(doc[start - 2]):
            if before.text in {"'s", "’s", "’", "'"} and not is_inner_possessive(doc, start - 2):
                break
            start -= 2
        elif before.text in connectors and start - 2 >= sentence and is_joined(doc, start):
            start -= 2
        else:
            break
    return start


def is_inner_possessive(doc: Doc, position: int) -> bool:
    """Whether a possessive belongs to the name: "People's", "Workers'"; an owner's does not."""
    return doc[position].lower_ in {"people", "workers", "women", "children", "peasants", "farmers", "teachers", "students", "soldiers", "veterans", "leaders", "ministers", "traders"}


def is_joined(doc: Doc, start: int) -> bool:
    """Whether `X and Y` before a head noun is one name ("Trade and Investment Framework")."""
    return doc[start - 1].text in {"and", "of", "for", "&"} and is_capital(doc[start - 2]) and doc[start - 2].ent_type_ not in {"GPE", "PERSON"}


def widen_right(doc: Doc, position: int) -> int:
    """Where a name that goes on behind its head noun ends ("Ministry of Foreign Affairs", "Pillar II")."""
    connectors = load_words()["connectors"]["words"]
    end = position + 1
    limit = len(doc)
    while end < limit:
        token = doc[end]
        if is_capital(token) and not token.is_sent_start:
            end += 1
        elif token.text in {"of", "for", "on", "against", "de", "du"} or (token.text in {"and", "the", "-", "–"} and end > position + 1):
            after = end + 1
            while after < limit and doc[after].text in connectors and after < end + 3:
                after += 1
            if after < limit and is_capital(doc[after]) and not (token.text == "and" and is_list_joint(doc, position, end)):
                end = after + 1
            else:
                break
        else:
            break
    return end


def is_list_joint(doc: Doc, head: int, joint: int) -> bool:
    """Whether "and" behind a name joins another name rather than going on with this one."""
    return doc[joint - 1].ent_type_ in {"GPE", "PERSON", "NORP"} or not any(
        token.text in {"of", "for", "on"} for token in doc[head:joint]
    )


def skip_weak_start(doc: Doc, start: int, head: int) -> int:
    """The start of the name behind articles and words that are capital only because they begin a sentence."""
    while start < head and (
        doc[start].lower_ in {"the", "a", "an", "this", "that", "its", "their", "our", "his", "her", "in", "on", "at", "under", "when", "while", "as", "for", "and", "but", "both", "since", "after", "before", "through", "by", "with", "from", "if", "although", "former", "today", "yesterday"}
        or doc[start].text in {"-", "–", "&"}
    ):
        start += 1
    return start + len_of_title(doc, start, head)


def has_own_word(doc: Doc, start: int, end: int, head: int) -> bool:
    """Whether the name has a word besides its head and a country: "Chinese Government" would not be one."""
    heads = load_words()["heads"]
    own = [token for token in doc[start:end] if token.i != head and is_capital(token)]
    return bool(own) and not (len(own) == 1 and own[0].i > head and own[0].text in heads["INSTITUTION"])


def find_titled(doc: Doc, known: list[Mention]) -> Iterator[Mention]:
    """Persons that an office or post gives away, before the name or beside it, though the model saw none."""
    taken = {token for mention in known for token in range(mention["start"], mention["end"])}
    for token in doc:
        if token.tag_ != "NNP" or token.i in taken or (token.i + 1 < len(doc) and token.nbor(1).tag_ == "NNP"):
            continue
        start = token.i
        while start > token.sent.start and start - 1 not in taken and is_name_part(doc[start - 1]):
            start -= 1
        start += len_of_title(doc, start, token.i)
        plain = all(word.text.replace(".", "").replace("’", "").isalpha() or word.text == "-" for word in doc[start : token.i + 1])
        if 1 < token.i + 1 - start < 6 and plain and doc[start].text[0].isupper() and has_post(doc, start, token):
            yield new_mention(start, token.i + 1, "PERSON", "shape")


def is_name_part(token: Token) -> bool:
    """Whether the token may stand inside a person's name."""
    return (token.tag_ == "NNP" and token.text[0].isupper()) or token.lower_ in {"al", "bin", "de", "van", "von", "der", "-", "ibn", "el", "da", "di", "la"}


def has_post(doc: Doc, start: int, root: Token) -> bool:
    """Whether an office or post stands before the name, or beside it as apposition or complement."""
    offices = load_ontology().offices()
    if start > root.sent.start and doc[start - 1].lower_ in offices and doc[start - 1].text[0].isupper():
        return True
    beside = [child for child in root.children if child.dep_ == "appos"]
    if root.dep_ == "appos":
        beside.append(root.head)
    if root.dep_ == "nsubj" and root.head.lower_ in {"is", "was"}:
        beside.extend(child for child in root.head.children if child.dep_ == "attr")
    return any(noun.lower_ in offices for noun in beside)


# ----------------------------------------------------------------------------------------- one reading


def drop_headings(doc: Doc, guessed: list[Mention]) -> list[Mention]:
    """The guesses without those that only a headline in title case makes: its capitals tell nothing."""
    titled = {token for start, end in list_title_lines(doc) for token in range(start, end)}
    plain = {doc[m["start"] : m["end"]].text for m in guessed if m["start"] not in titled}
    return [m for m in guessed if m["start"] not in titled or doc[m["start"] : m["end"]].text in plain]


def list_title_lines(doc: Doc) -> Iterator[tuple[int, int]]:
    """The lines without a full stop at the end in which nearly every longer word has a capital."""
    start = 0
    for token in doc:
        last = token.i + 1 == len(doc)
        if "\n" in token.text or last:
            end = token.i + 1 if last and "\n" not in token.text else token.i
            words = [t for t in doc[start:end] if t.text[0].isalpha() and len(t) > 3]
            closed = end > start and doc[end - 1].text in {".", "!", "”", '"', ";", ","}
            if 1 < len(words) and end - start < 25 and not closed and sum(t.text[0].isupper() for t in words) > 0.7 * len(words):
                yield start, end
            start = token.i + 1


def drop_doubtful(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """The mentions without bare family names that nothing supports."""
    full = {entry for mention in mentions if mention["role"] == "name" for entry in mention["ids"]}
    others = {doc[m["end"] - 1].lower_ for m in mentions if m["kind"] == "PERSON" and m["end"] - m["start"] > 1 and not m["ids"]}
    persons = {token.i for ent in doc.ents if ent.label_ == "PERSON" for token in ent}
    kept = []
    for mention in mentions:
        first = doc[mention["start"]]
        if mention["role"] != "family":
            kept.append(mention)
        elif first.tag_[:3] == "NNP" and first.lower_ not in others:
            seen = [entry for entry in mention["ids"] if entry in full]
            titled = first.i > first.sent.start and is_title_word(first.nbor(-1))
            likely = (first.i in persons and not is_ordinary(first.text)) or titled
            if (seen or likely) and is_alone(doc, mention, persons):
                kept.append(mention | {"ids": seen or mention["ids"], "kind": "LEADER", "sure": bool(seen) or titled})
    return kept


def is_title_word(token: Token) -> bool:
    """Whether the token ends a title of office ("President", "Minister")."""
    return token.text[0].isupper() and token.lower_ in load_ontology().offices()


def is_alone(doc: Doc, mention: Mention, persons: set[int]) -> bool:
    """Whether a family name stands without another name beside it ("Abe", not "Shintaro Abe")."""
    around = [i for i in (mention["start"] - 1, mention["end"]) if 0 <= i < len(doc)]
    return not any(i in persons and doc[i].text[0].isupper() and doc[i].tag_ == "NNP" for i in around)


def keep_longest(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """One reading of every stretch of text: the longest, and among equals the surest."""
    order = sorted(
        mentions, key=lambda m: (-reach(doc, m), -RANK[m["by"]], m["start"], m["end"], m["kind"])
    )
    taken: set[int] = set()
    kept = []
    for mention in order:
        tokens = set(range(mention["start"], mention["end"]))
        if not tokens & taken:
            taken |= tokens
            kept.append(mention)
    return sorted(kept, key=lambda m: m["start"])


def reach(doc: Doc, mention: Mention) -> int:
    """The length that counts: a known name is not outdone by a model's span that adds small words only."""
    tokens = doc[mention["start"] : mention["end"]]
    if mention["by"] == "model":
        return sum(token.text[0].isupper() or token.text[0].isdigit() for token in tokens)
    return len(tokens)


# ---------------------------------------------------------------------------------------------- acronyms


def spread_acronyms(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """The mentions with every use of an acronym that the text introduces in brackets.

    After A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions" (2003).
    """
    by_end = {mention["end"]: mention for mention in mentions}
    by_start = {mention["start"]: mention for mention in mentions}
    short: dict[str, Mention] = {}
    for opening in range(1, len(doc) - 2):
        if doc[opening].text != "(":
            continue
        closing = next((i for i in range(opening + 2, min(opening + 14, len(doc))) if doc[i].text == ")"), None)
        if closing is None:
            continue
        inner = doc[opening + 1 : closing]
        if len(inner) == 1 and is_acronym(inner.text):
            long = by_end.get(opening) or long_form(doc, opening, inner.text)
            if long and fits(doc[long["start"] : long["end"]].text, inner.text):
                short[inner.text] = long
                if long["end"] not in by_end:
                    by_end[long["end"]] = by_start[long["start"]] = long
                    mentions = keep_longest(doc, [*mentions, long])
        elif is_acronym(doc[opening - 1].text):
            inner_mention = by_start.get(opening + 1) or by_start.get(opening + 2)
            if inner_mention and fits(doc[inner_mention["start"] : inner_mention["end"]].text, doc[opening - 1].text):
                short[doc[opening - 1].text] = inner_mention
    return mark_acronyms(doc, mentions, short) if short else mentions


def is_acronym(text: str) -> bool:
    """Whether the text is written like an acronym: `BRI`, `ACCC`, `G7`, `UNSCR`, `EaP`."""
    return 2 <= len(text) <= 10 and text[0].isupper() and sum(c.isupper() or c.isdigit() for c in text) >= 2


def fits(long: str, short: str) -> bool:
    """Whether the letters of `short` run through `long` in order, the first at the start of a word."""
    letters = [c for c in fold(short).casefold() if c.isalnum()]
    text = fold(long).casefold()
    position = len(text)
    for index, letter in enumerate(reversed(letters)):
        last = index == len(letters) - 1
        position = text.rfind(letter, 0, position)
        while last and position > 0 and text[position - 1].isalnum():
            position = text.rfind(letter, 0, position)
        if position < 0:
            return False
    return True


def long_form(doc: Doc, opening: int, short: str) -> Mention | None:
    """The capitalised words before a bracket whose letters give the acronym in it."""
    for start in range(max(doc[opening].sent.start, opening - min(len(short) + 5, 2 * len(short))), opening):
        words = doc[start:opening]
        if is_capital(words[0]) and sum(is_capital(token) for token in words) >= 2 and fits(words.text, short):
            initials = fold(words[0].text)[0].casefold() == fold(short)[0].casefold()
            if initials and not any(token.is_punct and token.text not in {"-", "–", "'", "’", "&"} for token in words):
                return new_mention(start, opening, kind_of_head(words.text) or "INSTITUTION", "shape")
    return None


def kind_of_head(text: str) -> str:
    """The kind that the head noun of a name gives away, if it does: the word before "of" or "for", else the last.

    >>> kind_of_head("Ministry of Foreign Affairs"), kind_of_head("IPEF Pillar II"), kind_of_head("Blake Berger")
    ('INSTITUTION', 'INITIATIVE', '')
    """
    words = text.replace("-", " ").replace("–", " ").split()
    tail = next((i for i, word in enumerate(words) if word in {"of", "for", "on", "against", "de"} and i), len(words))
    while tail > 1 and re.fullmatch(r"[IVX]+|\d+|[A-Z]", words[tail - 1]):
        tail -= 1
    heads = load_words()["heads"]
    return next((kind for kind, group in heads.items() if words[tail - 1] in group), "")


def mark_acronyms(doc: Doc, mentions: list[Mention], short: dict[str, Mention]) -> list[Mention]:
    """Every token that is an introduced acronym, as a mention of its long form."""
    known = {(m["start"], m["end"]) for m in mentions if m["by"] == "knowledge" and m["end"] - m["start"] > 1}
    covered = {i for start, end in known for i in range(start, end)}
    marks = [
        short[token.text]
        | {
            "start": token.i,
            "end": token.i + 1,
            "by": "acronym",
            "confidence": CONFIDENCE["acronym"],
            "long": (short[token.text]["start"], short[token.text]["end"]),
        }
        for token in doc
        if token.text in short and token.i not in covered
    ]
    return keep_longest(doc, [*mentions, *marks])
