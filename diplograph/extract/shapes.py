"""Finds names by their shape: head nouns ("the … Fund"), and persons beside an office ("Minister … Reis")."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from diplograph.extract.names import Mention, is_capital, len_of_title, load_words, new_mention, tokens_of
from diplograph.extract.words import POSSESSIVES
from diplograph.ontology import load_ontology

# What may stand, without spaces, between two words of a name.
MARKS = POSSESSIVES | {"-", "–", "&"}
FIRST_WORDS = {"Operation": "INITIATIVE", "Exercise": "EVENT"}


def find_shapes(doc: Doc) -> Iterator[Mention]:
    """Names that their head noun gives away: "the Blue Pacific Prosperity Fund", "Ministry of Finance"."""
    heads = frozenset().union(*load_words()["heads"].values())
    for token in doc:
        if token.text not in heads or begins_office(token):
            continue
        start, end = widen_left(doc, token.i), widen_right(doc, token.i)
        start = skip_weak_start(doc, start, token.i)
        if end - start > 2 and doc[end - 1].text.isdigit() and doc[end - 2].text == "of":
            end -= 2
        kind = kind_of_head(doc[start:end].text)
        if kind and end - start > 1 and has_own_word(doc, start, end, token.i):
            yield new_mention(start, end, kind, "shape")


def find_operations(doc: Doc) -> Iterator[Mention]:
    """Military operations and exercises, whose first word gives them away: "Operation Silver Heron"."""
    for token in doc[:-1]:
        if token.text in FIRST_WORDS and token.nbor(1).text[0].isupper():
            end = token.i + 2
            while (
                end < min(token.i + 4, len(doc)) and doc[end].text[0].isupper() and not doc[end].is_sent_start
            ):
                end += 1
            yield new_mention(token.i, end, FIRST_WORDS[token.text], "shape")


def begins_office(token: Token) -> bool:
    """Whether the head noun is only the first word of an office: "Press" in "Press Secretary"."""
    return (
        token.i + 1 < len(token.doc) and f"{token.lower_} {token.nbor(1).lower_}" in load_ontology().offices
    )


def widen_left(doc: Doc, position: int) -> int:
    """Where the capitalised run that ends at `position` begins."""
    connectors = load_words()["connectors"]["words"]
    sentence = doc[position].sent.start
    start = position
    while start > sentence:
        before = doc[start - 1]
        if is_capital(before) and before.text[0].isalpha():
            start -= 1
        elif before.text in MARKS and start - 2 >= sentence and is_capital(doc[start - 2]):
            if before.text in POSSESSIVES and not is_inner_possessive(doc, start - 2):
                break
            start -= 2
        elif before.text in connectors and start - 2 >= sentence and is_joined(doc, start):
            start -= 2
        else:
            break
    return start


def is_inner_possessive(doc: Doc, position: int) -> bool:
    """Whether a possessive belongs to the name: "People's", "Workers'"; an owner's does not."""
    return doc[position].lower_ in {
        "people",
        "workers",
        "women",
        "children",
        "peasants",
        "farmers",
        "teachers",
        "students",
        "soldiers",
        "veterans",
        "leaders",
        "ministers",
        "traders",
    }


def is_joined(doc: Doc, start: int) -> bool:
    """Whether `X and Y` before a head noun is one name ("Trade and Investment Framework")."""
    return (
        doc[start - 1].text in {"and", "of", "for", "&"}
        and is_capital(doc[start - 2])
        and doc[start - 2].ent_type_ not in {"GPE", "PERSON"}
        and not (doc[start - 1].text == "and" and kind_of_head(doc[start - 2].text))
    )


def widen_right(doc: Doc, position: int) -> int:
    """Where a name that goes on behind its head noun ends ("Ministry of Foreign Affairs", "Pillar II")."""
    connectors = load_words()["connectors"]["words"]
    end = position + 1
    limit = len(doc)
    while end < limit:
        token = doc[end]
        if is_capital(token) and not token.is_sent_start and not is_post(token):
            end += 1
        elif token.text in {"of", "for", "on", "against", "de", "du"} or (
            token.text in {"and", "the", "-", "–"} and end > position + 1
        ):
            after = end + 1
            while after < limit and doc[after].text in connectors and after < end + 3:
                after += 1
            if (
                after < limit
                and is_capital(doc[after])
                and not (token.text == "and" and is_list_joint(doc, position, end))
            ):
                end = after + 1
            else:
                break
        else:
            break
    return end


def is_post(token: Token) -> bool:
    """Whether the word is an office: the name of a body does not go on with it."""
    return token.lower_ in load_ontology().offices or token.lower_ in {"chargé", "charge"}


