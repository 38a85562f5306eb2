"""What all taggers share: the form of a mention, and how names are written in English texts."""

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from spacy.tokens import Doc, Token

from diplograph.extract.dates import MONTHS
from diplograph.extract.words import POSSESSIVES, base_form
from diplograph.knowledge import HERE, fold
from diplograph.ontology import load_ontology

Mention = dict[str, Any]
# A name on a list is surer than a shape, and a shape surer than the model.
RANK = {"acronym": 4, "knowledge": 3, "shape": 2, "model": 1}
CONFIDENCE = {"knowledge": 0.97, "acronym": 0.95, "shape": 0.85, "model": 0.7}


def tokens_of(mentions: Iterable[Mention]) -> set[int]:
    """The tokens, by index, that the mentions cover."""
    return {token for mention in mentions for token in range(mention["start"], mention["end"])}


@cache
def load_words() -> dict[str, dict[str, frozenset[str]]]:
    """The word lists of `words.toml`."""
    table = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    return {
        name: {key: frozenset(words) for key, words in row.items()}
        for name, row in table.items()
        if name != "prefixes"
    }


@cache
def load_prefixes() -> dict[str, str]:
    """Combining form → id of the country: `Sino` → `CHN`."""
    table = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    return dict(table["prefixes"])


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


def len_of_title(doc: Doc, start: int, end: int) -> int:
    """How many of the first tokens are titles ("Prime Minister", "Dr.")."""
    words = load_words()["honorifics"]["words"]
    offices = load_ontology().offices
    length = 0
    for stop in range(start + 1, min(end, start + 6)):
        phrase = " ".join(
            token.lower_.rstrip(".") for token in doc[start:stop] if token.text not in {"-", "–"}
        )
        if phrase in offices or phrase in words or phrase.rpartition(" ")[2] in words:
            length = stop - start
    return length


def is_capital(token: Token) -> bool:
    """Whether the token is a capitalised word or a number that may stand inside a name."""
    return token.text[0].isupper() or (token.text[0].isdigit() and len(token.text) == 4)


def is_ordinary(text: str) -> bool:
    """Whether a capitalised word alone names nobody: head nouns, offices, months, common abbreviations."""
    words = load_words()
    plain = text.casefold()
    return (
        any(text in group for group in words["heads"].values())
        or plain in words["ordinary"]["words"]
        or plain in words["honorifics"]["words"]
        or base_form(plain, "N") in words["standins"]["words"]
        or plain in load_ontology().offices
    )


def trim_name(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The span without leading articles, titles and punctuation and without a trailing possessive."""
    while start < end and (not doc[start].text[0].isalnum() or doc[start].lower_ in {"the", "a", "an"}):
        start += 1
    end = next(
        (i for i in range(start, end) if doc[i].text in {"•", ";", "(", "["} or "\n" in doc[i].text), end
    )
    while end > start and (doc[end - 1].lower_ in POSSESSIVES or not doc[end - 1].text[-1].isalnum()):
        if doc[end - 1].text[-1] == "." and len(doc[end - 1]) > 1:
            break
        end -= 1
    start += len_of_title(doc, start, end)
    end = end_before_post(doc, start, end)
    if end - start > 1 and doc[start].lower_ in MONTHS:
        start += 1
    return start, end


def end_before_post(doc: Doc, start: int, end: int) -> int:
    """The end of a name before the office of somebody in it: "Pentagon | Press Secretary", "Navy | Capt."."""
    offices = load_ontology().offices
    ranks = load_words()["honorifics"]["words"]
    for i in range(start + 1, end):
        word = doc[i].lower_.rstrip(".")
        after = fold(doc[i + 1].lower_) if i + 1 < len(doc) else ""
        if f"{word} {after}" in offices or (word in ranks and word not in {"right", "new", "former", "late"}):
            return i
    return end


def keep_longest(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """One reading of every stretch of text: the longest, and among equals the surest."""
    order = sorted(mentions, key=lambda m: (-reach(doc, m), -RANK[m["by"]], m["start"], m["end"], m["kind"]))
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


def phrases_ending_at(token: Token) -> Iterator[str]:
    """The noun with up to three words before it, the longest first, hyphens as spaces, in base form."""
    words = [base_form(token.lower_.rstrip("."), "N")]
    phrases = list(words)
    position = token.i - 1
    while len(words) < 4 and not token.doc[position + 1].is_sent_start:
        before = token.doc[position]
        if before.text not in {"-", "–"}:
            if not before.text[0].isalpha():
                break
            words.insert(0, before.lower_)
            phrases.append(" ".join(words))
        position -= 1
    yield from reversed(phrases)