def is_list_joint(doc: Doc, head: int, joint: int) -> bool:
    """Whether "and" behind a name joins another name rather than going on with this one."""
    return doc[joint - 1].ent_type_ in {"GPE", "PERSON", "NORP"} or not any(
        token.text in {"of", "for", "on"} for token in doc[head:joint]
    )


def skip_weak_start(doc: Doc, start: int, head: int) -> int:
    """The start of the name behind articles and words that are capital only because they begin a sentence."""
    while start < head and (
        doc[start].lower_
        in {
            "the",
            "a",
            "an",
            "this",
            "that",
            "its",
            "their",
            "our",
            "his",
            "her",
            "in",
            "on",
            "at",
            "under",
            "when",
            "while",
            "as",
            "for",
            "and",
            "but",
            "both",
            "since",
            "after",
            "before",
            "through",
            "by",
            "with",
            "from",
            "if",
            "although",
            "former",
            "today",
            "yesterday",
        }
        or doc[start].text in {"-", "–", "&"}
    ):
        start += 1
    return start + len_of_title(doc, start, head)


def has_own_word(doc: Doc, start: int, end: int, head: int) -> bool:
    """Whether the name has a word besides its head and a country: "Chinese Government" would not be one."""
    heads = load_words()["heads"]
    own = [token for token in doc[start:end] if token.i != head and is_capital(token)]
    return bool(own) and not (len(own) == 1 and own[0].i > head and own[0].text in heads["INSTITUTION"])


def kind_of_head(text: str) -> str:
    """The kind that the head noun of a name gives away: the word before "of" or "for", else the last.

    >>> kind_of_head("Ministry of Finance"), kind_of_head("IPEF Pillar II"), kind_of_head("Blake Berger")
    ('INSTITUTION', 'INITIATIVE', '')
    """
    words = text.replace("-", " ").replace("–", " ").split()
    tail = next(
        (i for i, word in enumerate(words) if word in {"of", "for", "on", "against", "de"} and i), len(words)
    )
    while tail > 1 and re.fullmatch(r"[IVX]+|\d+|[A-Z]", words[tail - 1]):
        tail -= 1
    heads = load_words()["heads"]
    return next((kind for kind, group in heads.items() if words[tail - 1] in group), "")


def find_titled(doc: Doc, known: list[Mention]) -> Iterator[Mention]:
    """Persons that an office or post gives away, before the name or beside it, though the model saw none."""
    names = [mention for mention in known if mention["role"] != "family"]
    taken = tokens_of(names)
    for token in doc:
        if (
            token.tag_ != "NNP"
            or token.i in taken
            or (token.i + 1 < len(doc) and token.nbor(1).tag_ == "NNP")
        ):
            continue
        start = token.i
        while not doc[start].is_sent_start and start - 1 not in taken and is_name_part(doc[start - 1]):
            start -= 1
        start += len_of_title(doc, start, token.i + 1)
        start = skip_portfolio(doc, start, token.i)
        plain = all(
            word.text.replace(".", "").replace("’", "").isalpha() or word.text == "-"
            for word in doc[start : token.i + 1]
        )
        if (
            1 < token.i + 1 - start < 6
            and plain
            and doc[start : token.i + 1].text.lower() not in load_ontology().offices
            and doc[start].text[0].isupper()
            and has_post(doc, start, token)
        ):
            yield new_mention(start, token.i + 1, "PERSON", "shape")


def skip_portfolio(doc: Doc, start: int, last: int) -> int:
    """The start of the name behind a minister's portfolio: "Minister of Planning Ana Reis"."""
    if start > 1 and doc[start - 1].lower_ in {"of", "for"} and is_post(doc[start - 2]):
        while start < last and doc[start].lower_ in load_words()["grammar"]["portfolios"]:
            start += 1
    return start


def is_name_part(token: Token) -> bool:
    """Whether the token may stand inside a person's name."""
    return (token.tag_ == "NNP" and token.text[0].isupper()) or token.lower_ in {
        "al",
        "bin",
        "de",
        "van",
        "von",
        "der",
        "-",
        "ibn",
        "el",
        "da",
        "di",
        "la",
    }


def has_post(doc: Doc, start: int, root: Token) -> bool:
    """Whether an office or post stands before the name, or beside it as apposition or complement."""
    offices = load_ontology().offices
    if start and doc[start - 1].lower_ in load_words()["grammar"]["portfolios"]:
        return True
    if (
        not doc[start].is_sent_start
        and doc[start - 1].lower_.rstrip(".") in offices
        and doc[start - 1].text[0].isupper()
    ):
        return True
    beside = [child for child in root.children if child.dep_ == "appos"]
    if root.dep_ == "appos":
        beside.append(root.head)
    if root.dep_ == "nsubj" and root.head.lower_ in {"is", "was"}:
        beside.extend(child for child in root.head.children if child.dep_ == "attr")
    return any(noun.lower_ in offices for noun in beside)
